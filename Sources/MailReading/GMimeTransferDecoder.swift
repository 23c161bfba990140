import CGMime

/// Undoes base64 and quoted-printable with GMime.
///
/// GMime ends base64 at its first padding and drops what follows, and drops an unfinished escape at the end. So it decodes only
/// what is encoded by the book, and must give as many bytes as the encoding holds; everything else is
/// ``LinearTransferDecoder``'s, which names the defect. So is uuencode, whose lines GMime does not check.
///
/// > Source: RFC 2045 §6.7 and §6.8.
public struct GMimeTransferDecoder: TransferDecoder {
    /// A decoder; it has no state.
    public init() {}

    /// Undoes one transfer encoding.
    ///
    /// - Parameters:
    ///   - bytes: The content as it is transferred.
    ///   - encoding: What Content-Transfer-Encoding names, lower case.
    /// - Returns: The content, and what was broken about its encoding.
    public func decode(_ bytes: ArraySlice<UInt8>, encoding: String) -> TransferDecodedBytes {
        let decoded: [UInt8]? =
            switch encoding {
            case "base64": Self.base64Count(bytes).flatMap { Self.decode(bytes, CGMIME_BASE64, count: $0) }
            case "quoted-printable":
                Self.quotedPrintableCount(bytes).flatMap { Self.decode(bytes, CGMIME_QUOTED_PRINTABLE, count: $0) }
            default: nil
            }
        if let decoded { return TransferDecodedBytes(bytes: decoded, defect: nil) }
        return LinearTransferDecoder().decode(bytes, encoding: encoding)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, _ encoding: Int, count: Int) -> [UInt8]? {
        let decoded = [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
            let written = bytes.withUnsafeBufferPointer { encoded in
                cgmime_decode(Int32(encoding), encoded.baseAddress, encoded.count, room.baseAddress, count)
            }
            initialized = written <= count ? written : 0
        }
        return decoded.count == count ? decoded : nil
    }

    private static let base64Symbols: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 256)
        for symbol in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8 { table[Int(symbol)] = 1 }
        for blank in " \t\r\n".utf8 { table[Int(blank)] = 2 }
        table[Int(UInt8(ascii: "="))] = 3
        return table
    }()

    /// How many bytes base64 holds; nil when anything about it is out of order.
    private static func base64Count(_ bytes: ArraySlice<UInt8>) -> Int? {
        let table = base64Symbols
        return bytes.withUnsafeBufferPointer { bytes in
            var symbols = 0
            var padding = 0
            for byte in bytes {
                switch table[Int(byte)] {
                case 1 where padding == 0: symbols += 1
                case 2: break
                case 3: padding += 1
                default: return nil
                }
            }
            guard padding <= 2, (symbols + padding).isMultiple(of: 4) else { return nil }
            return symbols * 3 / 4
        }
    }

    /// How many bytes quoted-printable holds; nil when an equals sign means neither a byte nor a soft line break.
    private static func quotedPrintableCount(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var index = 0
            while index < bytes.count {
                guard bytes[index] == UInt8(ascii: "=") else {
                    count += 1
                    index += 1
                    continue
                }
                guard index + 1 < bytes.count else { return nil }
                if bytes[index + 1] == 0x0A {
                    index += 2
                    continue
                }
                guard index + 2 < bytes.count else { return nil }
                if bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
                    index += 3
                } else if TransferEncoding.hex(bytes[index + 1]) != nil, TransferEncoding.hex(bytes[index + 2]) != nil {
                    count += 1
                    index += 3
                } else {
                    return nil
                }
            }
            return count
        }
    }
}
