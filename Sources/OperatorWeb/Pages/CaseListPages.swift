import Casework
import Reporting

/// Lists of cases: escalations, one queue, all with search.
enum CaseListPages {
    private static let open: Set<CaseState> = [.new, .inProgress]

    static func escalations(_ visit: Visit) async throws -> PageAnswer {
        let paging = Paging(visit.request.query)
        let sources = try await SourceFacet(visit)
        var filter = CaseFilter.escalations
        filter.source = sources.chosen
        filter.limit = Paging.size
        filter.offset = paging.offset
        let cases = try await visit.store.cases(filter)
        let table = try await CaseTable.load(visit, cases, showsHeat: true)
        let counts = try await visit.navigationCounts()
        // The strongest three: what cannot wait, the cases below, must stay in sight.
        let alerts = paging.number == 1 ? try await visit.store.alerts(AlertFilter(limit: 3)) : []
        let count =
            sources.chosen == nil
            ? CaseCount(counts.queues.escalated) : try await visit.store.count(filter, upTo: CaseCount.shown)
        return visit.page(visit.say(.hotSpots), entry: .escalations, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.hotSpots))
            if !alerts.isEmpty {
                page.element("h2", text: visit.say(.alerts))
                AlertTable(visit: visit).write(alerts, to: &page)
                page.element("p") { page in
                    page.element("a", .set("href", "/canh-bao"), text: visit.say(.allAlerts))
                }
                page.element("h2", text: visit.say(.hotCases))
            }
            page.element("p", .kind("lead"), text: visit.say(.hotSpotsLead))
            sources.writeForm([], to: &page)
            table.write(cases, none: .noHotSpots, to: &page)
            visit.write(paging, count: count, parameters: sources.parameters, to: &page)
        }
    }

    static func queue(_ visit: Visit) async throws -> PageAnswer {
        let id = FormFields(encoded: "x=" + (visit.request.parameters["id"] ?? ""))["x"] ?? ""
        let counts = try await visit.navigationCounts()
        let isKnown = visit.vocabulary.routing.queues.contains { $0.id == id } || counts.queues.open[id] != nil
        guard isKnown else { throw PageProblem.notFound }
        let paging = Paging(visit.request.query)
        let showsClosed = visit.request.query["ca"] == "1"
        let sources = try await SourceFacet(visit)
        var filter = CaseFilter(
            queue: id, states: showsClosed ? [] : open, source: sources.chosen, order: showsClosed ? .newest : .urgent,
            limit: Paging.size, offset: paging.offset)
        filter.unroutedOnly = visit.request.query["cqt"] == "1"
        let routing = try await QueueHead.load(visit, id)
        let cases = try await visit.store.cases(filter)
        let table = try await CaseTable.load(visit, cases, showsHeat: false)
        let count = try await visit.store.count(filter, upTo: CaseCount.shown)
        let isFirst = paging.number == 1 && sources.chosen == nil && !filter.unroutedOnly
        let told = isFirst ? try await visit.store.casesTold(to: id, limit: Paging.size) : []
        let toldTable = try await CaseTable.load(visit, told, showsHeat: false)
        let kept = (showsClosed ? [("ca", "1")] : []) + (filter.unroutedOnly ? [("cqt", "1")] : [])
        let title = visit.queueName(id)
        return visit.page(title, entry: .queue(id), counts: counts) { page in
            page.element("h1", text: title)
            page.element("p", .kind("lead")) { page in
                page.text(visit.say(.queueLead) + " " + visit.say(.caseCount(count)) + ".")
                if !showsClosed {
                    page.text(" ")
                    let fields = [("ca", "1")] + sources.parameters
                    let query = fields.map { "\($0.0)=\(QueryValue.encode($0.1))" }.joined(separator: "&")
                    page.element("a", .set("href", "\(visit.request.path)?\(query)"), text: visit.say(.showClosed))
                }
            }
            routing.write(to: &page)
            sources.writeForm(kept, to: &page)
            table.write(cases, none: .noCases, to: &page)
            visit.write(paging, count: count, parameters: kept + sources.parameters, to: &page)
            guard !told.isEmpty else { return }
            page.element("h2", text: visit.say(.toldCases))
            toldTable.write(told, none: .noCases, to: &page)
        }
    }

    static func all(_ visit: Visit) async throws -> PageAnswer {
        let query = visit.request.query
        let words = String((query["q"] ?? "").prefix(200)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let code = TrackingCode(words), (try? await visit.store.caseFile(code)) != nil {
            return .redirect(LocalPath("/ho-so/\(code)"))
        }
        let paging = Paging(query)
        let state = query["tinh_trang"].flatMap { CaseState(rawValue: $0) }
        let topic = query["linh_vuc"].flatMap { id in visit.vocabulary.topics.first { $0.id == id }?.id }
        let unit = PlaceParts.unitCode(query)
        let sources = try await SourceFacet(visit)
        let filter = CaseFilter(
            topic: topic, states: state.map { [$0] } ?? [], source: sources.chosen,
            search: words.isEmpty ? nil : words, unitCode: unit, limit: Paging.size, offset: paging.offset)
        let cases = try await visit.store.cases(filter)
        let table = try await CaseTable.load(visit, cases, showsHeat: false)
        let count = try await visit.store.count(filter, upTo: CaseCount.shown)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.allCases), entry: .all, counts: counts) { page in
            page.element("h1", text: visit.say(.allCases))
            writeFilter(visit, words: words, state: state, topic: topic, unit: unit, sources: sources, to: &page)
            if let unit { PlaceParts(visit: visit).writeFilter(unit, of: cases, to: &page) }
            let lead = words.isEmpty ? visit.say(.caseCount(count)) : visit.say(.found(count, words))
            page.element("p", .kind("lead"), .set("role", "status"), text: lead)
            table.write(cases, none: .noCases, to: &page)
            let parameters = [
                ("q", words), ("tinh_trang", state?.rawValue ?? ""), ("linh_vuc", topic ?? ""), ("dia_ban", unit ?? ""),
            ]
            visit.write(
                paging, count: count, parameters: parameters.filter { !$0.1.isEmpty } + sources.parameters, to: &page)
        }
    }

    private static func writeFilter(
        _ visit: Visit, words: String, state: CaseState?, topic: String?, unit: String?, sources: SourceFacet,
        to page: inout HTML
    ) {
        func option(_ value: String, _ name: String, chosen: Bool, to page: inout HTML) {
            page.element("option", .set("value", value), .flag("selected", when: chosen), text: name)
        }
        page.element("form", .set("action", "/tat-ca"), .set("method", "get"), .kind("filter")) { page in
            if let unit {
                page.void("input", .set("type", "hidden"), .set("name", "dia_ban"), .set("value", unit))
            }
            page.element("div") { page in
                page.element("label", .set("for", "loc-q"), text: visit.say(.searchLabel))
                page.void(
                    "input", .set("id", "loc-q"), .set("type", "search"), .set("name", "q"), .set("maxlength", "200"),
                    .set("value", words))
            }
            page.element("div") { page in
                page.element("label", .set("for", "loc-tt"), text: visit.say(.state))
                page.element("select", .set("id", "loc-tt"), .set("name", "tinh_trang")) { page in
                    option("", visit.say(.anyState), chosen: state == nil, to: &page)
                    for each in CaseState.allCases {
                        option(each.rawValue, visit.say(.name(of: each)), chosen: each == state, to: &page)
                    }
                }
            }
            page.element("div") { page in
                page.element("label", .set("for", "loc-lv"), text: visit.say(.topic))
                page.element("select", .set("id", "loc-lv"), .set("name", "linh_vuc")) { page in
                    option("", visit.say(.anyTopic), chosen: topic == nil, to: &page)
                    for each in visit.vocabulary.topics {
                        option(each.id, each.name, chosen: each.id == topic, to: &page)
                    }
                }
            }
            page.element("div") { page in sources.writeSelect("loc-ng", to: &page) }
            page.element("button", .kind("second"), text: visit.say(.filter))
        }
    }
}
