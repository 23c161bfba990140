import Casework
import CivilCalendar
import Classification
import Places
import Reporting

/// Why a case is where it is, who is in charge there, and where it must not go.
struct RoutingBox: Sendable {
    let visit: Visit
    let file: CaseFile
    let handling: CaseHandling
    let routing: CaseRouting
    /// What the table in force says now; for conflicts that it finds and the store does not know yet.
    let now: RoutingDecision
    let absences: [Absence]

    /// What is known of a case.
    static func load(_ visit: Visit, _ file: CaseFile, _ handling: CaseHandling) async throws -> RoutingBox {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        return RoutingBox(
            visit: visit, file: file, handling: handling,
            routing: try await visit.store.routing(of: file.summary.trackingCode), now: visit.route(file),
            absences: try await visit.store.absences(from: today).map(\.absence))
    }

    /// Queues that the case must not reach.
    var barred: Set<String> {
        let lifted = routing.barred.filter { $0.liftedBy != nil }.map(\.queue)
        return Set(routing.barred.map(\.queue) + now.conflicts.map(\.queue)).subtracting(lifted)
    }

    /// Writes the box.
    func write(to page: inout HTML) {
        let summary = file.summary
        guard summary.kind != .survey else { return }
        page.element("section", .kind("box routing")) { page in
            page.element("h2", text: visit.say(.routingWord))
            writeInCharge(to: &page)
            if summary.isUnrouted {
                page.element("p") { page in
                    page.element("span", .kind("tag none"), text: visit.say(.unroutedMark))
                }
            }
            if let decision = routing.decision {
                RoutingReasons(visit: visit, decision: decision, signs: file.storedSigns).write(to: &page)
            }
            for entry in routing.barred { writeBarred(entry, to: &page) }
            writeHandovers(to: &page)
        }
    }

    private func writeInCharge(to page: inout HTML) {
        guard let queue = visit.vocabulary.routing.queue(file.summary.queue), let owner = queue.owner else { return }
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let inCharge = queue.inCharge(on: today, besides: absences)
        page.element("p") { page in
            page.text(visit.say(.inCharge) + ": ")
            page.element("b", text: inCharge ?? visit.say(.nobodyThere))
            if inCharge != owner {
                page.element("span", .kind("muted"), text: " " + visit.say(.standsInFor(owner)))
            }
        }
    }

    private func writeBarred(_ entry: BarredQueue, to page: inout HTML) {
        let name = visit.queueName(entry.queue)
        page.element("p", .kind("note")) { page in
            page.text(
                entry.liftedBy.map { visit.say(.conflictLifted(name, $0)) }
                    ?? visit.say(.keptAway(name, visit.queueName(entry.instead))))
        }
    }

    /// Who had the case from when on.
    private func writeHandovers(to page: inout HTML) {
        let handovers = handling.events.filter { $0.move == .assign }
        guard !handovers.isEmpty else { return }
        page.element("h3", text: visit.say(.handovers))
        page.element("ul") { page in
            for event in handovers {
                let day = LocalMoment(utcMilliseconds: event.at.rawValue).date.vietnamese
                page.element("li") { page in
                    page.text(visit.say(.handover(event.officer ?? "", day)))
                    if let before = event.previousOfficer {
                        page.element("span", .kind("muted"), text: " " + visit.say(.takenOverFrom(before)))
                    }
                }
            }
        }
    }
}

/// Why a line of the table took a letter, with the letter's words.
struct RoutingReasons: Sendable {
    let visit: Visit
    let decision: RoutingDecision
    let signs: RoutingSigns

    /// Writes line, reasons and conflicts.
    func write(to page: inout HTML) {
        guard let line = decision.line else {
            if decision.isUnrouted { page.element("p", .kind("note"), text: visit.say(.noLine)) }
            return
        }
        page.element("p") { page in
            if line > 0 {
                page.text(visit.say(.byLine(line)) + " ")
            }
            if let name = decision.name { page.element("b", text: name) }
        }
        guard !decision.reasons.isEmpty else { return }
        page.element("ul") { page in
            for reason in decision.reasons { page.element("li", text: sentence(reason)) }
        }
    }

    private func sentence(_ reason: RoutingReason) -> String {
        switch reason.kind {
        case .topic: return visit.say(.topic) + ": " + visit.topicName(reason.value)
        case .letterClass:
            let name = LetterClass(rawValue: reason.value).map { visit.say(.name(of: $0)) } ?? reason.value
            return visit.say(.letterClassWord) + ": " + name
        case .place: return visit.say(.placeLabel) + ": " + visit.unitName(reason.value)
        case .channel:
            let name = Channel(rawValue: reason.value).map { visit.say(.name(of: $0)) } ?? reason.value
            return visit.say(.channel) + ": " + name
        case .source: return visit.say(.sourceWord) + ": " + reason.value
        case .kind:
            let name = CaseKind(rawValue: reason.value).map { visit.say(.name(of: $0)) } ?? reason.value
            return visit.say(.kindWord) + ": " + name
        case .hot: return visit.say(reason.value == "true" ? .isHotSpot : .isNoHotSpot)
        case .words:
            let words =
                signs.conditions.first { $0.id == reason.value }?.evidence.prefix(5).map { "«\($0.text)»" } ?? []
            return visit.say(.wordsOfLetter) + (words.isEmpty ? "" : ": " + words.joined(separator: ", "))
        }
    }
}

extension CaseFile {
    /// What the messages say to the routing table, as they were judged.
    var storedSigns: RoutingSigns {
        messages.reduce(.none) { $0.joined($1.verdict.signs ?? .none) }
    }
}

extension Visit {
    /// Messages of a case that are judged anew when the rules have changed.
    private static var judgedAnew: Int { 40 }
    /// Bytes of their texts that are, so that a page never waits for a case of very long letters.
    private static var bytesJudgedAnew: Int { 500_000 }

    /// Where the table in force sends a case as it stands.
    ///
    /// What its messages were found to say under other rules counts together with what they say under these: a body that
    /// was added to the table since is found, and nobody who was found is forgotten.
    func route(_ file: CaseFile) -> RoutingDecision {
        var signs = file.storedSigns
        if let classifier = vocabulary.classifier {
            let hash = classifier.rules.hash
            let old = file.messages.filter { $0.verdict.rulesHash != hash }
            var bytes = 0
            for each in old.prefix(1) + old.dropFirst().suffix(Self.judgedAnew) {
                bytes += each.message.body.utf8.count
                guard bytes <= Self.bytesJudgedAnew else { continue }
                let verdict = classifier.verdict(subject: each.message.subject, body: each.message.body)
                signs = signs.joined(verdict.signs ?? .none)
            }
        }
        return vocabulary.routing.route(RoutedLetter(file.summary, signs: signs), at: now)
    }

    /// Name of a unit of today, its code when the gazetteer does not have it.
    func unitName(_ code: String) -> String {
        let gazetteer = vocabulary.classifier?.rules.places.gazetteer
        return gazetteer?.unit(code: code, level: code.utf8.count == 2 ? .province : .commune)?.shownName ?? code
    }
}
