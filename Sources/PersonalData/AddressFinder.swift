import VietnameseText

/// Finds house addresses: a house number with its lane or street.
///
/// A ward or hamlet alone is no personal data.
struct AddressFinder {
    private let text: ScannedText
    private(set) var spans: [PersonalDataSpan] = []

    init(_ text: ScannedText) {
        self.text = text
        var index = 0
        while index < text.words.count {
            if let found = address(at: index) {
                spans.append(found.span)
                index = found.end
            } else {
                index += 1
            }
        }
    }

    private typealias Found = (span: PersonalDataSpan, end: Int)

    private func address(at index: Int) -> Found? {
        let word = text.words[index]
        if word.isNumber { return bareNumber(at: index) }
        let named = Self.houseWords.count(startingAt: index, in: text)
        if named > 0, let number = houseNumber(at: index + named) {
            let end = streetEnd(from: number)
            // "cống trước số nhà 45 …": a house all the same.
            guard !isPublicPlace(before: index, butLandmarks: true), end != nil || isHome(before: index) else {
                return nil
            }
            return make(.houseNumber, index, end ?? number, cue: index..<(index + named))
        }
        if Self.numberWord.count(startingAt: index, in: text) == 1 { return numbered(at: index) }
        if Self.laneWords.count(startingAt: index, in: text) == 1 { return lane(at: index) ?? houseInLane(at: index) }
        let flat = Self.flatWords.count(startingAt: index, in: text)
        if flat > 0 { return self.flat(at: index, words: flat) }
        return nil
    }

    private func make(_ rule: PersonalDataRule, _ first: Int, _ end: Int, cue: Range<Int>? = nil) -> Found {
        let span = PersonalDataSpan(
            kind: .address, start: text.words[first].start, end: text.words[end - 1].end, rule: rule,
            cue: cue.map { text.string($0) })
        return (span, end)
    }

    // MARK: - Forms

    /// "số 8 ngõ 91 đường Rạp Hát", "số 16/9 Lê Lợi"; a plain "số 214 Lê Duẩn" only where somebody lives.
    private func numbered(at index: Int) -> Found? {
        guard let number = houseNumber(at: index + 1), !isPublicPlace(before: index) else { return nil }
        guard let end = streetEnd(from: number) else { return nil }
        let isTelling = isLaneOrStreetWord(number) || hasSlash(index + 1, number)
        guard isTelling || isHome(before: index) else { return nil }
        return make(.houseNumber, index, end, cue: index..<(index + 1))
    }

    /// "12/4 Lê Lợi, phường …", "ở 45 Trần Phú": a slash and a place behind it, or a word of living before it.
    private func bareNumber(at index: Int) -> Found? {
        // "nha2 to6i" is «nhà tôi», typed by the VNI method.
        guard index == 0 || text.words[index - 1].end < text.words[index].start else { return nil }
        let isOfHouse = Self.house.count(endingAt: index - 1, in: text) > 0
        guard let number = houseNumber(at: index, isFirst: true), let end = streetEnd(from: number),
            !isPublicPlace(before: index, butLandmarks: isOfHouse),
            !isLaneOrStreetWord(index - 1), !isDate(at: index)
        else { return nil }
        let isHome = isHome(before: index)
        let isSlashed = hasSlash(index, number)
        let hasUnit = Self.unitWords.count(startingAt: end, in: text) > 0
        // "tổ 3 đường Hùng Vương" counts people or groups; a number with lane behind it counts a house.
        // Under a letter, behind the name: "35/7 đường Bờ Kè".
        let endsLine = index > 0 && (end == text.words.count || text.beginsLine(end))
        let isHouse =
            isLaneOrStreetWord(number)
            ? isHome || isSlashed && endsLine
                || (isSlashed || isUnderName(index)) && endsNamedLane(number, end)
            : isHome || isSlashed && hasUnit || isSlashed && hasStreetName(number)
        guard isHouse, text.words[index].gap > .space || index == 0 || !Self.countedUnits.isCounted(index, in: text)
        else { return nil }
        return make(.houseNumber, index, end)
    }

