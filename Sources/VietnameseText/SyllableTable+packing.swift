extension SyllableKey {
    /// The letters packed first letter lowest, nil when there are more than eight (no syllable of Vietnamese has).
    var packed: UInt64? { isHash || bits == 0 ? nil : bits }
}

extension SyllableKey {
    /// Whether there is one letter only.
    var isSingleLetter: Bool { bits != 0 && bits <= 0xFF }
}
