import Foundation

/// One line of input.
struct MessageLine: Decodable {
    var id: String?
    var channel: String?
    var source: String?
    var subject: String?
    var body: String?
}

extension MessageLine {
    /// Reads a line; nil when it is no message.
    ///
    /// Nearly every line is an object of texts, and that is read here. Whatever else may stand in JSON is left to
    /// Foundation's decoder, whose boxes and containers cost several times as much.
    init?(json line: [UInt8]) {
        if let plain = line.withUnsafeBufferPointer(Self.plain) {
            self = plain
        } else if let decoded = try? JSONDecoder().decode(MessageLine.self, from: Data(line)) {
            self = decoded
        } else {
            return nil
        }
    }

    /// An object with each key once, of which every value is a text or null; nil for anything else, right or wrong.
    private static func plain(_ line: UnsafeBufferPointer<UInt8>) -> MessageLine? {
        var message = MessageLine()
        var scan = LineScan(line)
        // A bit for each key that has been met; of one that comes twice the decoder decides which counts.
        var met: UInt8 = 0
        guard scan.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = scan.text(), scan.take(UInt8(ascii: ":")) else { return nil }
            let value: String?
            if scan.takeNull() {
                value = nil
            } else {
                guard let text = scan.text() else { return nil }
                value = text
            }
            let bit: UInt8
            switch key {
            case "id": (message.id, bit) = (value, 1)
            case "channel": (message.channel, bit) = (value, 2)
            case "source": (message.source, bit) = (value, 4)
            case "subject": (message.subject, bit) = (value, 8)
            case "body": (message.body, bit) = (value, 16)
            default: continue
            }
            guard met & bit == 0 else { return nil }
            met |= bit
        } while scan.take(UInt8(ascii: ","))
        guard scan.take(UInt8(ascii: "}")), scan.isAtEnd else { return nil }
        return message
    }
}

/// Texts and signs of a line of JSON, from the left to the right.
private struct LineScan {
    private let line: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == line.count
        }
    }

    private mutating func skipSpace() {
        while position < line.count, line[position] == 0x20 || line[position] == 0x09 || line[position] == 0x0D {
            position += 1
        }
    }

    /// Goes past a sign, if it is what comes next.
    mutating func take(_ sign: UInt8) -> Bool {
        skipSpace()
        guard position < line.count, line[position] == sign else { return false }
        position += 1
        return true
    }

    mutating func takeNull() -> Bool {
        skipSpace()
        guard line.count - position >= 4, line[position..<(position + 4)].elementsEqual("null".utf8) else {
            return false
        }
        position += 4
        return true
    }

    /// Reads a text in quotes; nil for anything else, for UTF-8 that is broken, and for characters in two escapes.
    mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while position < line.count, line[position] >= 0x20, line[position] != UInt8(ascii: "\""),
            line[position] != UInt8(ascii: "\\")
        {
            position += 1
        }
        guard position < line.count else { return nil }
        if line[position] == UInt8(ascii: "\"") {
            position += 1
            return String(validating: UnsafeBufferPointer(rebasing: line[start..<(position - 1)]), as: UTF8.self)
        }
        var bytes = Array(line[start..<position])
        while position < line.count {
            let byte = line[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case ..<0x20: return nil
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                bytes += UTF8.encode(scalar).map { Array($0) } ?? []
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// The character that an escape stands for, behind its backslash; nil for one of a pair.
    private mutating func escaped() -> Unicode.Scalar? {
        guard position < line.count else { return nil }
        let letter = line[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard line.count - position >= 4 else { return nil }
            var number: UInt32 = 0
            for digit in line[position..<(position + 4)] {
                guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 0x80 else { return nil }
                number = number << 4 | UInt32(value)
            }
            position += 4
            return number == 0 ? nil : Unicode.Scalar(number)
        default: return nil
        }
    }
}
