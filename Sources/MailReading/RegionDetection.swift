/// Cuts a text into the letter itself, words quoted from earlier mail, and signatures.
///
/// Rules: lines that start with `>`; the line that introduces them ("Vào … đã viết:", "On … wrote:"), and everything after it
/// when no `>` follows; the header block or rule that Outlook and others put in front of the mail they answer; a signature from
/// its `-- ` line on. A mail that would consist of quotation only is a forwarded letter, and all of it is body.
struct RegionDetection {
    private let bytes: [UInt8]
    private let lines: [Range<Int>]

    /// Most lines over which an introduction like "Vào … đã viết:" may be broken.
    private static let introductionLines = 3

    /// The regions of one text, in order and without gaps.
    static func regions(of text: String, isForwarded: Bool) -> [TextRegion] {
        guard !text.isEmpty else { return [] }
        let detection = RegionDetection(text)
        let kinds = detection.kinds(isForwarded: isForwarded)
        var regions: [TextRegion] = []
        for (line, kind) in zip(detection.lines, kinds) {
            if let last = regions.last, last.kind == kind {
                regions[regions.count - 1].end = line.upperBound
            } else {
                regions.append(TextRegion(kind: kind, start: line.lowerBound, end: line.upperBound))
            }
        }
        return regions
    }

    private init(_ text: String) {
        bytes = Array(text.utf8)
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<(index + 1))
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        self.lines = lines
    }

    private func kinds(isForwarded: Bool) -> [TextRegion.Kind] {
        var kinds: [TextRegion.Kind] = []
        kinds.reserveCapacity(lines.count)
        var rest: TextRegion.Kind = .body
        var index = 0
        while index < lines.count {
            if content(index).first == UInt8(ascii: ">") {
                kinds.append(.quoted)
                if rest == .signature { rest = .body }
                index += 1
                continue
            }
            if rest == .body, let length = introduction(at: index) {
                kinds.append(contentsOf: repeatElement(.quoted, count: length))
                index += length
                if !isFollowedByMark(index) { rest = .quoted }
                continue
            }
            if rest == .body, !isForwarded, opensOlderMail(index) { rest = .quoted }
            if rest == .body, isSignatureMark(index) { rest = .signature }
            kinds.append(rest)
            index += 1
        }
        let hasBody = zip(lines, kinds).contains { $1 == .body && bytes[$0].contains { $0 > 0x20 } }
        guard !hasBody else { return kinds }
        return kinds.map { $0 == .quoted ? .body : $0 }
    }

    private func content(_ index: Int) -> ArraySlice<UInt8> {
        var line = bytes[lines[index]]
        while let last = line.last, last <= 0x20 { line = line.dropLast() }
        return line.drop { $0 <= 0x20 }
    }

    private func text(_ index: Int) -> String {
        String(decoding: content(index).prefix(400), as: UTF8.self).lowercased()
    }

    private func isSignatureMark(_ index: Int) -> Bool {
        let line = bytes[lines[index]].filter { $0 != 0x0A && $0 != 0x0D }
        return line == Array("-- ".utf8) || line == Array("--".utf8)
    }

    /// How many lines an introduction of quoted words takes here, nil when none begins.
    private func introduction(at index: Int) -> Int? {
        let first = text(index)
        guard ["vào ", "on ", "ngày ", "lúc ", "vao "].contains(where: { first.hasPrefix($0) }) else { return nil }
        for length in 1...Self.introductionLines where index + length <= lines.count {
            let last = text(index + length - 1)
            if last.isEmpty { return nil }
            if ["đã viết:", "viết:", "wrote:", "da viet:"].contains(where: { last.hasSuffix($0) }) { return length }
        }
        return nil
    }

    private func isFollowedByMark(_ start: Int) -> Bool {
        var index = start
        while index < lines.count, content(index).isEmpty { index += 1 }
        return index < lines.count && content(index).first == UInt8(ascii: ">")
    }

    /// "-----Original Message-----", or a block of From, Sent and Subject lines.
    private func opensOlderMail(_ index: Int) -> Bool {
        let line = text(index)
        if line.hasPrefix("-----"),
            ["original message", "thư gốc", "tin nhắn gốc"].contains(where: { line.contains($0) })
        {
            return true
        }
        guard line.hasPrefix("from:") || line.hasPrefix("từ:") else { return false }
        let following = (index + 1)..<min(index + 5, lines.count)
        let starts = following.map { text($0) }
        return starts.contains {
            $0.hasPrefix("sent:") || $0.hasPrefix("đã gửi:") || $0.hasPrefix("date:") || $0.hasPrefix("ngày:")
        }
            && starts.contains { $0.hasPrefix("subject:") || $0.hasPrefix("chủ đề:") || $0.hasPrefix("to:") }
    }
}
