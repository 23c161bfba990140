import Casework
import CivilCalendar
import HotSpots
import Reporting

/// Alerts of the hot-spot detector: the list, one alert with its evidence, and what officers do with it.
enum AlertPages {
    private static let mostLevels = 100
    private static let mostNotices = 50

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let showsClosed = visit.request.query["ca"] == "1"
        let alerts = try await visit.store.alerts(
            AlertFilter(livingOnly: !showsClosed, closedSince: visit.archiveCutoff))
        let notices = try await visit.store.notices(NoticeFilter(states: [.waiting, .dead], limit: mostNotices))
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.alerts), entry: .alerts, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.alerts))
            page.element("p", .kind("lead")) { page in
                page.text(visit.say(.alertsLead))
                if !showsClosed {
                    page.text(" ")
                    page.element("a", .set("href", "/canh-bao?ca=1"), text: visit.say(.closedAlertsToo))
                }
            }
            page.element("p", .kind("links")) { page in
                let others: [(String, ScreenText)] = [
                    (AlertArchivePages.recurrentPath, .recurrentPlaces), (AlertArchivePages.archivePath, .alertArchive),
                    (CuePages.path, .cueWeights),
                ]
                for (path, name) in others { page.element("a", .set("href", path), text: visit.say(name)) }
            }
            AlertTable(visit: visit).write(alerts, to: &page)
            NoticeParts(visit: visit).write(notices, title: .noticesInTrouble, namesAlert: true, to: &page)
        }
    }

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    static func act(_ visit: Visit) async throws -> PageAnswer {
        let number = try number(visit)
        guard let act = act(visit.request.form, visit) else {
            return try await page(visit, problem: .errorTitle, status: 422)
        }
        try await visit.store.request(act, on: number, actor: visit.actor, at: visit.now)
        await visit.parts.watchNow?()
        return .redirect(LocalPath("/canh-bao/\(number)?xong=canh-bao"))
    }

    private static func act(_ form: FormFields, _ visit: Visit) -> OperatorAct? {
        switch form["viec"] {
        case "da-xem": return .acknowledge
        case "kiem-tra": return .recheck
        case "dung": return .confirm
        case "ket-thuc": return .close
        case "rut-lai": return .undoVerdict
        case "nham": return form["ly_do"].flatMap { DismissalReason(rawValue: $0) }.map { .dismiss($0) }
        case "bao-cao":
            let level = (form["cap"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return level.isEmpty || level.count > mostLevels ? nil : .escalate(level: level)
        case "tam-im":
            guard let day = form["den_ngay"].flatMap({ CivilDate(iso: $0) }) else { return nil }
            let until = LocalMoment(day, second: 0).utcMilliseconds
            return until > visit.now.rawValue ? .snooze(until: HotSpotTime(rawValue: until)) : nil
        default: return nil
        }
    }

    private static func number(_ visit: Visit) throws(PageProblem) -> Int {
        guard let number = visit.request.parameters["id"].flatMap({ Int($0) }) else { throw .notFound }
        return number
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        guard let (kept, history) = try await visit.store.alert(try number(visit)) else { throw PageProblem.notFound }
        let notices = try await visit.store.notices(NoticeFilter(alert: kept, limit: mostNotices))
        let behind = codes(behind: kept.alert)
        let reached = try await visit.store.inReach(behind)
        let codes = behind.filter(reached.contains)
        let opinions = try await visit.store.opinions(on: kept, at: visit.now)
        let counts = try await visit.navigationCounts()
        let alert = kept.alert
        let isArchived = alert.closedAt.map { $0.rawValue < visit.archiveCutoff.rawValue } ?? false
        let title = "\(visit.say(.alertWord)) \(alert.id)"
        return visit.page(title, entry: .alerts, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            if let problem {
                page.element("p", .kind("problem"), .set("role", "alert"), text: visit.say(problem))
            }
            page.element("div", .kind("case-head")) { page in
                page.element("p", .kind("over")) { page in
                    page.element("span", .kind("code"), text: title)
                    visit.write(alert.state, to: &page)
                    visit.writeTopics([alert.topic], to: &page)
                }
                page.element("h1", text: kept.placeNames.joined(separator: ", "))
                page.element("p", .kind("lead"), text: alert.sheet.why)
            }
            page.element("div", .kind("case")) { page in
                page.element("div", .kind("messages")) { page in
                    AlertEvidence(visit: visit, alert: alert).write(to: &page)
                    OpinionPart(visit: visit, opinions: opinions).write(to: &page)
                    writeMessages(codes, visit, to: &page)
                    NoticeParts(visit: visit).write(notices, title: .noticesOfAlert, namesAlert: false, to: &page)
                    writeHistory(history, visit, to: &page)
                }
                page.element("aside") { page in
                    if isArchived {
                        page.element("p", .kind("note"), text: visit.say(.archivedAlert))
                    } else {
                        AlertForms(visit: visit, alert: alert).write(to: &page)
                    }
                }
            }
        }
    }

    /// The cases behind an alert; a message is named by its case's code and a number.
    private static func codes(behind alert: HotSpotAlert) -> [TrackingCode] {
        var codes: [TrackingCode] = []
        for message in alert.sheet.messages {
            guard let code = message.split(separator: "-").first.flatMap({ TrackingCode(String($0)) }),
                !codes.contains(code)
            else { continue }
            codes.append(code)
        }
        return codes
    }

    private static func writeMessages(_ codes: [TrackingCode], _ visit: Visit, to page: inout HTML) {
        guard !codes.isEmpty else { return }
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.messagesOfAlert))
            page.element("ul", .kind("codes")) { page in
                for code in codes {
                    page.element("li") { page in
                        page.element("a", .set("href", "/ho-so/\(code)"), text: code.description)
                    }
                }
            }
        }
    }

    private static func writeHistory(_ history: [KeptAlertChange], _ visit: Visit, to page: inout HTML) {
        page.element("section", .kind("history")) { page in
            page.element("h2", text: visit.say(.life))
            page.element("table") { page in
                page.element("tbody") { page in
                    for change in history {
                        page.element("tr") { page in
                            page.element("td", .kind("when"), text: Moments.text(change.at, visit.language))
                            page.element("td", text: change.actor ?? "")
                            page.element("td") { page in
                                page.element("b", text: visit.say(.name(of: change.kind)))
                                if let notice = change.notice {
                                    page.text(" – \(visit.say(.told)): \(visit.say(.name(of: notice)))")
                                }
                                page.element(
                                    "p", .kind("muted"),
                                    text: "\(Figures.plain(change.score, visit.language)): \(change.why)")
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Visit {
    /// Where an alert stands, as a tag.
    func write(_ state: HotSpotAlert.State, to page: inout HTML) {
        let kind =
            switch state {
            case .open: "due-late"
            case .acknowledged, .snoozed: "due-soon"
            case .easing: "due-calm"
            case .closed: "state-closed"
            }
        page.element("span", .kind("tag \(kind)"), text: say(.name(of: state)))
    }
}
