/// How much of a part's content is decoded to text.
///
/// Some charsets, and all markup, take more bytes than the text that comes of them; no more than a few times what is kept of a
/// text is worth the memory.
struct TextBudget {
    let form: TextForm
    /// The charset that is declared.
    let charset: String?
    let limits: MailLimits

    /// Bytes before the end of what is kept in which a good place to cut is looked for.
    private static let margin = 65_536

    private var bytes: Int { limits.textBytes * (form == .plain ? 4 : 8) }

    /// Cuts a content that is longer, where no character falls apart; true when something was cut off.
    func cut(_ content: inout [UInt8]) -> Bool {
        guard content.count > bytes else { return false }
        content = Array(content[..<end(in: content)])
        return true
    }

    private func end(in content: [UInt8]) -> Int {
        if isWide(content) { return bytes & ~1 }
        let searched = content[max(0, bytes - Self.margin)..<bytes]
        if let line = searched.lastIndex(of: 0x0A) { return line + 1 }
        if let ascii = searched.lastIndex(where: { $0 < 0x80 }) { return ascii + 1 }
        // Before the first byte of the last character, if it is UTF-8.
        return searched.suffix(4).lastIndex { $0 >= 0xC0 } ?? bytes
    }

    /// Whether characters take two bytes each, so that a byte alone says nothing.
    private func isWide(_ content: [UInt8]) -> Bool {
        let name = (charset ?? "").lowercased()
        return name.hasPrefix("utf-16") || name.hasPrefix("utf16") || name.contains("ucs-2") || name == "unicode"
            || content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
    }
}
