/// Recognises where a program put an older mail: its rules, header blocks and introductions.
struct OlderMail {
    let lines: TextLines

    /// How an older mail is put into a text.
    enum Opening {
        /// "---------- Forwarded message ---------": passed on, says the program.
        case forward
        /// "-----Original Message-----" or a block of header lines: answered or passed on.
        case original
    }

    /// Most lines over which an introduction like "Vào … đã viết:" may be broken.
    private static let introductionLines = 3
    /// Written lines in which a block of header lines shows what it is.
    private static let headerLines = 6

    init(_ lines: TextLines) { self.lines = lines }

    /// What a line opens when it stands in front of an older mail.
    func opening(at line: Int) -> Opening? {
        if let title = titleOpening(lines.content(line)) { return title }
        switch Self.label(unmarked(line)) {
        case .from: return isHeaderBlock(line, unmarked, labels: 2) ? .original : nil
        case .sent: return isDatedHeaderBlock(line) ? .original : nil
        default: return nil
        }
    }

    // MARK: Rules with a title

    private static let rules: [UInt8] = Array("-_=*~".utf8)
    private static let begins = [
        "begin forwarded message", "bat dau thu duoc chuyen tiep", "bat dau thu chuyen tiep",
        "bat dau tin nhan da chuyen tiep",
        "bat dau chuyen tiep thu", "bat dau tin nhan duoc chuyen tiep", "bat dau tin nhan chuyen tiep",
        "bat dau thu da chuyen tiep",
    ]

    private static let forwards = [
        "forwarded", "chuyen tiep", "thu da chuyen", "thu chuyen", "tin nhan da chuyen", "thu duoc chuyen",
        "thu da duoc chuyen", "tin nhan duoc chuyen", "tin nhan da duoc chuyen", "tin nhan chuyen",
    ]
    private static let originals = [
        "original message", "original appointment", "original mail", "thu goc", "thu ban dau", "tin nhan goc",
        "tin goc",
        "thong diep goc", "thu truoc", "mail goc", "email goc",
    ]

    private func titleOpening(_ content: ArraySlice<UInt8>) -> Opening? {
        guard content.count <= 120, let first = content.first else { return nil }
        let dashes = content.prefix { Self.rules.contains($0) }.count
        if dashes < 2 {
            // "Begin forwarded message:"
            guard content.last == UInt8(ascii: ":"), first | 0x20 == UInt8(ascii: "b") else { return nil }
            return Self.begins.contains(TextLines.folded(content)) ? .forward : nil
        }
        let title = content.dropFirst(dashes)
        // A rule on both sides, or a long one in front.
        guard Self.rules.contains(title.last ?? 0) || dashes >= 5, title.contains(where: { $0 >= 0x41 }) else {
            return nil
        }
        let words = TextLines.folded(title)
        if Self.forwards.contains(where: words.hasPrefix) || words.hasSuffix("chuyen tiep") { return .forward }
        return Self.originals.contains { words.hasPrefix($0) } ? .original : nil
    }

    /// A line of nothing but a rule, as Outlook draws one above a header block.
    func isRule(_ line: Int) -> Bool {
        let content = lines.content(line)
        return content.count >= 10 && content.allSatisfy { Self.rules.contains($0) }
    }

    // MARK: Header blocks

    private enum Label: Hashable {
        case from
        case sent
        case to
        case subject
    }

    private static let labels: [String: Label] = [
        "from": .from, "tu": .from, "nguoi gui": .from, "gui tu": .from, "sent": .sent, "da gui": .sent, "date": .sent,
        "ngay": .sent, "ngay gui": .sent, "ngay thang": .sent, "thoi gian": .sent, "gui luc": .sent, "gui": .sent,
        "to": .to, "den": .to, "toi": .to, "nguoi nhan": .to, "gui toi": .to, "gui den": .to, "cc": .to,
        "dong gui": .to,
        "subject": .subject, "chu de": .subject, "tieu de": .subject, "v v": .subject,
    ]

    private static let labelBytes = 24

    /// Content without the marks of bold print that Outlook's lines have in plain text.
    private func unmarked(_ line: Int) -> ArraySlice<UInt8> {
        lines.content(line).drop { $0 == UInt8(ascii: "*") || $0 <= 0x20 }
    }

