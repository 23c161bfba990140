/// Which language a message is in and whether it was typed with marks, as far as its words tell.
///
/// Counts only; what they mean is asked of the properties. Words of the repair (short spellings, typing residue) should
/// be put in before, so that "ko dc" does not look foreign.
public struct LanguageSigns: Sendable, Hashable {
    /// Words, numbers aside.
    public private(set) var words = 0
    /// Those of them that are Vietnamese syllables as written, or would be with marks.
    public private(set) var vietnamese = 0
    /// Those of the Vietnamese ones that carry a mark.
    public private(set) var marked = 0
    /// Words that are common in English and are no Vietnamese syllable.
    public private(set) var english = 0
    /// Words common in English that could be Vietnamese without marks (to, can, the).
    public private(set) var englishLookAlikes = 0

    /// Counts the words of a folded text.
    public init(_ text: FoldedText) { self.init(text.syllables) }

    /// Counts nothing yet.
    public init() {}

    /// Counts some syllables, of a part of a text or of several.
    public init(_ syllables: [Syllable]) { add(syllables) }

    /// Counts more syllables.
    ///
    /// - Parameters:
    ///   - syllables: The syllables.
    ///   - leavingOutRepaired: Whether those that a repair put in do not count.
    public mutating func add(_ syllables: [Syllable], leavingOutRepaired: Bool = false) {
        let table = SyllableTable.standard
        for syllable in syllables where !syllable.isNumber && !(leavingOutRepaired && syllable.isRepaired) {
            words += 1
            let isEnglish = syllable.isBare && syllable.plain.packed.map { EnglishFunctionWords.contains($0) } ?? false
            if table.validity(syllable) == .invalid {
                if isEnglish { english += 1 }
                continue
            }
            vietnamese += 1
            if !syllable.isBare { marked += 1 }
            if isEnglish { englishLookAlikes += 1 }
        }
    }

    /// Share of the Vietnamese words that carry a mark, from 0 to 1; running text typed with marks has about three
    /// quarters.
    public var markedShare: Double { vietnamese == 0 ? 0 : Double(marked) / Double(vietnamese) }

    /// Share of the words that are Vietnamese syllables, from 0 to 1.
    public var vietnameseShare: Double { words == 0 ? 0 : Double(vietnamese) / Double(words) }

    /// Whether the text was typed with marks, so that a word without any has none.
    ///
    /// A fifth of the Vietnamese words is far above what unaccented typing has, and below what half converted text has.
    public var isAccented: Bool { marked > 0 && marked * 5 >= vietnamese }

    /// Whether the text is English rather than Vietnamese.
    ///
    /// English has a function word in every three words; about half of English words are no possible syllable of
    /// Vietnamese, against one in twenty of Vietnamese text without marks.
    public var isEnglish: Bool {
        guard english >= 2 || english >= 1 && words <= 6, marked * 10 <= words else { return false }
        let functionWords = english + englishLookAlikes
        return functionWords * 5 >= words && vietnamese * 4 <= words * 3
    }
}

/// The English words that hold sentences together.
enum EnglishFunctionWords {
    /// Whether a packed word is one of them.
    static func contains(_ word: UInt64) -> Bool { set[word] != 0 }

    private static let set = PackedSyllableSet(
        words: """
            a about after all also am an and any are as at be because been before being but by can could did do does \
            done down dear each even every for from get had has have he her here him his how i if in into is it its \
            just know last like made make many may me more most much must my near need new no nor not now of off on \
            once one only or other our out over own per please regards same see she should since so some still such \
            take than thank thanks that the their them then there these they this those though through to too under \
            until up us very was we were what when where which while who whom why will with would yes yet you your
            """)
}
