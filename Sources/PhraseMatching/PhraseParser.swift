import VietnameseText

/// Reads the phrase syntax of the rule language.
struct PhraseParser {
    /// A phrase longer than this is a paragraph, not a phrase.
    static let maximumLength = 600
    /// Longest gap that can be written.
    static let maximumGap = 12
    /// How deep alternatives may nest.
    static let maximumDepth = 8

    private let characters: [Character]
    private var position = 0

    init(_ source: String) { characters = Array(source) }

    mutating func parse() throws(PhraseError) -> [PhraseNode] {
        guard characters.count <= Self.maximumLength else {
            throw failure("the phrase has \(characters.count) characters; at most \(Self.maximumLength) are allowed")
        }
        let nodes = try sequence(depth: 0)
        guard position == characters.count else {
            throw failure("unexpected «\(characters[position])»; a phrase has words, (a|b), ..n and <class>")
        }
        guard PhraseParser.holdsWord(nodes) else {
            throw failure("the phrase holds no word; give at least one word or token class")
        }
        if case .gap = nodes.first { throw failure("a phrase cannot begin with a gap", column: 1) }
        if case .gap = nodes.last { throw failure("a phrase cannot end with a gap") }
        return nodes
    }

    private static func holdsWord(_ nodes: [PhraseNode]) -> Bool {
        nodes.contains { node in
            switch node {
            case .syllable, .token: true
            case .gap: false
            case .oneOf(let alternatives): alternatives.allSatisfy(holdsWord)
            }
        }
    }

    private mutating func sequence(depth: Int) throws(PhraseError) -> [PhraseNode] {
        guard depth <= Self.maximumDepth else { throw failure("alternatives nest deeper than \(Self.maximumDepth)") }
        var nodes: [PhraseNode] = []
        while position < characters.count {
            switch characters[position] {
            case "(":
                nodes.append(try alternatives(depth: depth))
            case ")", "|":
                return nodes
            case "<":
                nodes.append(try tokenClass())
            case "." where position + 1 < characters.count && characters[position + 1] == ".":
                nodes.append(try gap())
            case let character where character.isWhitespace:
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
            guard position < characters.count else {
                throw failure("this «(» is never closed; write «)» after the last alternative", column: opening + 1)
            }
            let closing = characters[position] == ")"
            position += 1
            if closing { return .oneOf(choices) }
        }
    }

    private mutating func tokenClass() throws(PhraseError) -> PhraseNode {
        let opening = position
        guard let closing = characters[opening...].firstIndex(of: ">") else {
            throw failure("this «<» is never closed; write for example <number>")
        }
        let name = String(characters[(opening + 1)..<closing])
        guard let named = TokenClass(rawValue: name) else {
            let known = TokenClass.allCases.map { "<\($0.rawValue)>" }.joined(separator: ", ")
            throw failure("there is no token class <\(name)>; there are \(known)")
        }
        position = closing + 1
        return .token(named)
    }

    private mutating func gap() throws(PhraseError) -> PhraseNode {
        let opening = position
        position += 2
        var digits = ""
        while position < characters.count, characters[position].isASCII, characters[position].isNumber {
            digits.append(characters[position])
            position += 1
        }
        guard let length = Int(digits), (1...Self.maximumGap).contains(length) else {
            throw failure(
                "a gap is «..» and a number from 1 to \(Self.maximumGap), for example ..4", column: opening + 1)
        }
        return .gap(length)
    }

    private mutating func word(into nodes: inout [PhraseNode]) throws(PhraseError) {
        let start = position
        var text = ""
        var bareAlone = false
        var keepMarks = false
        scan: while position < characters.count {
            switch characters[position] {
            case "(", ")", "|", "<": break scan
            case "~": bareAlone = true
            case "!": keepMarks = true
            case let character where character.isWhitespace: break scan
            case let character: text.append(character)
            }
            position += 1
            if bareAlone || keepMarks { break }
        }
        let syllables = FoldedText(text).syllables
        guard !syllables.isEmpty else {
            throw failure("«\(text)» holds no letter or digit", column: start + 1)
        }
        for syllable in syllables {
            nodes.append(
                .syllable(
                    PatternSyllable(syllable: syllable, mayStandBareAlone: bareAlone, mustKeepMarks: keepMarks)))
        }
    }

    private func failure(_ message: String, column: Int? = nil) -> PhraseError {
        PhraseError(column: column ?? min(position, characters.count) + 1, message: message)
    }
}
