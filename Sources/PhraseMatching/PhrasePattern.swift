public import VietnameseText

/// A class of tokens that a phrase can name, for example `<number>`.
public enum TokenClass: String, Sendable, Hashable, CaseIterable {
    /// Digits.
    case number
    /// An amount of money: digits and đ, đồng, k, nghìn, triệu, tr, tỷ.
    case money
    /// A day and month, with or without year: 5/3, 05-03-2024, ngày 5 tháng 3.
    case date
    /// Nine to eleven digits that start with 0 or +84.
    case phone
    /// A number with a per cent sign.
    case percent
    /// The number of an official paper, with or without the words that name it: 12/QĐ-UBND, quyết định số 1234.
    case decisionNumber = "decision-number"
    /// A plot of land or map sheet by number, with or without the words that name it: thửa 45, tờ bản đồ số 7.
    case plotNumber = "plot-number"
}

/// One syllable of a phrase.
public struct PatternSyllable: Sendable, Hashable {
    /// The syllable, folded.
    public var syllable: Syllable
    /// Whether it may match without its marks although it stands alone (`rác~`).
    public var mayStandBareAlone: Bool
    /// Whether it must carry its marks as written (`đạo!`).
    public var mustKeepMarks: Bool
}

/// A phrase as a tree: what the phrase syntax of the rule language means.
public enum PhraseNode: Sendable, Hashable {
    /// One syllable.
    case syllable(PatternSyllable)
    /// One of several sequences; an empty one makes the rest optional.
    case oneOf([[PhraseNode]])
    /// Up to so many syllables of any kind inside one sentence.
    case gap(Int)
    /// Up to so many syllables of any kind, none of them parted from the one before by a comma, colon or bracket.
    case clauseGap(Int)
    /// One token of a class.
    case token(TokenClass)
    /// One of the phrases of a named list.
    case list(String)

    /// Whether it stands for syllables of any kind.
    var isGap: Bool {
        switch self {
        case .gap, .clauseGap: true
        case .syllable, .oneOf, .token, .list: false
        }
    }
}

/// A phrase of the rule language, parsed.
public struct PhrasePattern: Sendable, Hashable {
    /// The phrase as written.
    public let source: String
    /// Its parts in order.
    public let nodes: [PhraseNode]

    /// Parses a phrase.
    ///
    /// - Parameters:
    ///   - source: A phrase such as `xả ..4 (sông|suối)`; the syntax stands in `docs/rule-language.md`.
    ///   - repair: How texts will be read, so that abbreviations in phrase and text meet.
    /// - Throws: ``PhraseError`` with the column where the phrase stops making sense.
    public init(_ source: String, repair: (any TokenRepairing)? = nil) throws(PhraseError) {
        try self.init(source, words: FoldedWords(repair: repair))
    }

    init(_ source: String, words: FoldedWords) throws(PhraseError) {
        var parser = PhraseParser(source, words: words)
        self.source = source
        nodes = try parser.parse()
    }
}

/// Reads many phrases, and each of their words only once.
public struct PhraseReader {
    private let words: FoldedWords

    /// Makes a reader.
    ///
    /// - Parameter repair: How texts will be read, so that abbreviations in phrase and text meet.
    public init(repair: (any TokenRepairing)? = nil) { words = FoldedWords(repair: repair) }

    /// Parses a phrase.
    ///
    /// - Parameter source: A phrase, as for ``PhrasePattern/init(_:repair:)``.
    /// - Returns: The phrase.
    /// - Throws: ``PhraseError`` with the column where the phrase stops making sense.
    public func pattern(_ source: String) throws(PhraseError) -> PhrasePattern {
        try PhrasePattern(source, words: words)
    }
}

/// A phrase that cannot be understood.
public struct PhraseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Column in the phrase, counted in characters from 1.
    public var column: Int
    /// What is wrong and what was expected.
    public var message: String

    /// The message with its column.
    public var description: String { "at character \(column) of the phrase: \(message)" }
}
