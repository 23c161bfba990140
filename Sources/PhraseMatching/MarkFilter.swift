import VietnameseText

/// Says of most words with the right plain letters, by one comparison for up to four of them, that their marks are others.
///
/// A syllable has a lane of 16 bits: 0 when it is bare, else a hash of its shapes and its tone, hỏi and ngã alike, with the
/// lowest bit set. Where a text's lane is set and the phrase's lane is another, `PatternWord.fit` would say no; everything
/// else it must be asked about.
enum MarkFilter {
    /// Syllables that are compared at once.
    static let width = 4

    /// The lane of a text's syllable.
    @inline(__always) static func lane(_ syllable: Syllable) -> UInt16 {
        syllable.isBare ? 0 : lane(plain: syllable.plain, shaped: syllable.shaped, tone: syllable.tone)
    }

    /// The lane of letters with some mark.
    @inline(__always) static func lane(plain: SyllableKey, shaped: SyllableKey, tone: Tone) -> UInt16 {
        let coarse = UInt64(tone == .broken ? Tone.dipping.rawValue : tone.rawValue)
        let mixed = shaped.mixed &- plain.mixed &+ coarse &* 0xD6E8_FEB8_6659_FD93
        return UInt16(truncatingIfNeeded: mixed &>> 48) | 1
    }

    /// The lanes of a phrase's words.
    static func lanes(_ words: ArraySlice<PatternWord>) -> UInt64 {
        words.prefix(width).enumerated().reduce(0) { $0 | UInt64($1.element.lane) << UInt64($1.offset * 16) }
    }

    /// Which bits of a text's lanes count: those of syllables with marks.
    @inline(__always) static func mask(_ lanes: UInt64) -> UInt64 { (lanes & 0x0001_0001_0001_0001) &* 0xFFFF }

    /// Which bits belong to the first syllables.
    @inline(__always) static func mask(length: Int) -> UInt64 {
        length >= width ? ~0 : (1 &<< UInt64(truncatingIfNeeded: length &* 16)) &- 1
    }
}
