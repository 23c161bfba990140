/// A token's UTF-8 bytes as letters, digits and tone: what every repair starts from.
struct TokenLetters {
    /// Letters and digits in order, without the tones that marks set.
    private(set) var word = SpelledSyllable()
    /// Bit n says that letter n is upper case.
    private(set) var capitals: UInt16 = 0
    /// Whether a letter carries a shape or the word a tone.
    private(set) var isMarked = false
    /// Whether there is a digit among the letters.
    private(set) var hasDigit = false
    /// Whether a letter is lower case.
    private(set) var hasLowercase = false

    /// Reads a token; nil when it is empty, longer than 16 letters, or holds anything but letters, digits and marks.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                guard append(Unicode.Scalar(byte)) else { return nil }
                position += 1
                continue
            }
            guard let (scalar, length) = Self.decode(bytes, at: position), append(scalar) else { return nil }
            position += length
        }
        if word.isEmpty { return nil }
    }

    init?(text: String) {
        for scalar in text.unicodeScalars {
            guard append(scalar) else { return nil }
        }
        if word.isEmpty { return nil }
    }

    private mutating func append(_ scalar: Unicode.Scalar) -> Bool {
        if let letter = VietnameseLetter(scalar) {
            guard !word.isFull else { return false }
            if letter.isUppercase { capitals |= 1 << UInt16(word.count) } else { hasLowercase = true }
            if letter.shaped >= 0x80 { isMarked = true }
            word.append(letter.shaped)
            return letter.tone == .level || set(letter.tone)
        }
        if scalar.value >= 0x30, scalar.value <= 0x39 {
            guard !word.isFull else { return false }
            hasDigit = true
            word.append(UInt8(scalar.value))
            return true
        }
        guard !word.isEmpty else { return false }
        if let tone = VietnameseLetter.tone(ofMark: scalar) { return set(tone) }
        if let shaped = SpelledSyllable.shaped(word[word.count - 1], by: scalar) {
            word[word.count - 1] = shaped
            isMarked = true
            return true
        }
        return scalar.value == 0x200B || scalar.value == 0x200C || scalar.value == 0x200D || scalar.value == 0xAD
    }

    private mutating func set(_ tone: Tone) -> Bool {
        guard word.tone == .level || word.tone == tone else { return false }
        word.tone = tone
        isMarked = true
        return true
    }

    /// The scalar at a position of two or three bytes; longer ones are no letters of the alphabet.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (Unicode.Scalar, Int)? {
        let lead = bytes[position]
        let length: Int
        var value: UInt32
        switch lead {
        case 0xC2...0xDF: (length, value) = (2, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(lead & 0x0F))
        default: return nil
        }
        guard position + length <= bytes.count else { return nil }
        for offset in 1..<length {
            let byte = bytes[position + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= (length == 2 ? 0x80 : 0x800), let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}
