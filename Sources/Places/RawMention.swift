/// Words that may be a place, as syllables of one field.
struct RawMention {
    /// First syllable, that of the type word if there is one.
    var first: Int
    /// Syllable after the last.
    var end: Int
    /// Where the name begins.
    var nameFirst: Int
    var kind: PlaceKind
    /// The type word written out; nil for a bare name.
    var type: String?
    /// Units of the gazetteer that bear the name; none for a hamlet or a name that no list holds.
    var units: [Int] = []
    /// Of the units those that bear another name: what went into them before 2025 bore this one.
    var mergers: Set<Int> = []
    /// The name as written, where mergers are among the units.
    var written = ""
    /// The name, when it is not the unit's own: of a hamlet, or an alias with a shown name.
    var name: String?
    /// Syllables with wrong marks.
    var wrong = 0
    /// When the name may count.
    var use = NameUse.free
    var rule = PlaceRule.typeWord
    var role = Role()

    /// What the words around it say about it.
    struct Role {
        /// A unit that is no more: huyện Vị Xuyên cũ.
        var isFormer = false
        /// Today's unit: nay là Tuyên Quang.
        var isCurrent = false
        /// The office that the letter goes to.
        var isAddressee = false
        /// Where the sender lives.
        var isSender = false
        /// Where somebody goes or comes from, rather than where the matter is: con tôi học ngoài Hà Nội.
        var isElsewhere = false
    }

    var isTyped: Bool { type != nil }
}
