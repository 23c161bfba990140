import Casework
import Classification
import JSONWriting
import Places

/// A verdict as it is kept: all that it says, in a fifth of the bytes.
///
/// The lines of evidence are most of a verdict, a hundred for a letter, and say the same few rules and words of the letter
/// again and again. So each rule is named once, and the words are left out where they are what the letter has at that place.
/// `lines` holds, for the lines of the letter's class, the cues and the topics one after the other:
///
/// - `counts`: how many lines each of the three has;
/// - `rules`: group, identifier and name of each rule;
/// - `marks`: for each line the place of its rule among the rules × 6, plus 2 for a small word or 4 for what is told to be
///   none, plus 1 in the body; then first byte and first byte after it;
/// - `bans`: the weight of each line;
/// - `texts`: words that are not what the letter has there, by the number of their line.
///
/// What older versions kept has the lines in full under `classEvidence`, `cues` and `evidence`, and is read as well.
struct StoredVerdict: JSONWritable {
    let verdict: Verdict
    private let lines: Lines

    /// - Parameters:
    ///   - verdict: The verdict.
    ///   - message: The message that is kept with it and read with it; nil when it is not sure that it will be this one.
    init(_ verdict: Verdict, of message: Message?) {
        self.verdict = verdict
        lines = Lines(verdict, of: message)
    }

    /// The verdict on the redacted message, whose lines are the same where nothing that they rest on was masked.
    ///
    /// - Parameters:
    ///   - redacted: The verdict, pointing into the redacted message.
    ///   - message: The redacted message.
    ///   - whole: The message before.
    /// - Returns: What is kept of it.
    func redacted(_ redacted: Verdict, of message: Message, before whole: Message) -> StoredVerdict {
        let isSame =
            message.body == whole.body && message.subject == whole.subject
            && Self.hasSameWords(verdict.classEvidence, redacted.classEvidence)
            && Self.hasSameWords(verdict.cues, redacted.cues) && Self.hasSameWords(verdict.evidence, redacted.evidence)
        return isSame ? StoredVerdict(redacted, lines) : StoredVerdict(redacted, of: message)
    }

    private init(_ verdict: Verdict, _ lines: Lines) {
        self.verdict = verdict
        self.lines = lines
    }

