import VietnameseText

/// Finds number plates of vehicles: 29A-123.45, 51F 678.90, 37-B1 12345, 98H1-234.56.
///
/// > Source: Thông tư 79/2024/TT-BCA, Phụ lục II: two digits for the place, one or two letters, a digit for motor-bikes,
/// > five digits, four on old plates.
struct PlateFinder {
    private let text: ScannedText
    private(set) var spans: [PersonalDataSpan] = []

    init(_ text: ScannedText, groups: [DigitGroup]) {
        self.text = text
        var last = 0
        for group in groups where group.count >= 2 && group.start >= last {
            // A look-alike letter may be glued to the place code ("51O"); only its two digits count here.
            guard let found = plate(at: group) else { continue }
            spans.append(found)
            last = found.end
        }
    }

    private func plate(at group: DigitGroup) -> PersonalDataSpan? {
        guard !group.touchesLetterBefore, let first = digit(group.start), let second = digit(group.start + 1),
            digit(group.start + 2) == nil, first * 10 + second >= 11
        else { return nil }
        var position = group.start + 2
        let hasSeparatorBeforeLetters = skipSeparator(&position)
        var letters: [UInt8] = []
        while letters.count < 2, let letter = letter(position) {
            letters.append(text.bytes[position])
            position += letter
        }
        guard !letters.isEmpty, letter(position) == nil else { return nil }
        let afterLetters = position
        // The digit of a motor-bike's series belongs to the letters when a separator follows it.
        var separator = false
        if digit(position) != nil, isSeparator(position + 1) {
            position += 1
            separator = skipSeparators(&position)
        } else {
            separator = skipSeparators(&position)
        }
        var tail = digits(&position)
        if tail == nil {
            // "29B112345": series digit and number in one.
            position = afterLetters + 1
            guard digit(afterLetters) != nil else { return nil }
            tail = digits(&position)
            separator = false
        }
        guard let tail else { return nil }
        return judge(
            start: group.start, end: position,
            form: Form(
                hasSeparator: separator, hasEarlySeparator: hasSeparatorBeforeLetters, tail: tail,
                isLowercase: letters.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") },
                hyphen: text.bytes[group.start..<position].contains(UInt8(ascii: "-"))))
    }

    private struct Form {
        var hasSeparator: Bool
        var hasEarlySeparator: Bool
        var tail: Tail
        var isLowercase: Bool
        var hyphen: Bool
    }

    private enum Tail { case parted, five, four }

    /// Decides whether a shape is a plate by itself or only after a word such as "xe".
    private func judge(start: Int, end: Int, form: Form) -> PersonalDataSpan? {
        let word = text.firstWord(from: start)
        let cue = Self.cues.nearest(before: word, within: 6, in: text)
        let after = text.firstWord(from: end)
        let isAmount =
            after < text.words.count && text.words[after].gap <= .light
            && AmountUnit.phrases.count(startingAt: after, in: text) > 0
        if let cue {
            return PersonalDataSpan(
                kind: .plate, start: start, end: end, rule: .plateAfterCue, cue: text.string(cue))
        }
        let isClear: Bool
        switch form.tail {
        case .parted: isClear = form.hyphen || !form.hasEarlySeparator
        case .five: isClear = form.hyphen || !form.hasSeparator && !form.hasEarlySeparator
        case .four: isClear = form.hyphen && !form.hasEarlySeparator
        }
        guard isClear, !form.isLowercase || form.tail == .parted, !isAmount else { return nil }
        return PersonalDataSpan(kind: .plate, start: start, end: end, rule: .plateShape)
    }

    /// Three digits and two with a point or hyphen between, five, or four; nil when other digits stand there.
    private func digits(_ position: inout Int) -> Tail? {
        var count = 0
        while count <= 5, digit(position + count) != nil { count += 1 }
        switch count {
        case 5:
            position += 5
            return .five
        case 4:
            position += 4
            return .four
        case 3:
            let mark = position + 3
            guard [UInt8(ascii: "."), UInt8(ascii: "-"), 0x20].contains(byte(mark)), digit(mark + 1) != nil,
                digit(mark + 2) != nil, digit(mark + 3) == nil
            else { return nil }
            position += 6
            return .parted
        default: return nil
        }
    }

    private func byte(_ position: Int) -> UInt8 { position < text.bytes.count ? text.bytes[position] : 0 }

    private func digit(_ position: Int) -> UInt8? {
        (0x30...0x39).contains(byte(position)) ? byte(position) - 0x30 : nil
    }

    private func isSeparator(_ position: Int) -> Bool {
        [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x20].contains(byte(position))
    }

    private func skipSeparator(_ position: inout Int) -> Bool {
        guard isSeparator(position) else { return false }
        position += 1
        return true
    }

    private func skipSeparators(_ position: inout Int) -> Bool {
        var count = 0
        while count < 3, isSeparator(position) {
            position += 1
            count += 1
        }
        return count > 0
    }

    /// Length in bytes of a letter that plates use: A to Z, and Đ of electric bikes.
    private func letter(_ position: Int) -> Int? {
        let value = byte(position)
        if value | 0x20 >= UInt8(ascii: "a"), value | 0x20 <= UInt8(ascii: "z"), value < 0x80 { return 1 }
        return value == 0xC4 && byte(position + 1) == 0x90 ? 2 : nil
    }

    private static let cues = PhraseList(
        """
        xe,biển số,biển kiểm soát,bks,bs,biển,ô tô,oto,xe tải,xe máy,mô tô,container,công nông,xe ben,cà vẹt,cavet,
        đăng ký xe,taxi,mang bs,đầu kéo,bán tải,số xe,chủ xe
        """)
}
