import Casework
import Classification
import HotSpots
import Reporting

/// What signs of danger weigh, what officers' verdicts made of that, and putting one back.
enum CuePages {
    static let path = "/dau-hieu-nguy-hiem"
    private static let historyLimit = 60
    private static let wordLimit = 8

    static func show(_ visit: Visit) async throws -> PageAnswer {
        let standings = try await visit.store.cueStanding()
        let history = try await visit.store.cueChanges(limit: historyLimit).filter {
            $0.before != $0.after || $0.reason == .reset
        }
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.cueWeights), entry: .alerts, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.cueWeights))
            page.element("p", .kind("lead"), text: visit.say(.cueWeightsLead))
            if !visit.parts.settings.learnsCues {
                page.element("p", .kind("problem"), text: visit.say(.cueLearningOff))
            }
            page.element("table", .kind("cases")) { page in
                visit.writeHeads(
                    [.cueSign, .cueStart, .cuePresent, .cueInHot, .cueInOrdinary, .cueLastChange], to: &page)
                page.element("tbody") { page in
                    for standing in standings { page.element("tr") { page in write(standing, visit, to: &page) } }
                }
            }
            page.element("p", .kind("note"), text: visit.say(.cueFormula))
            guard !history.isEmpty else { return }
            page.element("h2", text: visit.say(.cueHistory))
            page.element("table") { page in
                page.element("tbody") { page in
                    for change in history { page.element("tr") { page in write(change, visit, to: &page) } }
                }
            }
        }
    }

    static func reset(_ visit: Visit) async throws -> PageAnswer {
        guard let cue = visit.request.parameters["cue"].flatMap({ DangerCue.Kind(rawValue: $0) }) else {
            throw PageProblem.notFound
        }
        try await visit.store.resetCue(cue, actor: visit.actor, at: visit.now)
        await visit.parts.watchNow?()
        return .redirect(LocalPath("\(path)?xong=dat-lai"))
    }

    private static func write(_ standing: CueStanding, _ visit: Visit, to page: inout HTML) {
        page.element("td") { page in
            page.element("b", text: visit.say(.name(of: standing.cue)))
            if let rules = visit.vocabulary.classifier?.rules {
                let words = CueWords(standing.cue, in: rules)
                writeWords(words.rules, visit, quoted: false, to: &page)
                writeWords(words.examples, visit, quoted: true, to: &page)
            }
        }
        page.element("td", text: Figures.weight(standing.start, visit.language))
        page.element("td") { page in
            page.element("b", text: Figures.weight(standing.present, visit.language))
            if visit.may(.tuneAlerts), standing.present != standing.start {
                visit.form("\(path)/\(standing.cue.rawValue)/dat-lai", kind: "plain", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.cueReset))
                }
            }
        }
        let count = standing.last?.count
        page.element("td", text: count.map { "\($0.hot)/\($0.allHot)" } ?? "–")
        page.element("td", text: count.map { "\($0.ordinary)/\($0.allOrdinary)" } ?? "–")
        page.element("td") { page in
            guard let last = standing.last else { return page.text(visit.say(.cueNever)) }
            let shown = standing.moved ?? last
            page.element("p", text: line(shown, visit))
            if shown != last { page.element("p", .kind("muted"), text: line(last, visit)) }
        }
    }

    private static func writeWords(_ words: [String], _ visit: Visit, quoted: Bool, to page: inout HTML) {
        guard !words.isEmpty else { return }
        let shown = words.prefix(wordLimit).map { quoted ? "“\($0)”" : $0 }.joined(separator: quoted ? ", " : "; ")
        let more = words.count > wordLimit ? " …" : ""
        page.element("p", .kind(quoted ? "muted" : "note"), .set("lang", "vi"), text: shown + more)
    }

    /// What a step did, when, and why.
    private static func line(_ change: CueChange, _ visit: Visit) -> String {
        let weights =
            change.before == change.after
            ? Figures.weight(change.after, visit.language)
            : "\(Figures.weight(change.before, visit.language)) → \(Figures.weight(change.after, visit.language))"
        return "\(Moments.text(change.at, visit.language)): \(weights), \(visit.say(.name(of: change.reason)))"
            + (change.actor.map { " (\($0))" } ?? "")
    }

    private static func write(_ change: CueChange, _ visit: Visit, to page: inout HTML) {
        page.element("td", .kind("when"), text: Moments.text(change.at, visit.language))
        page.element("td", text: visit.say(.name(of: change.cue)))
        page.element(
            "td",
            text: "\(Figures.weight(change.before, visit.language)) → \(Figures.weight(change.after, visit.language))")
        page.element("td") { page in
            page.text(visit.say(.name(of: change.reason)) + (change.actor.map { " (\($0))" } ?? ""))
            if let count = change.count {
                page.element(
                    "p", .kind("muted"),
                    text: "\(count.hot)/\(count.allHot) · \(count.ordinary)/\(count.allOrdinary)"
                        + (change.wanted.map { " ⇒ \(Figures.weight($0, visit.language))" } ?? ""))
            }
        }
    }
}

extension Figures {
    /// The weight of a sign with two decimals, for example "1,11".
    static func weight(_ bans: Double, _ language: Language) -> String {
        let text = signed(bans, language)
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }
}
