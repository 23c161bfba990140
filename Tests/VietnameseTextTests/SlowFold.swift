@testable import VietnameseText

/// Folding done slowly and plainly, scalar by scalar and with strings: what the fast fold must agree with.
struct SlowFold {
    struct Word: Equatable {
        var start: Int
        var end: Int
        var plain: [UInt8]
        var shaped: [UInt8]
        var tone: Tone
        var gap: Gap
        var isNumber: Bool
        var isCapitalized: Bool
        var isUppercase: Bool
    }

    private struct Piece {
        var scalar: Unicode.Scalar?
        var start: Int
        var end: Int
        var bytes: [UInt8]
        var letter: Letter
    }

    let words: [Word]

    init(_ bytes: [UInt8]) {
        let pieces = Self.pieces(bytes)
        var words: [Word] = []
        var index = 0
        var separators: [Piece] = []
        while index < pieces.count {
            guard let kind = Self.kind(pieces[index].letter) else {
                separators.append(pieces[index])
                index += 1
                continue
            }
            var members: [Piece] = []
            while index < pieces.count {
                guard Self.isPassive(pieces[index].letter) || Self.kind(pieces[index].letter) == kind else { break }
                members.append(pieces[index])
                index += 1
            }
            while let last = members.last, case .ignored = last.letter {
                members.removeLast()
                separators.append(last)
            }
            var word = Self.word(members)
            word.gap =
                words.last.map { Self.gap(separators.filter { $0.start < word.start }, bytes, after: $0) } ?? .sentence
            separators.removeAll { $0.start < word.start }
            words.append(word)
        }
        self.words = words
    }

    /// True for letters, false for digits, nil for what begins no word.
    private static func kind(_ letter: Letter) -> Bool? {
        switch letter {
        case .letter, .foreign: true
        case .digit: false
        case .combiningTone, .combiningShape, .ignored, .separator: nil
        }
    }

    private static func isPassive(_ letter: Letter) -> Bool {
        switch letter {
        case .combiningTone, .combiningShape, .ignored: true
        default: false
        }
    }

    private static func pieces(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var position = 0
        while position < bytes.count {
            // The standard library decides what is UTF-8: the longest character that begins here.
            var piece = Piece(
                scalar: nil, start: position, end: position + 1, bytes: [bytes[position]], letter: .separator)
            for length in 1...4 where position + length <= bytes.count {
                let part = Array(bytes[position..<(position + length)])
                guard let text = String(validating: part, as: UTF8.self), let scalar = text.unicodeScalars.first else {
                    continue
                }
                piece = Piece(
                    scalar: scalar, start: position, end: position + length, bytes: part,
                    letter: LetterTable.classify(scalar))
                break
            }
            pieces.append(piece)
            position = piece.end
        }
        return pieces
    }

    private static func word(_ members: [Piece]) -> Word {
        let hasLatin = members.contains { if case .letter = $0.letter { true } else { false } }
        var letters: [(plain: UInt8, code: UInt8)] = []
        var upper: [Bool] = []
        var tone = Tone.level
        var isNumber = false
        for member in members {
            var letter = member.letter
            if hasLatin, case .foreign = letter, let scalar = member.scalar, let latin = LookAlikes.latin(scalar) {
                letter = latin
            }
            switch letter {
            case .letter(let plain, let shape, let mark, let isUpper):
                letters.append((plain, shape?.rawValue ?? 0))
                upper.append(isUpper)
                if mark != .level { tone = mark }
            case .digit(let digit):
                letters.append((digit, 0))
                upper.append(false)
                isNumber = true
            case .foreign:
                letters += member.bytes.map { ($0, 0) }
                upper.append(false)
            case .combiningTone(let mark): if !isNumber { tone = mark }
            case .combiningShape(let shape): letters[letters.count - 1].code |= shape.rawValue
            case .ignored, .separator: break
            }
        }
        letters = letters.map { letter in
            ShapeMark(rawValue: letter.code)?.fits(letter.plain) == true ? letter : (letter.plain, 0)
        }
        letters = unstretched(letters) ?? letters
        var plain = letters.map(\.plain)
        if (2...4).contains(plain.count), plain.last == UInt8(ascii: "y") {
            let before = plain[plain.count - 2]
            let isQuy = plain.count == 3 && plain.starts(with: Array("qu".utf8))
            if isQuy || (before < 0x80 && !Array("aeiou".utf8).contains(before)) {
                plain[plain.count - 1] = UInt8(ascii: "i")
            }
        }
        let shaped = zip(plain, letters).map { plain, letter in
            UInt8(truncatingIfNeeded: FoldedLetter.shaped(UInt64(plain), marks: UInt64(letter.code)))
        }
        return Word(
            start: members[0].start, end: members[members.count - 1].end, plain: plain, shaped: shaped, tone: tone,
            gap: .sentence, isNumber: isNumber, isCapitalized: upper.first == true,
            isUppercase: !upper.isEmpty && upper.allSatisfy { $0 })
    }

    private static func unstretched(_ letters: [(plain: UInt8, code: UInt8)]) -> [(plain: UInt8, code: UInt8)]? {
        var runs: [[(plain: UInt8, code: UInt8)]] = []
        for letter in letters {
            if let last = runs.last?.last, last.plain == letter.plain {
                runs[runs.count - 1].append(letter)
            } else {
                runs.append([letter])
            }
        }
        guard runs.contains(where: { $0.count >= 3 }) else { return nil }
        let short = runs.flatMap { run in
            run.count < 3 ? run : [(run[0].plain, run.reduce(0) { $0 | $1.code })]
        }
        var packed = PackedWord()
        for letter in short { packed.add(letter.plain, code: letter.code) }
        return PlainSyllables.contains(packed) ? short : nil
    }

    private static func gap(_ separators: [Piece], _ bytes: [UInt8], after previous: Word) -> Gap {
        var gap = Gap.space
        var lineEnds = 0
        for piece in separators {
            guard let scalar = piece.scalar else {
                gap = max(gap, .light)
                continue
            }
            guard case .separator = piece.letter else { continue }
            switch scalar {
            case " ", "\t", "\r", "\u{A0}": break
            case "\n", "\u{2028}", "\u{2029}":
                lineEnds += 1
                gap = max(gap, lineEnds > 1 ? .sentence : .light)
            case "!", "?", ";", "\u{2026}", "\u{3002}": gap = .sentence
            case ".":
                let next = piece.end < bytes.count ? bytes[piece.end] : UInt8(ascii: ".")
                let isSpace = [0x20, 0x0A, 0x0D, 0x09].contains(next)
                let isInside =
                    isSpace
                    ? gap == .space && next == 0x20 && !previous.isNumber && previous.isCapitalized
                        && previous.end - previous.start <= 2
                    : next != UInt8(ascii: ".")
                gap = max(gap, isInside ? .light : .sentence)
            case ",", ":", "(", ")", "[", "]", "{", "}", "|", "\u{2022}", "=": gap = max(gap, .clause)
            default: gap = max(gap, .light)
            }
        }
        return gap
    }

    /// The words as syllables, keys computed letter by letter.
    var syllables: [Syllable] {
        words.map { word in
            Syllable(
                plain: SyllableKey(word.plain), shaped: SyllableKey(word.shaped), start: UInt32(word.start),
                end: UInt32(word.end), tone: word.tone, gap: word.gap, isNumber: word.isNumber,
                isCapitalized: word.isCapitalized, isUppercase: word.isUppercase)
        }
    }
}
