/// The table of contents of a zip file, as far as it is sound.
///
/// > Source: PKWARE APPNOTE 6.3.9 §4.3.7, §4.3.12 and §4.3.16.
struct ZipDirectory {
    /// Entries that are looked at.
    static let entryLimit = 10_000

    /// Names of the entries.
    private(set) var names: Set<String> = []
    /// Whether some entry needs a password.
    private(set) var isEncrypted = false

    init(_ bytes: [UInt8]) {
        guard let end = Self.end(bytes) else {
            readLocalHeaders(bytes)
            return
        }
        var position = Self.number(bytes, at: end + 16, length: 4)
        for _ in 0..<min(Self.number(bytes, at: end + 10, length: 2), Self.entryLimit) {
            guard position + 46 <= bytes.count, bytes[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
                return
            }
            if Self.number(bytes, at: position + 8, length: 2) & 1 != 0 { isEncrypted = true }
            let length = Self.number(bytes, at: position + 28, length: 2)
            let name = bytes[(position + 46)...].prefix(length)
            names.insert(String(decoding: name, as: UTF8.self))
            position += 46 + length + Self.number(bytes, at: position + 30, length: 2)
            position += Self.number(bytes, at: position + 32, length: 2)
        }
    }

    /// Names of a file that was cut off, whose table of contents is gone: from the headers before each entry.
    private mutating func readLocalHeaders(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while names.count < Self.entryLimit, let start = rest.firstRange(of: [0x50, 0x4B, 0x03, 0x04])?.lowerBound {
            let length = Self.number(bytes, at: start + 26, length: 2)
            names.insert(String(decoding: bytes[min(bytes.count, start + 30)...].prefix(length), as: UTF8.self))
            rest = bytes[(start + 4)...]
        }
    }

    /// Where the record that ends the directory stands: the last one, a comment of up to 64 KiB behind it.
    private static func end(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 65_535)
        return stride(from: bytes.count - 22, through: first, by: -1).first {
            bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] == 0x05 && bytes[$0 + 3] == 0x06
        }
    }

    private static func number(_ bytes: [UInt8], at position: Int, length: Int) -> Int {
        guard position >= 0, position + length <= bytes.count else { return 0 }
        return bytes[position..<(position + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