    /// "Phùng Quốc Khải, 27B hẻm Tháp Bà": behind a comma after somebody's name.
    private func isUnderName(_ index: Int) -> Bool {
        index > 1 && text.words[index].gap == .clause && text.words[index - 1].isCapitalized
            && text.words[index - 2].isCapitalized
    }

    /// "hẻm 45/6 Trần Phú", "ngõ 12/3": the house behind the slash.
    private func lane(at index: Int) -> Found? {
        guard let number = houseNumber(at: index + 1), hasSlash(index + 1, number), !isPublicPlace(before: index) else {
            return nil
        }
        return make(.laneNumber, index, streetEnd(from: number) ?? number, cue: index..<(index + 1))
    }

    /// "12/5 hẻm 40 Bình Nhâm, …": no day, since a named lane follows and the clause ends with it.
    private func endsNamedLane(_ number: Int, _ end: Int) -> Bool {
        Self.laneWords.count(startingAt: number, in: text) == 1 && !text.words[end - 1].isNumber
            && (end >= text.words.count || text.words[end].gap >= .clause || text.beginsLine(end))
    }

    /// "ngõ 12 số 5", "hẻm 45, nhà số 6": the house behind its lane.
    private func houseInLane(at index: Int) -> Found? {
        guard let lane = houseNumber(at: index + 1), !isPublicPlace(before: index), lane < text.words.count,
            text.words[lane].gap <= .clause, !text.beginsLine(lane)
        else { return nil }
        let words = max(
            Self.houseWords.count(startingAt: lane, in: text), Self.numberWord.count(startingAt: lane, in: text))
        guard words > 0, let number = houseNumber(at: lane + words) else { return nil }
        return make(.laneNumber, index, streetEnd(from: number) ?? number, cue: index..<(index + 1))
    }

    /// "nhà cấp 4 kiệt 3m": how wide the lane is, as adverts say, and no number of it.
    private func isWidth(_ first: Int, _ end: Int) -> Bool {
        if end - first > 1, text.string((end - 1)..<end) == "m" { return true }
        return end < text.words.count && text.words[end].gap <= .space
            && Self.widthWords.count(startingAt: end, in: text) == 1
    }

    /// "căn hộ 1205 chung cư Xuân Mai", "phòng 302 nhà B4 tập thể Kim Liên".
    private func flat(at index: Int, words: Int) -> Found? {
        guard let number = flatNumber(at: index + words), number < text.words.count else { return nil }
        let building = Self.buildingWords.count(startingAt: number, in: text)
        guard building > 0, text.words[number].gap <= .clause else { return nil }
        var end = number + building
        while end < text.words.count, end < number + building + 4, text.words[end].gap <= .light, !text.beginsLine(end),
            text.words[end].isCapitalized || text.words[end].isNumber
        {
            end += 1
        }
        // "phòng 304 nhà nghỉ" is no room of the building «nghỉ».
        guard end > number + building || Self.house.count(startingAt: number, in: text) != building else { return nil }
        return make(.flat, index, end, cue: index..<(index + words))
    }

    // MARK: - Parts

    /// The end of "12", "12A", "16/9/2", "12 bis", "B12".
    private func houseNumber(at index: Int, isFirst: Bool = false) -> Int? {
        guard index < text.words.count, isFirst || text.words[index].gap <= .clause && !text.beginsLine(index) else {
            return nil
        }
        var end = index
        if !text.words[end].isNumber {
            guard text.words[end].end - text.words[end].start == 1, end + 1 < text.words.count,
                text.words[end + 1].isNumber, text.words[end + 1].start == text.words[end].end
            else { return nil }
            end += 1
        }
        guard text.words[end].end - text.words[end].start <= 4 else { return nil }
        end += 1
        while end < text.words.count, end < index + 8 {
            let gap = text.between(before: end)
            let isSlashed = gap.elementsEqual([0x2F])
            let isGlued = gap.isEmpty && text.words[end].end - text.words[end].start == 1
            let isShort = text.words[end].end - text.words[end].start <= 4
            guard isSlashed && isShort && isNumberPart(end) || isGlued else { break }
            end += 1
        }
        return end
    }

