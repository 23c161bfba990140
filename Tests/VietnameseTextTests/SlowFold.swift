import Foundation

@testable import VietnameseText

/// Folding again, slowly and plainly: one scalar at a time, taken apart by Foundation's canonical decomposition.
///
/// It shares nothing with the folder but the codes of the shaped letters and the packing of a key, so that a slip in the
/// folder's tables or bit handling shows.
struct SlowFold {
    struct Word: Equatable {
        var plain: [UInt8] = []
        var shaped: [UInt8] = []
        var tone = Tone.level
        var start = 0
        var end = 0
        var isNumber = false
    }

    private(set) var words: [Word] = []
    private var current = Word()

    init(_ bytes: [UInt8]) {
        var parser = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &input) {
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                take(scalar, from: position, to: position + encoded.count)
                position += encoded.count
            case .error(let length):
                finish()
                position += length
            case .emptyInput:
                finish()
                return
            }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar, from start: Int, to end: Int) {
        if scalar.properties.numericType == .decimal, scalar.isASCII {
            if !current.isNumber { finish() }
            current.isNumber = true
            append(UInt8(scalar.value), from: start, to: end)
            return
        }
        let lower = String(scalar).lowercased().replacingOccurrences(of: "đ", with: "d\u{335}")
            .replacingOccurrences(of: "ð", with: "d\u{335}")
        for part in lower.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch part.value {
            case 0x61...0x7A:
                if current.isNumber { finish() }
                append(UInt8(part.value), from: start, to: end)
            case 0x335 where end - start == 2:
                current.shaped[current.shaped.count - 1] = ShapedLetter.dStroke
            case 0x300...0x36F:
                mark(part, end: end)
            case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0xFE00...0xFE0F:
                break
            default:
                finish()
            }
        }
    }

    private mutating func append(_ letter: UInt8, from start: Int, to end: Int) {
        if current.plain.isEmpty { current.start = start }
        current.plain.append(letter)
        current.shaped.append(letter)
        current.end = end
    }

    private mutating func mark(_ scalar: Unicode.Scalar, end: Int) {
        guard let last = current.plain.last, !current.isNumber else { return }
        let tones: [UInt32: Tone] = [
            0x300: .falling, 0x301: .rising, 0x303: .broken, 0x309: .dipping, 0x323: .heavy,
        ]
        let shapes: [UInt32: [Character: UInt8]] = [
            0x302: ["a": ShapedLetter.aCircumflex, "e": ShapedLetter.eCircumflex, "o": ShapedLetter.oCircumflex],
            0x306: ["a": ShapedLetter.aBreve], 0x31B: ["o": ShapedLetter.oHorn, "u": ShapedLetter.uHorn],
        ]
        if let tone = tones[scalar.value] {
            current.tone = tone
        } else if let shape = shapes[scalar.value] {
            // The last shape decides; one that the letter does not take leaves it plain.
            current.shaped[current.shaped.count - 1] = shape[Character(Unicode.Scalar(last))] ?? last
        } else {
            return
        }
        current.end = end
    }

    private mutating func finish() {
        if !current.plain.isEmpty {
            // lý as lí, quý as quí, and so in other words of up to four letters; thuý, vay and y alone keep their y.
            let letters = String(decoding: current.plain, as: UTF8.self)
            if letters.contains(/^(qu|.{0,2}[^aeiou])y$/) {
                current.plain[current.plain.count - 1] = UInt8(ascii: "i")
                current.shaped[current.shaped.count - 1] = UInt8(ascii: "i")
            }
            words.append(current)
        }
        current = Word()
    }
}
