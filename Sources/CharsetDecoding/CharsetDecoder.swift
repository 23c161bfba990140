package import ReadingDefects

/// Bytes of any declared charset → text, by evidence rather than by faith.
///
/// Declarations are often wrong in Vietnamese mail and feeds. The order is: a byte order mark; strictly valid UTF-8 with
/// at least one sequence of several bytes (it wins over any declaration); the declared charset,
/// unless another reads clearly better; else a guess by the share of words that come out as Vietnamese syllables. No byte is ever dropped: what cannot be read becomes U+FFFD and the
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
            if let believed = decodeAccidentalUTF8(bytes, validation: validation, label: label) { return believed }
            return decodeUTF8(bytes, declared: declared, label: label)
        }
        switch label {
        case .utf16BigEndian, .utf16LittleEndian:
            return decodeUTF16(bytes, bigEndian: label == .utf16BigEndian, reason: .declared)
        case .utf8, nil, .ascii, .viqr:
            return decodeUndeclared(bytes, validation: validation, declared: declared, label: label)
        case .singleByte(let charset):
            return decodeDeclared(bytes, .singleByte(charset), declared: declared)
        case .vni:
            return decodeDeclared(bytes, .vni, declared: declared)
        }
    }

    /// Decodes bytes into UTF-8, which most of them are already; then they come back as they are.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, after any transfer encoding is undone.
    ///   - declared: The charset label as it was declared, in any case; nil when nothing was declared.
    /// - Returns: The text that ``decode(_:declared:)`` finds, as UTF-8, and what was wrong.
    package static func decodeToUTF8(
        _ bytes: [UInt8], declared: String? = nil
    ) -> (utf8: [UInt8], defect: ReadingDefect?) {
        let isMarked = bytes.first.map { $0 >= 0xEF } ?? false
        if !isMarked, declared == nil || declared.flatMap({ CharsetLabel($0) }) == .utf8 {
            let validation = UTF8Validation(bytes)
            if validation.strayBytes == 0, validation.sequences > 0, !DoublyEncoded.mayHold(bytes) {
                return (bytes, nil)
            }
        }
        let decoded = decode(bytes, declared: declared)
        return (Array(decoded.text.utf8), decoded.defect)
    }

    /// A word or two of a Vietnamese charset may be valid UTF-8 by chance ("Đất" in VISCII is "Фt").
    ///
    /// The declaration is believed for them when it makes syllables of every marked word and UTF-8 of none.
    private static func decodeAccidentalUTF8(
        _ bytes: [UInt8], validation: UTF8Validation, label: CharsetLabel?
    ) -> DecodedText? {
        let charset: CharsetCandidate
        switch label {
        case .singleByte(let single) where single != .windows1252: charset = .singleByte(single)
        case .vni: charset = .vni
        default: return nil
        }
        guard validation.sequences <= 2 else { return nil }
        let declared = SyllableEvidence(charset.scalars(bytes).scalars)
        guard declared.marked > 0, declared.syllables == declared.marked,
            SyllableEvidence(String(decoding: bytes, as: UTF8.self).unicodeScalars).syllables == 0
        else { return nil }
        return charset.decode(bytes, reason: .declared)
    }

    /// Valid UTF-8 is UTF-8 whatever was declared; what is left to ask is whether it was encoded twice.
    private static func decodeUTF8(_ bytes: [UInt8], declared: String?, label: CharsetLabel?) -> DecodedText {
        if let repaired = DoublyEncoded.repaired(bytes) {
            return DecodedText(
                text: repaired.text, charset: "utf-8", reason: .encodedTwice,
                defect: ReadingDefect(
                    en: "The text was encoded as UTF-8 twice; the second time was undone.",
                    vi: "Thư bị mã hóa UTF-8 hai lần; đã đọc lại đúng."),
                scores: repaired.scores)
        }
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

    /// Believes a declaration unless another Vietnamese charset reads clearly better.
    ///
    /// Latin-1 is what programs write that do not know; Vietnamese under it is nearly always something else.
    private static func decodeDeclared(
        _ bytes: [UInt8], _ charset: CharsetCandidate, declared: String?
    ) -> DecodedText {
        let guess = CharsetGuess(bytes, present: charset, isDeclared: true)
        guard let winner = guess.winner else { return charset.decode(bytes, reason: .declared) }
        let name = clean(declared ?? "")
        return winner.decode(bytes, reason: .guessed).with(
            ReadingDefect(
                en: "The text is declared as \(name) but reads as Vietnamese in \(winner.name).",
                vi: "Thư khai bảng mã \(name) nhưng đọc ra tiếng Việt theo \(winner.name)."), scores: guess.scores)
    }

    private static func decodeMarked(_ bytes: [UInt8]) -> DecodedText? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = bytes.dropFirst(3)
            let stray = UTF8Validation(rest).strayBytes
            return DecodedText(
                text: String(decoding: rest, as: UTF8.self), charset: "utf-8", reason: .byteOrderMark,
                defect: ReadingDefect.undecodable(stray, in: "utf-8"))
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
    ///
    /// And except for VIQR, which is ASCII.
    private static func decodeASCII(_ bytes: [UInt8], label: CharsetLabel?) -> DecodedText {
        if case .singleByte(let charset) = label, !charset.controls.isEmpty, bytes.contains(where: { $0 < 0x20 }) {
            return CharsetCandidate.singleByte(charset).decode(bytes, reason: .declared)
        }
        if label == .viqr || VIQR.mayHold(bytes) {
            let reading = VIQR.decode(bytes, isDeclared: label == .viqr)
            if label == .viqr || reading.isConvincing {
                return DecodedText(
                    text: String(scalars: reading.text), charset: "viqr",
                    reason: label == .viqr ? .declared : .guessed, defect: nil,
                    scores: [
                        CharsetScore(charset: "viqr", markedWords: reading.marked, syllables: reading.syllables)
                    ])
            }
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
                reason: label == .utf8 ? .declared : .guessed,
                defect: ReadingDefect.undecodable(validation.strayBytes, in: "utf-8")
            )
        }
        let guess = CharsetGuess(bytes, present: .singleByte(.windows1252), isDeclared: false)
        if let winner = guess.winner {
            return winner.decode(bytes, reason: .guessed).with(
                ReadingDefect(
                    en: "\(said.english); read as \(winner.name).",
                    vi: "\(said.vietnamese); đã đọc theo \(winner.name)."), scores: guess.scores)
        }
        if label == .utf8 {
            // A stray byte in a UTF-8 text: keep the declaration, show where something is missing.
            return DecodedText(
                text: String(decoding: bytes, as: UTF8.self), charset: "utf-8", reason: .declared,
                defect: ReadingDefect.undecodable(validation.strayBytes, in: "utf-8"))
        }
        return CharsetCandidate.singleByte(.windows1252).decode(bytes, reason: .guessed).with(
            ReadingDefect(
                en: "\(said.english) and looks like no Vietnamese charset; read as windows-1252.",
                vi: "\(said.vietnamese) và không giống bảng mã tiếng Việt nào; đã đọc theo windows-1252."),
            scores: guess.scores)
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
        return DecodedText(text: text, charset: name, reason: reason, defect: ReadingDefect.undecodable(lost, in: name))
    }

    /// A label as it may stand in a sentence: no control characters, no novel.
    private static func clean(_ label: String) -> String {
        String(
            String.UnicodeScalarView(label.unicodeScalars.prefix(40).filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}

extension DecodedText {
    /// The same text with another defect and the evidence for it; what the text already had to say stands behind it.
    fileprivate func with(_ defect: ReadingDefect, scores: [CharsetScore]) -> DecodedText {
        var copy = self
        copy.scores = scores
        copy.defect = self.defect.map(defect.followed) ?? defect
        return copy
    }
}
