import VietnameseText

/// Tells of each mention whether it is today's unit or a former one, the addressee's or the sender's.
struct MentionRoles {
    let text: TypedText

    /// Syllables of an address line that are looked through.
    private static let longestAddress = 60

    func applied(to mentions: [RawMention]) -> [RawMention] {
        let addresses = addressRanges()
        var mentions = mentions
        for index in mentions.indices {
            let from = index > 0 ? mentions[index - 1].end : 0
            let mention = mentions[index]
            mentions[index].role.isFormer = isFormer(mention, from: from)
            mentions[index].role.isCurrent = isCurrent(mention, from: from)
            mentions[index].role.isAddressee = addresses.contains { $0.contains(mention.first) }
            mentions[index].role.isSender = isSender(mention, from: from)
            mentions[index].role.isElsewhere = isElsewhere(mention)
        }
        // What is said of one part of an address holds for the rest of it.
        for index in mentions.indices.dropFirst() where follows(mentions[index - 1], mentions[index]) {
            if mentions[index - 1].role.isSender { mentions[index].role.isSender = true }
            if mentions[index - 1].role.isAddressee { mentions[index].role.isAddressee = true }
        }
        return mentions
    }

    /// Whether two mentions are parts of one address.
    func follows(_ first: RawMention, _ second: RawMention) -> Bool {
        var index = first.end
        guard second.first - first.end <= 5 else { return false }
        while index < second.first {
            guard text.syllables[index].gap < .sentence, let end = PlaceWords.connectors.end(in: text, at: index)
            else { return false }
            index = end
        }
        return text.syllables[second.first].gap < .sentence
    }

    private func isFormer(_ mention: RawMention, from: Int) -> Bool {
        if mention.end < text.syllables.count, text.syllables[mention.end].gap < .sentence,
            PlaceWords.formerBehind.end(in: text, at: mention.end) != nil,
            // "xã X, trước là huyện Y": what stands behind belongs to the next one.
            PlaceWords.formerBefore.end(in: text, at: mention.end) == nil
                || Self.onlyBehind.end(in: text, at: mention.end) != nil
        {
            return true
        }
        guard let start = PlaceWords.formerBefore.start(in: text, before: mention.first), start >= from else {
            return false
        }
        return text.syllables[mention.first].gap < .sentence
    }

    /// Behind these nothing else of the address follows.
    private static let onlyBehind = WordList("cũ,củ,cu,ngày trước,ngày xưa,theo tên cũ")

    /// Whether a bare name is only where somebody goes or comes from.
    private func isElsewhere(_ mention: RawMention) -> Bool {
        (mention.kind == .province || mention.kind == .commune) && !mention.isTyped && mention.rule != .address
            && !mention.role.isAddressee
            && !mention.role.isCurrent && PlaceWords.elsewhere.ends(in: text, before: mention.first)
    }

    private func isCurrent(_ mention: RawMention, from: Int) -> Bool {
        guard let start = PlaceWords.currentBefore.start(in: text, before: mention.first), start >= from else {
            return saysNow(mention, from: from)
        }
        if mention.first - start == 1, Self.towards.end(in: text, at: start) != nil {
            return saysNow(mention, from: from)
        }
        // Right behind another place no "năm" can stand: "tỉnh Hà Nam, nay là".
        return start == from || !PlaceWords.beforeNow.ends(in: text, before: start)
    }

    private static let towards = WordList("về,thuộc,vào")
    private static let now = WordList("nay")

    /// "nay nghe nói về Đồng Nai": nay up to five syllables before, behind another place.
    private func saysNow(_ mention: RawMention, from: Int) -> Bool {
        guard Self.towards.ends(in: text, before: mention.first) else { return false }
        var index = mention.first - 1
        while index >= from, mention.first - index <= 5, index >= 0 {
            if Self.now.end(in: text, at: index) != nil {
                return from > 0 && (index == from || !PlaceWords.beforeNow.ends(in: text, before: index))
            }
            if text.syllables[index].gap == .sentence { return false }
            index -= 1
        }
        return false
    }

    private func isSender(_ mention: RawMention, from: Int) -> Bool {
        var index = mention.first
        // "trú tại số 12 ngõ 5": a few words may stand between.
        while index > from, mention.first - index <= 8 {
            if PlaceWords.sender.ends(in: text, before: index) { return true }
            index -= 1
            if text.syllables[index].gap == .sentence, !text.startsLine(index) { return false }
        }
        return false
    }

    /// From "Kính gửi" to the end of the line or the sentence.
    private func addressRanges() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < text.syllables.count {
            guard let start = PlaceWords.addressing.end(in: text, at: index), isAddressing(index, start) else {
                index += 1
                continue
            }
            var end = start
            while end < text.syllables.count, end - start < Self.longestAddress {
                // A list of addressees goes on after its first line.
                if end - start > 2, text.startsLine(end) || text.syllables[end].gap == .sentence, !goesOnAsList(end) {
                    break
                }
                end += 1
            }
            ranges.append(start..<end)
            index = max(end, start)
        }
        return ranges
    }

    /// A single gửi is an address at the beginning of a line only.
    private func isAddressing(_ index: Int, _ end: Int) -> Bool {
        end - index > 1 || index == 0 || text.startsLine(index) || text.syllables[index].gap == .sentence
    }

    /// Whether a line of a list begins: "- UBND tỉnh"; or a semicolon stands between addressees.
    private func goesOnAsList(_ index: Int) -> Bool {
        let between = text.bytes[text.syllables[index - 1].end..<text.syllables[index].start]
        return between.contains(UInt8(ascii: "-")) || between.contains(UInt8(ascii: ";"))
            || (between.contains(UInt8(ascii: "+")) && between.contains(0x0A))
    }
}
