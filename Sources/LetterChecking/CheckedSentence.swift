import VietnameseText

/// A word as phrases are looked for: by its number in a ``LetterVocabulary``, and what it is in digits.
struct CheckedWord {
    /// Number of the word; 0 for one that stands in no phrase.
    var number: UInt16
    /// How many digits it is; 0 when it has anything else.
    var digits: Int32
    /// What the digits say, up to a billion.
    var value: Int32
}

/// A sentence as phrases are looked for in it: whole words, in lower case, numbers without the dots of thousands.
///
/// Where nothing is accented, phrases are found without their accents.
struct CheckedSentence {
    /// Longest sentence, in characters.
    private static let limit = 400

    /// The sentence as written.
    let text: String
    /// Its words.
    let words: [CheckedWord]
    /// The words that phrases are made of, as this sentence spells them.
    let vocabulary: LetterVocabulary
    private let topics: UInt32

    /// A text as one sentence, however long.
    init(_ text: String) {
        let characters = LineCharacters(text)
        self.init(text, characters, 0..<characters.count)
    }

    private init(_ text: String, _ characters: LineCharacters, _ range: Range<Int>) {
        self.text = text
        var joined: [UInt8] = []
        joined.reserveCapacity(text.utf8.count + 1)
        // Where each word ends; the next one begins behind a space.
        var ends: [Int] = []
        var start = 0
        for index in range {
            if !characters.kinds[index].isDisjoint(with: [.letter, .number]) {
                characters.appendLowered(index, to: &joined)
            } else if joined.count > start, !Self.isThousands(index, characters, range) {
                ends.append(joined.count)
                joined.append(0x20)
                start = joined.count
            }
        }
        if joined.count > start { ends.append(joined.count) } else if !ends.isEmpty { joined.removeLast() }
        let vocabulary = foldedForSearch(utf8: joined) == joined ? LetterVocabulary.plain : .marked
        start = 0
        words = ends.map { end in
            defer { start = end + 1 }
            return Self.word(joined[start..<end], vocabulary)
        }
        topics = vocabulary.topics(in: words)
        self.vocabulary = vocabulary
    }

    /// Whether a dot stands within a number such as 1.000.
    private static func isThousands(_ index: Int, _ characters: LineCharacters, _ range: Range<Int>) -> Bool {
        characters.kinds[index].contains(.dot) && characters.kinds[index - 1].contains(.number)
            && index + 3 < range.upperBound
            && characters.kinds[(index + 1)...(index + 3)].allSatisfy { $0.contains(.number) }
    }

    private static func word(_ bytes: ArraySlice<UInt8>, _ vocabulary: LetterVocabulary) -> CheckedWord {
        var value: Int32 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else {
                return CheckedWord(number: vocabulary.number(of: bytes), digits: 0, value: 0)
            }
            value = min(value, 99_999_999) * 10 + Int32(byte - 0x30)
        }
        return CheckedWord(number: vocabulary.number(of: bytes), digits: Int32(bytes.count), value: value)
    }

    /// The sentences of a line.
    static func all(in line: String, _ characters: LineCharacters) -> [CheckedSentence] {
        let sentences = characters.sentences(limit: limit)
        if sentences.count == 1 {
            let only = CheckedSentence(line, characters, 0..<characters.count)
            return only.words.isEmpty ? [] : [only]
        }
        let bytes = Array(line.utf8)
        return sentences.compactMap { range in
            let text = String(
                decoding: bytes[characters.starts[range.lowerBound]..<characters.starts[range.upperBound]],
                as: UTF8.self)
            let sentence = CheckedSentence(text, characters, range)
            return sentence.words.isEmpty ? nil : sentence
        }
    }

    /// Whether it holds some phrase of a topic.
    func holds(_ topic: PhraseTopic) -> Bool { topics & topic.bit != 0 }

    /// The first introducing phrase behind which two words or more stand.
    var introduction: String? {
        guard holds(.introducing) else { return nil }
        return vocabulary.introductions.first { words, _ in
            guard
                let start = self.words.indices.first(where: { LetterVocabulary.stands(words, at: $0, in: self.words) })
            else { return false }
            return self.words.count - start - words.count >= 2
        }?.phrase
    }
}
