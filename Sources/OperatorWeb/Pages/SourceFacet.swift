import Casework
import Reporting

/// The choice of one source on lists of cases.
struct SourceFacet: Sendable {
    private let visit: Visit
    /// The source that the query asks for; nil for all.
    let chosen: String?
    private let names: [String]

    /// Finds what there is to choose from: configured sources, and those that cases came from before.
    init(_ visit: Visit) async throws(StoreError) {
        self.visit = visit
        let asked = visit.request.query["nguon"] ?? ""
        chosen = asked.isEmpty ? nil : String(asked.prefix(500))
        var names = visit.parts.settings.sources.map(\.name)
        // A source that is not known stays in sight: the list is empty for it, and the choice says why.
        for name in try await visit.store.caseSources() + [chosen].compactMap(\.self) where !names.contains(name) {
            names.append(name)
        }
        self.names = names
    }

    /// Fields of the query that keep the choice on the next page.
    var parameters: [(String, String)] { chosen.map { [("nguon", $0)] } ?? [] }

    /// The choice with its label, inside a form.
    func writeSelect(_ id: String, to page: inout HTML) {
        page.element("label", .set("for", id), text: visit.say(.source))
        page.element("select", .set("id", id), .set("name", "nguon")) { page in
            page.element(
                "option", .set("value", ""), .flag("selected", when: chosen == nil), text: visit.say(.anySource))
            for name in names {
                page.element("option", .set("value", name), .flag("selected", when: name == chosen), text: name)
            }
        }
    }

    /// The choice as a form of its own; nothing while there is nothing to choose.
    ///
    /// - Parameters:
    ///   - kept: Fields of the query that stay.
    ///   - page: Where to write.
    func writeForm(_ kept: [(String, String)], to page: inout HTML) {
        guard names.count > 1 else { return }
        page.element(
            "form", .set("method", "get"), .set("action", visit.request.path), .kind("source-filter")
        ) { page in
            for (name, value) in kept {
                page.void("input", .set("type", "hidden"), .set("name", name), .set("value", value))
            }
            page.element("div") { page in writeSelect("nguon-tin", to: &page) }
            page.element("button", .kind("second"), text: visit.say(.filter))
        }
    }
}
