public import ReadingDefects

/// Bytes after their transfer encoding is undone.
public struct TransferDecodedBytes: Sendable, Equatable {
    /// The bytes.
    public var bytes: [UInt8]
    /// What was broken about the encoding, the end of a sentence that begins with the part; nil when nothing was.
    public var defect: ReadingDefect?
}

/// Undoes transfer encodings.
///
/// An implementation is safe for any bytes and never loses any: broken input gives what can be had of it and a defect.
public protocol TransferDecoder: Sendable {
    /// Undoes one transfer encoding.
    ///
    /// - Parameters:
    ///   - bytes: The content as it is transferred.
    ///   - encoding: What Content-Transfer-Encoding names, lower case.
    /// - Returns: The content, and what was broken about its encoding.
    func decode(_ bytes: ArraySlice<UInt8>, encoding: String) -> TransferDecodedBytes
}

/// Undoes transfer encodings leniently: foreign characters are skipped, what is cut short is read up to the cut.
public struct LinearTransferDecoder: TransferDecoder {
    /// A decoder; it has no state.
    public init() {}

    /// Undoes one transfer encoding.
    ///
    /// - Parameters:
    ///   - bytes: The content as it is transferred.
    ///   - encoding: What Content-Transfer-Encoding names, lower case; an unknown name leaves the bytes as they are.
    /// - Returns: The content, and what was broken about its encoding.
    public func decode(_ bytes: ArraySlice<UInt8>, encoding: String) -> TransferDecodedBytes {
        TransferEncoding.decode(bytes, encoding: encoding)
    }
}

/// The transfer encodings; broken input gives what can be had of it and a defect.
///
/// > Source: RFC 2045 §6; uuencode as POSIX describes it.
enum TransferEncoding {
    static func decode(_ bytes: ArraySlice<UInt8>, encoding: String) -> TransferDecodedBytes {
        switch encoding {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        case "x-uuencode", "uuencode", "x-uue": uuencode(bytes)
        case "7bit", "8bit", "binary", "", "7-bit", "8-bit": TransferDecodedBytes(bytes: Array(bytes), defect: nil)
        default:
            TransferDecodedBytes(
                bytes: Array(bytes),
                defect: ReadingDefect(
                    en: "The transfer encoding \(encoding.prefix(40)) is unknown; taken as it stands.",
                    vi: "Không biết kiểu mã hóa \(encoding.prefix(40)); giữ nguyên."))
        }
    }

    private static let base64Values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, symbol) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(symbol)] = UInt8(value)
        }
        return table
    }()

    /// Base64; characters outside its alphabet are skipped, padding ends a group and not the content.
    static func base64(_ bytes: ArraySlice<UInt8>) -> TransferDecodedBytes {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 4 * 3)
        var group: UInt32 = 0
        var count = 0
        var foreign = false
        var cut = false
        var afterPadding = false
        let table = base64Values
        for byte in bytes {
            let value = table[Int(byte)]
            if value == 0xFF {
                if byte == UInt8(ascii: "=") {
                    if count == 1 { cut = true }
                    flush(group, count, into: &result)
                    group = 0
                    count = 0
                    afterPadding = true
                } else if byte > 0x20 {
                    foreign = true
                }
                continue
            }
            if afterPadding {
                foreign = true
                afterPadding = false
            }
            group = group << 6 | UInt32(value)
            count += 1
            if count == 4 {
                result.append(UInt8(truncatingIfNeeded: group >> 16))
                result.append(UInt8(truncatingIfNeeded: group >> 8))
                result.append(UInt8(truncatingIfNeeded: group))
                group = 0
                count = 0
            }
        }
        if count > 0 {
            cut = true
            flush(group, count, into: &result)
        }
        let defect =
            cut
            ? ReadingDefect(
                en: "The base64 encoding ends in the middle; the part may be cut short.",
                vi: "Mã base64 đứt giữa chừng; phần này có thể bị cắt cụt.")
            : foreign
                ? ReadingDefect(
                    en: "The base64 encoding has characters that do not belong there.",
                    vi: "Mã base64 lẫn ký tự lạ.") : nil
        return TransferDecodedBytes(bytes: result, defect: defect)
    }

    private static func flush(_ group: UInt32, _ count: Int, into result: inout [UInt8]) {
        if count >= 2 { result.append(UInt8(truncatingIfNeeded: group >> (count == 2 ? 4 : 10))) }
        if count == 3 { result.append(UInt8(truncatingIfNeeded: group >> 2)) }
    }

    /// Quoted-printable; blanks at the end of a line, which RFC 2045 would delete, stay: "-- " marks a signature.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> TransferDecodedBytes {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var broken = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "=") else {
                result.append(byte)
                index += 1
                continue
            }
            if index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                result.append(high << 4 | low)
                index += 3
                continue
            }
            var end = index + 1
            while end < bytes.endIndex, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            if end == bytes.endIndex || bytes[end] == 0x0A || bytes[end] == 0x0D {
                if end < bytes.endIndex, bytes[end] == 0x0D { end += 1 }
                if end < bytes.endIndex, bytes[end] == 0x0A { end += 1 }
                index = end
            } else {
                broken = true
                result.append(byte)
                index += 1
            }
        }
        return TransferDecodedBytes(
            bytes: result,
            defect: broken
                ? ReadingDefect(
                    en: "The quoted-printable encoding has an equals sign that means nothing.",
                    vi: "Mã quoted-printable có dấu bằng vô nghĩa.") : nil)
    }

    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func uuencode(_ bytes: ArraySlice<UInt8>) -> TransferDecodedBytes {
        var result: [UInt8] = []
        var isInside = false
        for line in bytes.split(omittingEmptySubsequences: true, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if !isInside {
                isInside = line.starts(with: Array("begin ".utf8))
                continue
            }
            if line.elementsEqual(Array("end".utf8)) { break }
            decodeUULine(line, into: &result)
        }
        return isInside
            ? TransferDecodedBytes(bytes: result, defect: nil)
            : TransferDecodedBytes(
                bytes: Array(bytes),
                defect: ReadingDefect(
                    en: "The part is declared as uuencoded and is not; taken as it stands.",
                    vi: "Khai là uuencode nhưng không phải; giữ nguyên."))
    }

    /// Whether a line can be one of uuencode's: its first symbol says how many bytes follow, and they do.
    ///
    /// Programs cut blanks off the end of a line, and put a checksum there.
    static func isUULine(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, line.allSatisfy({ (0x20...0x60).contains($0) }) else { return false }
        let count = Int((first &- 0x20) & 0x3F)
        let symbols = (count + 2) / 3 * 4
        return line.count - 1 <= symbols + 2 && (count == 0 || line.count - 1 >= min(symbols, 1))
    }

    /// Decodes one line of uuencode.
    static func decodeUULine(_ line: ArraySlice<UInt8>, into result: inout [UInt8]) {
        guard let first = line.first else { return }
        var remaining = Int((first &- 0x20) & 0x3F)
        var symbols = line.dropFirst()
        // Symbols that were cut off were blanks, which stand for nought.
        while remaining > 0 {
            var group: UInt32 = 0
            for offset in 0..<4 {
                let symbol = offset < symbols.count ? symbols[symbols.startIndex + offset] : 0x20
                group = group << 6 | UInt32((symbol &- 0x20) & 0x3F)
            }
            for shift in [16, 8, 0].prefix(remaining) { result.append(UInt8(truncatingIfNeeded: group >> shift)) }
            remaining -= 3
            symbols = symbols.dropFirst(4)
        }
    }
}
