import Casework
import CivilCalendar
import Classification
import Deadlines
import Places
import Reporting

/// One case: its messages with the reasons for every suggestion, what can be done, what was done.
enum CasePages {
    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    /// The page with a problem on top, for a form that was not filled in right.
    static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        let counts = try await visit.navigationCounts()
        let summary = file.summary
        let linked = try await LinkedCases.load(visit, summary.trackingCode)
        let shown = shownMessages(file, visit)
        let attachments = try await CaseAttachments.load(shown.map(\.1), visit)
        let handling = try await visit.store.handling(of: summary.trackingCode)
        // News and questionnaires ask for no answer.
        let clock = summary.kind == .letter ? visit.vocabulary.deadlines : .none
        let deadlines = clock.deadlines(
            of: handling.matter(
                letterClass: summary.letterClass, channel: summary.channel, receivedAt: summary.receivedAt,
                isUrgent: summary.escalation != nil || summary.isUrgent),
            now: LocalMoment(utcMilliseconds: visit.now.rawValue))
        let sealBox = try await SealBox.load(visit, file)
        let answers = try await AnswerParts.load(visit, file, sealBox.seal)
        let routing = try await RoutingBox.load(visit, file, handling)
        let retention = try await RetentionBox.load(visit, summary.trackingCode)
        let promises = try await PromiseBox.load(
            visit, summary.trackingCode, answers: answers.mails, handling: handling)
        let satisfaction = try await SatisfactionBox.load(visit, summary)
        let entry: NavigationEntry =
            summary.escalation != nil && summary.state != .closed ? .escalations : .queue(summary.queue)
        let title = "\(visit.say(.caseWord)) \(summary.trackingCode)"
        return visit.page(title, entry: entry, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            if let problem {
                page.element("div", .kind("problem"), .set("role", "alert")) { page in
                    page.element("h2", text: visit.say(.errorTitle))
                    page.element("p", text: visit.say(problem))
                }
            }
            writeHead(summary, visit, to: &page)
            attachments.writeNotice(visit, to: &page)
            page.element("div", .kind("case")) { page in
                page.element("div", .kind("messages")) { page in
                    for (index, triaged) in shown {
                        MessagePart(
                            visit: visit, code: summary.trackingCode, number: index + 1, count: file.messages.count,
                            triaged: triaged, attachments: attachments.of(triaged.message.item),
                            isStrict: sealBox.isStrict
                        ).write(to: &page)
                    }
                    visit.write(
                        Paging(visit.request.query), count: CaseCount(file.messages.count), parameters: [], to: &page)
                    answers.write(to: &page)
                }
                page.element("aside") { page in
                    DeadlineBox(visit: visit, deadlines: deadlines).write(to: &page)
                    if visit.may(.actOnCases) {
                        CaseForms(
                            visit: visit, summary: summary, handling: handling, deadlines: deadlines, routing: routing
                        ).write(to: &page)
                    }
                    routing.write(to: &page)
                    satisfaction.write(to: &page)
                    PublicationPages.writeLink(summary, visit, to: &page)
                    promises.write(to: &page)
                    linked.write(to: &page)
                    CaseFacts(visit: visit, file: file).write(to: &page)
                    retention.write(to: &page)
                    sealBox.write(to: &page)
                }
            }
            writeHistory(file.history, visit, to: &page)
        }
    }

    private static func writeHead(_ summary: Case, _ visit: Visit, to page: inout HTML) {
        page.element("div", .kind("case-head")) { page in
            page.element("p", .kind("over")) { page in
                page.element("span", .kind("code"), text: "\(visit.say(.caseWord)) \(summary.trackingCode)")
                visit.write(summary.stage, to: &page)
            }
            page.element("h1") { page in
                visit.writeForeign(summary.title.isEmpty ? visit.say(.noSubject) : summary.title, to: &page)
            }
            page.element("p", .kind("about")) { page in
                visit.writeTopics(summary.topics, to: &page)
                let state = summary.topicsConfirmed ? ScreenText.topicsConfirmed : .topicsSuggested
                page.element("span", .kind("muted"), text: visit.say(state))
            }
        }
        guard let escalation = summary.escalation else { return }
        let heat = Heat(severity: escalation.severity).rawValue
        page.element("section", .kind("alarm alarm\(heat)")) { page in
            visit.writeHeat(escalation.severity, to: &page)
            page.element("div") { page in
                page.element("h2", text: visit.say(.hotSpotBecause))
                page.element("ul") { page in
                    for alarm in escalation.alarms { page.element("li", text: alarm.name) }
                }
                page.element("p", .kind("muted")) { page in
                    let age = visit.say(Moments.age(of: escalation.raisedAt, at: visit.now))
                    page.text(visit.say(.raised) + " ")
                    page.element(
                        "time", .set("datetime", Moments.machine(escalation.raisedAt)),
                        text: "\(Moments.text(escalation.raisedAt, visit.language)) (\(age))")
                }
            }
        }
    }

    /// The messages of the page that is asked for, with their places in the case.
    private static func shownMessages(_ file: CaseFile, _ visit: Visit) -> [(Int, TriagedMessage)] {
        let offset = Paging(visit.request.query).offset
        return file.messages.enumerated().dropFirst(offset).prefix(Paging.size).map { ($0.offset, $0.element) }
    }

    /// The act's name and its details, unless these begin with the name anyway.
    private static func writeAct(_ entry: AuditEntry, _ visit: Visit, to page: inout HTML) {
        let name = visit.say(.name(ofAct: entry.act))
        if !entry.detail.hasPrefix(name) {
            page.element("b", text: name)
            if !entry.detail.isEmpty { page.text(": ") }
        }
        visit.writeForeign(entry.detail, to: &page)
    }

    private static func writeHistory(_ history: [AuditEntry], _ visit: Visit, to page: inout HTML) {
        page.element("section", .kind("history")) { page in
            page.element("h2", text: visit.say(.history))
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.historyWhen, .historyWho, .historyWhat] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for entry in history {
                        page.element("tr") { page in
                            page.element("td", .kind("when"), text: Moments.text(entry.at, visit.language))
                            page.element("td", text: entry.actor)
                            page.element("td") { page in writeAct(entry, visit, to: &page) }
                        }
                    }
                }
            }
        }
    }
}
