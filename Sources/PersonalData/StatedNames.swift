public import VietnameseText

extension KnownPersons {
    /// Adds the names that stand in a text where its writer's name belongs, whatever their shape.
    ///
    /// «Họ tên: Ong Thế Vượng», «Tên tôi là Đất», the line below «Trân trọng», «J. Halloran <j@thu.example> wrote:».
    ///
    /// - Parameter text: The text, folded.
    public mutating func add(statedIn text: FoldedText) {
        guard !text.bytes.isEmpty else { return }
        for name in StatedNames(ScannedText(text)).names { add(displayName: name) }
    }
}

/// Names of a text by where they stand.
private struct StatedNames {
    private let text: ScannedText
    private(set) var names: [String] = []

    init(_ text: ScannedText) {
        self.text = text
        for index in text.words.indices where names.count < Self.mostNames {
            guard let range = field(at: index) ?? introduction(at: index) ?? closing(at: index) ?? author(before: index)
            else { continue }
            let name = text.string(range)
            if !names.contains(name) { names.append(name) }
        }
    }

    /// What follows a heading and a colon: as a form says it.
    private func field(at index: Int) -> Range<Int>? {
        guard index > 0, !text.beginsLine(index), text.between(before: index).contains(UInt8(ascii: ":")) else {
            return nil
        }
        let heading = Self.headings.count(endingAt: index - 1, in: text)
        let first = index - heading
        guard heading > 0, text.beginsLine(first) || text.words[first].gap >= .clause || text.words[first - 1].isNumber
        else { return nil }
        let end = end(from: index, onlyCapitals: !Self.isSure(heading))
        return end > index && !isCut(end) ? index..<end : nil
    }

    /// A heading of one word, such as «Từ:», may stand before anything.
    private static func isSure(_ words: Int) -> Bool { words > 1 }

    /// «Tên tôi là …», and a full name behind «tôi là».
    private func introduction(at index: Int) -> Range<Int>? {
        guard index > 1, !text.beginsLine(index), text.words[index].gap <= .clause, text.words[index].isCapitalized
        else {
            return nil
        }
        let isNaming = Self.namings.count(endingAt: index - 1, in: text) > 0
        guard isNaming || Self.beings.count(endingAt: index - 1, in: text) > 0 else { return nil }
        let end = end(from: index, onlyCapitals: true)
        if isNaming { return index..<end }
        // In a text in capitals, and of places, «tôi là» tells nothing.
        let isShouted = text.words[index - 1].isUppercase && text.words[index].isUppercase
        guard !isShouted, end - index >= 2, NameLexicon.places.count(startingAt: index, in: text) == 0 else {
            return nil
        }
        return index..<end
    }

    /// The line below a closing line, when it is nothing but a few capitalised words.
    private func closing(at index: Int) -> Range<Int>? {
        guard index > 0, text.beginsLine(index), text.words[index].isCapitalized else { return nil }
        let count = NameLexicon.closings.count(endingAt: index - 1, in: text)
        guard count > 0 else { return nil }
        let end = end(from: index, onlyCapitals: true)
        guard end > index, end - index <= 5, end == text.words.count || text.beginsLine(end) else { return nil }
        return index..<end
    }

    /// The words before an address in angle brackets, back to what cannot belong to a name.
    private func author(before index: Int) -> Range<Int>? {
        guard index > 0, !text.beginsLine(index), text.between(before: index).contains(UInt8(ascii: "<")),
            isAddress(index)
        else { return nil }
        var first = index
        while first > 0, index - first < Self.mostWords {
            let word = text.words[first - 1]
            guard !word.isNumber, word.isCapitalized || first == index || isHeaded(first - 1, to: index) else { break }
            if Self.dating.count(endingAt: first - 1, in: text) > 0 { break }
            first -= 1
            let gap = text.words[first].gap
            let isInitial = first > 0 && text.words[first - 1].end - text.words[first - 1].start == 1
            if text.beginsLine(first) || gap == .clause || gap == .sentence && !isInitial { break }
        }
        return first < index ? first..<index : nil
    }

    /// Whether the words back to the beginning of the line or to a colon are few, so that small letters make a name as well.
    private func isHeaded(_ index: Int, to end: Int) -> Bool {
        var first = index
        while first > 0, end - first < Self.mostWords, !text.beginsLine(first), text.words[first].gap < .clause {
            first -= 1
        }
        return text.beginsLine(first) || text.words[first].gap == .clause
    }

    private func isAddress(_ index: Int) -> Bool {
        var position = index + 1
        while position < text.words.count, position < index + 8 {
            let gap = text.between(before: position)
            if gap.contains(UInt8(ascii: "@")) { return true }
            if gap.contains(0x20) || gap.contains(0x0A) { return false }
            position += 1
        }
        return false
    }

    /// The end of the words of a line that may be one name.
    private func end(from start: Int, onlyCapitals: Bool) -> Int {
        var end = start
        while end < text.words.count, end - start < Self.mostWords, !text.words[end].isNumber,
            end == start || !text.beginsLine(end) && goesOn(end, canTurn: !onlyCapitals && end == start + 1),
            !onlyCapitals || text.words[end].isCapitalized
        {
            end += 1
        }
        return end
    }

    /// Whether a name goes on at a word; «Halloran, J.» turns it round.
    private func goesOn(_ index: Int, canTurn: Bool) -> Bool {
        let gap = text.between(before: index)
        guard !gap.contains(UInt8(ascii: "<")), !gap.contains(UInt8(ascii: "@")) else { return false }
        let before = text.words[index - 1]
        if gap.contains(UInt8(ascii: ".")) { return before.end - before.start == 1 }
        switch text.words[index].gap {
        case .space, .light: return true
        case .clause: return canTurn && gap.first == UInt8(ascii: ",")
        case .sentence: return false
        }
    }

    /// Whether the words went on without an end, as a sentence does.
    private func isCut(_ end: Int) -> Bool {
        end < text.words.count && !text.beginsLine(end) && !text.words[end].isNumber
            && text.words[end].gap <= .light && !text.between(before: end).contains(UInt8(ascii: "<"))
    }

    private static let mostNames = 50
    private static let mostWords = 6

    private static let headings = PhraseList(
        """
        họ tên,họ và tên,họ & tên,tên,name,full name,your name,from,từ,người gửi,người gởi,reply to,người viết,người làm đơn,
        người viết đơn,người đứng đơn,người phản ánh,người kiến nghị,người khiếu nại,người tố cáo,tên tôi,tên người gửi,sender,
        author,tác giả,người liên hệ,họ tên người gửi,tên công dân,người nộp,first name,last name,nick,biệt danh,tên thường gọi
        """)
    private static let namings = PhraseList(
        """
        tên tôi là,tôi tên là,tôi tên,tên tôi,tên em là,em tên là,em tên,tên cháu là,cháu tên là,cháu tên,mình tên là,mình tên,
        tui tên là,tui tên,con tên là,con tên,tên mình là,my name is,biệt danh là,họ tên là,họ và tên là
        """)
    private static let beings = PhraseList("tôi là,em là,cháu là,mình là,tui là,con là,i am,i'm,this is")
    private static let dating = PhraseList("lúc,vào,bởi,by,at,on,ngày,am,pm,gửi,viết,to,cc,đến,cho,và")
}
