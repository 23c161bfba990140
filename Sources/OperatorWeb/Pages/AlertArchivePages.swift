import Casework
import CivilCalendar
import Places
import Reporting

/// Alerts beyond those that live: the archive, and what comes back again and again.
enum AlertArchivePages {
    static let archivePath = "/canh-bao-luu-tru"
    static let recurrentPath = "/dia-ban-lap-lai"
    private static let pageLength = 50
    private static let searchLimit = 200

    static func archive(_ visit: Visit) async throws -> PageAnswer {
        let query = visit.request.query
        let search = String((query["tim"] ?? "").prefix(searchLimit))
        let topic = query["linh_vuc"].flatMap { wanted in visit.vocabulary.topics.first { $0.id == wanted }?.id }
        var filter = ArchiveFilter(
            closedBefore: visit.archiveCutoff, search: search, topic: topic, below: query["tu"].flatMap { Int($0) })
        filter.limit = pageLength + 1
        let records = try await visit.store.archivedAlerts(filter)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.alertArchive), entry: .alerts, counts: counts) { page in
            page.element("h1", text: visit.say(.alertArchive))
            page.element(
                "p", .kind("lead"), text: visit.say(.alertArchiveLead(visit.parts.settings.archiveAfterMonths)))
            writeSearch(search, topic, visit, to: &page)
            write(Array(records.prefix(pageLength)), none: .alertArchiveEmpty, visit, to: &page)
            if records.count > pageLength, let last = records.prefix(pageLength).last {
                var next = "\(archivePath)?tu=\(last.id)&tim=\(QueryValue.encode(search))"
                if let topic { next += "&linh_vuc=\(QueryValue.encode(topic))" }
                page.element("p", .kind("links")) { page in
                    page.element("a", .set("href", next), text: visit.say(.olderAlerts))
                }
            }
        }
    }

    static func recurrent(_ visit: Visit) async throws -> PageAnswer {
        let entries = try await visit.store.recurrentPlaces(at: visit.now)
        let matters = try await visit.store.recurrentMatters(at: visit.now)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.recurrentPlaces), entry: .alerts, counts: counts) { page in
            page.element("h1", text: visit.say(.recurrentPlaces))
            page.element("p", .kind("lead"), text: visit.say(.recurrentLead))
            if entries.isEmpty { page.element("p", .kind("empty"), text: visit.say(.recurrentEmpty)) }
            for entry in entries {
                page.element("section", .kind("box")) { page in
                    page.element("h2", text: "\(entry.place), \(entry.province)")
                    page.element("p", .kind("about")) { page in visit.writeTopics([entry.topic], to: &page) }
                    page.element("p", text: visit.say(.recurrentReason(entry.episodes.count)))
                    write(entry.episodes.reversed(), none: .recurrentEmpty, visit, to: &page)
                }
            }
            write(matters, visit, to: &page)
        }
    }

    private static func write(_ matters: [RecurrentMatter], _ visit: Visit, to page: inout HTML) {
        page.element("h2", text: visit.say(.recurrentMatters))
        guard !matters.isEmpty else {
            return page.element("p", .kind("empty"), text: visit.say(.recurrentMattersEmpty))
        }
        page.element("table", .kind("cases")) { page in
            visit.writeHeads([.recurrentMatter, .placesWord, .recurrentSettled], to: &page)
            page.element("tbody") { page in
                for matter in matters {
                    page.element("tr") { page in
                        page.element("td") { page in
                            let code = matter.summary.trackingCode
                            page.element("a", .kind("code"), .set("href", "/ho-so/\(code)"), text: code.description)
                            page.text(" ")
                            visit.writeForeign(matter.summary.title, to: &page)
                            page.element("p", .kind("about")) { page in
                                visit.writeTopics(matter.summary.topics, to: &page)
                            }
                            if matter.cases > 1 {
                                page.element("p", .kind("muted"), text: visit.say(.casesOfMatter(matter.cases)))
                            }
                        }
                        page.element("td") { page in visit.writeForeign(matter.summary.place.joined ?? "", to: &page) }
                        page.element("td") { page in
                            for time in matter.settledAt { page.element("p", text: Moments.text(time, visit.language)) }
                        }
                    }
                }
            }
        }
    }

    private static func writeSearch(_ search: String, _ topic: String?, _ visit: Visit, to page: inout HTML) {
        page.element("form", .set("action", archivePath), .set("method", "get"), .kind("act")) { page in
            page.element("label", .set("for", "tim-canh-bao"), text: visit.say(.alertArchiveSearch))
            page.void(
                "input", .set("id", "tim-canh-bao"), .set("type", "search"), .set("name", "tim"),
                .set("maxlength", String(searchLimit)), .set("value", search))
            page.element("label", .set("for", "linh-vuc"), text: visit.say(.topic))
            page.element("select", .set("id", "linh-vuc"), .set("name", "linh_vuc")) { page in
                page.element("option", .set("value", ""), text: visit.say(.allTopics))
                for known in visit.vocabulary.topics {
                    page.element(
                        "option", .set("value", known.id), .flag("selected", when: known.id == topic), text: known.name)
                }
            }
            page.element("button", text: visit.say(.search))
        }
    }

    private static func write(
        _ records: [AlertRecord], none: ScreenText, _ visit: Visit, to page: inout HTML
    ) {
        guard !records.isEmpty else { return page.element("p", .kind("empty"), text: visit.say(none)) }
        page.element("table", .kind("cases with-heat")) { page in
            visit.writeHeads([.highestScore, .why, .opened, .closedWhen], to: &page)
            page.element("tbody") { page in
                for record in records { page.element("tr") { page in write(record, visit, to: &page) } }
            }
        }
    }

    private static func write(_ record: AlertRecord, _ visit: Visit, to page: inout HTML) {
        page.element("td", .kind("heat-cell"), text: Figures.plain(record.peak, visit.language))
        page.element("td", .kind("matter")) { page in
            page.element(
                "a", .kind("alert-title"), .set("href", "/canh-bao/\(record.id)"),
                text: record.places.isEmpty ? "\(record.id)" : record.places.joined(separator: ", "))
            page.element("p", .kind("about")) { page in visit.writeTopics([record.topic], to: &page) }
            page.element("p", text: record.why)
            if let isHot = record.isHot {
                page.element("p", .kind("note"), text: visit.say(isHot ? .judgedTrue : .judgedFalse))
            }
        }
        page.element("td", .kind("when"), text: Moments.text(record.openedAt, visit.language))
        page.element("td", .kind("when"), text: record.closedAt.map { Moments.text($0, visit.language) } ?? "")
    }
}

extension Visit {
    /// What was closed before is in the archive.
    var archiveCutoff: Timestamp {
        now.adding(seconds: -AlertArchive.seconds(months: parts.settings.archiveAfterMonths))
    }
}
