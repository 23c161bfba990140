import VietnameseText

/// Runs compiled phrases over one text, trying alternatives in turn.
///
/// After some steps it remembers where it has been, so that ways that meet are followed once; a text can still be written so
/// that a phrase goes very many ways, and past ``maximumSteps`` it is given up at that syllable.
struct PhraseMachine {
    /// Steps of one run.
    static let maximumSteps = 6000
    /// Runs shorter than this remember nothing, for remembering costs more than most of them.
    private static let stepsBeforeMemory = 1000

    private struct State {
        var step: Int32
        var position: Int32
        var reading: Reading
        var allowedGap: Gap
    }

    private let tables: UnsafePointer<PhraseTables.Flat>
    private let syllables: UnsafeBufferPointer<Syllable>
    /// Word number of each syllable.
    private let numbers: UnsafePointer<UInt32>
    private let tokens: TokenSpans
    private var taken = 0
    private var seen = SeenStates()
    private var origin = State(step: 0, position: 0, reading: Reading(), allowedGap: .sentence)
    private var collectsAll = false

    /// The longest match of the last run and of those the closest; end 0 for none.
    private(set) var best: (end: Int32, exactness: Exactness) = (0, .bare)
    /// All ways through of the last run, when asked for.
    private(set) var ways: [(end: Int32, reading: Reading)] = []

    /// Makes a machine for one text.
    ///
    /// - Parameters:
    ///   - tables: The programs.
    ///   - syllables: The text.
    ///   - numbers: Word number of each syllable.
    ///   - tokens: The text's tokens.
    init(
        _ tables: UnsafePointer<PhraseTables.Flat>, syllables: UnsafeBufferPointer<Syllable>,
        numbers: UnsafePointer<UInt32>,
        tokens: TokenSpans
    ) {
        self.tables = tables
        self.syllables = syllables
        self.numbers = numbers
        self.tokens = tokens
    }

    /// Follows a phrase from a syllable on.
    ///
    /// - Parameters:
    ///   - step: First step of the phrase.
    ///   - position: The syllable.
    ///   - lists: Where the lists that it uses stand.
    ///   - collectsAll: Whether to keep all ways in ``ways``, matches or not, instead of the best match.
    mutating func run(_ step: Int32, at position: Int32, lists: borrowing ListHits, collectsAll: Bool) {
        taken = 0
        best = (0, .bare)
        self.collectsAll = collectsAll
        ways.removeAll(keepingCapacity: true)
        seen.startOver()
        // It does not matter what parts the first word from what stands before: any gap will do.
        origin = State(step: step, position: position, reading: Reading(), allowedGap: .sentence)
        follow(origin, lists)
    }

    private mutating func follow(_ initial: State, _ lists: borrowing ListHits) {
        var state = initial
        if taken > Self.stepsBeforeMemory {
            let isNew = seen.insert(
                step: state.step - origin.step, position: state.position - origin.position,
                flags: UInt64(state.reading.code) << 2 | UInt64(state.allowedGap.rawValue))
            guard isNew else { return }
        }
        while taken < Self.maximumSteps {
            taken &+= 1
            switch tables.pointee.steps[Int(state.step)] {
            case .word(let index):
                guard read(Int(index), &state) else { return }
            case .token(let named):
                guard canRead(state), let end = tokens.end(of: named, at: Int(state.position)) else { return }
                state.reading.addToken()
                goOn(&state, at: Int32(end))
            case .list(let list):
                guard canRead(state) else { return }
                for place in lists.places(of: list, at: Int(state.position)) {
                    let entry = lists.entry(place)
                    var later = state
                    later.reading.add(entry.reading)
                    goOn(&later, at: entry.end)
                    follow(later, lists)
                }
                return
            case .gap(let length, let across):
                skip(upTo: length, across, state, lists)
                return
            case .split(let first, let count):
                // Most alternatives are words that do not stand here: no need to go there to see it.
                let here = word(at: Int(state.position))
                for target in Int(first)..<Int(first &+ count) {
                    let wanted = tables.pointee.targetWords[target]
                    if wanted != here, wanted != 0 { continue }
                    var branch = state
                    branch.step = tables.pointee.targets[target]
                    follow(branch, lists)
                }
                return
            case .jump(let target): state.step = target
            case .accept:
                accept(state)
                return
            case .never: return
            }
        }
    }

    private mutating func skip(upTo length: Int32, _ across: Gap, _ state: State, _ lists: borrowing ListHits) {
        var later = state
        later.allowedGap = across
        later.step += 1
        for _ in 0...length {
            if case .word(let index) = tables.pointee.steps[Int(later.step)], !stands(Int(index), later) {
                taken &+= 1
            } else {
                follow(later, lists)
            }
            guard Int(later.position) < syllables.count, syllables[Int(later.position)].gap <= across
            else { return }
            later.position += 1
        }
    }

    /// Number of the word at a place, 0 when it stands in no phrase or the text has ended.
    @inline(__always)
    private func word(at position: Int) -> UInt32 {
        position < syllables.count ? numbers[position] : 0
    }

    /// Whether a syllable with a word's plain letters is what comes next.
    @inline(__always)
    private func stands(_ index: Int, _ state: State) -> Bool {
        let position = Int(state.position)
        return position < syllables.count
            && numbers[position] == tables.pointee.stepWords[index].number
    }

    @inline(__always)
    private func read(_ index: Int, _ state: inout State) -> Bool {
        guard stands(index, state), canRead(state),
            let fit = tables.pointee.stepWords[index].fit(syllables[Int(state.position)])
        else { return false }
        state.reading.add(fit, of: tables.pointee.stepWords[index])
        goOn(&state, at: state.position &+ 1)
        return true
    }

    @inline(__always)
    private func canRead(_ state: State) -> Bool {
        Int(state.position) < syllables.count
            && syllables[Int(state.position)].gap <= state.allowedGap
    }

    @inline(__always)
    private func goOn(_ state: inout State, at position: Int32) {
        state.position = position
        state.allowedGap = .light
        state.step &+= 1
    }

    private mutating func accept(_ state: State) {
        if collectsAll {
            if state.reading.words > 0 { ways.append((state.position, state.reading)) }
        } else if state.reading.isMatch, best < (state.position, state.reading.exactness) {
            best = (state.position, state.reading.exactness)
        }
    }
}
