/// One hit of a rule in one field.
struct RuleHit {
    var field: Field
    var leavesOutMarks: Bool
    /// Whether words that are not the rule's may stand inside.
    var hasGap: Bool
    var phrase: Int32
    var firstSyllable: Int
    var endSyllable: Int
    var start: Int
    var end: Int
    /// Weight of the words that hit, before discounts.
    var bans: Double
}
