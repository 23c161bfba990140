import VietnameseText

/// Reads one field from the left to the right and notes what may be a place.
struct FieldScan {
    let text: TypedText
    let gazetteer: Gazetteer
    var mentions: [RawMention] = []
    /// Where the names of streets and the like end: a unit may follow behind a comma.
    private(set) var streetEnds: Set<Int> = []

    /// More mentions of one field are not noted; no letter names so many places.
    static let maximumMentions = 4096

    var hasCapitals: Bool { text.hasCapitals }

    /// Reads a field.
    init(_ text: TypedText, gazetteer: Gazetteer) {
        self.text = text
        self.gazetteer = gazetteer
        var position = 0
        while position < text.syllables.count, mentions.count < Self.maximumMentions {
            position = step(at: position)
        }
    }

    /// Reads what stands at a syllable and returns where to go on.
    mutating func step(at position: Int) -> Int {
        if let nameStart = PlaceWords.park.end(in: text, at: position) {
            return park(from: position, nameStart: nameStart)
        }
        // "Sóc Trăng", "Buôn Ma Thuột" begin with a word for a hamlet.
        if let mention = wholeName(at: position) {
            mentions.append(mention)
            return mention.end
        }
        for found in TypeWords.found(in: text, at: position) {
            if let mention = typed(found, at: position) {
                mentions.append(mention)
                return mention.end
            }
        }
        if let nameStart = PlaceWords.noUnit.end(in: text, at: position),
            isName(nameStart) || !hasCapitals || text.isShouted(position)
        {
            // "Hồ Chí Minh", "Sông Bé", "Cầu Giấy" begin with a word for something else.
            if isName(position), let mention = bare(at: position), mention.end > nameStart,
                mention.kind == .province || text.syllables[position].gap < .sentence
                    || isFollowedByHolder(mention.units, end: mention.end)
            {
                mentions.append(mention)
                return mention.end
            }
            let end = afterForeignName(from: position, nameStart: nameStart)
            if end > nameStart { streetEnds.insert(end) }
            return end
        }
        guard let mention = bare(at: position) else { return position + 1 }
        mentions.append(mention)
        return mention.end
    }

    /// A province or district whose name begins with what is a type word elsewhere.
    func wholeName(at position: Int) -> RawMention? {
        guard isName(position), let found = TypeWords.found(in: text, at: position).first, found.word.kind == .hamlet
        else { return nil }
        guard let mention = bare(at: position), mention.end > found.end, mention.wrong == 0 else { return nil }
        let isLarge = mention.units.contains {
            gazetteer.units[$0].level != .commune && gazetteer.units[$0].level != .formerCommune
        }
        return isLarge ? mention : nil
    }

    // MARK: Capital letters

    /// Whether a syllable is written as names are.
    func isName(_ index: Int) -> Bool {
        index < text.syllables.count && text.syllables[index].isCapitalized && !text.isShouted(index)
    }

    /// Whether all syllables of a run are written as names are, or capital letters say nothing here.
    func isWrittenAsName(_ run: Range<Int>) -> Bool {
        if !hasCapitals { return true }
        return run.allSatisfy { index in
            let syllable = text.syllables[index]
            return syllable.isCapitalized || syllable.isNumber || text.isJoined(index)
        }
    }

    func isCapitalized(_ run: Range<Int>) -> Bool { hasCapitals && isWrittenAsName(run) }
}
