import VietnameseText

// Hamlets, which no list holds.
extension FieldScan {
    func hamlet(_ found: TypeWords.Found, at position: Int) -> RawMention? {
        let word = found.word
        guard found.isSure else { return nil }
        var nameStart = found.end
        if isNumberWord(nameStart) { nameStart += 1 }
        guard nameStart < text.syllables.count else { return nil }
        func mention(_ end: Int) -> RawMention {
            RawMention(
                first: position, end: end, nameFirst: found.end, kind: .hamlet, type: word.shown,
                name: text.words(found.end..<end))
        }
        if text.syllables[nameStart].isNumber {
            // A court of an area and a plot of forest are no hamlets: TAND khu vực 3, tiểu khu 617.
            guard word.takesNumber, !isCounting(nameStart), !Self.offices.ends(in: text, before: position),
                text.syllables[nameStart].end - text.syllables[nameStart].start <= 2
            else { return nil }
            // 4A, 12B.
            let hasLetter =
                nameStart + 1 < text.syllables.count && text.isJoined(nameStart + 1)
                && text.syllables[nameStart + 1].end - text.syllables[nameStart + 1].start == 1
            let end = nameStart + (hasLetter ? 2 : 1)
            return end < text.syllables.count && text.isJoined(end) ? nil : mention(end)
        }
        guard word.takesName, !isOrdinary(nameStart) else { return nil }
        if isName(nameStart) {
            guard let end = nameEnd(from: nameStart), !isArea(word, nameStart..<end),
                // "trưởng thôn Nguyễn Văn An", "Thay mặt xóm: Bùi Thị Diện".
                text.syllables[found.end].gap < .clause && !isOffice(before: position) || !isPerson(nameStart..<end)
            else { return nil }
            return mention(end)
        }
        return smallLettered(word, from: nameStart, typeStart: position).map(mention)
    }

    /// "khu vực Di Linh", "khu Tân Bình": the country round a place that has a name of its own.
    func isArea(_ word: TypeWord, _ run: Range<Int>) -> Bool {
        guard word.shown == "khu" || word.shown == "khu vực" else { return false }
        return gazetteer.names.matches(in: text.folded, at: run.lowerBound).contains {
            let level = gazetteer.units[gazetteer.names.entries[$0.entry].unit].level
            return $0.end == run.upperBound && $0.wrong == 0 && (level.kind == .province || level == .formerDistrict)
        }
    }

    /// The end of a hamlet's name where capital letters say nothing: up to three syllables that end a clause.
    func smallLettered(_ word: TypeWord, from start: Int, typeStart: Int) -> Int? {
        let isNamed = ["thôn", "xóm", "ấp", "bản", "buôn", "khóm", "sóc"].contains(word.shown)
        guard text.isShouted(start) || (!hasCapitals && isNamed) else { return nil }
        let isLocated = text.isShouted(start) || Self.dwelling.ends(in: text, before: typeStart)
        var end = start
        while end < text.syllables.count, end - start < 3, end == start || text.syllables[end].gap <= .space {
            if end > start, startsMention(end) == true { break }
            if Self.commonWords.end(in: text, at: end) != nil { return nil }
            end += 1
        }
        let isClosed = end == text.syllables.count || text.syllables[end].gap >= .clause || startsMention(end) == true
        return isClosed && end > start && (isLocated || startsCommune(end)) ? end : nil
    }

    func startsCommune(_ position: Int) -> Bool {
        guard position < text.syllables.count else { return false }
        return TypeWords.found(in: text, at: position).contains {
            $0.isSure && $0.word.kind == .commune && !$0.word.isShort
        }
    }

    /// Words before a hamlet in small letters.
    private static let dwelling = WordList("ở,tại,dân,bà con,hộ,người,nhà,quê")

    /// Words that are in no hamlet's name, for texts in small letters.
    static let commonWords = WordList(
        "tôi,em,mình,chúng,ta,này,kia,đó,có,là,bị,không,ko,k,đã,đang,sẽ,và,với,cho,của,thì,mà,ra,vào,lên,ở,đi,nhà,làm,cũng,"
            + "ai,gì,nào,mấy,các,những,được,bà con,nhờ,xin,hỏi,ơi,ạ,a,nha,nhé,nhe,dùm,giùm,quá,lắm,rồi,dân,người,ad,phố,"
            + "vực,công nghiệp,trọ,mới,thì,lại,còn,đất,hoạch,chất,chức,án,thân,quyền,cách,sao,vệ,chính,tế,thể,thành,khí,bán,đồ,vẽ,hết"
    )

    /// Whether an office stands before, so that a person's name may follow: trưởng thôn Nguyễn Văn An.
    func isOffice(before position: Int) -> Bool { Self.offices.ends(in: text, before: position) }

    static let offices = WordList(
        "trưởng,phó,bí thư,cán bộ,công an,phó trưởng,tổ trưởng,chi hội trưởng,chủ tịch,tand,tòa án,án nhân dân,vksnd,kiểm sát,sát nhân dân,"
            + "kiểm lâm,chi cục,đội thuế,thuế,viện kiểm sát,bảo hiểm xã hội,bhxh,kho bạc,phòng thủ")
}