    /// Content without quotation marks.
    private func unquoted(_ line: Int) -> ArraySlice<UInt8> {
        lines.content(line).drop { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "*") || $0 <= 0x20 }
    }

    private static func label(_ content: ArraySlice<UInt8>) -> Label? {
        guard let colon = content.prefix(labelBytes).firstIndex(of: UInt8(ascii: ":")), colon > content.startIndex
        else {
            return nil
        }
        return labels[TextLines.folded(content[..<colon])]
    }

    /// Whether a line names a sender and the lines after it what else a header has: so many more labels, or one if there is an
    /// address.
    private func isHeaderBlock(_ line: Int, _ content: (Int) -> ArraySlice<UInt8>, labels: Int) -> Bool {
        let first = content(line)
        guard Self.label(first) == .from else { return false }
        var found: Set<Label> = []
        for next in (line + 1)..<max(line + 1, min(line + Self.headerLines, lines.count)) {
            let content = content(next)
            if content.isEmpty { break }
            if let label = Self.label(content), label != .from { found.insert(label) }
        }
        return found.count >= (first.prefix(200).contains(UInt8(ascii: "@")) ? 1 : labels)
    }

    /// Whether behind a line that names a date the next names a sender with an address, and one more something else that a header has.
    private func isDatedHeaderBlock(_ line: Int) -> Bool {
        guard line + 1 < lines.count else { return false }
        let sender = unmarked(line + 1)
        guard sender.prefix(200).contains(UInt8(ascii: "@")) else { return false }
        return isHeaderBlock(line + 1, unmarked, labels: 1)
    }

    /// Whether a run of lines marked with `>` is a letter passed on: it begins with that letter's header lines, or the line above
    /// says so.
    func isPassedOn(markedFrom line: Int, after previous: Int?) -> Bool {
        // Marks leave less doubt: "> Từ: bà con" and any other label will do.
        if isHeaderBlock(line, unquoted, labels: 1) { return true }
        let first = unquoted(line)
        if Self.label(first) == .from, first.prefix(200).contains(UInt8(ascii: "@")) { return true }
        guard let previous, lines.contents[previous].count <= 300 else { return false }
        let words = " \(lines.start(previous)) "
        return [" chuyen tiep ", " chuyen nguyen van ", " forwarding ", " forwarded "].contains { words.contains($0) }
    }

    // MARK: Introductions

    private static let openings: Set<String> = ["vao", "on", "ngay", "luc", "thu", "hom"]

    /// How many lines an introduction of quoted words takes here, nil when none begins.
    ///
    /// Where no marked line follows, everything after it will be taken for quoted: then the line must leave no doubt.
    func introduction(at line: Int) -> Int? {
        guard !isBlankOrMarked(line) else { return nil }
        for length in 1...Self.introductionLines where line + length <= lines.count {
            let last = line + length - 1
            if isBlankOrMarked(last) { return nil }
            let end = lines.content(last).last
            if end == UInt8(ascii: "-"), length == 1, isRuledIntroduction(line) { return length }
            guard end == UInt8(ascii: ":") else { continue }
            return isIntroduction(line...last) ? length : nil
        }
        return nil
    }

    private func isBlankOrMarked(_ line: Int) -> Bool { lines.isBlank(line) || lines.isMarked(line) }

    private func isIntroduction(_ range: ClosedRange<Int>) -> Bool {
        let end = lines.end(range.upperBound)
        let isEnglish = end == "wrote" || end.hasSuffix(" wrote")
        let isWritten = end == "viet" || end.hasSuffix(" viet")
        guard isEnglish || isWritten else { return range.count == 1 && namesItsWriter(range.lowerBound) }
        let opens = opensIntroduction(range.lowerBound)
        // Over several lines it begins with its own word, and only there: what stands above is the answer.
        if range.count > 1, !opens || range.dropFirst().contains(where: opensIntroduction) { return false }
        let content = lines.bytes[
            lines.contents[range.lowerBound].lowerBound..<lines.contents[range.upperBound].upperBound]
        let hasAddress = content.suffix(600).contains(UInt8(ascii: "@"))
        guard opens || hasAddress else { return false }
        let next = lines.nextWritten[range.upperBound + 1]
        if next < lines.count, lines.isMarked(next) { return true }
        let hasNumber = content.prefix(600).contains { (0x30...0x39).contains($0) }
        if isEnglish { return hasAddress || (opens && hasNumber) }
        // "Ngày 5/3 tôi có đơn viết:" is the letter's own.
        return hasAddress || (hasNumber && end.hasSuffix("da viet") && Self.hasClock(content.prefix(600)))
    }

    /// Whether a line introduces a quotation between two rules: `---- On Mon, 03 Mar 2025 … A <a@b> wrote ----`.
    private func isRuledIntroduction(_ line: Int) -> Bool {
        let content = lines.content(line)
        guard content.starts(with: "----".utf8), content.suffix(4).elementsEqual("----".utf8),
            content.suffix(600).contains(UInt8(ascii: "@"))
        else { return false }
        let words = lines.end(line)
        return words.hasSuffix(" wrote") || words.hasSuffix(" viet")
    }

    /// Whether a line names first who wrote: `A <a@b> wrote on 03/03/2025 09:15:`, `A <a@b> đã viết vào ngày 3/3/2025:`.
    private func namesItsWriter(_ line: Int) -> Bool {
        let content = lines.content(line)
        guard content.count <= 300, let address = content.firstIndex(of: UInt8(ascii: ">")),
            content[..<address].contains(UInt8(ascii: "@"))
        else { return false }
        let words = TextLines.folded(content[address...])
        return ["wrote on ", "viet vao ", "da viet vao ", "da viet ngay ", "viet ngay "].contains(
            where: words.hasPrefix)
            && content[address...].contains { (0x30...0x39).contains($0) }
    }

    private func opensIntroduction(_ line: Int) -> Bool {
        let word = lines.content(line).prefix(24).prefix { $0 > 0x20 }
        return Self.openings.contains(TextLines.folded(word))
    }

    /// Whether digits stand on both sides of a colon, as in 10:20.
    private static func hasClock(_ content: ArraySlice<UInt8>) -> Bool {
        var index = content.startIndex
        while index + 2 < content.endIndex {
            if content[index + 1] == UInt8(ascii: ":"), (0x30...0x39).contains(content[index]),
                (0x30...0x39).contains(content[index + 2])
            {
                return true
            }
            index += 1
        }
        return false
    }
}
