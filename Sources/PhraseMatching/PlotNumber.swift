import VietnameseText

/// Finds plots of land by their numbers: thửa 123, thửa đất số 45, tờ bản đồ số 7; lô A12, tờ BĐ 5.
///
/// Map sheet and plot count as one when they stand together, in either order. An amount is no number ("thửa 200 m2", "lô 5
/// tấn"), and words without marks must say more, for "thua" is also *thua* and *thưa*, "lo" is *lo*.
struct PlotNumber {
    let text: FoldedText

    /// What a number counts.
    private enum Kind {
        case plot
        case lot
        case sheet
    }

    /// A word with its number.
    private struct Part {
        var kind: Kind
        /// Where "số" stands, or the first word after the kind's.
        var starts: [Int]
        var end: Int
        /// Whether it is a plot of land whatever stands around it.
        var isCertain: Bool
    }

    private static let mostDigits = 5
    private static let mostPrefix = 4

    private static let beginnings = [plot.plain, lot.plain, sheet.plain]

    /// Whether a token can begin at a syllable: most words end here.
    static func mayBegin(_ syllable: Syllable) -> Bool { beginnings.contains(syllable.plain) }

    /// Where the token begins, with the words that name the plot and without them, and ends; nil when no plot is named at a
    /// syllable.
    func token(at position: Int) -> (starts: [Int], end: Int)? {
        guard let first = part(at: position) else { return nil }
        var seen = [first.kind]
        var end = first.end
        var isCertain = first.isCertain
        while let next = partAfter(end), !seen.contains(next.kind) {
            seen.append(next.kind)
            end = next.end
            isCertain = true
        }
        return isCertain ? ([position] + first.starts, end) : nil
    }

    /// The part that follows another, over a comma or "thuộc".
    private func partAfter(_ end: Int) -> Part? {
        let syllables = text.syllables
        guard end < syllables.count, syllables[end].gap <= .clause else { return nil }
        if let part = part(at: end) { return part }
        return fits(end, Self.of) && end + 1 < syllables.count ? part(at: end + 1) : nil
    }

    private func part(at position: Int) -> Part? {
        guard let kind = kind(at: position) else { return nil }
        let isBare = text.syllables[position].isBare
        var next = position + 1
        var isNamed = false
        switch kind {
        case .plot, .lot:
            if isNext(next, Self.grounds) {
                isNamed = true
                next += 1
            }
        case .sheet:
            if isNext(next, Self.mapShort) {
                isNamed = true
                next += 1
            } else if isNext(next, [Self.map[0]]), isNext(next + 1, [Self.map[1]]) {
                isNamed = true
                next += isNext(next + 2, [Self.cadastral[0]]) && isNext(next + 3, [Self.cadastral[1]]) ? 4 : 2
            }
        }
        var starts = [position + 1]
        let saysNumber = next < text.syllables.count && text.runsOn(to: next) && fits(next, Self.so)
        if saysNumber {
            starts.append(next)
            next += 1
        }
        guard let end = numberEnd(at: next) else { return nil }
        starts.append(next)
        // "thua" and "lo" without marks are other words too.
        let isDoubtful = isBare && !isNamed
        let isCertain: Bool
        switch kind {
        case .sheet: isCertain = isNamed
        case .plot where saysNumber: isCertain = true
        case .plot: isCertain = !text.isMeasured(end) && (!isDoubtful || isAlone(next, end))
        case .lot: isCertain = !isDoubtful && !isBet(position, number: next) && (saysNumber || !text.isMeasured(end))
        }
        return Part(kind: kind, starts: starts, end: end, isCertain: isCertain)
    }

    // MARK: Words

    private static func syllable(_ word: String) -> Syllable { FoldedText(word).syllables[0] }

    private static let plot = syllable("thửa")
    private static let lot = syllable("lô")
    private static let sheet = syllable("tờ")
    private static let so = syllable("số")
    private static let of = syllable("thuộc")
    private static let grounds = ["đất", "ruộng", "vườn", "ao", "rừng"].map(syllable)
    private static let map = ["bản", "đồ"].map(syllable)
    private static let mapShort = [syllable("bđ")]
    private static let cadastral = ["địa", "chính"].map(syllable)
    /// Words of the numbers game, in which "lô" is a bet.
    private static let bets: Set<SyllableKey> = Set(
        ["đánh", "con", "đề", "ghi", "trúng", "cặp"].map { syllable($0).plain })

    private func fits(_ position: Int, _ word: Syllable) -> Bool { text.syllables[position].fit(word) != .no }

    private func isNext(_ position: Int, _ words: [Syllable]) -> Bool {
        position < text.syllables.count && text.syllables[position].gap <= .light
            && words.contains { fits(position, $0) }
    }

    private func kind(at position: Int) -> Kind? {
        if fits(position, Self.plot) { return .plot }
        if fits(position, Self.sheet) { return .sheet }
        return fits(position, Self.lot) ? .lot : nil
    }

    /// Whether a number of two digits or more ends the clause: no score ("thua 5-0"), no count.
    private func isAlone(_ number: Int, _ end: Int) -> Bool {
        let digits = text.syllables[number]
        guard end == number + 1, digits.end - digits.start >= 2 else { return false }
        return end == text.syllables.count || text.syllables[end].gap >= .clause
    }

    private func isBet(_ position: Int, number: Int) -> Bool {
        position > 0 && text.syllables[number].isNumber && text.syllables[position].gap <= .light
            && Self.bets.contains(text.syllables[position - 1].plain)
    }

    // MARK: The number

    /// Where a number ends that begins at a syllable: 45, A12, TDC-05, 45/2, 123a; nil for amounts such as 1.500.
    private func numberEnd(at position: Int) -> Int? {
        let syllables = text.syllables
        guard position < syllables.count, text.runsOn(to: position) else { return nil }
        var number = position
        if !syllables[number].isNumber {
            guard syllables[number].isUppercase, syllables[number].end - syllables[number].start <= Self.mostPrefix,
                number + 1 < syllables.count, isJoined(number + 1, by: "-.")
            else { return nil }
            number += 1
        }
        guard syllables[number].isNumber, syllables[number].end - syllables[number].start <= Self.mostDigits else {
            return nil
        }
        var end = number + 1
        guard end < syllables.count else { return end }
        if syllables[end].isNumber {
            if isJoined(end, by: ".,") { return nil }
            if isJoined(end, by: "/-") { end += 1 }
        } else if syllables[end].start == syllables[number].end, syllables[end].end - syllables[end].start == 1,
            !AmountUnits.contains(syllables[end].plain)
        {
            end += 1
        }
        return end
    }

    /// Whether a syllable follows the one before it without a blank, one of some signs between them at most.
    private func isJoined(_ position: Int, by signs: String) -> Bool {
        let before = text.syllables[position - 1].end
        let start = text.syllables[position].start
        return start == before || (start == before + 1 && signs.utf8.contains(text.bytes[before]))
    }
}
