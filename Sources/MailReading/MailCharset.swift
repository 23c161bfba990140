import CharsetDecoding

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes of a mail as text: Vietnamese charsets by evidence, those of other tongues as they are declared.
///
/// A Chinese firm's letter in GBK or a Russian advert in windows-1251 holds no Vietnamese syllables to go by, so there the
/// declaration is believed where the bytes fit it. The charsets are a short list, so that no sender makes the C library load a
/// converter of his choice.
///
/// > Source: IANA's register of charsets; RFC 2045 §5.1, RFC 1468 (ISO-2022-JP), RFC 2152 (UTF-7).
enum MailCharset {
    /// Decodes bytes; see ``CharsetDecoder`` for what is not of another tongue.
    static func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText {
        guard let declared, let name = converter(for: declared), !bytes.isEmpty, !isUTF8(bytes),
            let text = converted(bytes, from: name)
        else { return CharsetDecoder.decode(bytes, declared: declared) }
        return DecodedText(text: text, charset: declared.lowercased(), reason: .declared, defect: nil)
    }

    /// Valid UTF-8 with a letter of several bytes is UTF-8 whatever was declared.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 >= 0x80 } && String(validating: bytes, as: UTF8.self) != nil
    }

    private static let converters: [String: String] = {
        var names = [
            "koi8r": "KOI8-R", "koi8u": "KOI8-U", "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030",
            "cp936": "GB18030", "big5": "BIG5", "big5hkscs": "BIG5-HKSCS", "eucjp": "EUC-JP", "shiftjis": "CP932",
            "sjis": "CP932", "windows31j": "CP932", "cp932": "CP932", "iso2022jp": "ISO-2022-JP", "euckr": "CP949",
            "ksc56011987": "CP949", "ksc5601": "CP949", "cp949": "CP949", "tis620": "TIS-620", "windows874": "CP874",
            "macintosh": "MACINTOSH", "ibm866": "CP866", "cp866": "CP866", "cp437": "CP437", "ibm437": "CP437",
            "cp850": "CP850", "ibm850": "CP850", "utf7": "UTF-7", "unicode11utf7": "UTF-7",
        ]
        for number in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16] { names["iso8859\(number)"] = "ISO-8859-\(number)" }
        names["iso88598i"] = "ISO-8859-8"
        for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257] {
            names["windows\(page)"] = "CP\(page)"
            names["cp\(page)"] = "CP\(page)"
        }
        return names
    }()

    private static func converter(for label: String) -> String? {
        guard label.utf8.count <= 30 else { return nil }
        return converters[label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }]
    }

    /// The text, nil when more than one byte in twenty means nothing in the charset: then it was declared wrongly.
    private static func converted(_ bytes: [UInt8], from name: String) -> String? {
        guard let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var strays = 0
        var input = bytes
        let isRead = input.withUnsafeMutableBytes { source in
            var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = source.count
            while left > 0 {
                guard let step = step(descriptor, &next, &left, into: &output) else { break }
                guard step != 0 else { continue }
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                strays += 1
                guard strays * 20 <= bytes.count + 20 else { return false }
                next = next?.advanced(by: 1)
                left -= 1
            }
            return true
        }
        return isRead ? String(decoding: output, as: UTF8.self) : nil
    }

    /// Converts as much as finds room; 0 when there may be more, the error's number at a byte that means nothing.
    private static func step(
        _ descriptor: iconv_t, _ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int,
        into output: inout [UInt8]
    ) -> Int32? {
        var error: Int32 = 0
        let before = left
        let piece = [UInt8](unsafeUninitializedCapacity: 8192) { room, count in
            var target = UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var free = room.count
            if iconv(descriptor, &next, &left, &target, &free) == -1 { error = errno }
            count = room.count - free
        }
        output.append(contentsOf: piece)
        if error == E2BIG { return left < before || !piece.isEmpty ? 0 : EILSEQ }
        if error == 0, left > 0, left == before { return nil }
        return error
    }
}
