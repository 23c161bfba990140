import Casework
import CivilCalendar
import Places
import Reporting

/// The ledger of promises: what is overdue first, counted as leaders cite it.
enum PromisePages {
    /// Its address.
    static let path = "/loi-hua"
    private static let mostExported = 100_000

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let paging = Paging(visit.request.query)
        let (asked, isPlaceUnknown) = requested(visit)
        var filter = asked
        filter.limit = Paging.size
        filter.offset = paging.offset
        let promises = try await visit.store.promises(filter)
        let tallies = try await visit.store.tallies(filter)
        let bodies = try await visit.store.promisingBodies(limit: 500)
        let counts = try await visit.navigationCounts()
        let total = tallies.reduce(PromiseTally()) { $0 + $1.tally }
        let query = kept(visit)
        return visit.page(visit.say(.promises), entry: .promises, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.promises))
            page.element("p", .kind("lead"), text: visit.say(.promisesLead(overdue: total.overdue)))
            writeStandings(visit, filter.standing, to: &page)
            writeFilter(visit, bodies, to: &page)
            if isPlaceUnknown { page.element("p", .kind("problem"), text: visit.say(.placeNotKnown)) }
            PromiseList(visit: visit, today: filter.day).write(promises, to: &page)
            visit.write(
                paging, count: CaseCount(number(filter.standing, in: total, promises, paging)), parameters: query,
                to: &page)
            page.element("section", .kind("report"), .set("lang", "vi")) { page in
                let table = PromiseReport.byBody(PromiseFigures(byBody: tallies))
                page.element("h2", text: table.caption)
                HTMLReport.write(table, to: &page)
            }
            page.element("p", .kind("links")) { page in
                let fields = query.map { "\($0.0)=\(QueryValue.encode($0.1))" }.joined(separator: "&")
                page.element("a", .set("href", "\(path)/tai-ve?\(fields)"), text: visit.say(.downloadTable))
            }
        }
    }

    /// How many promises the list has in all, from what was counted anyway.
    private static func number(
        _ standing: PromiseStanding?, in total: PromiseTally, _ shown: [Promise], _ paging: Paging
    ) -> Int {
        switch standing {
        case nil: total.promised
        case .overdue: total.overdue
        case .kept: total.kept
        case .keptLate: total.keptLate
        case .broken: total.broken
        case .withdrawn: total.withdrawn
        // Both are counted as running; whether there is a next page shows by this one being full.
        case .dueSoon, .running: paging.offset + shown.count + (shown.count == Paging.size ? 1 : 0)
        }
    }

    static func download(_ visit: Visit) async throws -> PageAnswer {
        var (filter, _) = requested(visit)
        filter.limit = mostExported
        let promises = try await visit.store.promises(filter)
        let head = [
            "Tình trạng", "Điều đã hứa", "Nơi phải thực hiện", "Ngày hứa", "Hạn", "Nơi hứa", "Hồ sơ", "Ngày thực hiện",
            "Căn cứ", "Số văn bản", "Lý do",
        ]
        let rows = promises.map { promise in
            let step = promise.steps.last
            return [
                promise.standing(on: filter.day).vietnameseName, promise.what, promise.body, promise.madeOn.vietnamese,
                promise.dueOn?.vietnamese ?? "không nêu hạn", promise.place.shown ?? "",
                promise.codes.map(\.description).joined(separator: " "), step?.proof?.day.vietnamese ?? "",
                step?.proof?.text ?? "", step?.proof?.document ?? "", step?.reason ?? "",
            ]
        }
        let lines = ([head] + rows).map { row in row.map(CSVReport.quoted).joined(separator: ",") + "\r\n" }
        return .download(
            Array(("\u{FEFF}" + lines.joined()).utf8), type: "text/csv; charset=utf-8",
            name: "loi-hua-\(filter.day.iso).csv")
    }

    // MARK: The filter

    /// What the query asks for; nonsense asks for nothing.
    private static func requested(_ visit: Visit) -> (PromiseFilter, isPlaceUnknown: Bool) {
        let query = visit.request.query
        var filter = PromiseFilter(on: LocalMoment(utcMilliseconds: visit.now.rawValue).date)
        filter.standing = query["xem"].flatMap { PromiseStanding(rawValue: $0) }
        filter.body = query["noi"].flatMap { $0.isEmpty ? nil : $0 }
        filter.madeFrom = query["tu"].flatMap { CivilCalendar.CivilDate(iso: $0) }
        filter.madeBefore = query["den"].flatMap { CivilCalendar.CivilDate(iso: $0)?.adding(days: 1) }
        guard let place = query["dia_ban"], !place.allSatisfy(\.isWhitespace) else { return (filter, false) }
        let today = visit.parts.placeReading(String(place.prefix(Dialogue.placeLimit)))
        filter.unitCode = today?.communeCode ?? today?.provinceCode
        return (filter, filter.unitCode == nil)
    }

    private static func kept(_ visit: Visit) -> [(String, String)] {
        ["xem", "noi", "dia_ban", "tu", "den"].compactMap { name in
            visit.request.query[name].flatMap { $0.isEmpty ? nil : (name, $0) }
        }
    }

    private static func writeStandings(_ visit: Visit, _ chosen: PromiseStanding?, to page: inout HTML) {
        let rest = kept(visit).filter { $0.0 != "xem" }
        let choices: [PromiseStanding?] = [nil] + PromiseStanding.allCases.map { $0 }
        page.element("p", .kind("choices")) { page in
            for standing in choices {
                let fields = (standing.map { [("xem", $0.rawValue)] } ?? []) + rest
                let query = fields.map { "\($0.0)=\(QueryValue.encode($0.1))" }.joined(separator: "&")
                page.element(
                    "a", .set("href", query.isEmpty ? path : "\(path)?\(query)"),
                    .set("aria-current", standing == chosen ? "page" : "false"),
                    text: visit.say(standing.map { .name(of: $0) } ?? .allPromises))
            }
        }
    }

    private static func writeFilter(_ visit: Visit, _ bodies: [String], to page: inout HTML) {
        let query = visit.request.query
        page.element("form", .set("action", path), .set("method", "get"), .kind("filter")) { page in
            if let standing = query["xem"].flatMap({ PromiseStanding(rawValue: $0) }) {
                page.void(
                    "input", .set("type", "hidden"), .set("name", "xem"), .set("value", standing.rawValue))
            }
            page.element("div") { page in
                page.element("label", .set("for", "noi"), text: visit.say(.promiseBody))
                page.element("select", .set("id", "noi"), .set("name", "noi")) { page in
                    page.element("option", .set("value", ""), text: visit.say(.anyBody))
                    for body in bodies {
                        page.element(
                            "option", .set("value", body), .flag("selected", when: body == query["noi"]), text: body)
                    }
                }
            }
            for (name, label, type) in [
                ("dia_ban", ScreenText.promisePlace, "text"), ("tu", .fromDay, "date"), ("den", .toDay, "date"),
            ] {
                page.element("div") { page in
                    page.element("label", .set("for", name), text: visit.say(label))
                    page.void(
                        "input", .set("id", name), .set("name", name), .set("type", type), .set("maxlength", "200"),
                        .set("value", query[name] ?? ""))
                }
            }
            page.element("button", .kind("second"), text: visit.say(.filter))
        }
    }
}
