import LinearRegex
import VietnameseText

/// A message as the rules see it: folded fields and the regions of the body.
struct FoldedMessage {
    let subject: FoldedText?
    let body: FoldedText
    let regions: [BodyRegion]
    /// Whether the message is typed with accents.
    let accented: Bool
    /// The language of the message.
    let language: MessageLanguage
    /// Syllables of the subject and of the letter itself.
    let length: Int
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
        // What is quoted or put under every mail was typed by others.
        let isLetter = { (syllable: Syllable) in
            Region.letter.contains(Self.region(at: syllable.start, in: regions))
        }
        let own = regions.isEmpty ? body.syllables : body.syllables.filter(isLetter)
        let fields = [subject?.syllables ?? [], own]
        // Marks that a repair put in ("ko" read as "không") do not show how the writer types; its words show the language.
        let hasRepaired = fields.contains { $0.contains(where: \.isRepaired) }
        var read = LanguageSigns()
        var typed = LanguageSigns()
        for syllables in fields {
            read.add(syllables)
            if hasRepaired { typed.add(syllables, leavingOutRepaired: true) }
        }
        accented = (hasRepaired ? typed : read).isAccented
        language = MessageLanguage(read)
        length = fields.reduce(0) { $0 + $1.count }
    }

    /// How many times a weight counts that holds for letters of some length.
    ///
    /// - Parameter pivot: The length for which weights hold, in syllables; nil: any.
    /// - Returns: 1 at that length, less above it.
    func share(ofPivot pivot: Int?) -> Double {
        pivot.map { (Double($0) / Double(max(length, Self.leastLength))).squareRoot() } ?? 1
    }

    /// Letters that are shorter count as long as this: no single word tells so much.
    private static let leastLength = 20

    func text(_ field: Field) -> FoldedText? { field == .subject ? subject : body }

    /// The region in which a hit begins.
    func region(of hit: RuleHit) -> Region { region(hit.field, at: hit.start) }

    /// The region in which a byte of a field stands.
    func region(_ field: Field, at offset: Int) -> Region {
        field == .body ? Self.region(at: offset, in: regions) : .subject
    }

    /// The region in which a byte of the body stands; a body without regions is all letter.
    private static func region(at offset: Int, in regions: [BodyRegion]) -> Region {
        var low = 0
        var high = regions.count
        while low < high {
            let middle = (low + high) / 2
            if regions[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < regions.count, regions[low].start <= offset else { return .body }
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
    /// The text with typing residue repaired but nothing spelled out; most texts have no repair, and then it is the text itself.
    var asWritten: FoldedText {
        syllables.contains(where: \.isRepaired) ? FoldedText(utf8: bytes, repair: Self.residueRepair) : self
    }

    private static let residueRepair = TokenRepair()
}
