/// Makes syllables of the kernel's letters and boundaries.
struct SyllableAssembly {
    /// The syllables so far; the first `count` elements are initialised.
    private var storage: UnsafeMutablePointer<Syllable>
    private var capacity: Int
    private(set) var count = 0

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
        let boundaries = kernel.boundaries
        let letters = UnsafeRawPointer(kernel.letters)
        var count = count
        var lower = boundaries[0]
        for run in 1...runs {
            let upper = boundaries[run]
            defer { lower = upper }
            let first = Int(truncatingIfNeeded: lower & 0xFFFF_FFFF)
            let length = Int(truncatingIfNeeded: upper & 0xFFFF_FFFF) &- first
            let isOpen = goesOn && run == 1
            // Up to eight letters lie at `first`; the buffer has eight elements more than letters.
            let eight = letters.loadUnaligned(fromByteOffset: first &* 2, as: SIMD8<UInt16>.self)
            let lead = UInt8(truncatingIfNeeded: eight[0])
            if lead == 0x20 || length == 0, !isOpen { continue }
            let start = UInt32(truncatingIfNeeded: lower &>> 32)
            let end = UInt32(truncatingIfNeeded: upper &>> 32)
            var syllable: Syllable
            if isOpen || length > SyllableKey.maximumLetters {
                syllable = Self.slowly(source, start, end)
            } else {
                let mask = ~UInt64(0) &>> UInt64(truncatingIfNeeded: 64 &- length &* 8)
                let plain = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: eight), to: UInt64.self) & mask
                let marks = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: eight &>> 8), to: UInt64.self) & mask
                var tones = marks & 0xF8F8_F8F8_F8F8_F8F8
                tones |= tones &>> 32
                tones |= tones &>> 16
                tones |= tones &>> 8
                let toneBits = UInt8(truncatingIfNeeded: tones) &>> FoldedLetter.toneShift
                let isUnusual =
                    plain & 0x8080_8080_8080_8080 != 0 || Self.hasTriple(plain, mask: mask)
                    || toneBits & (toneBits &- 1) != 0
                    || (kernel.hasCombiningMarks
                        && (lead < 0x3A || !Self.areVietnamese(plain, marks: marks, count: length)))
                if isUnusual {
                    syllable = Self.slowly(source, start, end)
                } else {
                    let keys = PackedWord(plain: plain, codes: marks, count: length).keys
                    let upper = UInt64(FoldedLetter.upperBit) &* 0x0101_0101_0101_0101
                    syllable = Syllable(
                        plain: keys.plain, shaped: keys.shaped, start: start, end: end, tone: Self.tone(toneBits),
                        gap: .space, isNumber: lead < 0x3A, isCapitalized: marks & UInt64(FoldedLetter.upperBit) != 0,
                        isUppercase: marks & upper == upper & mask)
                }
            }
            if count == 0 {
                syllable.gap = .sentence
            } else {
                let before = storage[count &- 1]
                let width = syllable.start &- before.end
                if width > 1 || (width == 1 && source[before.end] != 0x20) {
                    syllable.gap = GapReading.gap(source, from: before.end, to: syllable.start, after: before)
                }
            }
            (storage + count).initialize(to: syllable)
            count &+= 1
        }
        self.count = count
    }

    /// The word by the way that knows everything.
    @inline(never)
    private static func slowly(_ source: UnsafeRawBufferPointer, _ start: UInt32, _ end: UInt32) -> Syllable {
        let word = WordFolding(source, from: Int(start), to: Int(end))
        return Syllable(
            plain: word.plain, shaped: word.shaped, start: start, end: end, tone: word.tone, gap: .space,
            isNumber: word.isNumber, isCapitalized: word.isCapitalized, isUppercase: word.isUppercase)
    }

    /// Whether a letter stands three times in a row: only stretched words have that.
    @inline(__always)
    private static func hasTriple(_ plain: UInt64, mask: UInt64) -> Bool {
        // A byte of `pairs` is 0x80 where a letter equals the next one; the letters end with a zero that equals no letter.
        let difference = plain ^ (plain &>> 8)
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let pairs = ~(((difference & low) &+ low) | difference | low) & (mask &>> 8)
        return pairs & (pairs &>> 8) != 0
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

    /// The tone of one tone bit, or the level tone.
    @inline(__always)
    private static func tone(_ bits: UInt8) -> Tone {
        Tone(rawValue: UInt8(truncatingIfNeeded: 8 &- bits.leadingZeroBitCount)) ?? .level
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