    private static func hasSameWords(_ left: [Evidence], _ right: [Evidence]) -> Bool {
        left.count == right.count
            && left.indices.allSatisfy {
                left[$0].start == right[$0].start && left[$0].end == right[$0].end && left[$0].text == right[$0].text
            }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("accented", verdict.accented)
            json.member("alarms", verdict.alarms)
            json.member("contexts", verdict.contexts)
            json.member("hotspot", verdict.hotspot)
            json.member("language", ifPresent: verdict.language)
            json.member("letterClass", verdict.letterClass)
            json.member("lines", lines)
            json.member("place", verdict.place)
            json.member("places", verdict.places)
            json.member("rulesHash", verdict.rulesHash)
            json.member("scores", verdict.scores)
            json.member("severity", verdict.severity)
            json.member("signs", ifPresent: verdict.signs)
            json.member("topics", verdict.topics)
        }
    }

    /// Reads a verdict that was kept.
    ///
    /// - Parameters:
    ///   - text: What ``write(to:)`` wrote, or an older version.
    ///   - message: The message that is kept with it.
    /// - Returns: The verdict.
    /// - Throws: What the decoder throws.
    static func read(_ text: String, of message: Message) throws -> Verdict {
        try JSONColumn.value(text, as: Kept.self).verdict(of: message)
    }

    /// Reads a verdict whose words do not matter, or which was kept without its message.
    static func read(_ text: String) throws -> Verdict { try JSONColumn.value(text, as: Kept.self).verdict(of: nil) }

    /// SQL that gives the groups of the cues that speak for themselves, with commas between them; null when there are none.
    ///
    /// - Parameter column: The column that holds the verdict.
    /// - Returns: An expression, which reads what this version and older ones kept.
    static func cueGroups(_ column: String) -> String {
        """
        (SELECT group_concat(DISTINCT cue) FROM (
            SELECT old.value ->> '$.group' AS cue FROM json_each(\(column), '$.cues') old WHERE old.value ->> '$.bans' > 0
            UNION ALL
            SELECT \(column) ->> (
                '$.lines.rules[' || ((\(column) ->> ('$.lines.marks[' || (line.key * 3) || ']')) / 6 * 3) || ']')
            FROM json_each(\(column), '$.lines.bans') line
            WHERE line.value > 0 AND line.key >= \(column) ->> '$.lines.counts[0]'
                AND line.key < (\(column) ->> '$.lines.counts[0]') + (\(column) ->> '$.lines.counts[1]')
        ))
        """
    }

    /// A verdict as it is read.
    struct Kept: Decodable {
        private var bare: Verdict
        private var lines: Lines?

        private enum Keys: String, CodingKey {
            case accented, alarms, contexts, hotspot, language, letterClass, lines, place, places, rulesHash, scores
            case severity, signs, topics
        }

        init(from decoder: any Decoder) throws {
            let kept = try decoder.container(keyedBy: Keys.self)
            lines = try kept.decodeIfPresent(Lines.self, forKey: .lines)
            guard lines != nil else {
                bare = try Verdict(from: decoder)
                return
            }
            bare = Verdict(
                topics: try kept.decode([String].self, forKey: .topics),
                scores: try kept.decode([String: Double].self, forKey: .scores),
                letterClass: try kept.decode(LetterClass.self, forKey: .letterClass),
                hotspot: try kept.decode(Bool.self, forKey: .hotspot),
                alarms: try kept.decode([Verdict.Alarm].self, forKey: .alarms),
                severity: try kept.decode(Double.self, forKey: .severity), cues: [], evidence: [], classEvidence: [],
                contexts: try kept.decode([String].self, forKey: .contexts),
                places: try kept.decode([PlaceMention].self, forKey: .places),
                place: try kept.decode(PlaceText.self, forKey: .place),
                accented: try kept.decode(Bool.self, forKey: .accented),
                language: try kept.decodeIfPresent(MessageLanguage.self, forKey: .language),
                signs: try kept.decodeIfPresent(RoutingSigns.self, forKey: .signs),
                rulesHash: try kept.decode(String.self, forKey: .rulesHash))
        }

        func verdict(of message: Message?) throws -> Verdict {
            guard let lines else { return bare }
            var verdict = bare
            let all = try lines.evidence(of: message)
            let (classes, cues) = (lines.counts[0], lines.counts[1])
            verdict.classEvidence = Array(all.prefix(classes))
            verdict.cues = Array(all.dropFirst(classes).prefix(cues))
            verdict.evidence = Array(all.dropFirst(classes + cues))
            return verdict
        }
    }
}

/// The lines of evidence of a verdict, each rule named once.
private struct Lines: Decodable, JSONWritable {
    var counts: [Int]
    var rules: [String] = []
    var marks: [Int] = []
    var bans: [Double] = []
    var texts: [String: String] = [:]

    init(_ verdict: Verdict, of message: Message?) {
        counts = [verdict.classEvidence.count, verdict.cues.count, verdict.evidence.count]
        let count = counts.reduce(0, +)
        marks.reserveCapacity(count * 3)
        bans.reserveCapacity(count)
        var known: [String: [Int]] = [:]
        for list in [verdict.classEvidence, verdict.cues, verdict.evidence] {
            // By their numbers, because a copy of a line costs four counts of references.
            for index in list.indices {
                let place = place(
                    of: list[index].rule, for: list[index].group, named: list[index].name, among: &known)
                let small = list[index].isSmallWord.map { $0 ? 2 : 4 } ?? 0
                marks.append(place * 6 + small + (list[index].field == .body ? 1 : 0))
                marks.append(list[index].start)
                marks.append(list[index].end)
                let field = list[index].field == .body ? message?.body : message?.subject
                if !Self.stands(list[index].text, in: field, list[index].start, list[index].end) {
                    texts[String(bans.count)] = list[index].text
                }
                bans.append(list[index].bans)
            }
        }
    }