    /// The end of a flat's number, which may have the building's in it: "1205", "A12-05", "B2.1205".
    private func flatNumber(at index: Int) -> Int? {
        guard var end = houseNumber(at: index) else { return nil }
        while end < text.words.count, end < index + 6, [[0x2D], [0x2E]].contains(Array(text.between(before: end))),
            text.words[end].end - text.words[end].start <= 4
        {
            end += 1
        }
        return end
    }

    private func isNumberPart(_ index: Int) -> Bool {
        text.words[index].isNumber || text.words[index].end - text.words[index].start <= 2
    }

    /// The end of the lanes and the street behind a house number: "ngõ 91 đường Rạp Hát", "Lê Lợi", "đường số 7".
    private func streetEnd(from start: Int) -> Int? {
        var end = start
        var lanes = 0
        while lanes < 4, end < text.words.count, text.words[end].gap <= .clause, !text.beginsLine(end),
            Self.laneWords.count(startingAt: end, in: text) == 1
        {
            // "số 7 ngõ Hàng Cót": a lane with a name.
            guard let number = houseNumber(at: end + 1) else {
                if let name = streetName(from: end + 1), name - end >= 2 { return name }
                break
            }
            if isWidth(end + 1, number) { break }
            end = number
            lanes += 1
        }
        guard end < text.words.count, text.words[end].gap <= .clause, !text.beginsLine(end) else {
            return end > start ? end : nil
        }
        let street = Self.streetWords.count(startingAt: end, in: text)
        if street > 0 {
            if let name = streetName(from: end + street) ?? lowercaseName(from: end + street) { return name }
            let number = end + street + Self.numberWord.count(startingAt: end + street, in: text)
            if let numbered = houseNumber(at: number) { return numbered }
        } else if end == start ? text.words[end].gap == .space : text.words[end].gap <= .clause,
            Self.unitWords.count(startingAt: end, in: text) == 0, let name = streetName(from: end), name - end >= 2
        {
            return name
        }
        return end > start ? end : nil
    }

    /// Capitalised words of a street's name, and "nối dài" or "kéo dài" behind them.
    private func streetName(from start: Int) -> Int? {
        var end = start
        while end < text.words.count, end < start + 5, text.words[end].gap <= .light, !text.beginsLine(end),
            text.words[end].isCapitalized, end == start || text.isJoined(end),
            !text.words[end].isUppercase || !isShouted(start - 1),
            Self.unitWords.count(startingAt: end, in: text) == 0
        {
            end += 1
        }
        guard end > start else { return nil }
        return end + Self.extensions.count(startingAt: end, in: text)
    }

    /// Two words in small letters behind "đường" or "phố", when the clause ends or a ward follows.
    private func lowercaseName(from start: Int) -> Int? {
        let end = start + 2
        guard end <= text.words.count, text.words[start..<end].allSatisfy({ !$0.isNumber && $0.gap == .space }),
            end == text.words.count || text.words[end].gap >= .clause || text.beginsLine(end)
                || Self.unitWords.count(startingAt: end, in: text) > 0
        else { return nil }
        return end
    }

    /// Whether a word is in capitals, so that those of the next word tell nothing.
    private func isShouted(_ index: Int) -> Bool {
        var index = index
        while index >= 0, text.words[index].isNumber { index -= 1 }
        return index >= 0 && text.words[index].isUppercase && text.words[index].end - text.words[index].start > 1
    }

    private func hasStreetName(_ index: Int) -> Bool {
        guard let end = streetName(from: index) else { return false }
        return end - index >= 2 && text.words[index].gap == .space && !text.words[index].isUppercase
    }

    private func hasSlash(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return text.bytes[text.words[start].start..<text.words[end - 1].end].contains(UInt8(ascii: "/"))
    }

    private func isLaneOrStreetWord(_ index: Int) -> Bool {
        Self.laneWords.count(startingAt: index, in: text) == 1
            || Self.streetWords.count(startingAt: index, in: text) > 0
    }

    /// Whether somebody lives at what follows: "trú tại", "địa chỉ", "nhà tôi ở".
    private func isHome(before index: Int) -> Bool {
        guard index > 0, text.words[index].gap <= .clause else { return false }
        return Self.homeWords.nearest(before: index, within: 2, in: text) != nil
    }

