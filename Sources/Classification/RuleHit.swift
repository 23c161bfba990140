/// One hit of a rule in one field.
///
/// Small, because a message has hundreds and few of them are ever read.
struct RuleHit {
    var field: Field
    var leavesOutMarks: Bool
    /// Whether words that are not the rule's may stand inside.
    var hasGap: Bool
    var phrase: Int32
    private var syllables: (first: Int32, end: Int32)
    private var bytes: (start: UInt32, end: UInt32)
    /// Weight of the words that hit, before discounts.
    var bans: Double

    init(
        field: Field, leavesOutMarks: Bool, hasGap: Bool, phrase: Int, syllables: Range<Int>, bytes: Range<Int>,
        bans: Double
    ) {
        self.field = field
        self.leavesOutMarks = leavesOutMarks
        self.hasGap = hasGap
        self.phrase = Int32(phrase)
        self.syllables = (Int32(syllables.lowerBound), Int32(syllables.upperBound))
        self.bytes = (UInt32(bytes.lowerBound), UInt32(bytes.upperBound))
        self.bans = bans
    }

    var firstSyllable: Int { Int(syllables.first) }
    var endSyllable: Int { Int(syllables.end) }
    /// First byte in the field.
    var start: Int { Int(bytes.start) }
    /// First byte after it in the field.
    var end: Int { Int(bytes.end) }

    /// The hit at another place of the same field.
    func moved(to syllables: Range<Int>, bytes: Range<Int>) -> RuleHit {
        RuleHit(
            field: field, leavesOutMarks: leavesOutMarks, hasGap: hasGap, phrase: Int(phrase), syllables: syllables,
            bytes: bytes, bans: bans)
    }
}
