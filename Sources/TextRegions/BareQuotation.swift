extension TextRegions {
    /// Words of the sender's own, at most, beside which a bare quotation may be the letter: two sentences.
    private static let fewWords = 30
    /// Lines over which an introduction inside the marks may be broken, and their bytes.
    private static let introductionLines = 3
    private static let introductionBytes = 1200

    /// The regions as they are judged: as they stand, but for a quotation that is the letter itself.
    ///
    /// What an answer quotes was judged when it came. A mail program says so above the words it quotes ("… đã viết:", a block
    /// of header lines). Where nothing says whose the words are and the sender adds a sentence or two to many more of them,
    /// he hands them on, and they are what he wants read: nobody may have judged them, and a letter that is read twice does
    /// less harm than one that nobody reads.
    ///
    /// - Parameters:
    ///   - regions: The regions of a text, as ``regions(of:isForwarded:)-(String,_)`` gives them.
    ///   - text: The text.
    /// - Returns: As many regions with the same offsets, quoted ones turned into forwarded ones where they are the letter.
    public static func judged(_ regions: [TextRegion], in text: String) -> [TextRegion] {
        let quoted = regions.filter { $0.kind == .quoted }
        guard !quoted.isEmpty else { return regions }
        let bytes = Array(text.utf8)
        func content(_ region: TextRegion) -> ArraySlice<UInt8> {
            bytes[(region.start..<max(region.start, region.end)).clamped(to: bytes.indices)]
        }
        func words(_ wanted: (TextRegion.Kind) -> Bool) -> Int {
            regions.reduce(0) { $0 + (wanted($1.kind) ? wordCount(content($1)) : 0) }
        }
        let own = words(\.isLetter)
        guard own <= fewWords, own * 2 <= words({ $0 == .quoted }),
            !quoted.contains(where: { saysWhose(content($0)) })
        else { return regions }
        return regions.map { region in
            var region = region
            if region.kind == .quoted { region.kind = .forwarded }
            return region
        }
    }

    /// Whether the first lines of a quotation say whose words it quotes: an introduction, a rule with a title, header lines.
    ///
    /// A quotation that begins with anything but a mark was found by such lines.
    private static func saysWhose(_ quotation: ArraySlice<UInt8>) -> Bool {
        let start = quotation.drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: ">") else { return true }
        let lines = start.prefix(introductionBytes).split(separator: UInt8(ascii: "\n")).prefix(introductionLines)
        return lines.contains { line in
            let words = TextLines.folded(line)
            return line.last { $0 > 0x20 } == UInt8(ascii: ":") && (words.hasSuffix("wrote") || words.hasSuffix("viet"))
        }
    }

    /// Runs of letters and digits between blanks.
    private static func wordCount(_ bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        var isInWord = false
        for byte in bytes {
            if byte <= 0x20 {
                isInWord = false
            } else if !isInWord, isWordByte(byte) {
                isInWord = true
                count += 1
            }
        }
        return count
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}
