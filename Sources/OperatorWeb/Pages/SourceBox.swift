import Casework
import Reporting

/// One source on the page of sources.
struct SourceBox: Sendable {
    let visit: Visit
    let source: SiteSource
    let standing: SourceStanding
    /// Items of it in quarantine.
    let quarantined: Int

    /// What needs somebody comes first.
    var rank: Int {
        switch standing.condition {
        case .alarming: 0
        case .failing: 1
        case .paused: 2
        case .untried: 3
        case .good: 4
        }
    }

    func write(to page: inout HTML) {
        page.element("article", .kind("box source")) { page in
            page.element("h2") { page in
                page.element("bdi", text: source.name)
                page.text(" ")
                page.element(
                    "span", .kind("tag source-\(standing.condition.rawValue)"),
                    text: visit.say(.name(of: standing.condition)))
                page.element("span", .kind("tag none"), text: source.type)
            }
            writeAlarms(to: &page)
            writePause(to: &page)
            if !standing.parts.isEmpty {
                writeFacts(to: &page)
                writeParts(to: &page)
                WeekdayChart(visit: visit, usual: standing.usualByWeekday).write(to: &page)
            }
            writeLinks(to: &page)
            writeForms(to: &page)
        }
    }

    private func writeAlarms(to page: inout HTML) {
        guard !standing.alarms.isEmpty else { return }
        page.element("ul", .kind("source-alarms")) { page in
            for alarm in standing.alarms {
                page.element("li") { page in
                    page.element("b", text: visit.say(.name(of: alarm.kind)))
                    page.element("p", .set("lang", "vi"), .set("dir", "auto"), text: alarm.text)
                    if let since = alarm.since { visit.write(since, to: &page) }
                }
            }
        }
    }

    private func writePause(to page: inout HTML) {
        guard let pause = standing.control?.pause else { return }
        page.element("div", .kind("notice")) { page in
            page.element("p") { page in
                page.text(visit.say(.pausedBy(pause.actor)) + " ")
                visit.writeForeign(pause.reason, to: &page)
            }
            visit.write(pause.since, to: &page)
        }
    }

    private func writeFacts(to page: inout HTML) {
        page.element("dl", .kind("source-facts")) { page in
            fact(.lastSuccess, to: &page) { write(standing.succeededAt, none: .never, to: &$0) }
            fact(.newestItem, to: &page) { write(standing.lastItemAt, none: .notYet, to: &$0) }
            if let lag = standing.lagSeconds {
                fact(.lag, to: &page) { $0.text(visit.say(.span(seconds: lag))) }
            }
            fact(.todayCount, to: &page) { $0.text(visit.say(.againstUsual(standing.today, standing.usualByNow))) }
            if let end = standing.credentialExpiresAt {
                fact(.credentialEnd, to: &page) { $0.text(Moments.text(end, visit.language)) }
            }
        }
    }

    private func fact(_ name: ScreenText, to page: inout HTML, _ value: (inout HTML) -> Void) {
        page.element("div") { page in
            page.element("dt", text: visit.say(name))
            page.element("dd", content: value)
        }
    }

    private func write(_ time: Timestamp?, none: ScreenText, to page: inout HTML) {
        if let time { visit.write(time, to: &page) } else { page.text(visit.say(none)) }
    }

    private func writeParts(to page: inout HTML) {
        page.element("div", .kind("scroll")) { page in
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.folder, .lastSuccess, .nextPass, .lastError] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for part in standing.parts { write(part, to: &page) }
                }
            }
        }
    }

    private func write(_ part: SourcePart, to page: inout HTML) {
        page.element("tr") { page in
            page.element("th", .set("scope", "row")) { page in
                visit.writeForeign(part.part.isEmpty ? visit.say(.wholeSource) : part.part, to: &page)
            }
            page.element("td") { write(part.succeededAt, none: .never, to: &$0) }
            page.element("td") { writeNext(part, to: &$0) }
            page.element("td", .kind("words")) { page in
                if let failure = part.failure {
                    let words = "\(visit.say(.name(of: failure))), \(visit.say(.attempt(part.failures)))"
                    page.element("b", text: words)
                    page.text(" ")
                }
                if let message = part.message { visit.writeForeign(message, to: &page) }
            }
        }
    }

    private func writeNext(_ part: SourcePart, to page: inout HTML) {
        guard let next = standing.nextTry(of: part, intervalSeconds: source.intervalSeconds) else {
            return page.text(visit.say(.pausedCell))
        }
        if part.failure == nil, source.isWatched { return page.text(visit.say(.waitingForNews)) }
        let seconds = (next.rawValue - visit.now.rawValue) / 1000
        guard seconds > 0 else { return page.text(visit.say(.dueNow)) }
        page.element("time", .set("datetime", Moments.machine(next))) { page in
            page.element("span", .kind("age"), text: visit.say(.ahead(seconds: seconds)))
            page.element("span", .kind("at"), text: Moments.text(next, visit.language))
        }
    }

    private func writeLinks(to page: inout HTML) {
        let name = QueryValue.encode(source.name)
        page.element("p", .kind("links")) { page in
            page.element("a", .set("href", "/tat-ca?nguon=\(name)"), text: visit.say(.sourceCases))
            if quarantined > 0 {
                page.element(
                    "a", .set("href", "/cach-ly?nguon=\(name)"), text: visit.say(.quarantinedItems(quarantined)))
            }
        }
    }

    private func writeForms(to page: inout HTML) {
        page.element("div", .kind("source-acts")) { page in
            if standing.control?.pause != nil {
                form("tiep-tuc", .resume, to: &page) { _ in }
                return
            }
            form("thu-ngay", .tryNow, to: &page) { _ in }
            form("tam-dung", .pause, to: &page) { page in
                page.element("label") { page in
                    page.text(visit.say(.pauseReason))
                    page.void(
                        "input", .set("name", "ly_do"), .flag("required"),
                        .set("maxlength", String(SourcePause.reasonLimit)))
                }
            }
        }
    }

    private func form(_ act: String, _ name: ScreenText, to page: inout HTML, fields: (inout HTML) -> Void) {
        visit.form("\(SourcesPage.path)/\(act)", kind: "source-act", to: &page) { page in
            page.void("input", .set("type", "hidden"), .set("name", "nguon"), .set("value", source.name))
            fields(&page)
            page.element("button", .kind("second"), text: visit.say(name))
        }
    }
}
