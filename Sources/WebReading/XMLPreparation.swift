import CLibXML

/// Makes the XML of a feed safe and whole before it is parsed, in one pass.
///
/// The document type is taken out, so no entity can be defined: nothing expands, nothing is fetched. References that XML
/// itself does not know (`&nbsp;`, `&eacute;`) become the characters they mean in HTML; a bare `&` and anything else
/// unknown is kept as text; characters that XML 1.0 forbids become spaces.
struct XMLPreparation {
    /// The prepared document.
    private(set) var output: [UInt8] = []
    /// A document type with definitions of its own was taken out.
    private(set) var hadDefinitions = false

    init(_ document: ArraySlice<UInt8>) {
        output.reserveCapacity(document.count + 64)
        document.withUnsafeBufferPointer { prepare($0) }
    }

    /// Copies the document; every place that is read is compared with its end first.
    private mutating func prepare(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        // What stands between is copied at once as soon as something else has to be written.
        var copied = 0
        var isInside = Section.markup
        while index < bytes.count {
            let byte = bytes[index]
            // Neither `<`, `&`, `]`, `-` nor a control character.
            if byte > 0x5D {
                index += 1
                continue
            }
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                // Other C0 controls than tab and line breaks cannot stand in XML 1.0.
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
                output.append(0x20)
                index += 1
                copied = index
                continue
            }
            switch isInside {
            case .cdata:
                if byte == UInt8(ascii: "]"), bytes[index...].starts(with: "]]>".utf8) { isInside = .markup }
            case .comment:
                if byte == UInt8(ascii: "-"), bytes[index...].starts(with: "-->".utf8) { isInside = .markup }
            case .markup:
                if byte == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "!") {
                    if bytes[index...].starts(with: "<![CDATA[".utf8) {
                        isInside = .cdata
                    } else if bytes[index...].starts(with: "<!--".utf8) {
                        isInside = .comment
                    } else if bytes[index...].starts(with: "<!DOCTYPE".utf8) {
                        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
                        index = documentTypeEnd(bytes, from: index)
                        copied = index
                        continue
                    }
                } else if byte == UInt8(ascii: "&"), !Self.isPlainReference(bytes, at: index) {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
                    index = reference(bytes, at: index)
                    copied = index
                    continue
                }
            }
            index += 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    }

    /// `&lt;`, `&gt;` or `&amp;`, which stay as they are.
    private static func isPlainReference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start + 3 < bytes.count else { return false }
        switch bytes[start + 1] {
        case UInt8(ascii: "l"), UInt8(ascii: "g"):
            return bytes[start + 2] == UInt8(ascii: "t") && bytes[start + 3] == UInt8(ascii: ";")
        case UInt8(ascii: "a"): return bytes[start...].starts(with: "&amp;".utf8)
        default: return false
        }
    }

    private enum Section {
        case markup
        case cdata
        case comment
    }

    private mutating func documentTypeEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start + 2
        var brackets = 0
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                brackets += 1
                hadDefinitions = true
            } else if byte == UInt8(ascii: "]") {
                brackets -= 1
            } else if byte == UInt8(ascii: ">"), brackets <= 0 {
                return index + 1
            }
            index += 1
        }
        // It never ends: the parser shall say so.
        return start + 9
    }

    private mutating func reference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, end - start < 12, Self.isReferenceByte(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), !name.isEmpty else {
            output.append(contentsOf: Array("&amp;".utf8))
            return start + 1
        }
        if ["amp", "lt", "gt", "quot", "apos"].contains(name) || Self.isAllowedNumber(name) {
            output.append(contentsOf: bytes[start...end])
        } else if name.hasPrefix("#X"), Self.isAllowedNumber("#x" + name.dropFirst(2)) {
            output.append(contentsOf: Array("&#x\(name.dropFirst(2));".utf8))
        } else if let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value) {
            output.append(contentsOf: Array(String(Character(scalar)).utf8))
        } else {
            output.append(contentsOf: Array("&amp;\(name);".utf8))
        }
        return end + 1
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) || byte == UInt8(ascii: "#")
    }

    /// A numeric reference to a character that XML 1.0 allows.
    private static func isAllowedNumber(_ name: String) -> Bool {
        guard name.hasPrefix("#"), !name.hasPrefix("#X") else { return false }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = Unicode.Scalar(value) else { return false }
        return scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
            || [0x09, 0x0A, 0x0D].contains(value)
    }
}
