/// Folds stretches of a text letter by letter, with room that is made when it is first needed.
///
/// The way of the words that are no form of a syllable: numbers with units, decomposed letters, other scripts.
struct LetterFolding: ~Copyable {
    /// Source bytes that are folded before syllables are made of them; what lies between fits into the first-level cache.
    private static let pieceLength = 4096

    private var room: Room?

    private struct Room {
        var length: Int
        var letters: UnsafeMutablePointer<UInt16>
        var boundaries: UnsafeMutablePointer<FoldKernel.Boundary>

        init(length: Int) {
            self.length = length
            let capacity = FoldKernel.capacity(for: length)
            letters = .allocate(capacity: capacity)
            letters.initialize(repeating: 0, count: capacity)
            boundaries = .allocate(capacity: capacity)
        }

        func free() {
            letters.deallocate()
            boundaries.deallocate()
        }
    }

    init() {}

    deinit { room?.free() }

    /// Folds a stretch that begins behind a separator.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - start: Where the stretch begins.
    ///   - end: Where it ends; behind it stands a separator or nothing.
    ///   - assembly: Gets the words.
    @inline(never)
    mutating func fold(
        _ source: UnsafeRawBufferPointer, from start: Int, to end: Int, into assembly: inout SyllableAssembly
    ) {
        let room = room(for: min(end - start, Self.pieceLength))
        var kernel = FoldKernel(letters: room.letters, boundaries: room.boundaries)
        var position = start
        var runStart = start
        while position < end {
            let goesOn = kernel.isInWord
            kernel.startOver(runStart: runStart)
            position = kernel.fold(source, from: position, to: min(position + Self.pieceLength, end))
            if position >= end { kernel.close(at: position) }
            runStart = kernel.lastRunStart
            assembly.add(kernel, source: source, goesOn: goesOn)
        }
    }

    private mutating func room(for length: Int) -> Room {
        if let room, room.length >= length { return room }
        room?.free()
        // Most words are short; a text that has longer ones makes room for them once or twice.
        let made = Room(length: length <= 64 ? 64 : Self.pieceLength)
        room = made
        return made
    }
}
