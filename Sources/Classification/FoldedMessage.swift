import LinearRegex
import VietnameseText

/// A message as the rules see it: folded fields and the regions of the body.
struct FoldedMessage {
    let subject: FoldedText?
    let body: FoldedText
    let regions: [BodyRegion]
    /// Whether the message is typed with accents.
    let accented: Bool
    /// Whether no part of the body is anything but letter.
    var isAllLetter: Bool { regions.isEmpty }

    init(subject: String?, body: String, regions: [BodyRegion] = [], repair: (any TokenRepairing)? = nil) {
        self.init(
            subject: subject.map { FoldedText($0, repair: repair) }, body: FoldedText(body, repair: repair),
            regions: regions)
    }

    init(subject: FoldedText?, body: FoldedText, regions: [BodyRegion] = []) {
        self.subject = subject
        self.body = body
        self.regions = regions
        var counts = body.accentCounts
        if let subject {
            let more = subject.accentCounts
            counts.words += more.words
            counts.marked += more.marked
        }
        accented = FoldedText.isAccented(words: counts.words, marked: counts.marked)
    }

    func text(_ field: Field) -> FoldedText? { field == .subject ? subject : body }

    /// The region in which a hit begins; a body without regions is all letter.
    func region(of hit: RuleHit) -> Region {
        guard hit.field == .body else { return .subject }
        var low = 0
        var high = regions.count
        while low < high {
            let middle = (low + high) / 2
            if regions[middle].end <= hit.start { low = middle + 1 } else { high = middle }
        }
        guard low < regions.count, regions[low].start <= hit.start else { return .body }
        return regions[low].region
    }

    /// Runs a body on each syllable of a hit.
    func forEachSyllable(_ hit: RuleHit, _ body: (Syllable) -> Void) {
        guard let text = text(hit.field) else { return }
        for index in hit.firstSyllable..<hit.endSyllable { body(text.syllables[index]) }
    }

    /// Whether no sentence ends inside a run of syllables.
    func isOneSentence(_ field: Field, _ range: Range<Int>) -> Bool {
        guard let text = text(field) else { return false }
        return text.syllables[range].dropFirst().allSatisfy { $0.gap < .sentence }
    }

    /// A hit moved to what an expression matches around it, or nil when that stands nowhere near.
    func match(of expression: NearExpression, near hit: RuleHit) -> RuleHit? {
        guard let text = text(hit.field) else { return nil }
        let syllables = text.syllables
        let first = max(0, hit.firstSyllable - expression.within)
        let last = min(syllables.count, hit.endSyllable + expression.within)
        guard first < last,
            let found = expression.regex.firstMatch(
                in: text.bytes, range: syllables[first].start..<syllables[last - 1].end),
            let start = (first..<last).first(where: { syllables[$0].end > found.lowerBound }),
            let end = (first..<last).last(where: { syllables[$0].start < found.upperBound }), start <= end
        else { return nil }
        return hit.moved(to: start..<(end + 1), bytes: found)
    }
}

extension FoldedText {
    /// The text without repairs; most texts have none, and then it is the text itself.
    var asWritten: FoldedText { syllables.contains(where: \.isRepaired) ? FoldedText(utf8: bytes) : self }
}
