/// A number, word or mark of a written date.
enum DateToken: Equatable {
    case number(Int, digits: Int)
    /// Lower case.
    case word(String)
    case mark(String)

    /// The tokens of the first 200 characters; white space only separates.
    static func tokens(_ text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var run = ""
        var isNumber = false
        for scalar in text.unicodeScalars.prefix(200) {
            let digit = scalar.value >= 0x30 && scalar.value <= 0x39
            let letter = scalar.isASCII ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
            if !run.isEmpty, !(digit && isNumber || letter && !isNumber) {
                tokens.append(token(run, isNumber: isNumber))
                run = ""
            }
            if digit || letter {
                isNumber = digit
                run.unicodeScalars.append(scalar)
            } else if scalar.isASCII ? scalar.value > 0x20 : !scalar.properties.isWhitespace {
                tokens.append(.mark(String(Character(scalar))))
            }
        }
        if !run.isEmpty { tokens.append(token(run, isNumber: isNumber)) }
        return tokens
    }

    private static func token(_ run: String, isNumber: Bool) -> DateToken {
        guard isNumber else { return .word(run.lowercased()) }
        return .number(Int(run) ?? Int.max, digits: run.count)
    }
}

/// A clock time with its zone among the tokens of a date.
struct DateClock {
    /// Seconds since midnight.
    private(set) var seconds = 0
    private(set) var thousandths = 0
    /// Seconds east of Greenwich; nil when no zone is written.
    private(set) var zoneSeconds: Int?

    /// The clock time that begins at `from` or at most four tokens later.
    init?(_ tokens: [DateToken], from: Int) {
        for index in from..<min(from + 5, max(from, tokens.count)) {
            guard case .number(let hour, _) = tokens[index], (0...23).contains(hour), index + 2 < tokens.count,
                tokens[index + 1] == .mark(":"), case .number(let minute, _) = tokens[index + 2],
                (0...59).contains(minute)
            else { continue }
            seconds = hour * 3600 + minute * 60
            var next = index + 3
            if next + 1 < tokens.count, tokens[next] == .mark(":"), case .number(let second, _) = tokens[next + 1],
                (0...60).contains(second)
            {
                seconds += min(second, 59)
                next += 2
                readFraction(tokens, &next)
            }
            readHalfOfDay(hour, tokens, &next)
            readZone(tokens, next)
            return
        }
        return nil
    }

    private mutating func readFraction(_ tokens: [DateToken], _ next: inout Int) {
        guard next + 1 < tokens.count, tokens[next] == .mark("."),
            case .number(let value, let digits) = tokens[next + 1],
            digits <= 9
        else { return }
        var scaled = value
        for _ in 0..<max(0, digits - 3) { scaled /= 10 }
        for _ in 0..<max(0, 3 - digits) { scaled *= 10 }
        thousandths = scaled
        next += 2
    }

    private mutating func readHalfOfDay(_ hour: Int, _ tokens: [DateToken], _ next: inout Int) {
        guard next < tokens.count, case .word(let word) = tokens[next] else { return }
        if ["pm", "ch"].contains(word) {
            if hour < 12 { seconds += 12 * 3600 }
            next += 1
        } else if ["am", "sa"].contains(word) {
            if hour == 12 { seconds -= 12 * 3600 }
            next += 1
        }
    }

    private mutating func readZone(_ tokens: [DateToken], _ start: Int) {
        var next = start
        if next < tokens.count, tokens[next] == .mark("(") { next += 1 }
        guard next < tokens.count else { return }
        if case .word(let name) = tokens[next] {
            let named = [
                "z": 0, "gmt": 0, "utc": 0, "ut": 0, "ict": 7, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
                "mdt": -6, "pst": -8, "pdt": -7,
            ]
            guard let hours = named[name] else { return }
            zoneSeconds = hours * 3600
            // "GMT+7" means what stands after it.
            next += 1
        }
        guard next + 1 < tokens.count, tokens[next] == .mark("+") || tokens[next] == .mark("-"),
            case .number(let value, let digits) = tokens[next + 1]
        else { return }
        let sign = tokens[next] == .mark("-") ? -1 : 1
        if digits == 4, value <= 1500 {
            zoneSeconds = sign * ((value / 100) * 3600 + (value % 100) * 60)
        } else if digits <= 2, value <= 14 {
            var minutes = 0
            if next + 3 < tokens.count, tokens[next + 2] == .mark(":"), case .number(let read, _) = tokens[next + 3],
                read < 60
            {
                minutes = read
            }
            zoneSeconds = sign * (value * 3600 + minutes * 60)
        }
    }
}

/// Days in the Gregorian calendar.
enum CivilDays {
    static func inMonth(_ month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days since 1970-01-01, counted in years that begin in March.
    static func since1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