    /// Whether a shop, an office or a landmark stands before a number.
    ///
    /// - Parameters:
    ///   - index: The number, or the word before it.
    ///   - butLandmarks: Whether words that only say where something lies, such as "trước", do not count.
    /// - Returns: Whether the number is a public one.
    private func isPublicPlace(before index: Int, butLandmarks: Bool = false) -> Bool {
        Self.publicWords.nearest(before: index, within: 4, in: text) != nil
            || !butLandmarks && Self.landmarkWords.nearest(before: index, within: 4, in: text) != nil
    }

    /// "ngày 12/4 Lễ hội …": a date.
    private func isDate(at index: Int) -> Bool {
        guard index > 0, text.words[index].gap <= .clause else { return false }
        return Self.dateWords.count(endingAt: index - 1, in: text) > 0
    }

    // MARK: - Words

    private static let houseWords = PhraseList(
        "số nhà,nhà số,sn,snhà,nhà riêng số,số cũ,số nhà cũ,số nhà mới,nhà riêng,sô nhà")
    private static let numberWord = PhraseList("số")
    private static let widthWords = PhraseList("m,mét")
    private static let laneWords = PhraseList("ngõ,ngách,hẻm,kiệt,xẹt,xuyệt,hẽm,k")
    private static let streetWords = PhraseList(
        "đường,phố,đại lộ,quốc lộ,tỉnh lộ,ql,tl,hương lộ,đ,tổ,xóm,thôn,ấp,khóm,khu phố,kp,tổ dân phố,tdp,buôn")
    private static let flatWords = PhraseList("căn hộ số,căn hộ,căn số,phòng số,phòng,căn,p,ch,căn hộ chung cư số")
    private static let buildingWords = PhraseList(
        "chung cư,tòa,tòa nhà,block,tập thể,khu tập thể,nhà,ccc,cc,lô,khu chung cư,khu nhà ở,nhà ở xã hội,noxh,ký túc xá,ktx,ct"
    )
    private static let extensions = PhraseList("nối dài,kéo dài,cũ,mới")
    private static let unitWords = PhraseList(
        "phường,p,xã,quận,q,huyện,tp,thành phố,tỉnh,thị trấn,tt,khu phố,kp,tổ,thôn,ấp,khóm,thị xã,tx,tổ dân phố,tdp,x,h"
    )
    private static let homeWords = PhraseList(
        """
        ở,tại,trú,ngụ,địa chỉ,đc,đ/c,nhà,thường trú,tạm trú,trú tại,ngụ tại,nhà tôi,nhà em,cư trú,trú ở,sống ở,hộ khẩu,hktt,
        nơi ở,nhà ở,căn nhà,nhà mình
        """)
    private static let house = PhraseList("nhà")
    private static let landmarkWords = PhraseList("trước,đối diện,gần")
    private static let publicWords = PhraseList(
        """
        công trình,trụ sở,cơ sở,cửa hàng,shop,quán,tiệm,showroom,công ty,cty,văn phòng,vp,ubnd,bưu điện,
        chi nhánh,phòng khám,kho,nhà hàng,khách sạn,trạm,cột điện,trường,bệnh viện,chợ,ngân hàng,quyết định,công văn,thông tư,
        nghị định,biên bản,nhà thuốc,salon,spa,phòng giao dịch,siêu thị,hotel,điều,khoản,luật,văn bản,thửa,lô,tờ bản đồ,bản đồ
        """)
    private static let dateWords = PhraseList(
        "ngày,sáng,chiều,tối,đêm,hôm,trưa,từ,đến,mùng,mồng,tháng,đợt,lúc,khoảng,đạt,được,giải quyết,tỉ số,tỷ số")
    private static let countedUnits = PhraseList(
        "ngã,tổ,đội,khu,xóm,thôn,ấp,nhóm,lớp,lô,khóm,phường,quận,tầng,đợt,lần,năm,mã,km,thứ")
}

extension PhraseList {
    /// Whether the word before a number is one of these.
    fileprivate func isCounted(_ index: Int, in text: ScannedText) -> Bool { count(endingAt: index - 1, in: text) > 0 }
}
