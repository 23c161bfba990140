public import VietnameseText

/// Finds places by their type words: "xã Cao Dương", "thôn Đồng Lau", "tỉnh Bắc Ninh".
///
/// Only names written with capital letters or numbers are found, and provinces also without type word. Whether such a
/// unit exists is not checked here.
public enum PlaceFinder {
    /// The mentions in a message, subject first, in the order of the text.
    public static func mentions(subject: FoldedText?, body: FoldedText) -> [PlaceMention] {
        (subject.map { find(in: $0, inSubject: true) } ?? []) + find(in: body, inSubject: false)
    }

    /// The place that the mentions speak of: the first of each level.
    public static func place(of mentions: [PlaceMention]) -> PlaceText {
        func first(_ kind: PlaceKind) -> String? {
            (mentions.first { $0.kind == kind && !$0.inSubject } ?? mentions.first { $0.kind == kind })?.name
        }
        return PlaceText(
            province: first(.province), commune: first(.commune), hamlet: first(.hamlet),
            oldDistrict: first(.oldDistrict))
    }

    private static func find(in text: FoldedText, inSubject: Bool) -> [PlaceMention] {
        let firstWords = PlaceLexicon.firstWords
        var mentions: [PlaceMention] = []
        var position = 0
        while position < text.syllables.count {
            guard firstWords.contains(text.syllables[position].plain),
                let found = mention(in: text, at: position, inSubject: inSubject)
            else {
                position += 1
                continue
            }
            mentions.append(found.mention)
            position = found.end
        }
        return mentions
    }

    private static func mention(
        in text: FoldedText, at position: Int, inSubject: Bool
    ) -> (mention: PlaceMention, end: Int)? {
        if let typed = PlaceLexicon.typeWord(text, at: position) {
            let nameStart = position + typed.syllables.count
            if typed.isCity || typed.kind == .province, let province = PlaceLexicon.province(text, at: nameStart) {
                return (make(text, position..<province.end, .province, province.name, inSubject), province.end)
            }
            guard typed.kind != .province,
                let end = nameEnd(in: text, from: nameStart, acceptsNumber: typed.acceptsNumber)
            else { return nil }
            let name = typed.name + " " + words(of: text, nameStart..<end)
            return (make(text, position..<end, typed.kind, name, inSubject), end)
        }
        // A province stands without its type word too, unless the words around it make it a person's name.
        guard let province = PlaceLexicon.province(text, at: position),
            province.end == text.syllables.count || !text.syllables[province.end].isCapitalized
                || text.syllables[province.end].gap > .space,
            position == 0 || !text.syllables[position - 1].isCapitalized || text.syllables[position].gap > .light
        else { return nil }
        return (make(text, position..<province.end, .province, province.name, inSubject), province.end)
    }

    private static func make(
        _ text: FoldedText, _ syllables: Range<Int>, _ kind: PlaceKind, _ name: String, _ inSubject: Bool
    ) -> PlaceMention {
        let start = text.syllables[syllables.lowerBound].start
        let end = text.syllables[syllables.upperBound - 1].end
        return PlaceMention(
            inSubject: inSubject, text: text.text(from: start, to: end), start: start, end: end, kind: kind, name: name)
    }

    /// The end of the name that starts here: up to four capitalised syllables, or one number where the unit may have one.
    private static func nameEnd(in text: FoldedText, from start: Int, acceptsNumber: Bool) -> Int? {
        let syllables = text.syllables
        guard start < syllables.count, syllables[start].gap <= .light else { return nil }
        // "XÃ HỘI" of the national motto, "Phường Đội", "Xã Đoàn": the type word belongs to an ordinary word.
        if PlaceLexicon.notNames.contains(syllables[start].plain),
            start + 1 >= syllables.count || !syllables[start + 1].isCapitalized || syllables[start].isUppercase
        {
            return nil
        }
        if syllables[start].isNumber { return acceptsNumber ? start + 1 : nil }
        var end = start
        while end < syllables.count, end - start < 4, syllables[end].isCapitalized || isJoinedLetter(text, end),
            end == start || isInsideName(text, end)
        {
            end += 1
        }
        return end > start ? end : nil
    }

    private static func isJoinedLetter(_ text: FoldedText, _ index: Int) -> Bool {
        index > 0 && text.syllables[index].start == text.syllables[index - 1].end
    }

    /// Parts of a name stand one space, hyphen or apostrophe apart, on one line.
    private static func isInsideName(_ text: FoldedText, _ index: Int) -> Bool {
        let before = text.syllables[index - 1].end
        let between = text.bytes[before..<text.syllables[index].start]
        return between.count <= 3 && !between.contains(0x0A) && text.syllables[index].gap <= .light
            && !between.contains(UInt8(ascii: "."))
    }

    private static func words(of text: FoldedText, _ syllables: Range<Int>) -> String {
        text.text(from: text.syllables[syllables.lowerBound].start, to: text.syllables[syllables.upperBound - 1].end)
    }
}
