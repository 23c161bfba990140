/// How much a text looks like Vietnamese: the share of its marked words that are possible syllables.
///
/// The charset of undeclared bytes is the one in which the most words come out as Vietnamese. Words of plain ASCII say
/// nothing (they read alike in every charset) and are left out.
struct SyllableEvidence {
    /// Words with at least one letter beyond ASCII.
    var marked = 0
    /// Those of them that are possible syllables.
    var possible = 0

    /// From 0 to 1; 0 for a text without marked words.
    var share: Double { marked == 0 ? 0 : Double(possible) / Double(marked) }

    /// Weighs the first 2,000 marked words of a text.
    init(_ text: String) {
        var word: [Unicode.Scalar] = []
        var isMarked = false
        for scalar in text.unicodeScalars {
            if Self.belongsToWord(scalar) {
                word.append(scalar)
                if scalar.value >= 0x80 { isMarked = true }
                continue
            }
            weigh(word, isMarked: isMarked)
            word.removeAll(keepingCapacity: true)
            isMarked = false
            if marked >= 2000 { return }
        }
        weigh(word, isMarked: isMarked)
    }

    private mutating func weigh(_ word: [Unicode.Scalar], isMarked: Bool) {
        guard isMarked else { return }
        marked += 1
        if Self.isPossible(word) { possible += 1 }
    }

    /// Signs of a wrong charset (©, ¬, ¶ …) stay in the word and spoil it; quotation marks and dashes end it.
    private static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0xA0, 0xAB, 0xB7, 0xBB, 0x2010...0x2026: false
        case 0x00..<0x80: false
        default: true
        }
    }

    private static func isPossible(_ word: [Unicode.Scalar]) -> Bool {
        guard word.count <= 8 else { return false }
        var letters = ""
        var tones = 0
        for scalar in word {
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if let base = VietnameseComposition.toneless[lower] {
                tones += 1
                letters.unicodeScalars.append(base)
            } else {
                letters.unicodeScalars.append(lower)
            }
        }
        guard tones <= 1 else { return false }
        return onsets.contains { onset in
            letters.hasPrefix(onset) && rimes.contains(String(letters.dropFirst(onset.count)))
        }
    }

    private static let onsets = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu",
        "r", "s", "t", "th", "tr", "v", "x",
    ]

    private static let rimes: Set<String> = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch \
        êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh \
        oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi \
        ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên \
        uyêt uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
        """.split(separator: " ").map(String.init))
}
