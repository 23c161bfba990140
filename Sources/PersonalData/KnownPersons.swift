public import VietnameseText

/// People whom a message names somewhere, so that their names can be found everywhere else in it.
///
/// A letter's head says «Nguyễn Văn An», its text «NGUYEN VAN AN», its attachment `don_nguyen_van_an.pdf`, its last line
/// «An»: to leave one of them is to leave all.
public struct KnownPersons: Sendable {
    private var names: [[Syllable]] = []
    /// What senders call themselves, by its place and not by its shape.
    private var senders = SenderNames()
    private var mailboxes: [[SyllableKey]] = []

    /// Nobody.
    public init() {}

    /// Whether nobody is known.
    public var isEmpty: Bool { names.isEmpty && mailboxes.isEmpty && senders.isEmpty }

    /// Adds what somebody calls themselves in the head of a message, as the author of a comment or in the field of a form.
    ///
    /// It is a name by its place, whatever its shape: «Ong Thế Vượng», «J. Halloran», «Đất». «UBND xã Hợp Thịnh» is no person.
    public mutating func add(displayName: String) {
        for name in SenderNameReading(displayName).names { senders.add(name) }
    }

    /// Adds the part of an e-mail address before the at sign, which often is a name and a year.
    public mutating func add(mailAddress: String) {
        guard let at = mailAddress.firstIndex(of: "@") else { return }
        let words = FoldedText(String(mailAddress[..<at].prefix(Self.longestName))).syllables
        guard let first = words.first, let last = words.last, last.end - first.start >= Self.shortestMailbox,
            words.contains(where: { !$0.isNumber }), mailboxes.count < Self.mostNames
        else { return }
        mailboxes.append(words.map(\.plain))
    }

    /// Adds the full names among the personal data of a text.
    public mutating func add(_ spans: [PersonalDataSpan], in text: FoldedText) {
        for span in spans where span.kind == .personName && span.isPersonal {
            add(FoldedText(text.text(from: span.start, to: span.end)).syllables)
        }
    }

    /// Adds whom another message names.
    public mutating func add(_ others: KnownPersons) {
        for name in others.names { add(name) }
        senders.add(others.senders)
        mailboxes += others.mailboxes.prefix(max(0, Self.mostNames - mailboxes.count))
    }

    private mutating func add(_ words: [Syllable]) {
        guard (2...Self.mostWords).contains(words.count), names.count < Self.mostNames,
            !names.contains(where: { $0.map(\.plain) == words.map(\.plain) })
        else { return }
        names.append(words)
    }

    /// Where the people stand in a text.
    ///
    /// A name of three words or more is found however it is typed; one of two only in capitals, since «thanh bình» is many
    /// things. A given name is found where it has a line to itself, as under a letter.
    public func spans(in text: FoldedText) -> [PersonalDataSpan] {
        guard !isEmpty else { return [] }
        let scanned = ScannedText(text)
        var byFirst: [SyllableKey: [[Syllable]]] = [:]
        for name in names { if let first = name.first { byFirst[first.plain, default: []].append(name) } }
        var spans: [PersonalDataSpan] = []
        for (index, word) in scanned.words.enumerated() {
            let names = byFirst[word.plain] ?? []
            if let name = names.filter({ fits($0, at: index, in: scanned) }).max(by: { $0.count < $1.count }) {
                spans.append(
                    span(.personName, .knownName, from: index, count: name.count, in: scanned))
            } else if let count = mailboxes.filter({ stands($0, at: index, in: scanned) }).map(\.count).max() {
                spans.append(span(.email, .knownMailbox, from: index, count: count, in: scanned))
            } else if isGivenNameAlone(at: index, in: scanned) {
                spans.append(span(.personName, .knownName, from: index, count: 1, in: scanned))
            }
            let count = senders.count(at: index, in: scanned)
            if count > 0 { spans.append(span(.personName, .knownName, from: index, count: count, in: scanned)) }
        }
        return spans
    }

    private func span(
        _ kind: PersonalDataKind, _ rule: PersonalDataRule, from index: Int, count: Int, in text: ScannedText
    ) -> PersonalDataSpan {
        PersonalDataSpan(
            kind: kind, start: text.words[index].start, end: text.words[index + count - 1].end, rule: rule)
    }

    private func fits(_ name: [Syllable], at index: Int, in text: ScannedText) -> Bool {
        guard index + name.count <= text.words.count else { return false }
        let words = text.words[index..<index + name.count]
        guard zip(words, name).allSatisfy({ $0.plain == $1.plain }) else { return false }
        guard words.dropFirst().allSatisfy({ $0.gap < .sentence }) else { return false }
        return name.count >= 3 || words.allSatisfy(\.isCapitalized)
    }

    /// Whether a mailbox stands there as one token, by itself.
    private func stands(_ mailbox: [SyllableKey], at index: Int, in text: ScannedText) -> Bool {
        let end = index + mailbox.count
        guard end <= text.words.count, zip(text.words[index..<end], mailbox).allSatisfy({ $0.plain == $1 }) else {
            return false
        }
        let isWhole = (index + 1..<end).allSatisfy { text.words[$0].start - text.words[$0 - 1].end <= 1 }
        let isAlone =
            (index == 0 || text.words[index - 1].end < text.words[index].start)
            && (end == text.words.count || text.words[end - 1].end < text.words[end].start)
        return isWhole && isAlone
    }

    private func isGivenNameAlone(at index: Int, in text: ScannedText) -> Bool {
        let word = text.words[index]
        guard word.isCapitalized, text.hasLineAlone(index, count: 1) else { return false }
        return names.contains { $0.last.map { word.fit($0) != .no } == true }
    }

    private static let longestName = 200
    private static let mostWords = 6
    private static let mostNames = 200
    private static let shortestMailbox = 6
}
