/// Cuts a text into the letter itself, letters passed on, words quoted from earlier mail, signatures and boilerplate.
///
/// Lines decide: `>` marks; the line that introduces a quotation ("Vào … đã viết:", "On … wrote:"), with everything after it when
/// no mark follows; the rule or header block that programs put in front of the mail they answer or forward ("-----Thư gốc-----",
/// "From: … Sent: …"). What somebody forwards is what he wants read, however his program marks it. Signatures and boilerplate
/// are found only at the end of somebody's words, and only where they are short and say so. When in doubt, words are the
/// letter; a text that would be left without any is a letter as a whole.
///
/// The work is in proportion to the length: each line is looked at with a bounded number of its neighbours.
///
/// > Source: RFC 3676 §4.3 (signature) and §4.5 (quotation marks); the other forms are what Outlook, Gmail, Apple Mail, Zimbra
/// > and telephones write, in Vietnamese and English.
public enum TextRegions {
    /// The regions of a text, in order and without gaps; none for an empty text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8; lines end with `\n`, a carriage return in front of it does no harm.
    ///   - isForwarded: Whether the subject says that the text is passed on; see ``isForward(subject:)``.
    /// - Returns: The regions, as offsets into `bytes`.
    public static func regions(of bytes: [UInt8], isForwarded: Bool = false) -> [TextRegion] {
        regions(of: bytes, isForwarded: isForwarded, hints: [])
    }

    /// The regions of a text about which more is known than its words.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8; lines end with `\n`.
    ///   - isForwarded: Whether the subject says that the text is passed on; see ``isForward(subject:)``.
    ///   - hints: What markup said about stretches of the text, in order; where the words say something else about their
    ///     line, the words count.
    /// - Returns: The regions, as offsets into `bytes`.
    public static func regions(of bytes: [UInt8], isForwarded: Bool, hints: [RegionHint]) -> [TextRegion] {
        let lines = TextLines(bytes)
        let hinted = HintedLines(hints, lines)
        var quotations = QuotationScan(lines, isForwarded: isForwarded, hinted)
        quotations.run()
        let kinds = ClosingScan(lines, kinds: quotations.kinds, hinted).run()
        var regions: [TextRegion] = []
        for (line, kind) in zip(lines.ranges, letterKept(kinds, lines)) {
            if let last = regions.last, last.kind == kind {
                regions[regions.count - 1].end = line.upperBound
            } else {
                regions.append(TextRegion(kind: kind, start: line.lowerBound, end: line.upperBound))
            }
        }
        return regions
    }

    /// The regions of a text, in order and without gaps; none for an empty text.
    ///
    /// - Parameters:
    ///   - text: The text; lines end with `\n`.
    ///   - isForwarded: Whether the subject says that the text is passed on; see ``isForward(subject:)``.
    /// - Returns: The regions, as offsets into the UTF-8 bytes of `text`.
    public static func regions(of text: String, isForwarded: Bool = false) -> [TextRegion] {
        regions(of: Array(text.utf8), isForwarded: isForwarded)
    }

    /// Whether a subject says that a mail is passed on.
    ///
    /// - Parameter subject: The subject, decoded; nil when there is none.
    /// - Returns: Whether it begins with `Fw:`, `Fwd:` or `Chuyển tiếp:`, with or without marks and a bracket.
    public static func isForward(subject: String?) -> Bool {
        guard let subject else { return false }
        let start = Array(subject.utf8.prefix(60)).drop { $0 <= 0x20 || $0 == UInt8(ascii: "[") }
        guard let colon = start.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return ["fw", "fwd", "chuyen tiep", "chuyen tiep thu", "forward", "forwarded"].contains(
            TextLines.folded(start[..<colon]))
    }

    /// A text in which everything but the letter is blanked out, byte for byte, so that places in it are places in the text.
    ///
    /// Quotations were judged when they came, and boilerplate is nobody's complaint. A signature stays: it says where somebody
    /// lives.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - regions: Its regions.
    /// - Returns: A text of as many bytes, with the same line ends.
    public static func letter(of text: String, regions: [TextRegion]) -> String {
        let others = regions.filter { $0.kind == .quoted || $0.kind == .boilerplate }
        guard !others.isEmpty else { return text }
        var bytes = Array(text.utf8)
        for region in others {
            for index in bytes.indices.clamped(to: region.start..<max(region.start, region.end))
            where bytes[index] != UInt8(ascii: "\n") {
                bytes[index] = UInt8(ascii: " ")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Nobody sends a mail that says nothing: where no words would be the letter's, quoted ones are, else all.
    private static func letterKept(_ kinds: [TextRegion.Kind], _ lines: TextLines) -> [TextRegion.Kind] {
        func says(_ wanted: (TextRegion.Kind) -> Bool) -> Bool {
            zip(kinds, lines.contents).contains { wanted($0) && !$1.isEmpty }
        }
        if says(\.isLetter) { return kinds }
        if says({ $0 == .quoted }) { return kinds.map { $0 == .quoted ? .body : $0 } }
        return kinds.map { _ in .body }
    }
}
