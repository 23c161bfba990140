import Casework
import CivilCalendar
import Classification
import Places
import Reporting

/// The routing table in force as officers read it, with a form to try a letter.
enum RoutingPage {
    static let path = "/chuyen-xu-ly"
    /// Longest text that is tried, in Unicode scalars.
    private static let trialLimit = 6_000

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, trial: nil, status: 200) }

    /// What was tried, and what came of it.
    private struct Trial {
        var subject: String
        var text: String
        var channel: Channel
        var problem: ScreenText?
        var letter: RoutedLetter?
        var decision: RoutingDecision?
    }

    /// Judges a pasted text; nothing of it is kept, and it stands in no address.
    static func tryLetter(_ visit: Visit) async throws -> PageAnswer {
        let form = visit.request.form
        var trial = Trial(
            subject: String((form["tieu_de"] ?? "").prefix(500)), text: form["noi_dung"] ?? "",
            channel: form["kenh"].flatMap { Channel(rawValue: $0) } ?? .email)
        guard let classifier = visit.vocabulary.classifier else {
            trial.problem = .cannotTry
            return try await page(visit, trial: trial, status: 422)
        }
        let length = trial.text.unicodeScalars.count
        guard (1...trialLimit).contains(length) else {
            trial.problem = .tooLongToTry
            trial.text = String(String.UnicodeScalarView(trial.text.unicodeScalars.prefix(trialLimit)))
            return try await page(visit, trial: trial, status: 422)
        }
        let verdict = classifier.verdict(subject: trial.subject.isEmpty ? nil : trial.subject, body: trial.text)
        let letter = RoutedLetter(
            verdict, channel: trial.channel, source: form["nguon"].flatMap { $0.isEmpty ? nil : $0 })
        trial.letter = letter
        trial.decision = visit.vocabulary.routing.route(letter, at: visit.now)
        return try await page(visit, trial: trial, status: 200)
    }

    private static func page(_ visit: Visit, trial: Trial?, status: Int) async throws -> PageAnswer {
        let counts = try await visit.navigationCounts()
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let absences = try await visit.store.absences(from: today)
        var missing: Set<String> = []
        for officer in Set(visit.vocabulary.routing.queues.flatMap(\.officers)) {
            if try await visit.store.account(named: officer) == nil { missing.insert(officer) }
        }
        let lines = RoutingLines(visit: visit, today: today)
        let queues = RoutingQueues(visit: visit, today: today, absences: absences, missing: missing)
        return visit.page(visit.say(.routingPage), entry: .routing, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.routingPage))
            page.element("p", .kind("lead"), text: visit.say(.routingLead))
            let unnamed = visit.vocabulary.routing.unnamedQueues.map(\.name)
            if !unnamed.isEmpty {
                page.element("p", .kind("notice"), .set("role", "alert"), text: visit.say(.unnamedQueues(unnamed)))
            }
            if let trial { writeResult(trial, visit, to: &page) }
            writeTrialForm(trial, visit, to: &page)
            lines.write(to: &page)
            queues.write(to: &page)
        }
    }

    private static func writeTrialForm(_ trial: Trial?, _ visit: Visit, to page: inout HTML) {
        page.element("details", .kind("trial"), .flag("open", when: trial != nil)) { page in
            page.element("summary", text: visit.say(.tryLetter))
            page.element("p", .kind("note"), text: visit.say(.tryLetterLead))
            visit.form("\(path)/thu", to: &page) { page in
                page.element("label", .set("for", "thu-tieu-de"), text: visit.say(.subject))
                page.void(
                    "input", .set("id", "thu-tieu-de"), .set("name", "tieu_de"), .set("maxlength", "500"),
                    .set("value", trial?.subject ?? ""))
                page.element("label", .set("for", "thu-noi-dung"), text: visit.say(.letterText))
                page.element(
                    "textarea", .set("id", "thu-noi-dung"), .set("name", "noi_dung"), .set("rows", "8"),
                    .set("maxlength", String(trialLimit)), .flag("required"), text: trial?.text ?? "")
                page.element("label", .set("for", "thu-kenh"), text: visit.say(.channel))
                page.element("select", .set("id", "thu-kenh"), .set("name", "kenh")) { page in
                    for channel in Channel.allCases {
                        page.element(
                            "option", .set("value", channel.rawValue),
                            .flag("selected", when: channel == (trial?.channel ?? .email)),
                            text: visit.say(.name(of: channel)))
                    }
                }
                page.element("label", .set("for", "thu-nguon"), text: visit.say(.sourceWord))
                page.element("select", .set("id", "thu-nguon"), .set("name", "nguon")) { page in
                    page.element("option", .set("value", ""), text: "–")
                    for source in visit.parts.settings.sources {
                        page.element("option", .set("value", source.name), text: source.name)
                    }
                }
                page.element("button", .kind("first"), text: visit.say(.tryIt))
            }
        }
    }

    private static func writeResult(_ trial: Trial, _ visit: Visit, to page: inout HTML) {
        if let problem = trial.problem {
            page.element("p", .kind("problem"), .set("role", "alert"), text: visit.say(problem))
        }
        guard let decision = trial.decision, let letter = trial.letter else { return }
        page.element("section", .kind("box trial-result"), .set("role", "status")) { page in
            page.element("h2", text: visit.say(.trialResult))
            page.element("p") { page in
                page.element("b", text: visit.queueName(decision.queue))
                for queue in decision.also {
                    page.text("; \(visit.say(.toldAsWell)): \(visit.queueName(queue))")
                }
                if decision.isUrgent {
                    page.text(" ")
                    page.element("span", .kind("tag heat3"), text: visit.say(.urgentMark))
                }
                if decision.isUnrouted {
                    page.text(" ")
                    page.element("span", .kind("tag none"), text: visit.say(.unroutedMark))
                }
            }
            RoutingReasons(visit: visit, decision: decision, signs: letter.signs).write(to: &page)
            for conflict in decision.conflicts {
                let named = visit.vocabulary.routing.queue(conflict.queue).map {
                    visit.vocabulary.routing.authorities(of: $0, in: letter)
                }
                let words = (named ?? []).prefix(5).map { "«\($0.text)»" }.joined(separator: ", ")
                page.element("p", .kind("note")) { page in
                    page.text(visit.say(.keptAway(visit.queueName(conflict.queue), visit.queueName(conflict.instead))))
                    page.text(" \(visit.say(.accusedWords)): \(words).")
                }
            }
            page.element("p", .kind("note")) { page in
                let topics = letter.topics.map(visit.topicName).joined(separator: ", ")
                page.text("\(visit.say(.letterClassWord)): \(visit.say(.name(of: letter.letterClass))). ")
                page.text("\(visit.say(.topic)): \(topics.isEmpty ? "–" : topics). ")
                page.text("\(visit.say(.placeLabel)): \(letter.place?.joined ?? "–").")
            }
        }
    }
}

