extension SyllableKey {
    /// The letters packed first letter lowest, nil when there are more than eight (no syllable of Vietnamese has).
    var packed: UInt64? { high == 0 && low != 0 ? low : nil }
}

extension SyllableKey {
    /// Whether there is one letter only.
    var isSingleLetter: Bool { high == 0 && low != 0 && low <= 0xFF }
}
