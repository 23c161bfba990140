import Casework
import Reporting

// Parts that several pages share.
extension Visit {
    /// An instant with its age.
    func write(_ instant: Timestamp, to page: inout HTML) {
        page.element("time", .set("datetime", Moments.machine(instant))) { page in
            page.element("span", .kind("age"), text: say(Moments.age(of: instant, at: now)))
            page.element("span", .kind("at"), text: Moments.text(instant, language))
        }
    }

    /// A severity as a word and a number on the heat scale.
    func writeHeat(_ severity: Double, to page: inout HTML) {
        let heat = Heat(severity: severity)
        page.element("span", .kind("heat heat\(heat.rawValue)")) { page in
            page.element("b", text: Figures.plain(severity, language))
            page.element("span", text: say(.heat(heat)))
        }
    }

    /// Where the handling of a case stands, as a tag.
    func write(_ stage: CaseStage, to page: inout HTML) {
        page.element("span", .kind("tag state-\(stage.state.rawValue)"), text: say(.name(of: stage)))
    }

    /// Topics as tags.
    func writeTopics(_ topics: [String], to page: inout HTML) {
        if topics.isEmpty { page.element("span", .kind("tag none"), text: say(.noTopic)) }
        for topic in topics { page.element("span", .kind("tag topic"), text: topicName(topic)) }
    }

    /// Words that came from outside, kept from turning the reading direction of what follows.
    func writeForeign(_ text: String, to page: inout HTML) { page.element("bdi", text: text) }

    /// What was wrong with the form that was sent, if anything.
    func write(problem: ScreenText?, to page: inout HTML) {
        guard let problem else { return }
        page.element("div", .kind("problem"), .set("role", "alert")) { page in
            page.element("p", text: say(problem))
        }
    }

    /// What the last form did, when the address tells.
    func writeDone(to page: inout HTML) {
        guard let done = request.query["xong"].flatMap({ ScreenText.done[$0] }) else { return }
        page.element("p", .kind("done"), .set("role", "status"), text: say(done))
    }

    /// Links to the pages before and after.
    ///
    /// - Parameters:
    ///   - paging: Where we are.
    ///   - count: Number of entries in all.
    ///   - parameters: The query's other fields.
    ///   - page: Where to write.
    func write(_ paging: Paging, count: CaseCount, parameters: [(String, String)], to page: inout HTML) {
        var pages = max(1, (count.number + Paging.size - 1) / Paging.size)
        // What has more than could be counted goes on.
        if !count.isExact { pages = max(pages, paging.number + 1) }
        guard pages > 1 || paging.number > 1 else { return }
        func path(_ number: Int) -> String {
            let fields = (parameters + [("trang", String(number))]).map { "\($0.0)=\(QueryValue.encode($0.1))" }
            return request.path + "?" + fields.joined(separator: "&")
        }
        page.element("nav", .kind("paging"), .set("aria-label", say(.pages))) { page in
            if paging.number > 1 {
                let earlier = path(min(paging.number - 1, pages))
                page.element("a", .set("rel", "prev"), .set("href", earlier), text: say(.previousPage))
            }
            page.element("span", text: say(.pageOf(paging.number, pages, isExact: count.isExact)))
            if paging.number < pages {
                page.element("a", .set("rel", "next"), .set("href", path(paging.number + 1)), text: say(.nextPage))
            }
        }
    }
}

/// A page of a long list.
struct Paging: Sendable {
    /// Entries on a page.
    static let size = 50
    private static let last = 100_000

    /// Number from 1.
    let number: Int

    /// Takes the page that the query asks for; nonsense means the first.
    init(_ query: FormFields) { number = max(1, min(Self.last, query["trang"].flatMap { Int($0) } ?? 1)) }

    /// Entries before the page.
    var offset: Int { (number - 1) * Self.size }
}