    /// The place of a rule among the rules, where it is put if it is new.
    private mutating func place(
        of rule: String, for group: String, named name: String, among known: inout [String: [Int]]
    ) -> Int {
        // One rule may speak for several groups.
        let same = known[rule]?.first { rules[$0 * 3] == group && rules[$0 * 3 + 2] == name }
        if let same { return same }
        let place = rules.count / 3
        rules += [group, rule, name]
        known[rule, default: []].append(place)
        return place
    }

    /// Whether a field has a line's words where the line says.
    private static func stands(_ text: String, in field: String?, _ start: Int, _ end: Int) -> Bool {
        guard let field, 0 <= start, start <= end, end <= field.utf8.count, end - start == text.utf8.count else {
            return false
        }
        let isSame = field.utf8.withContiguousStorageIfAvailable { field in
            text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(field[start..<end]) }
        }
        return isSame.flatMap(\.self) ?? false
    }

    private static func words(_ field: String, _ start: Int, _ end: Int) -> Substring.UTF8View? {
        let bytes = field.utf8
        guard 0 <= start, start <= end, end <= bytes.count else { return nil }
        return bytes[bytes.index(bytes.startIndex, offsetBy: start)..<bytes.index(bytes.startIndex, offsetBy: end)]
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("bans", bans)
            json.member("counts", counts)
            json.member("marks", marks)
            json.member("rules", rules)
            json.member("texts", texts)
        }
    }

    /// The lines in full.
    ///
    /// - Parameter message: The message; without it, words that it has are left out.
    /// - Returns: The lines of class, cues and topics.
    /// - Throws: A decoding error when the parts do not fit together.
    func evidence(of message: Message?) throws -> [Evidence] {
        guard counts.count == 3, counts.allSatisfy({ 0...bans.count ~= $0 }), counts.reduce(0, +) == bans.count,
            marks.count == bans.count * 3, rules.count.isMultiple(of: 3)
        else { throw Self.broken("the numbers of lines differ") }
        return try bans.indices.map { index in
            let mark = marks[index * 3]
            guard mark >= 0, mark / 6 < rules.count / 3 else { throw Self.broken("a line has no rule") }
            let (start, end) = (marks[index * 3 + 1], marks[index * 3 + 2])
            let field: Field = mark % 2 == 1 ? .body : .subject
            let own = message.flatMap { field == .body ? $0.body : $0.subject }
                .flatMap { Self.words($0, start, end) }.map { String(decoding: $0, as: UTF8.self) }
            let rule = mark / 6 * 3
            return Evidence(
                group: rules[rule], rule: rules[rule + 1], name: rules[rule + 2],
                text: texts[String(index)] ?? own ?? "", field: field, start: start, end: end, bans: bans[index],
                isSmallWord: [nil, true, false][mark % 6 / 2])
        }
    }

    private static func broken(_ reason: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "the evidence of a verdict: \(reason)"))
    }
}

/// A whole message with its verdict as it is sealed.
struct StoredTriagedMessage: JSONWritable {
    let message: Message
    let verdict: StoredVerdict

    init(_ message: Message, _ verdict: StoredVerdict) {
        self.message = message
        self.verdict = verdict
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("message", message)
            json.member("verdict", verdict)
        }
    }

    /// A message as it is read.
    struct Kept: Decodable {
        var message: Message
        var verdict: StoredVerdict.Kept

        func triaged() throws -> TriagedMessage {
            TriagedMessage(message: message, verdict: try verdict.verdict(of: message))
        }
    }
}
