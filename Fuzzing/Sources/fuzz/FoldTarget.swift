import VietnameseText

/// Any bytes fold into syllables that lie inside the text, in order, on whole characters; searching text folds to itself.
func checkFold(_ bytes: [UInt8]) {
    let folded = FoldedText(utf8: bytes)
    var spans = folded.syllables.map { ($0.start, $0.end) }
    // Planted: a combining tilde at the end of a word is cut in two.
    if hasPlantedBug,
        let last = spans.indices.last(where: { bytes[..<spans[$0].1].suffix(2).elementsEqual([0xCC, 0x83]) })
    {
        spans[last].1 -= 1
    }
    expect(folded.bytes == bytes, "the bytes are kept")
    let isText = isUTF8(bytes)
    var position = 0
    for (start, end) in spans {
        expect(start >= position, "syllable at \(start) begins before \(position)")
        expect(start < end && end <= bytes.count, "syllable \(start)..<\(end) lies outside \(bytes.count) bytes")
        if isText {
            expect(
                !splitsCharacter(bytes, start) && !splitsCharacter(bytes, end), "\(start)..<\(end) splits a character")
        }
        position = end
    }
    let counts = folded.accentCounts
    expect(counts.marked <= counts.words && counts.words <= folded.syllables.count, "accent counts \(counts)")
    let searched = foldedForSearch(String(decoding: bytes, as: UTF8.self))
    expect(foldedForSearch(searched) == searched, "text for searching folds to itself: \(searched.debugDescription)")
}
