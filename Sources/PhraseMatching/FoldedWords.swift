import VietnameseText

/// The words of phrases, folded; each is folded when it is first met.
///
/// A rule set writes some thousand different words, many of them hundreds of times.
final class FoldedWords {
    /// Up to 15 bytes, and how many they are; longer words are rare.
    private struct Word: Hashable {
        var first: UInt64 = 0
        var second: UInt64 = 0

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count < 16 else { return nil }
            for (index, byte) in bytes.enumerated() {
                if index < 8 { first |= UInt64(byte) << UInt64(index * 8) }
                if index >= 8 { second |= UInt64(byte) << UInt64((index - 8) * 8) }
            }
            second |= UInt64(bytes.count) << 56
        }
    }

    /// How texts are read.
    let repair: (any TokenRepairing)?
    private var known: [Word: [Syllable]] = [:]

    init(repair: (any TokenRepairing)?) { self.repair = repair }

    /// The syllables of a word that stands alone.
    func syllables(of bytes: ArraySlice<UInt8>) -> [Syllable] {
        guard let word = Word(bytes) else { return folded(bytes) }
        if let syllables = known[word] { return syllables }
        let syllables = folded(bytes)
        known[word] = syllables
        return syllables
    }

    private func folded(_ bytes: ArraySlice<UInt8>) -> [Syllable] {
        FoldedText(utf8: Array(bytes), repair: repair).syllables
    }
}
