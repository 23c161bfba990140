/// The phrases of the benchmark: what a rule set and a gazetteer hold, made of the messages' own words.
struct PhraseCorpus {
    static let count = 20_000
    /// Of those: names of places that do not exist, and runs of words that stand in the messages.
    private static let places = 13_500
    private static let runs = 2000
    private static let unitWords = [
        "xã", "phường", "thôn", "xóm", "ấp", "huyện", "thị trấn", "khu phố", "bản", "quận", "tỉnh", "làng",
    ]

    /// The phrases, sorted.
    let phrases: [String]

    /// Makes phrases of two to four words, in lower case and with accents.
    ///
    /// - Parameters:
    ///   - texts: The messages.
    ///   - terms: Words of the trade, as many as there are.
    ///   - frequent: Phrases to leave out.
    init(texts: [String], terms: [String], without frequent: Set<String> = []) {
        var random = SplitMix(state: 20_000)
        let words = texts.flatMap { text in
            text.lowercased().split { !$0.isLetter }.filter { $0.count < 8 }.map(String.init)
        }
        let names = Set(
            texts.flatMap { text in
                text.split { !$0.isLetter }.filter { $0.count > 1 && $0.count < 8 && $0.first?.isUppercase == true }
                    .map { $0.lowercased() }
            }
        ).sorted()
        guard words.count > 4, names.count > 200 else {
            phrases = []
            return
        }
        func word(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
        var made: Set<String> = []
        while made.count < Self.places { made.insert("\(word(Self.unitWords)) \(word(names)) \(word(names))") }
        while made.count < Self.places + Self.runs {
            let start = Int(random.next() % UInt64(words.count - 4))
            made.insert(words[start..<(start + 2 + Int(random.next() % 3))].joined(separator: " "))
        }
        for term in terms where made.count < Self.count { made.insert(term) }
        made.subtract(frequent)
        while made.count < Self.count {
            let phrase = (0..<(2 + Int(random.next() % 2))).map { _ in word(words) }.joined(separator: " ")
            if !frequent.contains(phrase) { made.insert(phrase) }
        }
        phrases = made.sorted()
    }
}

/// The same numbers on every machine (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
