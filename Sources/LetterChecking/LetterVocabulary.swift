import VietnameseText

/// The words of all phrases by numbers, so that a sentence is searched for every phrase in one pass.
///
/// There are two: one of the phrases as written, one without marks for sentences without any.
struct LetterVocabulary: Sendable {
    /// The phrases as written.
    static let marked = LetterVocabulary { $0 }
    /// The phrases without their marks.
    static let plain = LetterVocabulary { foldedForSearch($0) }

    /// Up to 16 bytes of a word; no word of a phrase is longer.
    private struct Key: Equatable {
        static let capacity = 16
        var first: UInt64 = 0
        var second: UInt64 = 0

        @inline(__always)
        init(_ bytes: ArraySlice<UInt8>) {
            var shift: UInt64 = 0
            for byte in bytes.prefix(8) {
                first |= UInt64(byte) &<< shift
                shift += 8
            }
            shift = 0
            for byte in bytes.dropFirst(8) {
                second |= UInt64(byte) &<< shift
                shift += 8
            }
        }

        @inline(__always) var mixed: UInt64 { (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD }
    }

    private struct Phrase {
        var words: [UInt16]
        var topics: UInt32
    }

    /// Open addressing; at most a quarter of the slots are taken.
    private var keys: [Key] = []
    private var numbers: [UInt16] = []
    private var shift: UInt64 = 0
    /// The phrases that begin with a word, by its number.
    private var phrases: [[Phrase]] = [[]]
    /// What a word counts as a number below ten, by its number; 0 for other words.
    private var units: [Int] = [0]
    /// Whether a number before a word counts people.
    private var people: [Bool] = [false]
    /// The introducing phrases in their order.
    let introductions: [(words: [UInt16], phrase: String)]

    /// "tháng", "năm", "mười", "mươi".
    let (month, year, ten, tens): (UInt16, UInt16, UInt16, UInt16)

    private init(_ spelled: (String) -> String) {
        let written = PhraseTopic.allCases.flatMap { topic in topic.phrases.map { (topic, spelled($0)) } }
        let units = PeopleSigns.units.map { (spelled($0.key), $0.value) }
        // "hộ dân" counts by its first word.
        let people = LetterPhrases.people.compactMap { spelled($0).split(separator: " ").first.map(String.init) }
        let others = ["tháng", "năm", "mười", "mươi"].map(spelled)
        let words = written.flatMap { $0.1.split(separator: " ").map(String.init) } + units.map(\.0) + people + others
        var slots = 64
        while slots < Set(words).count * 4 { slots *= 2 }
        var building = Building(slots: slots)
        let ordered = written.map { ($0.0, $0.1.split(separator: " ").map { building.number(of: Array($0.utf8)) }) }
        introductions = zip(PhraseTopic.introducing.phrases, ordered.filter { $0.0 == .introducing })
            .map { ($0.1.1, $0.0) }
        let unitNumbers = units.map { (building.number(of: Array($0.0.utf8)), $0.1) }
        let peopleNumbers = people.map { building.number(of: Array($0.utf8)) }
        let numbered = others.map { building.number(of: Array($0.utf8)) }
        (month, year, ten, tens) = (numbered[0], numbered[1], numbered[2], numbered[3])
        phrases = [[Phrase]](repeating: [], count: building.count + 1)
        for (topic, words) in ordered where !words.isEmpty {
            phrases[Int(words[0])].append(Phrase(words: words, topics: topic.bit))
        }
        self.units = [Int](repeating: 0, count: building.count + 1)
        for (word, unit) in unitNumbers { self.units[Int(word)] = unit }
        self.people = [Bool](repeating: false, count: building.count + 1)
        for word in peopleNumbers { self.people[Int(word)] = true }
        (keys, numbers, shift) = (building.keys, building.numbers, building.shift)
    }

    /// The table while words are added.
    private struct Building {
        var keys: [Key]
        var numbers: [UInt16]
        var shift: UInt64
        var count = 0

        init(slots: Int) {
            keys = [Key](repeating: Key([]), count: slots)
            numbers = [UInt16](repeating: 0, count: slots)
            shift = UInt64(64 - slots.trailingZeroBitCount)
        }

        mutating func number(of word: [UInt8]) -> UInt16 {
            let key = Key(word.prefix(Key.capacity))
            var slot = Int(key.mixed >> shift)
            while numbers[slot] != 0 {
                if keys[slot] == key { return numbers[slot] }
                slot = (slot + 1) & (keys.count - 1)
            }
            count += 1
            (keys[slot], numbers[slot]) = (key, UInt16(count))
            return numbers[slot]
        }
    }

    /// The number of a word in lower case; 0 of one that stands in no phrase.
    func number(of word: ArraySlice<UInt8>) -> UInt16 {
        guard word.count <= Key.capacity else { return 0 }
        let key = Key(word)
        var slot = Int(key.mixed >> shift)
        while numbers[slot] != 0 {
            if keys[slot] == key { return numbers[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return 0
    }

    /// The topics of which some phrase stands among some words, as their bits.
    func topics(in words: [CheckedWord]) -> UInt32 {
        var found: UInt32 = 0
        for index in words.indices where words[index].number != 0 {
            for phrase in phrases[Int(words[index].number)] {
                if found & phrase.topics == 0, Self.stands(phrase.words, at: index, in: words) {
                    found |= phrase.topics
                }
            }
        }
        return found
    }

    /// Whether words stand at a place.
    static func stands(_ phrase: [UInt16], at index: Int, in words: [CheckedWord]) -> Bool {
        guard index + phrase.count <= words.count else { return false }
        for place in phrase.indices where words[index + place].number != phrase[place] { return false }
        return true
    }

    /// What a word counts as a number below ten.
    func unit(_ word: CheckedWord) -> Int? {
        let unit = units[Int(word.number)]
        return unit == 0 ? nil : unit
    }

    /// Whether a number before a word counts people.
    func countsPeople(_ word: CheckedWord) -> Bool { people[Int(word.number)] }
}
