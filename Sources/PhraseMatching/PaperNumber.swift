import VietnameseText

/// Finds numbers of official papers: 12/2024/QĐ-UBND, 45/UBND-TNMT, 123/GM-TTr, 07-NQ/TW, "quyết định số 1234".
///
/// Citizens leave marks and capitals out, put blanks around the strokes, forget the first stroke, or give the bare number. A
/// house number, a date or a price for a piece is none: the letters must be codes that offices use, or several in capitals.
///
/// > Source: Decree 30/2020/NĐ-CP, appendices I and III (signs of papers); Guidance 36-HD/VPTW (those of the Party).
struct PaperNumber {
    let text: FoldedText

    /// Most digits of a number that a paper has; years and codes come behind it.
    private static let mostDigits = 6
    private static let mostCodes = 4

    /// The words before a number that say what it counts.
    private struct Lead {
        /// Where it begins: at the kind of paper, and at "số".
        var starts: [Int] = []
        var namesPaper = false
        var saysNumber = false
        /// Whether the name means a paper and nothing that one does: "Quyết định", "công văn", but not "quyết định".
        var isCited = false
    }

    /// Where the token begins, with the words that name the paper and without them, and ends; nil when the number at a
    /// syllable is no paper's.
    func token(at position: Int) -> (starts: [Int], end: Int)? {
        let first = text.syllables[position]
        guard first.end - first.start <= Self.mostDigits, !isInsideNumber(first.start) else { return nil }
        let lead = lead(before: position)
        if let last = signEnd(after: first.end, lead) {
            var end = position + 1
            while end < text.syllables.count, text.syllables[end].start < last { end += 1 }
            return (lead.starts + [position], end)
        }
        guard let end = bareEnd(at: position, lead) else { return nil }
        return (lead.starts + [position], end)
    }

    /// Where a number without a sign ends, nil when it is no paper's: "quyết định số 1234", "Nghị định 43/2014", "công văn 411
    /// trả lời".
    private func bareEnd(at position: Int, _ lead: Lead) -> Int? {
        guard lead.namesPaper else { return nil }
        let syllables = text.syllables
        let end = position + 1
        let digits = syllables[position].end - syllables[position].start
        let hasMore =
            end < syllables.count && syllables[end].isNumber && syllables[end].start == syllables[position].end + 1
        if hasMore {
            let sign = text.bytes[syllables[position].end]
            let isYear = sign == UInt8(ascii: "/") && syllables[end].end - syllables[end].start == 4
            return isYear && (lead.saysNumber || lead.isCited) ? end + 1 : nil
        }
        if lead.saysNumber || isDated(position) { return end }
        guard digits >= 2, !text.isMeasured(end) else { return nil }
        let endsClause = end == syllables.count || syllables[end].gap >= .clause
        return lead.isCited || endsClause ? end : nil
    }

    /// Whether digits, or letters without a blank, stand before: 3.456/…, A12/….
    private func isInsideNumber(_ start: Int) -> Bool {
        guard start > 0 else { return false }
        let before = text.bytes[start - 1]
        if (0x41...0x5A).contains(before & 0xDF) { return true }
        return start > 1 && "/.,-".utf8.contains(before) && (0x30...0x39).contains(text.bytes[start - 2])
    }

    // MARK: The words before the number

    private static let so = FoldedText("số").syllables[0]
    /// Kinds of papers that citizens cite, in words.
    private static let names: Set<[SyllableKey]> = Set(
        [
            "quyết định", "công văn", "thông báo", "nghị quyết", "nghị định", "thông tư", "giấy mời", "tờ trình",
            "kết luận", "văn bản", "biên bản", "chỉ thị", "kế hoạch", "phiếu chuyển", "báo cáo", "hướng dẫn",
            "giấy phép", "công điện", "bản án",
        ].map { FoldedText($0).syllables.map(\.plain) })
    /// Those that are no verbs.
    private static let nouns: Set<[SyllableKey]> = Set(
        ["công văn", "nghị quyết", "nghị định", "thông tư", "tờ trình", "giấy mời", "chỉ thị", "văn bản", "biên bản"]
            .map {
                FoldedText($0).syllables.map(\.plain)
            })
    /// Those that are written short.
    private static let shortNames: Set<SyllableKey> = Set(
        ["qđ", "cv", "nq", "gm", "tb", "ttr"].flatMap { FoldedText($0).syllables.map(\.plain) })

    private func lead(before position: Int) -> Lead {
        var lead = Lead()
        var next = position
        let syllables = text.syllables
        if next > 0, text.runsOn(to: next), syllables[next - 1].fit(Self.so) != .no {
            next -= 1
            lead.saysNumber = true
            lead.starts = [next]
        }
        guard next > 0, text.runsOn(to: next) else { return lead }
        if Self.shortNames.contains(syllables[next - 1].plain) {
            lead.namesPaper = true
            lead.isCited = true
            lead.starts.insert(next - 1, at: 0)
        } else if next > 1, syllables[next - 1].gap <= .light,
            Self.names.contains([syllables[next - 2].plain, syllables[next - 1].plain])
        {
            lead.namesPaper = true
            lead.isCited =
                syllables[next - 2].isCapitalized
                || Self.nouns.contains([syllables[next - 2].plain, syllables[next - 1].plain])
            lead.starts.insert(next - 2, at: 0)
        }
        return lead
    }

