/// A date style of one site's own, for dates that are not understood by themselves.
///
/// `d`, `M`, `y`, `H`, `m`, `s` stand for numbers (day, month, year, hour, minute, second; repeated letters mean the same), `a` for
/// AM, PM, SA or CH, `*` for anything, a blank for any white space or none; other characters stand for themselves. The time is
/// Vietnam's.
public struct DatePattern: Sendable, Hashable {
    /// The pattern as it was written.
    public let written: String

    private enum Part: Hashable {
        case number(Character)
        case halfOfDay
        case anything
        case blank
        case literal(Character)
    }

    private let parts: [Part]

    /// Reads a pattern; nil when it lacks day, month or year, names one twice, or is longer than 100 characters.
    public init?(_ written: String) {
        guard written.count <= 100 else { return nil }
        var parts: [Part] = []
        for character in written {
            let part: Part
            switch character {
            case "d", "M", "y", "H", "m", "s": part = .number(character)
            case "a": part = .halfOfDay
            case "*": part = .anything
            case let blank where blank.isWhitespace: part = .blank
            default: part = .literal(character)
            }
            if case .literal = part {} else if parts.last == part { continue }
            parts.append(part)
        }
        let numbers = parts.compactMap { part -> Character? in
            if case .number(let letter) = part { letter } else { nil }
        }
        guard Set(numbers).isSuperset(of: ["d", "M", "y"]), Set(numbers).count == numbers.count,
            parts.count(where: { $0 == .anything }) <= 4
        else { return nil }
        self.written = written
        self.parts = parts
    }

    /// The point in time that a text means.
    ///
    /// - Parameter text: The text; what stands after the pattern's end is skipped.
    /// - Returns: Milliseconds since 1970 UTC; nil when the text is not of this style, or is no date.
    public func milliseconds(_ text: String) -> Int64? {
        let characters = Array(text.prefix(200))
        for start in characters.indices {
            // A number is taken whole or not at all.
            if start > 0, characters[start].isNumber, characters[start - 1].isNumber { continue }
            var found = Found()
            if match(parts[...], characters[start...], &found) { return found.milliseconds }
        }
        return nil
    }

    private struct Found {
        var numbers: [Character: Int] = [:]
        var isAfternoon: Bool?

        var milliseconds: Int64? {
            guard let day = numbers["d"], let month = numbers["M"], var year = numbers["y"] else { return nil }
            if year < 100 { year += year < 70 ? 2000 : 1900 }
            var hour = numbers["H"] ?? 0
            if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
            let minute = numbers["m"] ?? 0
            let second = numbers["s"] ?? 0
            guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
                day <= CivilDays.inMonth(month, year), (0...23).contains(hour), (0...59).contains(minute),
                (0...60).contains(second)
            else { return nil }
            let days = CivilDays.since1970(year: year, month: month, day: day)
            return Int64(days * 86_400 + (hour - 7) * 3600 + minute * 60 + min(second, 59)) * 1000
        }
    }

    private func match(_ parts: ArraySlice<Part>, _ text: ArraySlice<Character>, _ found: inout Found) -> Bool {
        guard let part = parts.first else { return found.milliseconds != nil }
        let rest = parts.dropFirst()
        switch part {
        case .number(let letter):
            let digits = text.prefix(letter == "y" ? 4 : 2).prefix { $0.isASCII && $0.isNumber }
            guard let value = Int(String(digits)) else { return false }
            found.numbers[letter] = value
            return match(rest, text.dropFirst(digits.count), &found)
        case .halfOfDay:
            let word = String(text.prefix(2)).uppercased()
            guard ["AM", "PM", "SA", "CH"].contains(word) else { return false }
            found.isAfternoon = word == "PM" || word == "CH"
            return match(rest, text.dropFirst(2), &found)
        case .anything:
            for skipped in 0...text.count {
                var attempt = found
                guard match(rest, text.dropFirst(skipped), &attempt) else { continue }
                found = attempt
                return true
            }
            return false
        case .blank: return match(rest, text.drop(while: \.isWhitespace), &found)
        case .literal(let character):
            guard text.first == character else { return false }
            return match(rest, text.dropFirst(), &found)
        }
    }
}
