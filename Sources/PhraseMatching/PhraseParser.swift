import VietnameseText

/// Reads the phrase syntax of the rule language.
///
/// It works on UTF-8 bytes: every sign of the syntax is ASCII, and rule sets hold tens of thousands of phrases.
struct PhraseParser {
    /// A phrase longer than this is a paragraph, not a phrase.
    static let maximumLength = 600
    /// Longest gap that can be written.
    static let maximumGap = 12
    /// How deep alternatives may nest.
    static let maximumDepth = 8

    private let bytes: [UInt8]
    private var position = 0

    private let words: FoldedWords

    init(_ source: String, words: FoldedWords) {
        bytes = Array(source.utf8)
        self.words = words
    }

    mutating func parse() throws(PhraseError) -> [PhraseNode] {
        if bytes.count > Self.maximumLength {
            let length = characters(in: bytes[...])
            guard length <= Self.maximumLength else {
                throw failure("the phrase has \(length) characters; at most \(Self.maximumLength) are allowed")
            }
        }
        if let nodes = plainWords() { return nodes }
        let nodes = try sequence(depth: 0)
        guard position == bytes.count else {
            let sign = String(decoding: bytes[position...], as: UTF8.self).prefix(1)
            throw failure("unexpected «\(sign)»; a phrase has words, (a|b), ..n, <class> and {list}")
        }
        guard PhraseParser.holdsWord(nodes) else {
            throw failure("the phrase holds no word; give at least one word or token class")
        }
        if Self.beginsWithGap(nodes) { throw failure("a phrase cannot begin with a gap", column: 1) }
        if nodes.last?.isGap == true { throw failure("a phrase cannot end with a gap") }
        return nodes
    }

    private static func holdsWord(_ nodes: [PhraseNode]) -> Bool {
        nodes.contains { node in
            switch node {
            case .syllable, .token, .list: true
            case .gap, .clauseGap: false
            case .oneOf(let alternatives): alternatives.allSatisfy(holdsWord)
            }
        }
    }

    /// Whether some way through the nodes meets a gap before a word.
    private static func beginsWithGap(_ nodes: [PhraseNode]) -> Bool {
        for node in nodes {
            switch node {
            case .syllable, .token, .list: return false
            case .gap, .clauseGap: return true
            case .oneOf(let choices):
                if choices.contains(where: beginsWithGap) { return true }
                if choices.allSatisfy({ holdsWord($0) }) { return false }
            }
        }
        return false
    }

