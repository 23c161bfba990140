import Casework
import CivilCalendar
import PersonalData
import Reporting

/// The log of acts, for who checks how the office works.
///
/// Details are shown without personal data: whoever checks acts need not learn whom they were about.
enum AuditPages {
    /// Its address.
    static let path = "/nhat-ky"
    private static let pageSize = 100
    private static let mostExported = 100_000

    static func list(_ visit: Visit) async throws -> PageAnswer { try await page(visit, chain: nil) }

    static func check(_ visit: Visit) async throws -> PageAnswer {
        let broken = try await visit.store.firstBrokenAuditEntry()
        return try await page(visit, chain: broken.map(ScreenText.chainBroken) ?? .chainWhole)
    }

    static func download(_ visit: Visit) async throws -> PageAnswer {
        var filter = requested(visit)
        filter.limit = mostExported
        let entries = try await visit.store.auditEntries(filter)
        try await visit.store.noteLogExport(lines: entries.count, actor: visit.actor, at: visit.now)
        let head = [ScreenText.auditNumber, .auditDay, .auditActor, .auditAct, .auditDetail].map { visit.say($0) }
        let rows = entries.map { entry in
            [
                String(entry.sequence), Moments.machine(entry.at), entry.actor, name(of: entry, visit), detail(entry),
                entry.hash,
            ]
        }
        let lines = ([head + ["SHA-256"]] + rows).map { row in
            row.map(CSVReport.quoted).joined(separator: ",") + "\r\n"
        }
        let day = LocalMoment(utcMilliseconds: visit.now.rawValue).date.iso
        return .download(
            Array(("\u{FEFF}" + lines.joined()).utf8), type: "text/csv; charset=utf-8", name: "nhat-ky-\(day).csv")
    }

    private static func page(_ visit: Visit, chain: ScreenText?) async throws -> PageAnswer {
        let entries = try await visit.store.auditEntries(requested(visit))
        let actors = try await visit.store.auditActors()
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.auditLog), entry: .audit, counts: counts) { page in
            page.element("h1", text: visit.say(.auditLog))
            page.element("p", .kind("lead"), text: visit.say(.auditLead))
            if let chain {
                let kind = chain == .chainWhole ? "done" : "problem"
                page.element("p", .kind(kind), .set("role", "status"), text: visit.say(chain))
            }
            writeFilter(visit, actors, to: &page)
            write(entries, visit, to: &page)
            if entries.count == pageSize, let last = entries.last {
                page.element("nav", .kind("paging"), .set("aria-label", visit.say(.pages))) { page in
                    page.element(
                        "a", .set("rel", "next"), .set("href", address(visit, before: last.sequence)),
                        text: visit.say(.older))
                }
            }
        }
    }

    /// What the query asks for; nonsense asks for nothing.
    private static func requested(_ visit: Visit) -> AuditFilter {
        let query = visit.request.query
        var filter = AuditFilter(limit: pageSize)
        filter.actor = query["ai"].flatMap { $0.isEmpty ? nil : $0 }
        filter.act = query["viec"].flatMap { AuditAct(rawValue: $0)?.rawValue }
        filter.beforeSequence = query["truoc"].flatMap { Int64($0) }
        if let day = query["ngay"].flatMap({ CivilCalendar.CivilDate(iso: $0) }) {
            filter.from = Timestamp(rawValue: LocalMoment(day, second: 0).utcMilliseconds)
            filter.before = filter.from?.adding(seconds: 86_400)
        }
        return filter
    }

    private static func address(_ visit: Visit, before sequence: Int64) -> String {
        let query = visit.request.query
        let kept = ["ai", "viec", "ngay"].compactMap { name in
            query[name].map { "\(name)=\(QueryValue.encode($0))" }
        }
        return "\(path)?" + (kept + ["truoc=\(sequence)"]).joined(separator: "&")
    }

    private static func writeFilter(_ visit: Visit, _ actors: [String], to page: inout HTML) {
        let query = visit.request.query
        page.element("form", .set("action", path), .set("method", "get"), .kind("log-filter")) { page in
            choice("ai", .auditActor, [("", visit.say(.anybody))] + actors.map { ($0, $0) }, to: &page)
            let acts = AuditAct.allCases.map { ($0.rawValue, visit.say(.name(ofAct: $0.rawValue))) }
            choice("viec", .auditAct, [("", visit.say(.anyAct))] + acts, to: &page)
            page.element("div") { page in
                page.element("label", .set("for", "ngay"), text: visit.say(.auditDay))
                page.void(
                    "input", .set("id", "ngay"), .set("name", "ngay"), .set("type", "date"),
                    .set("value", query["ngay"] ?? ""))
            }
            page.element("button", .kind("second"), text: visit.say(.filter))
        }
        page.element("p", .kind("links")) { page in
            page.element("a", .set("href", "\(path)/kiem-tra"), text: visit.say(.checkChain))
            let fields = ["ai", "viec", "ngay"].compactMap { name in
                query[name].map { "\(name)=\(QueryValue.encode($0))" }
            }
            page.element(
                "a", .set("href", "\(path)/tai-ve?" + fields.joined(separator: "&")), text: visit.say(.downloadTable))
        }

        func choice(_ name: String, _ label: ScreenText, _ options: [(String, String)], to page: inout HTML) {
            page.element("div") { page in
                page.element("label", .set("for", name), text: visit.say(label))
                page.element("select", .set("id", name), .set("name", name)) { page in
                    for (value, text) in options {
                        page.element(
                            "option", .set("value", value), .flag("selected", when: value == query[name] ?? ""),
                            text: text)
                    }
                }
            }
        }
    }

    private static func write(_ entries: [AuditEntry], _ visit: Visit, to page: inout HTML) {
        guard !entries.isEmpty else { return page.element("p", .kind("empty"), text: visit.say(.noAuditEntries)) }
        page.element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for name in [ScreenText.auditNumber, .auditDay, .auditActor, .auditAct, .auditDetail] {
                        page.element("th", text: visit.say(name))
                    }
                }
            }
            page.element("tbody") { page in
                for entry in entries {
                    page.element("tr") { page in
                        page.element("td", text: String(entry.sequence))
                        page.element("td") { page in visit.write(entry.at, to: &page) }
                        page.element("td") { page in visit.writeForeign(entry.actor, to: &page) }
                        page.element("td", text: name(of: entry, visit))
                        page.element("td") { page in visit.writeForeign(detail(entry), to: &page) }
                    }
                }
            }
        }
    }

    private static func name(of entry: AuditEntry, _ visit: Visit) -> String {
        visit.say(.name(ofAct: entry.act))
    }

    private static func detail(_ entry: AuditEntry) -> String { Redaction(entry.detail).text }
}