/// Enters and removes absences: officers their own, leads anybody's.
enum AbsenceActions {
    static func enter(_ visit: Visit) async throws -> PageAnswer {
        let form = visit.request.form
        let officer = form["can_bo"] ?? visit.actor
        guard let from = form["tu_ngay"].flatMap({ CivilCalendar.CivilDate(iso: $0) }),
            let to = form["den_ngay"].flatMap({ CivilCalendar.CivilDate(iso: $0) })
        else { throw PageProblem.notAllowed(reason: visit.say(.dayWrong)) }
        guard officer == visit.actor || visit.reader.role == .lead else { throw PageProblem.notFound }
        try await visit.store.enter(
            Absence(officer: officer, from: from, to: to), actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("\(RoutingPage.path)?xong=vang-mat"))
    }

    static func end(_ visit: Visit) async throws -> PageAnswer {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        guard let id = visit.request.parameters["id"].flatMap({ Int64($0) }) else { throw PageProblem.notFound }
        let entry = try await visit.store.absences(from: today).first { $0.id == id }
        // Removed twice is removed.
        if let entry {
            guard entry.absence.officer == visit.actor || visit.reader.role == .lead else { throw PageProblem.notFound }
            try await visit.store.endAbsence(id, actor: visit.actor, at: visit.now)
        }
        return .redirect(LocalPath("\(RoutingPage.path)?xong=bo-vang-mat"))
    }
}
