import VietnameseText

/// Runs compiled phrases over one text, trying alternatives in turn.
///
/// A way through a phrase is remembered by step, place and reading, so that ways that meet are followed once; a text can
/// still be written so that a phrase goes very many ways, and past ``maximumSteps`` it is given up at that syllable.
final class PhraseMachine {
    /// Steps of one run.
    static let maximumSteps = 6000
    /// Runs shorter than this remember nothing, for remembering costs more than most of them.
    private static let stepsBeforeMemory = 1000

    private let programs: PhrasePrograms
    private let phrases: [PhraseTables.Phrase]
    private let syllables: [Syllable]
    private let places: UnsafeBufferPointer<UInt32>
    private let slots: [Vocabulary.Slot]
    private let tokens: TokenSpans
    private var taken = 0
    private var seen = SeenStates()
    /// First step and syllable of the run.
    private var origin = State(step: 0, position: 0, reading: Reading(), allowedGap: .sentence)

    private struct State {
        var step: Int32
        var position: Int32
        var reading: Reading
        var allowedGap: Gap
    }

    /// Makes a machine for one text.
    ///
    /// - Parameters:
    ///   - tables: The index.
    ///   - syllables: The text.
    ///   - places: Slots of the syllables in the vocabulary; they must outlive the machine.
    ///   - tokens: The tokens of the text.
    init(
        tables: PhraseTables, syllables: [Syllable], places: UnsafeBufferPointer<UInt32>, tokens: TokenSpans
    ) {
        programs = tables.programs
        phrases = tables.phrases
        self.syllables = syllables
        self.places = places
        slots = tables.vocabulary.slots
        self.tokens = tokens
    }

    /// Follows a phrase from a syllable on.
    ///
    /// - Parameters:
    ///   - phrase: The phrase.
    ///   - position: The syllable.
    ///   - lists: Where the lists that it uses stand.
    ///   - accept: Gets each way through: the first syllable after it, and what was read.
    func run(_ phrase: Int32, at position: Int, lists: borrowing ListHits, accept: (Int, Reading) -> Void) {
        taken = 0
        seen.startOver()
        // It does not matter what parts the first word from what stands before: any gap will do.
        origin = State(
            step: phrases[Int(phrase)].start, position: Int32(position), reading: Reading(), allowedGap: .sentence)
        follow(origin, lists, accept)
    }

    private func follow(_ initial: State, _ lists: borrowing ListHits, _ accept: (Int, Reading) -> Void) {
        var state = initial
        if taken > Self.stepsBeforeMemory {
            let isNew = seen.insert(
                step: state.step - origin.step, position: state.position - origin.position,
                flags: UInt64(state.reading.code) << 2 | UInt64(state.allowedGap.rawValue))
            guard isNew else { return }
        }
        while taken < Self.maximumSteps {
            taken += 1
            let position = Int(state.position)
            switch programs.steps[Int(state.step)] {
            case .word(let word):
                guard canRead(state), slots[Int(places[position])].number == programs.words[Int(word)].number,
                    let fit = programs.words[Int(word)].fit(syllables[position])
                else { return }
                state.reading.add(fit, of: programs.words[Int(word)])
                goOn(&state, at: position + 1)
            case .token(let named):
                guard canRead(state), let end = tokens.end(of: named, at: position) else { return }
                state.reading.addToken()
                goOn(&state, at: end)
            case .list(let list):
                guard canRead(state) else { return }
                for place in lists.places(of: list, at: position) {
                    let entry = lists.entry(place)
                    var later = state
                    later.reading.add(entry.reading)
                    goOn(&later, at: Int(entry.end))
                    follow(later, lists, accept)
                }
                return
            case .gap(let length, let across):
                state.allowedGap = across
                state.step += 1
                for skipped in 0...length {
                    var later = state
                    later.position += skipped
                    follow(later, lists, accept)
                    let reached = Int(later.position)
                    guard reached < syllables.count, syllables[reached].gap <= across else { return }
                }
                return
            case .split(let first, let count):
                for target in first..<(first + count) {
                    var branch = state
                    branch.step = programs.targets[Int(target)]
                    follow(branch, lists, accept)
                }
                return
            case .jump(let target):
                state.step = target
            case .accept:
                accept(position, state.reading)
                return
            case .never:
                return
            }
        }
    }

    private func canRead(_ state: State) -> Bool {
        Int(state.position) < syllables.count && syllables[Int(state.position)].gap <= state.allowedGap
    }

    private func goOn(_ state: inout State, at position: Int) {
        state.position = Int32(position)
        state.allowedGap = .light
        state.step += 1
    }
}
