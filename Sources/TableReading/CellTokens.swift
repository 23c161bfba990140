import VietnameseText

/// A cell's text cut into numbers, words without marks, and signs; blanks part and are dropped.
struct CellTokens {
    enum Token: Hashable {
        /// Digits with their count, as noughts in front matter.
        case number(Int, digits: Int)
        /// Letters, lower case, without marks.
        case word(String)
        /// Any other character.
        case sign(Character)
    }

    /// Characters of a cell that are looked at: no date or amount is longer.
    static let limit = 200

    private(set) var tokens: [Token] = []

    init(_ text: String) {
        var digits = ""
        var letters = ""
        for character in text.prefix(Self.limit) {
            let isDigit = character.isASCII && character.isNumber
            if !isDigit { endNumber(&digits) }
            if !character.isLetter { endWord(&letters) }
            if isDigit {
                digits.append(character)
            } else if character.isLetter {
                letters.append(character)
            } else if !character.isWhitespace {
                tokens.append(.sign(character))
            }
        }
        endNumber(&digits)
        endWord(&letters)
    }

    private mutating func endNumber(_ digits: inout String) {
        guard !digits.isEmpty else { return }
        tokens.append(.number(Int(digits) ?? .max, digits: digits.utf8.count))
        digits = ""
    }

    private mutating func endWord(_ letters: inout String) {
        guard !letters.isEmpty else { return }
        tokens.append(.word(foldedForSearch(letters)))
        letters = ""
    }
}
