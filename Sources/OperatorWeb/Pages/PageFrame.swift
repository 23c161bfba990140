import Casework
import CivilCalendar
import HotSpots
import Reporting

/// Numbers beside the entries of the navigation.
struct NavigationCounts: Sendable {
    var queues: QueueCounts
    var inbox: InboxCounts
    var outbox: OutboxCounts
    var due: DueCounts
    /// Promises whose day has passed.
    var overduePromises: Int
    /// Closed cases whose citizen is dissatisfied, which nobody has looked at again.
    var reviews: Int
    /// Alerts that nobody has looked at.
    var alerts: Int
    /// Noted alarms about sources.
    var sourceAlarms: [SourceAlarm]
    /// Whether what is sealed can be opened.
    var seal: SealStanding
}

/// An entry of the navigation.
enum NavigationEntry: Hashable, Sendable {
    case escalations
    case alerts
    case queue(String)
    case due
    case routing
    case all
    case quarantine
    case outbox
    case setAside
    case sources
    case surveys
    case dialogues
    case promises
    case reviews
    case publications
    case report
    case audit
    case accounts
    case own
    case retention
    case entry
}

extension Visit {
    /// The numbers for the navigation.
    ///
    /// - Parameter whole: The store to count in; the reader's when left out.
    /// - Returns: The numbers.
    /// - Throws: what the store throws.
    func navigationCounts(in whole: (any OperatorStore)? = nil) async throws -> NavigationCounts {
        let store = whole ?? self.store
        let queues = try await store.queueCounts()
        return NavigationCounts(
            queues: queues, inbox: try await store.inboxCounts(), outbox: try await store.outboxCounts(),
            due: try await store.dueCounts(at: now),
            overduePromises: try await store.overduePromises(
                on: LocalMoment(utcMilliseconds: now.rawValue).date),
            reviews: try await store.reviewCount(),
            alerts: try await store.alerts(AlertFilter()).count { $0.alert.state == .open },
            sourceAlarms: try await store.heldAlarms(), seal: try await store.sealStanding())
    }

