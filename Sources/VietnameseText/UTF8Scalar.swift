/// Reading UTF-8 that may be broken.
enum UTF8Scalar {
    /// Decodes the scalar at a position; nil with length 1 when the bytes there are not UTF-8.
    ///
    /// > Source: RFC 3629 §4, the syntax of UTF-8 byte sequences.
    static func decode(_ bytes: UnsafeRawBufferPointer, at position: Int) -> (scalar: Unicode.Scalar?, length: Int) {
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
