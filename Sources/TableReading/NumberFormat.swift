/// How a workbook shows a number, as far as it changes what the number means.
///
/// > Source: ECMA-376 part 1 §18.8.30 (numFmt) and §18.8.31.
enum NumberFormat: Hashable {
    /// As a number.
    case number
    /// As a number of at least so many digits, noughts in front: telephone and register numbers.
    case digits(Int)
    /// As a share of a hundred.
    case percent
    /// As a day, a time of day, or both.
    case moment(hasDay: Bool, hasTime: Bool)

    /// A built-in format by its number.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 27...31, 34...36, 50...58: self = .moment(hasDay: true, hasTime: false)
        case 18...21, 32, 33, 45...47: self = .moment(hasDay: false, hasTime: true)
        case 22: self = .moment(hasDay: true, hasTime: true)
        default: self = .number
        }
    }

    /// A format by its code, of which only the section for positive numbers counts.
    init(code: String) {
        let signs = Self.signs(of: code)
        let hasDay = signs.contains { "dy".contains($0) }
        let hasTime = signs.contains { "hs".contains($0) }
        // A lone m is a month, unless hours or seconds make it minutes.
        let hasMonth = signs.contains("m") && (hasDay || !hasTime)
        if hasDay || hasTime || hasMonth {
            self = .moment(hasDay: hasDay || hasMonth, hasTime: hasTime)
        } else if signs.contains("%") {
            self = .percent
        } else if signs.count > 1, signs.allSatisfy({ $0 == "0" || $0 == " " || $0 == "-" }) {
            self = .digits(min(signs.count { $0 == "0" }, 30))
        } else {
            self = .number
        }
    }

    /// The signs of a code that mean something: without literal text, colours, conditions and fillers.
    private static func signs(of code: String) -> [Character] {
        var signs: [Character] = []
        var characters = code.lowercased().prefix(500).makeIterator()
        while let character = characters.next() {
            switch character {
            case ";": return signs
            case "\"": while let next = characters.next(), next != "\"" {}
            case "\\", "_", "*": _ = characters.next()
            case "[":
                var inside = ""
                while let next = characters.next(), next != "]" { inside.append(next) }
                // Hours, minutes and seconds that run on beyond their bound stand in brackets.
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                    signs.append(first == "m" ? "s" : first)
                }
            default: signs.append(character)
            }
        }
        return signs
    }
}
