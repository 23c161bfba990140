import ReadingDefects

/// Bytes of any declared charset → text, by evidence rather than by faith.
///
/// Declarations are often wrong in Vietnamese mail and feeds. The order is: a byte order mark; strictly valid UTF-8 with
/// at least one sequence of several bytes (it wins over any declaration); the declared charset; else a guess by the share
/// of words that come out as Vietnamese syllables. No byte is ever dropped: what cannot be read becomes U+FFFD and the
/// result carries a defect.
public enum CharsetDecoder {
    /// Decodes bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, after any transfer encoding is undone.
    ///   - declared: The charset label as it was declared, in any case; nil when nothing was declared.
    /// - Returns: The text, the charset it was read in, why, and what was wrong.
    public static func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText {
        if let marked = decodeMarked(bytes) { return marked }
        let label = declared.flatMap { CharsetLabel($0) }
        let isWide = label == .utf16BigEndian || label == .utf16LittleEndian
        if !isWide, bytes.allSatisfy({ $0 < 0x80 }) { return decodeASCII(bytes, label: label) }

        let validation = UTF8Validation(bytes)
        if !isWide, validation.strayBytes == 0, validation.sequences > 0 {
            var defect: ReadingDefect?
            if let declared, label != .utf8 {
                let name = clean(declared)
                defect = ReadingDefect(
                    en: "The text is declared as \(name) but is UTF-8; read as UTF-8.",
                    vi: "Thư khai bảng mã \(name) nhưng thật ra là UTF-8; đã đọc theo UTF-8.")
            }
            return DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: "utf-8", reason: .validUTF8, defect: defect)
        }
        switch label {
        case .utf16BigEndian, .utf16LittleEndian:
            return decodeUTF16(bytes, bigEndian: label == .utf16BigEndian, reason: .declared)
        case .utf8, nil, .ascii:
            return decodeUndeclared(bytes, validation: validation, declared: declared, label: label)
        case .singleByte(let charset):
            let read = decodeSingle(bytes, charset, reason: .declared)
            // Latin-1 is what programs write that do not know; Vietnamese under it is nearly always something else.
            guard charset == .windows1252, let better = guess(bytes, betterThan: read.text, least: 2) else {
                return read
            }
            let name = clean(declared ?? "")
            return better.with(
                ReadingDefect(
                    en: "The text is declared as \(name) but reads as Vietnamese in \(better.charset).",
                    vi: "Thư khai bảng mã \(name) nhưng đọc ra tiếng Việt theo \(better.charset)."))
        case .vni:
            let read = VNIWindows.decode(bytes)
            return DecodedText(
                text: read.text, charset: "x-viet-vni", reason: .declared,
                defect: undecodableDefect(read.undecodable, "x-viet-vni"))
        }
    }

    private static func decodeMarked(_ bytes: [UInt8]) -> DecodedText? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = bytes.dropFirst(3)
            let stray = UTF8Validation(rest).strayBytes
            return DecodedText(
                text: String(decoding: rest, as: UTF8.self), charset: "utf-8", reason: .byteOrderMark,
                defect: undecodableDefect(stray, "utf-8"))
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return decodeUTF16(bytes.dropFirst(2), bigEndian: true, reason: .byteOrderMark)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return decodeUTF16(bytes.dropFirst(2), bigEndian: false, reason: .byteOrderMark)
        }
        return nil
    }

    /// ASCII bytes read alike everywhere, except that VISCII and TCVN put a few capitals on control characters.
    private static func decodeASCII(_ bytes: [UInt8], label: CharsetLabel?) -> DecodedText {
        if case .singleByte(let charset) = label, !charset.controls.isEmpty, bytes.contains(where: { $0 < 0x20 }) {
            return decodeSingle(bytes, charset, reason: .declared)
        }
        return DecodedText(
            text: String(decoding: bytes, as: UTF8.self), charset: label?.name ?? "us-ascii", reason: .ascii,
            defect: nil)
    }

    /// No usable declaration: damaged UTF-8 when most of it is UTF-8, else the Vietnamese charset that reads best.
    private static func decodeUndeclared(
        _ bytes: [UInt8], validation: UTF8Validation, declared: String?, label: CharsetLabel?
    ) -> DecodedText {
        let name = declared.map(clean)
        let said = ReadingDefect(
            en: name.map { "The text is declared as \($0), which it is not" } ?? "The text declares no charset",
            vi: name.map { "Thư khai sai bảng mã \($0)" } ?? "Thư không khai bảng mã")
        if validation.sequences > 2 * validation.strayBytes {
            return DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: "utf-8",
                reason: label == .utf8 ? .declared : .guessed, defect: undecodableDefect(validation.strayBytes, "utf-8")
            )
        }
        if let best = guess(bytes, betterThan: "", least: 1) {
            return best.with(
                ReadingDefect(
                    en: "\(said.english); read as \(best.charset).",
                    vi: "\(said.vietnamese); đã đọc theo \(best.charset)."))
        }
        if label == .utf8 {
            // A stray byte in a UTF-8 text: keep the declaration, show where something is missing.
            return DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: "utf-8", reason: .declared,
                defect: undecodableDefect(validation.strayBytes, "utf-8"))
        }
        return decodeSingle(bytes, .windows1252, reason: .guessed).with(
            ReadingDefect(
                en: "\(said.english) and looks like no Vietnamese charset; read as windows-1252.",
                vi: "\(said.vietnamese) và không giống bảng mã tiếng Việt nào; đã đọc theo windows-1252."))
    }

    /// The Vietnamese reading with the most possible syllables, nil when none is convincing.
    private static func guess(_ bytes: [UInt8], betterThan other: String, least: Int) -> DecodedText? {
        var best: (text: DecodedText, share: Double)?
        for charset in [SingleByteCharset.windows1258, .tcvn, .viscii] {
            consider(decodeSingle(bytes, charset, reason: .guessed), least: least, best: &best)
        }
        let vni = VNIWindows.decode(bytes)
        consider(
            DecodedText(text: vni.text, charset: "x-viet-vni", reason: .guessed, defect: nil), least: least, best: &best
        )
        guard let best, best.share >= 0.5, best.share >= SyllableEvidence(other).share + 0.3 else { return nil }
        return best.text
    }

    private static func consider(_ text: DecodedText, least: Int, best: inout (text: DecodedText, share: Double)?) {
        let evidence = SyllableEvidence(text.text)
        guard evidence.possible >= least, evidence.share > (best?.share ?? 0) else { return }
        best = (text, evidence.share)
    }

    private static func decodeSingle(
        _ bytes: [UInt8], _ charset: SingleByteCharset, reason: CharsetReason
    ) -> DecodedText {
        var undecodable = 0
        let scalars = bytes.map { byte in
            let scalar = charset.scalar(byte)
            if scalar == "\u{FFFD}" { undecodable += 1 }
            return scalar
        }
        return DecodedText(
            text: VietnameseComposition.text(scalars), charset: charset.name, reason: reason,
            defect: undecodableDefect(undecodable, charset.name))
    }

    private static func decodeUTF16(
        _ bytes: some RandomAccessCollection<UInt8>, bigEndian: Bool, reason: CharsetReason
    ) -> DecodedText {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var first: UInt8?
        for byte in bytes {
            guard let high = first else {
                first = byte
                continue
            }
            units.append(bigEndian ? UInt16(high) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(high))
            first = nil
        }
        if first != nil { units.append(0xFFFD) }
        let text = String(decoding: units, as: UTF16.self)
        let name = bigEndian ? "utf-16be" : "utf-16le"
        let lost = text.unicodeScalars.count { $0 == "\u{FFFD}" }
        return DecodedText(text: text, charset: name, reason: reason, defect: undecodableDefect(lost, name))
    }

    private static func undecodableDefect(_ count: Int, _ charset: String) -> ReadingDefect? {
        guard count > 0 else { return nil }
        return ReadingDefect(
            en: "\(count) byte\(count == 1 ? "" : "s") mean nothing in \(charset) and are shown as U+FFFD.",
            vi: "\(count) byte không có nghĩa trong \(charset), hiện thành ký tự thay thế.")
    }

    /// A label as it may stand in a sentence: no control characters, no novel.
    private static func clean(_ label: String) -> String {
        String(
            String.UnicodeScalarView(label.unicodeScalars.prefix(40).filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}

extension DecodedText {
    /// The same text with another defect; what the text already had to say stands behind it.
    fileprivate func with(_ defect: ReadingDefect) -> DecodedText {
        var copy = self
        copy.defect = self.defect.map(defect.followed) ?? defect
        return copy
    }
}
