/// Mailbox names on the wire: ASCII as it is, everything else in a Base64 of UTF-16.
///
/// > Source: RFC 3501 §5.1.3. RFC 9051 keeps it for servers that have not been switched to UTF-8.
public enum ModifiedUTF7 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    /// The name as the wire carries it; the result is printable ASCII whatever the name holds.
    public static func encode(_ name: String) -> String {
        var out: [UInt8] = []
        var shifted: [UInt16] = []
        func flush() {
            guard !shifted.isEmpty else { return }
            out.append(UInt8(ascii: "&"))
            var bits: UInt32 = 0
            var bitCount: UInt32 = 0
            for unit in shifted {
                bits = bits << 16 | UInt32(unit)
                bitCount += 16
                while bitCount >= 6 {
                    bitCount -= 6
                    out.append(alphabet[Int(bits >> bitCount & 0x3F)])
                }
                bits &= (1 << bitCount) - 1
            }
            if bitCount > 0 { out.append(alphabet[Int(bits << (6 - bitCount) & 0x3F)]) }
            out.append(UInt8(ascii: "-"))
            shifted.removeAll()
        }
        for scalar in name.unicodeScalars {
            if scalar.value >= 0x20 && scalar.value <= 0x7E {
                flush()
                out.append(UInt8(scalar.value))
                if scalar == "&" { out.append(UInt8(ascii: "-")) }
            } else {
                shifted.append(contentsOf: String(scalar).utf16)
            }
        }
        flush()
        return String(decoding: out, as: UTF8.self)
    }

    /// The name a person reads, or nil when the bytes are not modified UTF-7.
    public static func decode(_ wire: [UInt8]) -> String? {
        var out = ""
        var index = 0
        while index < wire.count {
            let byte = wire[index]
            index += 1
            guard byte == UInt8(ascii: "&") else {
                guard byte >= 0x20 && byte <= 0x7E else { return nil }
                out.unicodeScalars.append(Unicode.Scalar(byte))
                continue
            }
            guard let end = wire[index...].firstIndex(of: UInt8(ascii: "-")) else { return nil }
            if end == index {
                out.append("&")
            } else {
                guard let text = decodeShifted(wire[index..<end]) else { return nil }
                out.append(text)
            }
            index = end + 1
        }
        return out
    }

    private static func decodeShifted(_ base64: ArraySlice<UInt8>) -> String? {
        var units: [UInt16] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in base64 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 16 {
                bitCount -= 16
                units.append(UInt16(bits >> bitCount & 0xFFFF))
                bits &= (1 << bitCount) - 1
            }
        }
        // Left-over bits are padding: fewer than one Base64 digit, and zero.
        guard bitCount < 6, bits == 0 else { return nil }
        return String(validating: units, as: UTF16.self)
    }
}