    /// A page inside the frame.
    ///
    /// - Parameters:
    ///   - title: Title, also of the browser's tab.
    ///   - entry: Entry of the navigation to mark as current.
    ///   - counts: Numbers for the navigation; without them, as for visitors, there is none.
    ///   - status: Status code.
    ///   - content: Writes the content.
    /// - Returns: The page as an answer.
    func page(
        _ title: String, entry: NavigationEntry? = nil, counts: NavigationCounts?, status: Int = 200,
        content: (inout HTML) -> Void
    ) -> PageAnswer {
        var page = HTML()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", .set("lang", language.rawValue)) { page in
            page.element("head") { page in
                page.literal("<meta charset=\"utf-8\">")
                page.literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                page.literal("<meta name=\"robots\" content=\"noindex\">")
                page.element("title", text: "\(title) – \(say(.product)), \(parts.settings.officeName)")
                page.void("link", .set("rel", "stylesheet"), .set("href", Stylesheet.path))
            }
            page.element("body") { page in
                page.element("a", .kind("skip"), .set("href", "#noi-dung"), text: say(.skipToContent))
                writeTop(&page)
                if let counts {
                    if case .locked = counts.seal { writeKeyBanner(to: &page) }
                    writeAlarmBanner(counts.sourceAlarms, isCurrent: entry == .sources, to: &page)
                    page.element("div", .kind("frame")) { page in
                        writeNavigation(counts, entry: entry, to: &page)
                        page.element("main", .set("id", "noi-dung"), content: content)
                    }
                } else {
                    page.element("main", .set("id", "noi-dung"), .kind("alone"), content: content)
                }
            }
        }
        return .page(page, status: status)
    }

    /// A form that posts to this site and carries the token against forgery.
    func form(_ action: String, kind: String = "act", to page: inout HTML, fields: (inout HTML) -> Void) {
        page.element("form", .set("method", "post"), .set("action", action), .kind(kind)) { page in
            page.void(
                "input", .set("type", "hidden"), .set("name", "ma_bieu_mau"), .set("value", formToken))
            fields(&page)
        }
    }

    /// Says on every page that sources need somebody, so that it is seen by whoever works.
    private func writeAlarmBanner(_ alarms: [SourceAlarm], isCurrent: Bool, to page: inout HTML) {
        guard !alarms.isEmpty else { return }
        page.element("div", .kind("banner"), .set("role", "status")) { page in
            page.element("strong", text: say(.sourcesAlarming(Set(alarms.map(\.source)).count, alarms: alarms.count)))
            if !isCurrent { page.element("a", .set("href", SourcesPage.path), text: say(.lookAtSources)) }
        }
    }

    /// Says on every page that the key is missing, since nothing new is filed until it is back.
    private func writeKeyBanner(to page: inout HTML) {
        page.element("div", .kind("banner"), .set("role", "alert")) { page in
            page.element("strong", text: say(.keyMissingTitle))
            page.element("span", text: say(.keyMissing))
        }
    }

    private func writeTop(_ page: inout HTML) {
        page.element("header", .kind("top")) { page in
            page.element("div", .kind("brand")) { page in
                page.element("a", .set("href", "/"), text: say(.product))
                page.element("span", text: parts.settings.officeName)
            }
            if may(.readCases), !mustChangePassword { writeSearch(&page) }
            page.element("div", .kind("account")) { page in
                writeLanguageSwitch(&page)
                if session != nil {
                    page.element("a", .kind("officer"), .set("href", OwnAccountPages.path), text: displayName)
                    form("/dang-xuat", kind: "plain", to: &page) { page in
                        page.element("button", .kind("link"), text: say(.logOut))
                    }
                }
            }
        }
    }

    private func writeSearch(_ page: inout HTML) {
        page.element(
            "form", .set("action", "/tat-ca"), .set("method", "get"), .set("role", "search"), .kind("search")
        ) { page in
            page.element("label", .set("for", "tim"), .kind("hidden"), text: say(.searchLabel))
            page.void(
                "input", .set("id", "tim"), .set("type", "search"), .set("name", "q"), .set("maxlength", "200"),
                .set("placeholder", say(.searchHint)),
                .set("value", request.path == "/tat-ca" ? request.query["q"] ?? "" : ""))
            page.element("button", text: say(.search))
        }
    }

    private func writeLanguageSwitch(_ page: inout HTML) {
        let other: Language = language == .vietnamese ? .english : .vietnamese
        form("/ngon-ngu", kind: "plain", to: &page) { page in
            // A refused post has no page of its own to come back to.
            let location = request.isPost ? "/" : request.location
            page.void("input", .set("type", "hidden"), .set("name", "tiep"), .set("value", location))
            page.void(
                "input", .set("type", "hidden"), .set("name", "ngon_ngu"), .set("value", other.rawValue))
            page.element(
                "button", .kind("link"), .set("lang", other.rawValue), .set("title", say(.otherLanguageHint)),
                text: say(.otherLanguage))
        }
    }

    private func writeNavigation(_ counts: NavigationCounts, entry current: NavigationEntry?, to page: inout HTML) {
        func item(_ entry: NavigationEntry, _ path: String, _ name: String, _ count: Int?, to page: inout HTML) {
            page.element("li") { page in
                let mark = entry == current ? "page" : "false"
                page.element(
                    "a", .set("href", path), .set("aria-current", mark),
                    .kind([.escalations, .sources].contains(entry) && count ?? 0 > 0 ? "hot" : "cool")
                ) { page in
                    page.element("span", text: name)
                    if let count {
                        page.element("span", .kind("count"), text: ReportTable.Cell.count(count).vietnameseText)
                    }
                }
            }
        }
        let known = vocabulary.routing.queues.filter { reader.reads(queue: $0.id) }
        let knownIDs = Set(vocabulary.routing.queues.map(\.id) + [Queue.surveys])
        let unknown = counts.queues.open.keys.filter { !knownIDs.contains($0) }.sorted().map { Queue(id: $0, name: $0) }
        page.element("nav", .set("aria-label", say(.navigation))) { page in
            page.element("ul") { page in
                if may(.readCases) {
                    item(.escalations, "/diem-nong", say(.hotSpots), counts.queues.escalated, to: &page)
                }
                if may(.readAlerts) { item(.alerts, "/canh-bao", say(.alerts), counts.alerts, to: &page) }
                if may(.fileCases) { item(.entry, EntryPages.path, say(.entryTitle), nil, to: &page) }
                if may(.readCases) {
                    item(.due, DuePages.path, say(.dueList), counts.due.overdue + counts.due.soon, to: &page)
                    item(.reviews, "/can-xem-lai", say(.casesToReview), counts.reviews, to: &page)
                    item(.promises, PromisePages.path, say(.promises), counts.overduePromises, to: &page)
                }
            }
            if may(.readCases) {
                page.element("h2", text: say(.queues))
                page.element("ul") { page in
                    for queue in known + unknown {
                        let path = "/hang-doi/\(QueryValue.encode(queue.id))"
                        item(.queue(queue.id), path, queue.name, counts.queues.open[queue.id] ?? 0, to: &page)
                    }
                }
            }
            page.element("h2", text: say(.otherLists))
            page.element("ul") { page in
                if may(.readCases) { item(.all, "/tat-ca", say(.allCases), nil, to: &page) }
                if may(.readCases) { item(.routing, RoutingPage.path, say(.routingPage), nil, to: &page) }
                if may(.handleQuarantine) {
                    item(.quarantine, "/cach-ly", say(.quarantine), counts.inbox.quarantined, to: &page)
                }
                if may(.actOnCases) {
                    item(.outbox, "/thu-di", say(.outbox), counts.outbox.needingAttention, to: &page)
                }
                if may(.handleQuarantine) {
                    item(.setAside, "/khong-mo-ho-so", say(.setAside), counts.queues.setAside, to: &page)
                }
                if may(.readCases) { item(.dialogues, DialoguePages.path, say(.dialogues), nil, to: &page) }
                if may(.actOnCases), parts.settings.publishesAnswers {
                    item(.publications, "/cho-cong-khai", say(.publications), nil, to: &page)
                }
                if may(.readCases) { item(.surveys, "/khao-sat", say(.surveys), nil, to: &page) }
                if may(.readCases) || may(.manageSources) {
                    item(.sources, SourcesPage.path, say(.sources), counts.sourceAlarms.count, to: &page)
                }
                if may(.readReports) { item(.report, "/bao-cao", say(.report), nil, to: &page) }
                if may(.decideRetention) { item(.retention, RetentionPage.path, say(.retention), nil, to: &page) }
                if may(.readAuditLog) { item(.audit, AuditPages.path, say(.auditLog), nil, to: &page) }
                if may(.manageUsers) { item(.accounts, AccountPages.path, say(.accounts), nil, to: &page) }
                item(.own, OwnAccountPages.path, say(.ownAccount), nil, to: &page)
            }
        }
    }
}
