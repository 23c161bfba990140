import Casework
import Classification
import Places
import Reporting

/// A printable summary (trích yếu) for those who verify, without anything that tells who wrote.
///
/// > Source: Luật Tố cáo 2018, Điều 56 (who verifies gets the content without the denouncer's name, address and
/// > autograph).
enum SummarySheet {
    private static let textLimit = 200_000

    static func show(_ visit: Visit) async throws -> PageAnswer {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        let summary = file.summary
        let counts = try await visit.navigationCounts()
        return visit.page("\(visit.say(.summarySheet)) \(summary.trackingCode)", counts: counts) { page in
            page.element("h1", text: "\(visit.say(.summarySheet)): \(visit.say(.caseWord)) \(summary.trackingCode)")
            page.element("p", .kind("note"), text: visit.say(.summaryNote))
            page.element("dl") { page in
                fact(.received, Moments.text(summary.receivedAt, visit.language), visit, to: &page)
                fact(.letterClass, visit.say(.name(of: summary.letterClass)), visit, to: &page)
                fact(
                    .topic, summary.topics.map(visit.topicName).joined(separator: ", "), visit, to: &page)
                fact(.placeLabel, summary.place.joined ?? visit.say(.placeUnknown), visit, to: &page)
                if let today = summary.place.today?.joined { fact(.placeToday, today, visit, to: &page) }
                if let due = summary.due {
                    fact(.summaryDue, Moments.text(due.at, visit.language), visit, to: &page)
                }
            }
            for (index, triaged) in file.messages.enumerated() where triaged.message.kind != .bounce {
                write(triaged.message, index + 1, of: file.messages.count, visit, to: &page)
            }
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", "/ho-so/\(summary.trackingCode)"), text: visit.say(.backToCase))
            }
        }
    }

    private static func fact(_ name: ScreenText, _ value: String, _ visit: Visit, to page: inout HTML) {
        guard !value.isEmpty else { return }
        page.element("dt", text: visit.say(name))
        page.element("dd") { page in visit.writeForeign(value, to: &page) }
    }

    private static func write(
        _ message: Message, _ number: Int, of count: Int, _ visit: Visit, to page: inout HTML
    ) {
        page.element("article", .kind("message")) { page in
            page.element("p", .kind("message-head")) { page in
                page.element("b", text: visit.say(.message(number, of: count)))
                page.element("span", text: Moments.text(message.receivedAt, visit.language))
            }
            if let subject = message.subject, !subject.isEmpty {
                page.element("h3") { page in visit.writeForeign(subject, to: &page) }
            }
            page.element("div", .kind("text"), .set("dir", "auto"), text: message.body.cut(toBytes: textLimit))
            if !message.attachments.isEmpty {
                page.element(
                    "p", .kind("muted"), text: "\(visit.say(.attachments)): \(message.attachments.count)")
            }
        }
    }
}