    /// The syllables of a phrase of nothing but words, which most phrases are; nil when it has other forms or is wrong.
    private func plainWords() -> [PhraseNode]? {
        var words = 0
        var isInWord = false
        for (index, byte) in bytes.enumerated() {
            if Self.isSign(byte) { return nil }
            if byte == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1] == byte { return nil }
            let isSpace = Self.isSpace(byte)
            if !isSpace, !isInWord { words += 1 }
            isInWord = !isSpace
        }
        let syllables = FoldedText(utf8: bytes, repair: self.words.repair).syllables
        // Every word must hold a syllable; `sequence` finds and reports the one that does not.
        var held = 0
        var end = 0
        for syllable in syllables where syllable.start >= end {
            held += 1
            end = bytes[syllable.end...].firstIndex(where: Self.isSpace) ?? bytes.count
        }
        guard held == words, words > 0 else { return nil }
        return syllables.map {
            .syllable(PatternSyllable(syllable: $0, mayStandBareAlone: false, mustKeepMarks: false))
        }
    }

    private mutating func sequence(depth: Int) throws(PhraseError) -> [PhraseNode] {
        guard depth <= Self.maximumDepth else { throw failure("alternatives nest deeper than \(Self.maximumDepth)") }
        var nodes: [PhraseNode] = []
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "("):
                nodes.append(try alternatives(depth: depth))
            case UInt8(ascii: ")"), UInt8(ascii: "|"):
                return nodes
            case UInt8(ascii: "<"):
                nodes.append(try tokenClass())
            case UInt8(ascii: "{"):
                nodes.append(try list())
            case UInt8(ascii: ".") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "."):
                nodes.append(try gap())
            case let byte where Self.isSpace(byte):
                position += 1
            default:
                try word(into: &nodes)
            }
        }
        return nodes
    }

    private mutating func alternatives(depth: Int) throws(PhraseError) -> PhraseNode {
        let opening = position
        position += 1
        var choices: [[PhraseNode]] = []
        while true {
            choices.append(try sequence(depth: depth + 1))
            guard position < bytes.count else {
                throw failure("this «(» is never closed; write «)» after the last alternative", at: opening)
            }
            let closing = bytes[position] == UInt8(ascii: ")")
            position += 1
            if closing { return .oneOf(choices) }
        }
    }

    private mutating func tokenClass() throws(PhraseError) -> PhraseNode {
        guard let name = enclosed(by: UInt8(ascii: ">")) else {
            throw failure("this «<» is never closed; write for example <number>")
        }
        guard let named = TokenClass(rawValue: name) else {
            let known = TokenClass.allCases.map { "<\($0.rawValue)>" }.joined(separator: ", ")
            throw failure("there is no token class <\(name)>; there are \(known)")
        }
        position += name.utf8.count + 2
        return .token(named)
    }

    private mutating func list() throws(PhraseError) -> PhraseNode {
        guard let name = enclosed(by: UInt8(ascii: "}")) else {
            throw failure("this «{» is never closed; write the name of a list, for example {office}")
        }
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Self.isSign($0) }
        guard isName, name.utf8.count <= 60 else {
            throw failure("«{\(name)}» names no list; a name has ASCII letters, digits, points and hyphens")
        }
        position += name.utf8.count + 2
        return .list(name)
    }

    /// What stands between the sign here and its closing one.
    private func enclosed(by closing: UInt8) -> String? {
        guard let end = bytes[position...].firstIndex(of: closing) else { return nil }
        return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    }

    private mutating func gap() throws(PhraseError) -> PhraseNode {
        let opening = position
        position += 2
        var length = 0
        while position < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[position], length < 1000 {
            length = length * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        guard (1...Self.maximumGap).contains(length) else {
            throw failure("a gap is «..» and a number from 1 to \(Self.maximumGap), for example ..4", at: opening)
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "!") else { return .gap(length) }
        position += 1
        return .clauseGap(length)
    }

    private mutating func word(into nodes: inout [PhraseNode]) throws(PhraseError) {
        let start = position
        var bareAlone = false
        var keepMarks = false
        var end = position
        while position < bytes.count, !Self.isSpace(bytes[position]) {
            let byte = bytes[position]
            if byte == UInt8(ascii: "~") {
                bareAlone = true
            } else if byte == UInt8(ascii: "!") {
                keepMarks = true
            } else if Self.isSign(byte) {
                break
            }
            position += 1
            if bareAlone || keepMarks { break }
            end = position
        }
        let syllables = self.words.syllables(of: bytes[start..<end])
        guard !syllables.isEmpty else {
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            throw failure("«\(text)» holds no letter or digit", at: start)
        }
        for syllable in syllables {
            nodes.append(
                .syllable(
                    PatternSyllable(syllable: syllable, mayStandBareAlone: bareAlone, mustKeepMarks: keepMarks)))
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Whether a byte is a sign of the phrase syntax wherever it stands.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: "{"),
            UInt8(ascii: "~"), UInt8(ascii: "!"):
            true
        default: false
        }
    }

    private func characters(in part: ArraySlice<UInt8>) -> Int { String(decoding: part, as: UTF8.self).count }

    private func failure(_ message: String, at offset: Int? = nil, column: Int? = nil) -> PhraseError {
        let prefix = bytes[..<min(offset ?? position, bytes.count)]
        return PhraseError(column: column ?? characters(in: prefix) + 1, message: message)
    }
}
