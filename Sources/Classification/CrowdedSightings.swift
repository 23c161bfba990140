import VietnameseText

/// What stands around the hits of one rule in a message that repeats itself.
///
/// A letter that says one word fifty thousand times would cost each of them a look at all others. Here the sightings of one
/// rule are laid in order, so that a hit finds its nearest neighbours by halving. Few sightings are looked through instead:
/// that costs less than to lay them in order.
struct CrowdedSightings {
    /// From how many sightings of one rule on it is worth it.
    static let least = 48

    /// Sightings of one use in one field, in the order of their first syllables.
    private struct Lane {
        var firsts: [Int] = []
        var ends: [Int] = []
        /// The furthest end of each sighting and those before it.
        var furthest: [Int] = []
    }

    private struct Key: Hashable {
        var role: CompiledRules.PhraseUse.Role
        var number: Int
        var field: Field
    }

    private var lanes: [Key: Lane] = [:]
    private let sentences: SentenceNumbers

    /// Lays sightings in order.
    ///
    /// - Parameters:
    ///   - sightings: Each that the rule minds, with what it is to the rule.
    ///   - sentences: The sentences of the message.
    init(_ sightings: [(hit: RuleHit, use: CompiledRules.PhraseUse)], sentences: SentenceNumbers) {
        self.sentences = sentences
        let inOrder = sightings.sorted { $0.hit.firstSyllable < $1.hit.firstSyllable }
        for (hit, use) in inOrder where use.role != .trigger {
            let key = Key(role: use.role, number: Int(use.company), field: hit.field)
            lanes[key, default: Lane()].firsts.append(hit.firstSyllable)
            lanes[key, default: Lane()].ends.append(hit.endSyllable)
            let furthest = lanes[key]?.furthest.last ?? 0
            lanes[key, default: Lane()].furthest.append(max(furthest, hit.endSyllable))
        }
    }

    /// Whether a phrase of a use stands in the message.
    func holds(_ role: CompiledRules.PhraseUse.Role, _ number: Int) -> Bool {
        lanes[Key(role: role, number: number, field: .subject)] != nil
            || lanes[Key(role: role, number: number, field: .body)] != nil
    }

    /// Whether a phrase of a use stands near a hit.
    func isNear(
        _ role: CompiledRules.PhraseUse.Role, _ number: Int, _ within: Company.Reach, _ hit: RuleHit
    ) -> Bool {
        guard let lane = lanes[Key(role: role, number: number, field: hit.field)] else { return false }
        // Those before this place begin no later than the hit, the others after it.
        let place = Self.firstAbove(hit.firstSyllable, in: lane.firsts)
        switch within {
        case .syllables(let distance):
            if place > 0, hit.firstSyllable - lane.furthest[place - 1] < distance { return true }
            return place < lane.firsts.count && lane.firsts[place] - hit.endSyllable < distance
        case .sentence:
            guard let sentence = sentences.sentence(hit.field, hit.firstSyllable..<hit.endSyllable) else {
                return false
            }
            // Only phrases that run over the end of a sentence are passed over, and those begin close to it.
            var index = place - 1
            while index >= 0, sentences.number(hit.field, lane.firsts[index]) == sentence {
                if sentences.number(hit.field, lane.ends[index] - 1) == sentence { return true }
                index -= 1
            }
            index = place
            while index < lane.firsts.count, sentences.number(hit.field, lane.firsts[index]) == sentence {
                if sentences.number(hit.field, lane.ends[index] - 1) == sentence { return true }
                index += 1
            }
            return false
        }
    }

    private static func firstAbove(_ value: Int, in sorted: [Int]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// In which sentence each syllable of a message stands.
struct SentenceNumbers {
    private let subject: [Int32]
    private let body: [Int32]

    /// Counts the sentences of a message.
    init(_ message: FoldedMessage) {
        subject = message.text(.subject).map(Self.numbers) ?? []
        body = message.text(.body).map(Self.numbers) ?? []
    }

    private static func numbers(of text: FoldedText) -> [Int32] {
        var number: Int32 = 0
        return text.syllables.enumerated().map { index, syllable in
            if index > 0, syllable.gap >= .sentence { number += 1 }
            return number
        }
    }

    /// The sentence of a syllable.
    func number(_ field: Field, _ syllable: Int) -> Int32 {
        field == .subject ? subject[syllable] : body[syllable]
    }

    /// The sentence in which a run of syllables stands as a whole; nil when a sentence ends inside it.
    func sentence(_ field: Field, _ range: Range<Int>) -> Int32? {
        guard !range.isEmpty else { return nil }
        let first = number(field, range.lowerBound)
        return first == number(field, range.upperBound - 1) ? first : nil
    }
}