    private static let day = FoldedText("ngày").syllables[0].plain

    /// Whether the day of the paper follows: "công văn 45 ngày 5/6/2024".
    private func isDated(_ position: Int) -> Bool {
        let syllables = text.syllables
        return position + 3 < syllables.count && syllables[position + 1].plain == Self.day
            && syllables[position + 2].isNumber && syllables[position + 3].isNumber
            && syllables[position + 3].start == syllables[position + 2].end + 1
    }

    // MARK: The sign behind the number

    /// The byte after the sign that follows a number, nil when there is none.
    private func signEnd(after start: Int, _ lead: Lead) -> Int? {
        var reader = SignReader(text.bytes, at: start)
        guard let stroke = reader.stroke() else {
            // "1234QĐ/UBND", "1234 QĐ-UBND": the first stroke is forgotten.
            reader.skipBlank()
            return codesEnd(&reader, lead, needsKind: true)
        }
        let afterStroke = reader
        if stroke == UInt8(ascii: "/"), reader.digits() == 4 {
            guard reader.stroke() != nil else { return nil }
        } else {
            reader = afterStroke
        }
        // "07-NQ/TW"
        return codesEnd(&reader, lead, needsKind: stroke == UInt8(ascii: "-"))
    }

    /// The byte after the codes of a sign.
    ///
    /// - Parameters:
    ///   - reader: Where they begin.
    ///   - lead: What stands before the number: after "số" or the name of a paper there is less doubt.
    ///   - needsKind: Whether a kind of paper must come first and an office after it.
    /// - Returns: The byte, nil when the letters are no sign.
    private func codesEnd(_ reader: inout SignReader, _ lead: Lead, needsKind: Bool) -> Int? {
        var end: Int?
        var count = 0
        var known = 0
        var inCapitals = 0
        while count < Self.mostCodes, let code = reader.code() {
            let isKind = PaperCodes.kinds.contains(code.letters)
            if count == 0, needsKind, !isKind { return nil }
            let isCertain =
                code.capitals > 0 || lead.namesPaper || lead.saysNumber || PaperCodes.clear.contains(code.letters)
            if isCertain, isKind || PaperCodes.offices.contains(code.letters) { known += 1 }
            if code.capitals >= 2 { inCapitals += 1 }
            count += 1
            end = reader.position
            guard reader.stroke() != nil || (isKind && skipToOffice(&reader)) else { break }
        }
        guard needsKind ? count > 1 : count > 0 else { return nil }
        return known > 0 || (count > 1 && inCapitals == count) ? end : nil
    }

    /// Goes over the blank in "1234/qd ubnd".
    private func skipToOffice(_ reader: inout SignReader) -> Bool {
        var ahead = reader
        ahead.skipBlank()
        let start = ahead
        guard let code = ahead.code(), code.letters == "ubnd" || code.letters == "hdnd" else { return false }
        reader = start
        return true
    }
}

/// What stands in the signs of papers, in lower case with đ as d.
private enum PaperCodes {
    /// Kinds of papers.
    static let kinds: Set<String> = words(
        """
        nq qd ct qc qyd tc hd bc bb ttr hdg cd pa da kh ctr tb gm gt gg gp gn gnp gcn gxn gut gbn pc pg pt pb cv tt nd \
        ttlt vbhn vb kl cl tbkl dt ds hs hc kdtm kn bpt pct lct
        """)
    /// Who gives papers.
    static let offices: Set<String> = words(
        """
        ubnd hdnd cp ttg tw tu hu tu du qh ubtvqh ctn bca bqp bnv btp btc bct btnmt bnnptnt bnnmt bxd bgtvt bgddt byt \
        bldtbxh bvhttdl btttt bkhcn bkhdt ubdt ttcp ttcp tandtc vkstc tand vks vksnd vp vpcp vptw vpub stnmt snnmt \
        snnptnt sxd skhdt stc snv stp sgtvt sct syt sgddt sldtbxh svhtt tnmt xd qlda bqlda ttptqd ptqd gpmb hdbt hdgpmb \
        vpdk vpdkdd cnvpdk cn mttq ubmttq btcd btd tcd ttra tt ttr ca cat cah cax ubkt ubkttw bctw btctw bdvtw btgtw nc nv \
        kt ktn ktth vx th xdcb dd
        """)
    /// Those that mean nothing else, in lower case too.
    static let clear: Set<String> = [
        "qd", "nq", "ttr", "cv", "gm", "ubnd", "hdnd", "ttg", "nd", "ttlt", "tnmt", "btnmt",
    ]

    private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
}
