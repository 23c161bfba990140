/// Makes syllables of words, nearly all of them by one look, and of the kernel's letters and boundaries.
struct SyllableAssembly {
    /// The syllables so far; the first `count` elements are initialised.
    private var storage: UnsafeMutablePointer<Syllable>
    private var capacity: Int
    private(set) var count = 0
    /// Where the last word ends in the source.
    private var lastEnd = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 8)
        storage = .allocate(capacity: self.capacity)
    }

    /// Gives the syllables and frees the storage.
    consuming func finish() -> [Syllable] {
        let storage = storage
        let count = count
        let syllables = [Syllable](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let target = buffer.baseAddress { target.moveInitialize(from: storage, count: count) }
            initialized = count
        }
        storage.deallocate()
        return syllables
    }

    /// Adds the words between some edges.
    ///
    /// - Parameters:
    ///   - edges: Where the words begin and end.
    ///   - text: The text.
    ///   - source: The same.
    ///   - folding: Folds the words that are no form of a syllable.
    mutating func add(
        _ edges: borrowing WordEdges, of text: PaddedText, source: UnsafeRawBufferPointer,
        _ folding: inout LetterFolding
    ) {
        let forms = SyllableForms.shared
        let places = edges.edges
        let words = edges.count / 2
        reserve(words)
        for word in 0..<words {
            let start = places[word &* 2]
            let end = places[word &* 2 &+ 1]
            let length = Int(truncatingIfNeeded: end &- start)
            if length <= SyllableForm.maximumLength {
                let bytes = text.pointer(at: Int(start), reading: 16)
                let first = TypedWord.first(bytes, length: length)
                if let form = forms.find(first, TypedWord.rest(bytes, length: length)) {
                    append(Syllable(form.pointee, start: start, end: end), source)
                    continue
                }
                if length <= SyllableKey.maximumLetters, let typed = TypedWord(ascii: first, length: length) {
                    append(typed.syllable(start: start, end: end), source)
                    continue
                }
            }
            folding.fold(source, from: Int(start), to: Int(end), into: &self)
            // The words that are left, whatever room that took.
            reserve(words &- word)
        }
    }

    /// Adds the words between the kernel's boundaries.
    ///
    /// - Parameters:
    ///   - kernel: What a piece of the source folded to.
    ///   - source: The whole source.
    ///   - goesOn: Whether the first run began in an earlier piece and is a word.
    mutating func add(_ kernel: FoldKernel, source: UnsafeRawBufferPointer, goesOn: Bool) {
        let runs = kernel.boundaryCount - 1
        guard runs > 0 else { return }
        reserve(runs)
        var run = 0
        if goesOn {
            let (start, end) = (kernel.boundaries[0] >> 32, kernel.boundaries[1] >> 32)
            append(Self.slowly(source, UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end)), source)
            run = 1
        }
        let letters = kernel.letters
        var lower = kernel.boundaries[run]
        while run < runs {
            run &+= 1
            let upper = kernel.boundaries[run]
            let first = Int(truncatingIfNeeded: lower & 0xFFFF_FFFF)
            let length = Int(truncatingIfNeeded: upper & 0xFFFF_FFFF) &- first
            let start = UInt32(truncatingIfNeeded: lower &>> 32)
            let end = UInt32(truncatingIfNeeded: upper &>> 32)
            lower = upper
            let lead = UInt8(truncatingIfNeeded: letters[first])
            // The first run of a piece is empty when the piece begins with another class.
            if lead == 0x20 || length == 0 { continue }
            guard length <= SyllableKey.maximumLetters else {
                append(Self.slowly(source, start, end), source)
                continue
            }
            // Up to eight letters lie at `first`; the buffer has eight elements more than letters.
            let eight = UnsafeRawPointer(letters + first).loadUnaligned(as: SIMD8<UInt16>.self)
            let mask = ~UInt64(0) &>> UInt64(truncatingIfNeeded: 64 &- length &* 8)
            let plain = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: eight), to: UInt64.self) & mask
            let marks = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: eight &>> 8), to: UInt64.self) & mask
            var tones = marks & 0xF8F8_F8F8_F8F8_F8F8
            tones |= tones &>> 32
            tones |= tones &>> 16
            tones = ((tones | tones &>> 8) & 0xFF) &>> UInt64(FoldedLetter.toneShift)
            // Other scripts, stretched letters, two tones.
            let unusual =
                plain & 0x8080_8080_8080_8080 | Self.triples(plain, mask: mask) | tones & (tones &- 1)
            if unusual != 0
                || (kernel.hasCombiningMarks
                    && (lead < 0x3A || !Self.areVietnamese(plain, marks: marks, count: length)))
            {
                append(Self.slowly(source, start, end), source)
                continue
            }
            let keys = PackedWord(plain: plain, codes: marks, count: length).keys
            let upperBits = UInt64(FoldedLetter.upperBit) &* 0x0101_0101_0101_0101
            append(
                Syllable(
                    plain: keys.plain, shaped: keys.shaped, start: start, end: end, tone: Self.tone(tones), gap: .space,
                    isNumber: lead < 0x3A, isCapitalized: marks & UInt64(FoldedLetter.upperBit) != 0,
                    isUppercase: marks & upperBits == upperBits & mask), source)
        }
    }

    /// Adds a word, for which `reserve` has made room, with the gap before it.
    @inline(__always)
    private mutating func append(_ word: Syllable, _ source: UnsafeRawBufferPointer) {
        (storage + count).initialize(to: word)
        let width = word.start &- lastEnd
        if width > 1 || (width == 1 && source[lastEnd] != 0x20) || count == 0 {
            storage[count].gap =
                count == 0
                ? .sentence : GapReading.gap(source, from: lastEnd, to: word.start, after: storage[count &- 1])
        }
        lastEnd = word.end
        count &+= 1
    }

    /// The word by the way that knows everything.
    @inline(never)
    private static func slowly(_ source: UnsafeRawBufferPointer, _ start: UInt32, _ end: UInt32) -> Syllable {
        let word = WordFolding(source, from: Int(start), to: Int(end))
        return Syllable(
            plain: word.plain, shaped: word.shaped, start: start, end: end, tone: word.tone, gap: .space,
            isNumber: word.isNumber, isCapitalized: word.isCapitalized, isUppercase: word.isUppercase)
    }

    /// Not 0 when a letter stands three times in a row: only stretched words have that.
    @inline(__always)
    static func triples(_ plain: UInt64, mask: UInt64) -> UInt64 {
        // A byte of `pairs` is 0x80 where a letter equals the next one; the letters end with a zero that equals no letter.
        let difference = plain ^ (plain &>> 8)
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let pairs = ~(((difference & low) &+ low) | difference | low) & (mask &>> 8)
        return pairs & (pairs &>> 8)
    }

    /// Whether Vietnamese has all these letters.
    @inline(never)
    private static func areVietnamese(_ plain: UInt64, marks: UInt64, count: Int) -> Bool {
        for index in 0..<count {
            let code = UInt8(truncatingIfNeeded: marks >> UInt64(index * 8)) & FoldedLetter.shapeBits
            guard let shape = ShapeMark(rawValue: code) else { continue }
            guard shape.fits(UInt8(truncatingIfNeeded: plain >> UInt64(index * 8))) else { return false }
        }
        return true
    }

    /// The tone of a single tone bit, or the level tone: 0, 1, 2, 4, 8, 16 become 0 to 5.
    @inline(__always)
    private static func tone(_ bit: UInt64) -> Tone {
        // Four bits for each of the bits 0 to 8; 16 shifts by 64, which is 0 places, and comes from the sum.
        let number = (0x4_0003_0210 as UInt64 &>> (bit &* 4)) & 0xF &+ (bit &>> 4) &* 5
        // At most one bit is set, so the number is one of `Tone`'s.
        return unsafeBitCast(UInt8(truncatingIfNeeded: number), to: Tone.self)
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(capacity * 2, count + more)
        let grown = UnsafeMutablePointer<Syllable>.allocate(capacity: larger)
        grown.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = grown
        capacity = larger
    }
}
