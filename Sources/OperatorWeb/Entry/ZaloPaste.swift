import CivilCalendar

/// Messages of a Zalo group as somebody copied and pasted them.
///
/// A message begins with a line that tells its author and time. Desktop and phone copy differ, and change with versions;
/// these are recognised, with times as `14:05`, `14:05:33` or `2:05 CH`, with or without a date on either side:
///
/// - `[21/11/2026 14:05] Name: text`, and the same with the time first;
/// - `Name, [21/11/2026 14:05]` or `Name 14:05`, the text below;
/// - `Name` on one line, the time alone on the next, the text below.
///
/// A line that is only a date sets the day of what follows. What stands before the first such line, or has none, is a
/// message without author.
struct ZaloPaste: Sendable, Hashable {
    /// One message.
    struct Message: Sendable, Hashable {
        /// Who wrote it, as the group shows it.
        var author: String?
        /// When, in Vietnam.
        var at: LocalMoment?
        /// What it says.
        var text: String
    }

    /// Most messages of one paste.
    static let limit = 100

    /// The messages, in their order.
    private(set) var messages: [Message] = []
    private var day: CivilDate
    private let today: CivilDate

    /// Takes a paste apart.
    ///
    /// - Parameters:
    ///   - text: What was pasted.
    ///   - today: The day of times without a date.
    init(_ text: String, today: CivilDate) {
        day = today
        self.today = today
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        var index = 0
        while index < lines.count {
            index += take(lines[index], next: index + 1 < lines.count ? lines[index + 1] : nil)
        }
        for place in messages.indices { messages[place].text = Self.trimmed(messages[place].text) }
        messages.removeAll { $0.text.isEmpty }
    }

    /// Whether two messages look like one matter: the same author within ten minutes.
    static func belongTogether(_ one: Message, _ two: Message) -> Bool {
        guard let author = one.author, author == two.author, let before = one.at, let after = two.at else {
            return false
        }
        return abs(after.utcMilliseconds - before.utcMilliseconds) <= 600_000
    }

    /// Takes a line; returns how many lines it was.
    private mutating func take(_ line: String, next: String?) -> Int {
        if let date = Self.dayLine(line, today: today) {
            day = date
            return 1
        }
        if let header = bracketed(line) ?? trailing(line) {
            messages.append(header)
            return 1
        }
        if let next, let stamp = ZaloStamp(next), stamp.rest.isEmpty, Self.isName(line) {
            messages.append(Message(author: line, at: moment(stamp), text: ""))
            return 2
        }
        if messages.isEmpty { messages.append(Message(author: nil, at: nil, text: "")) }
        messages[messages.count - 1].text += line + "\n"
        return 1
    }

    /// `[…] Name: text` and `Name, […]`.
    private func bracketed(_ line: String) -> Message? {
        guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
            let stamp = ZaloStamp(String(line[line.index(after: open)..<close])), stamp.rest.isEmpty
        else { return nil }
        let before = Self.trimmed(line[..<open].trimmingSuffix { $0 == "," || $0 == " " || $0 == ":" })
        let after = line[line.index(after: close)...].drop { $0 == " " }
        if before.isEmpty {
            guard let colon = after.firstIndex(of: ":"), Self.isName(String(after[..<colon])) else { return nil }
            let text = String(after[after.index(after: colon)...].drop { $0 == " " })
            return Message(author: String(after[..<colon]), at: moment(stamp), text: text.isEmpty ? "" : text + "\n")
        }
        guard Self.isName(before) else { return nil }
        let text = String(after.drop { $0 == ":" || $0 == " " })
        return Message(author: before, at: moment(stamp), text: text.isEmpty ? "" : text + "\n")
    }

    /// `Name 14:05`, `Name 14:05 21/11/2026`.
    private func trailing(_ line: String) -> Message? {
        guard let stamp = ZaloStamp(line), Self.isName(stamp.rest) else { return nil }
        return Message(author: stamp.rest, at: moment(stamp), text: "")
    }

    private func moment(_ stamp: ZaloStamp) -> LocalMoment {
        LocalMoment(stamp.day ?? day, second: stamp.second)
    }

    /// A name as groups show it: one to six words, the first a capital, nothing that ends a sentence.
    private static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...6).contains(words.count), text.unicodeScalars.count <= 60, let first = text.first else {
            return false
        }
        let isWritten = first.isUppercase || first.isNumber
        return isWritten && !text.contains { ".,;:!?…[]".contains($0) } && text.contains(where: \.isLetter)
    }

    /// "Hôm nay", "Hôm qua", "21/11/2026", "Thứ Bảy, 21/11/2026".
    private static func dayLine(_ line: String, today: CivilDate) -> CivilDate? {
        switch line.lowercased() {
        case "hôm nay": return today
        case "hôm qua": return today.adding(days: -1)
        default: break
        }
        let lowered = line.lowercased()
        let rest =
            ["thứ", "chủ nhật", "t2", "t3", "t4", "t5", "t6", "t7", "cn"].contains(where: lowered.hasPrefix)
            ? lowered.split(separator: ",").last.map(String.init) ?? "" : lowered
        return ZaloStamp.day(rest.filter { $0 != " " })
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var kept = text.drop(while: \.isWhitespace)[...]
        while let last = kept.last, last.isWhitespace { kept.removeLast() }
        return String(kept)
    }
}

extension StringProtocol {
    /// Without the characters at the end that fit.
    fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> SubSequence {
        var kept = self[...]
        while let last = kept.last, fits(last) { kept.removeLast() }
        return kept
    }
}

/// A time of day, with or without a date, at the end of a line or alone on it.
struct ZaloStamp: Sendable, Hashable {
    /// Seconds since midnight.
    var second: Int
    /// The date, if told.
    var day: CivilDate?
    /// What stands before it.
    var rest: String

    /// Finds the stamp that ends a text; nil when none does.
    init?(_ text: String) {
        var words = text.split { $0 == " " || $0 == "," }.map(String.init)
        var isAfternoon: Bool?
        var second: Int?
        var day: CivilDate?
        while let last = words.last {
            let lowered = last.lowercased()
            if second == nil, isAfternoon == nil, ["sa", "am", "ch", "pm"].contains(lowered) {
                isAfternoon = ["ch", "pm"].contains(lowered)
            } else if second == nil, let found = Self.second(last) {
                second = found
            } else if day == nil, let found = Self.day(last) {
                day = found
            } else {
                break
            }
            words.removeLast()
        }
        guard var second else { return nil }
        if isAfternoon == true, second < 43_200 { second += 43_200 }
        if isAfternoon == false, second >= 43_200 { second -= 43_200 }
        self.second = second
        self.day = day
        rest = words.joined(separator: " ")
    }

    private static func second(_ word: String) -> Int? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    /// `21/11/2026` or `21-11-2026`.
    static func day(_ word: String) -> CivilDate? {
        let parts = word.split { $0 == "/" || $0 == "-" }.compactMap { Int($0) }
        guard parts.count == 3, (1_990...2_200).contains(parts[2]) else { return nil }
        return CivilDate(year: parts[2], month: parts[1], day: parts[0])
    }
}
