import VietnameseText

/// A line at the head or the foot of an article: date, author, source, labels.
struct HeaderLine {
    private(set) var date: PageDate?
    private(set) var author: String?

    /// Reads a line; nil when it holds anything that an article may say and the markup does not hint at its kind.
    init?(_ text: String, isHinted: Bool) {
        guard text.utf8.count <= 240 else { return nil }
        if let whole = PageDate(text), whole.isWhole {
            date = whole
            return
        }
        if let named = Self.byline(text) {
            author = named
            return
        }
        for piece in Self.pieces(text) {
            if let found = PageDate(piece), found.isWhole {
                date = date ?? found
            } else if let named = Self.byline(piece) ?? (Self.isName(piece) ? piece : nil) {
                author = author ?? named
            } else if piece.utf8.allSatisfy({ $0 < 0x41 }) || FurnitureLines.kind(PageLine(piece)) != nil {
                continue
            } else if Self.isClock(piece) {
                // "28/12/2023 | 2:54 PM": the whole line was read above; a clock alone adds nothing.
                continue
            } else if !isHinted {
                return nil
            }
        }
        guard date != nil || author != nil else { return nil }
        // The date with the clock time that another piece has.
        if let found = date, !found.hasTime, let whole = PageDate(text), whole.day == found.day { date = whole }
    }

    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        for piece in FurnitureLines.pieces(of: text) {
            var rest = piece[...]
            // The separators below begin with one of these bytes.
            guard piece.utf8.contains(where: { $0 == 0x2D || $0 == 0x2C || $0 == 0xE2 }) else {
                pieces.append(piece)
                continue
            }
            while let range = ByteSearch.first([" - ", " – ", ", "], in: rest) {
                // "Thứ Sáu, 1/7/2022" is one piece.
                if PageDate(String(rest))?.isWhole == true { break }
                pieces.append(Trimming.trim(String(rest[..<range.lowerBound])))
                rest = rest[range.upperBound...]
            }
            pieces.append(Trimming.trim(String(rest)))
        }
        return pieces.filter { !$0.isEmpty }
    }

    private static func isClock(_ text: String) -> Bool {
        guard text.utf8.count <= 20, text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return false }
        return DateClock(DateToken.tokens(PageDate.withColons(text)), from: 0) != nil
    }

    /// Labels that stand before a colon and a name, folded.
    private static let labels: Set<String> = [
        "tac gia bai viet", "tac gia", "nguoi dang", "dang boi", "nguoi viet", "bai va anh", "bai anh", "tin anh",
        "tin va anh", "tin bai", "bai viet", "nguoi gui", "theo", "nguon tin", "nguon", "viet boi", "written by",
        "posted by", "by", "thuc hien", "bien tap", "tin", "bai", "duoc viet boi", "duoc dang boi", "gui boi", "author",
        "boi",
    ]
    /// Labels that stand before a name without a colon.
    private static let openings = [
        "bởi ", "theo ", "by ", "posted by ", "written by ", "đăng bởi ", "viết bởi ", "được viết bởi ",
        "được đăng bởi ",
    ]
    /// Longest label, in UTF-8 bytes.
    private static let longestLabel = 30

    /// The name behind a label like "Tác giả:".
    static func byline(_ text: String, isHinted: Bool = false) -> String? {
        var line = text[...]
        if line.utf8.first == UInt8(ascii: "("), line.utf8.last == UInt8(ascii: ")") {
            line = line.dropFirst().dropLast()
        }
        guard line.utf8.count <= 200 else { return nil }
        let name: String
        let hasColon: Bool
        if let colon = line.utf8.prefix(longestLabel).firstIndex(of: UInt8(ascii: ":")),
            labels.contains(foldedForSearch(String(line[..<colon])))
        {
            name = Trimming.trim(String(line[line.index(after: colon)...]))
            hasColon = true
        } else {
            let start = line.prefix(16).lowercased()
            guard let opening = openings.first(where: { start.hasPrefix($0) }) else { return nil }
            name = Trimming.trim(String(line.dropFirst(opening.count)))
            hasColon = false
        }
        guard !name.isEmpty, name.split(separator: " ").count <= 8, !name.hasSuffix("."), PageDate(name) == nil,
            hasColon || isHinted || isName(name)
        else { return nil }
        return name
    }

    /// Whether a text may be the name of a person or an editorial office: two to six words, each with a capital.
    static func isName(_ text: String) -> Bool {
        guard text.utf8.count <= 60, !text.contains(where: \.isNumber) else { return false }
        let words = text.split { $0 == " " || $0 == "-" || $0 == "–" || $0 == "," || $0 == "&" }
        guard (1...6).contains(words.count), let last = text.last, last.isLetter || last == ")" || last == "." else {
            return false
        }
        if words.count == 1 {
            return text.count <= 6 && text.allSatisfy { $0.isUppercase || $0 == "." } && text.count > 1
        }
        return words.allSatisfy { $0.first?.isUppercase == true } && !(text.hasSuffix(".") && words.count > 3)
    }

    /// The name in a line of which the markup says that it names somebody.
    static func hintedName(_ text: String) -> String? {
        let pieces = pieces(text)
        if let named = pieces.lazy.compactMap({ byline($0, isHinted: true) }).first { return named }
        return pieces.first(where: isName) ?? pieces.first(where: isNickname)
    }

    /// Whether a text may be the name under which somebody writes in a forum.
    static func isNickname(_ text: String) -> Bool {
        text.utf8.count <= 60 && text.contains(where: \.isLetter) && text.split(separator: " ").count <= 4
            && PageDate(text) == nil
            && FurnitureLines.kind(PageLine(text)) == nil
    }
}
