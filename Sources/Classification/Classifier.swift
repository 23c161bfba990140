import Places
import VietnameseText

/// Triage of one message: a pure function of the message and the rules.
public struct Classifier: Sendable {
    /// The rules.
    public let rules: RuleSet

    /// Creates a classifier.
    public init(rules: RuleSet) { self.rules = rules }

    /// The verdict on a message whose body is all letter.
    public func verdict(subject: String?, body: String) -> Verdict {
        verdict(subject: subject, body: body, regions: [])
    }

    /// The verdict on a message.
    ///
    /// - Parameters:
    ///   - subject: The subject line, if the message has one.
    ///   - body: The text.
    ///   - regions: Which parts of the body are what, in order; no region means that all is letter.
    /// - Returns: Topics, letter class, cues and places, each with its evidence.
    public func verdict(subject: String?, body: String, regions: [BodyRegion]) -> Verdict {
        let message = FoldedMessage(subject: subject, body: body, regions: regions, repair: rules.repair)
        let run = RuleEvaluation(rules: rules, message: message, keepsEveryHit: false)
        var scores: [String: Double] = [:]
        var topics: [String] = []
        var contexts: [String] = []
        var evidence: [Evidence] = []
        var cues: [Evidence] = []
        var presentCues: [String] = []
        var severity = 0.0
        var bestClass: (letterClass: LetterClass, number: Int)?
        var conditions: [MetCondition] = []
        func lines(_ number: Int) -> [Evidence] {
            var lines: [Evidence] = []
            run.outcomes[number].appendEvidence(
                of: rules.groups[number].id, rules: rules.compiled, in: message, to: &lines)
            return lines
        }
        for number in rules.groups.indices {
            let isTagged = run.outcomes[number].isTagged
            switch rules.groups[number].kind {
            case .context:
                if isTagged { contexts.append(rules.groups[number].id) }
            case .topic:
                scores[rules.groups[number].id] = RuleEvaluation.rounded(run.outcomes[number].score)
                // Of a topic that is not given, the rules' lines tell enough; its small words would fill every message.
                run.outcomes[number].appendEvidence(
                    of: rules.groups[number].id, rules: rules.compiled, in: message, withSmallWords: isTagged,
                    to: &evidence)
                if isTagged { topics.append(rules.groups[number].id) }
            case .cue:
                guard isTagged else { continue }
                presentCues.append(rules.groups[number].id)
                severity += rules.groups[number].severity
                run.outcomes[number].appendEvidence(
                    of: rules.groups[number].id, rules: rules.compiled, in: message, to: &cues)
            case .letterClass:
                guard isTagged, let letterClass = LetterClass(rawValue: rules.groups[number].id) else { continue }
                if let best = bestClass, run.outcomes[best.number].score >= run.outcomes[number].score { continue }
                bestClass = (letterClass, number)
            case .condition:
                guard isTagged, rules.routingParts.lines.contains(number) else { continue }
                conditions.append(
                    MetCondition(
                        id: rules.groups[number].id, evidence: Array(lines(number).prefix(Self.wordsOfCondition))))
            }
        }
        if topics.count > 1 { topics.sort { (scores[$0] ?? 0, $1) > (scores[$1] ?? 0, $0) } }
        let alarms = presentCues.isEmpty ? [] : alarms(cues: Set(presentCues), contexts: Set(contexts))
        // Place names are read as written: there TP and p. are type words already.
        let found = rules.places.find(subject: message.subject?.asWritten, body: message.body.asWritten) { offset in
            Self.tellsPlace(message.region(.body, at: offset))
        }
        let authorities = AuthorityNaming(rules: rules, run: run, message: message, mentions: found.mentions).found()
        let signs = RoutingSigns(conditions: conditions, authorities: authorities)
        return Verdict(
            topics: topics, scores: scores, letterClass: bestClass?.letterClass ?? .other, hotspot: !alarms.isEmpty,
            alarms: alarms, severity: RuleEvaluation.rounded(min(severity, rules.hotSpot.severityCap)), cues: cues,
            evidence: evidence, classEvidence: bestClass.map { lines($0.number) } ?? [], contexts: contexts,
            places: found.mentions, place: found.place, accented: message.accented,
            language: message.language, signs: signs == .none ? nil : signs, rulesHash: rules.hash)
    }

    /// Most words told of a condition that is met.
    private static let wordsOfCondition = 10

    /// Whether a place named in a region may be the message's: a signature says where somebody lives, a quotation tells of
    /// another message.
    private static func tellsPlace(_ region: Region) -> Bool { region != .quoted && region != .boilerplate }

    private func alarms(cues: Set<String>, contexts: Set<String>) -> [Verdict.Alarm] {
        guard contexts.isDisjoint(with: rules.hotSpot.exceptIn) else { return [] }
        var alarms: [Verdict.Alarm] = []
        for line in rules.hotSpot.lines where alarms.isEmpty || !line.isLastResort {
            let some = line.any.filter(cues.contains)
            let holdsAny = line.any.isEmpty || !some.isEmpty
            let holdsAll = line.all.allSatisfy(cues.contains)
            guard holdsAny, holdsAll, !(line.any.isEmpty && line.all.isEmpty) else { continue }
            alarms.append(Verdict.Alarm(id: line.id, name: line.name, cues: some + line.all))
        }
        return alarms
    }
}
