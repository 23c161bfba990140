/// One pass over UTF-8 bytes that cuts them into folded syllables.
struct Folder {
    let bytes: [UInt8]
    private(set) var syllables: [Syllable] = []

    private var plain: [UInt8] = []
    private var shaped: [UInt8] = []
    private var tone = Tone.level
    private var start = 0
    private var end = 0
    private var isNumber = false
    private var isCapitalized = false
    private var hasLowercase = false
    private var gap = Gap.sentence
    private var lineEnds = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        plain.reserveCapacity(16)
        shaped.reserveCapacity(16)
        syllables.reserveCapacity(bytes.count / 5)
    }

    mutating func run() {
        var position = 0
        while position < bytes.count {
            let (scalar, length) = Self.decode(bytes, at: position)
            let next = position + length
            guard let scalar else {
                separate(nil, at: position, next: next)
                position = next
                continue
            }
            switch LetterTable.classify(scalar) {
            case .letter(let plain, let shaped, let tone, let upper):
                if isNumber { finish() }
                append(plain: plain, shaped: shaped, upper: upper, from: position, to: next)
                if tone != .level { self.tone = tone }
            case .combiningTone(let tone):
                if !plain.isEmpty, !isNumber {
                    self.tone = tone
                    end = next
                }
            case .combiningShape(let mark):
                if let last = plain.last, !isNumber {
                    shaped[shaped.count - 1] = mark.applied(to: last)
                    end = next
                }
            case .ignored:
                break
            case .digit(let digit):
                if !plain.isEmpty, !isNumber { finish() }
                isNumber = true
                append(plain: digit, shaped: digit, upper: false, from: position, to: next)
            case .foreign:
                if isNumber { finish() }
                for offset in position..<next {
                    append(plain: bytes[offset], shaped: bytes[offset], upper: false, from: position, to: next)
                }
            case .separator:
                separate(scalar, at: position, next: next)
            }
            position = next
        }
        finish()
    }

    private mutating func append(plain letter: UInt8, shaped form: UInt8, upper: Bool, from position: Int, to next: Int)
    {
        if plain.isEmpty {
            start = position
            isCapitalized = upper
        }
        if !upper { hasLowercase = true }
        plain.append(letter)
        shaped.append(form)
        end = next
    }

    private mutating func finish() {
        guard !plain.isEmpty else { return }
        Self.foldFinalY(&plain)
        Self.foldFinalY(&shaped)
        let plainKey = SyllableKey(plain)
        syllables.append(
            Syllable(
                start: start, end: end, plain: plainKey, shaped: plain == shaped ? plainKey : SyllableKey(shaped),
                tone: tone, gap: gap, isNumber: isNumber, isCapitalized: isCapitalized,
                isUppercase: isCapitalized && !hasLowercase))
        plain.removeAll(keepingCapacity: true)
        shaped.removeAll(keepingCapacity: true)
        tone = .level
        isNumber = false
        isCapitalized = false
        hasLowercase = false
        gap = .space
        lineEnds = 0
    }

    /// lý and lí, kỹ and kĩ are one spelling: a final y that is the only vowel counts as i, and so does uy as ui only in "quy".
    private static func foldFinalY(_ letters: inout [UInt8]) {
        guard letters.last == UInt8(ascii: "y"), letters.count >= 2, letters.count <= 4 else { return }
        let before = letters[letters.count - 2]
        if before == UInt8(ascii: "u") {
            if letters.count == 3, letters[0] == UInt8(ascii: "q") { letters[2] = UInt8(ascii: "i") }
            return
        }
        let vowels: [UInt8] = Array("aeio".utf8)
        if before < 0x80, !vowels.contains(before) { letters[letters.count - 1] = UInt8(ascii: "i") }
    }

    private mutating func separate(_ scalar: Unicode.Scalar?, at position: Int, next: Int) {
        finish()
        guard let scalar else {
            gap = max(gap, .light)
            return
        }
        switch scalar {
        case " ", "\t", "\r", "\u{A0}":
            break
        case "\n", "\u{2028}", "\u{2029}":
            lineEnds += 1
            gap = max(gap, lineEnds > 1 ? .sentence : .light)
        case "!", "?", ";", "\u{2026}", "\u{3002}":
            gap = .sentence
        case ".":
            gap = max(gap, isAbbreviationPoint(next: next) ? .light : .sentence)
        case ",", ":", "(", ")", "[", "]", "{", "}", "|", "\u{2022}", "=":
            gap = max(gap, .clause)
        default:
            gap = max(gap, .light)
        }
    }

    /// Whether the point before `next` ends no sentence.
    ///
    /// That is a point inside a token (3.000, U.B.N.D) or after one or two letters (TP. Huế).
    private func isAbbreviationPoint(next: Int) -> Bool {
        guard next < bytes.count else { return false }
        let following = bytes[next]
        let isSpace = following == 0x20 || following == 0x0A || following == 0x0D || following == 0x09
        if !isSpace { return following != UInt8(ascii: ".") }
        guard gap == .space, following == 0x20, let last = syllables.last, !last.isNumber else { return false }
        return last.isCapitalized && last.end - last.start <= 2
    }

    /// Appends the plain letters of a word's bytes.
    static func appendPlain(of word: ArraySlice<UInt8>, to result: inout [UInt8]) {
        let bytes = Array(word)
        var position = 0
        while position < bytes.count {
            let (scalar, length) = decode(bytes, at: position)
            if let scalar {
                switch LetterTable.classify(scalar) {
                case .letter(let plain, _, _, _): result.append(plain)
                case .digit(let digit): result.append(digit)
                case .foreign: result.append(contentsOf: bytes[position..<(position + length)])
                case .combiningTone, .combiningShape, .ignored, .separator: break
                }
            }
            position += length
        }
    }

    /// Decodes the scalar at a position; nil with length 1 when the bytes there are not UTF-8.
    ///
    /// > Source: RFC 3629 §4, the syntax of UTF-8 byte sequences.
    static func decode(_ bytes: [UInt8], at position: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let lead = bytes[position]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let length: Int
        var value: UInt32
        let least: UInt32
        switch lead {
        case 0xC2...0xDF: (length, value, least) = (2, UInt32(lead & 0x1F), 0x80)
        case 0xE0...0xEF: (length, value, least) = (3, UInt32(lead & 0x0F), 0x800)
        case 0xF0...0xF4: (length, value, least) = (4, UInt32(lead & 0x07), 0x10000)
        default: return (nil, 1)
        }
        guard position + length <= bytes.count else { return (nil, 1) }
        for offset in 1..<length {
            let byte = bytes[position + offset]
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
        return (scalar, length)
    }
}
