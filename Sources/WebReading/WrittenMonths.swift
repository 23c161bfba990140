/// Months written in letters: `03 Tháng Mười Một, 2022`, `Feb 14, 2024`, `4 March 2023`.
enum WrittenMonths {
    /// The text with such a date as `day/month/year`; a text without one comes back unchanged.
    static func inNumbers(_ text: String) -> String {
        guard mayNameMonth(text) else { return text }
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        let plain = words.map { $0.lowercased().trimmingSuffix { $0 == "," || $0 == "." } }
        for index in plain.indices {
            if let month = english(plain[index]) {
                if let day = number(plain, index + 1, 1...31), let year = number(plain, index + 2, 1900...2200) {
                    return join(words, index..<(index + 3), "\(day)/\(month)/\(year)")
                }
                if let day = number(plain, index - 1, 1...31), let year = number(plain, index + 1, 1900...2200) {
                    return join(words, (index - 1)..<(index + 2), "\(day)/\(month)/\(year)")
                }
            } else if plain[index] == "tháng", let (month, length) = vietnamese(plain, index + 1),
                let day = number(plain, index - 1, 1...31)
            {
                let next = index + 1 + length
                let yearIndex = next < plain.count && plain[next] == "năm" ? next + 1 : next
                guard let year = number(plain, yearIndex, 1900...2200) else { continue }
                return join(words, (index - 1)..<(yearIndex + 1), "\(day)/\(month)/\(year)")
            }
        }
        return text
    }

    /// Whether a word begins as the name of a month does, or as `tháng`.
    private static func mayNameMonth(_ text: String) -> Bool {
        var (before, first): (UInt8, UInt8) = (0x20, 0x20)
        for byte in text.utf8 {
            if before == 0x20 {
                switch (first | 0x20, byte | 0x20) {
                case (0x6A, 0x61), (0x6A, 0x75), (0x66, 0x65), (0x6D, 0x61), (0x61, 0x70), (0x61, 0x75), (0x73, 0x65),
                    (0x6F, 0x63), (0x6E, 0x6F), (0x64, 0x65), (0x74, 0x68):
                    return true
                default: break
                }
            }
            (before, first) = (first, byte)
        }
        return false
    }

    private static func join(_ words: [Substring], _ range: Range<Int>, _ date: String) -> String {
        (words[..<range.lowerBound].map(String.init) + [date] + words[range.upperBound...].map(String.init))
            .joined(separator: " ")
    }

    private static func number(_ words: [Substring], _ index: Int, _ range: ClosedRange<Int>) -> Int? {
        guard words.indices.contains(index), let value = Int(words[index]), range.contains(value) else { return nil }
        return value
    }

    private static func english(_ word: Substring) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        return englishNames.firstIndex { $0.hasPrefix(word) || word == "sept" && $0 == "september" }.map { $0 + 1 }
    }

    private static func vietnamese(_ words: [Substring], _ index: Int) -> (month: Int, length: Int)? {
        guard words.indices.contains(index) else { return nil }
        if words[index] == "mười" {
            switch words.indices.contains(index + 1) ? words[index + 1] : "" {
            case "một": return (11, 2)
            case "hai": return (12, 2)
            default: return (10, 1)
            }
        }
        if words[index] == "giêng" { return (1, 1) }
        if words[index] == "tư" { return (4, 1) }
        return vietnameseNames.firstIndex { $0 == words[index] }.map { ($0 + 1, 1) }
    }

    private static let englishNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let vietnameseNames = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
}

extension String {
    /// The text without the characters at its end that fulfil a condition.
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, condition(last) { text = text.dropLast() }
        return text
    }
}
