/// Translates CSS selectors into XPath 1.0.
///
/// Understood are names, `*`, `#id`, `.class`, `[attribute]` with `=`, `^=`, `$=`, `*=`, `~=`, `|=`, the combinators blank, `>`, `+`,
/// `~`, lists with commas, `:first-child`, `:last-child`, `:only-child`, `:nth-child()`, `:nth-last-child()`, `:first-of-type`,
/// `:last-of-type`, `:empty`, `:not()`, `:is()`, `:where()`, `:has()` and `:contains("text")`. Anything else is an error.
struct CSSTranslation {
    private let text: String
    private let characters: [Character]
    private var position = 0
    private var depth = 0

    /// Deepest nesting of `:not()`, `:is()` and `:has()`.
    private static let depthLimit = 8

    private init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    /// The XPath of a selector, relative to the node it is evaluated at.
    static func xpath(_ selector: String) throws(SelectorError) -> String {
        var translation = CSSTranslation(selector)
        let path = try translation.list()
        guard translation.position == translation.characters.count else {
            throw translation.error("«\(translation.characters[translation.position])» is not expected here")
        }
        return path
    }

    private func error(_ reason: String, at place: Int? = nil) -> SelectorError {
        SelectorError(selector: text, position: (place ?? position) + 1, reason: reason)
    }

    // MARK: - Selectors

    private mutating func list() throws(SelectorError) -> String {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("brackets are nested too deeply") }
        var paths = [try complex()]
        while take(",") { paths.append(try complex()) }
        return paths.joined(separator: " | ")
    }

    /// Compounds with combinators between them.
    private mutating func complex() throws(SelectorError) -> String {
        skipBlanks()
        var path = ""
        var axis = "descendant::"
        if take(">") {
            axis = "child::"
        } else if take("+") {
            axis = "following-sibling::*[1]/self::"
        } else if take("~") {
            axis = "following-sibling::"
        }
        while true {
            skipBlanks()
            path += axis + (try compound())
            let hadBlank = skipBlanks()
            guard let next = peek, next != ",", next != ")" else { return path }
            if take(">") {
                axis = "/child::"
            } else if take("+") {
                axis = "/following-sibling::*[1]/self::"
            } else if take("~") {
                axis = "/following-sibling::"
            } else if hadBlank {
                axis = "/descendant::"
            } else {
                throw error("«\(next)» is not expected here")
            }
        }
    }

    /// A name with its conditions, as a node test with predicates.
    private mutating func compound() throws(SelectorError) -> String {
        let start = position
        var name = "*"
        if take("*") {
            // Every element.
        } else if let found = identifier() {
            name = found.lowercased()
        }
        var predicates = ""
        var isNamed = position > start
        while let next = peek {
            switch next {
            case "#":
                position += 1
                predicates += "[@id = \(Self.literal(try need("an id")))]"
            case ".":
                position += 1
                predicates += "[\(Self.word(try need("a class"), in: "@class"))]"
            case "[": predicates += "[\(try attribute())]"
            case ":": predicates += "[\(try pseudoClass(name))]"
            default:
                guard isNamed else { throw error("the name of an element, #id, .class or [attribute] is expected") }
                return name + predicates
            }
            isNamed = true
        }
        guard isNamed else { throw error("the name of an element, #id, .class or [attribute] is expected") }
        return name + predicates
    }

    private mutating func attribute() throws(SelectorError) -> String {
        position += 1
        skipBlanks()
        let name = "@" + (try need("the name of an attribute")).lowercased()
        skipBlanks()
        if take("]") { return name }
        var operation = ""
        if let sign = peek, "^$*~|".contains(sign) {
            operation = String(sign)
            position += 1
        }
        guard take("=") else { throw error("= or ] is expected after the name of the attribute") }
        skipBlanks()
        let value: String
        if let quote = peek, quote == "\"" || quote == "'" {
            value = try quoted(quote)
        } else {
            value = try need("a value")
        }
        skipBlanks()
        guard take("]") else { throw error("] is expected") }
        return Self.condition(name, operation, value)
    }

    private static func condition(_ name: String, _ operation: String, _ value: String) -> String {
        // A selector for a part of nothing matches nothing.
        if value.isEmpty, ["^", "$", "*", "~"].contains(operation) { return "false()" }
        let quoted = literal(value)
        switch operation {
        case "^": return "starts-with(\(name), \(quoted))"
        case "$":
            let start = "string-length(\(name)) - \(value.unicodeScalars.count - 1)"
            return "substring(\(name), \(start)) = \(quoted)"
        case "*": return "contains(\(name), \(quoted))"
        case "~": return word(value, in: name)
        case "|": return "\(name) = \(quoted) or starts-with(\(name), \(literal(value + "-")))"
        default: return "\(name) = \(quoted)"
        }
    }

    private mutating func pseudoClass(_ name: String) throws(SelectorError) -> String {
        let start = position
        position += 1
        guard peek != ":" else { throw error("parts like ::before are not on the page", at: start) }
        let word = (try need("the name of a pseudo-class")).lowercased()
        switch word {
        case "first-child": return "not(preceding-sibling::*)"
        case "last-child": return "not(following-sibling::*)"
        case "only-child": return "not(preceding-sibling::*) and not(following-sibling::*)"
        case "empty": return "not(node())"
        case "first-of-type", "last-of-type":
            guard name != "*" else { throw error("\(word) needs the name of an element before it", at: start) }
            return "not(\(word == "first-of-type" ? "preceding" : "following")-sibling::\(name))"
        case "nth-child": return try nth("preceding-sibling::*")
        case "nth-last-child": return try nth("following-sibling::*")
        case "not": return "not(\(try selves()))"
        case "is", "where", "matches": return "(\(try selves()))"
        case "has":
            try open()
            let path = try list()
            try close()
            return path
        case "contains":
            try open()
            guard let quote = peek, quote == "\"" || quote == "'" else {
                throw error("a text in quotation marks is expected")
            }
            let value = try quoted(quote)
            try close()
            return "contains(normalize-space(.), \(Self.literal(value)))"
        default: throw error("the pseudo-class :\(word) is not known", at: start)
        }
    }

    /// Compounds in brackets, as conditions on the element itself.
    private mutating func selves() throws(SelectorError) -> String {
        try open()
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("brackets are nested too deeply") }
        var conditions: [String] = []
        repeat {
            skipBlanks()
            conditions.append("self::" + (try compound()))
            skipBlanks()
        } while take(",")
        try close()
        return conditions.joined(separator: " or ")
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n+3`.
    ///
    /// > Source: CSS Syntax Level 3 §6, the An+B microsyntax.
    private mutating func nth(_ siblings: String) throws(SelectorError) -> String {
        try open()
        let start = position
        var written = ""
        while let next = peek, next != ")" {
            if next != " " { written.append(next) }
            position += 1
        }
        try close()
        let (step, offset): (Int, Int)
        switch written.lowercased() {
        case "odd": (step, offset) = (2, 1)
        case "even": (step, offset) = (2, 0)
        default:
            guard let found = Self.stepAndOffset(written.lowercased()) else {
                throw error("a number, odd, even or something like 2n+1 is expected", at: start)
            }
            (step, offset) = found
        }
        let number = "(count(\(siblings)) + 1)"
        if step == 0 { return "\(number) = \(offset)" }
        if step > 0 { return "\(number) >= \(offset) and (\(number) - \(offset)) mod \(step) = 0" }
        return "\(number) <= \(offset) and (\(offset) - \(number)) mod \(-step) = 0"
    }

    private static func stepAndOffset(_ written: String) -> (Int, Int)? {
        guard written.utf8.count <= 12 else { return nil }
        guard let sign = written.firstIndex(of: "n") else { return Int(written).map { (0, $0) } }
        let before = String(written[..<sign])
        let after = String(written[written.index(after: sign)...])
        let step = before.isEmpty || before == "+" ? 1 : before == "-" ? -1 : Int(before)
        let offset = after.isEmpty ? 0 : Int(after)
        guard let step, let offset, abs(step) <= 10_000, abs(offset) <= 10_000 else { return nil }
        return (step, offset)
    }

    // MARK: - Characters

    private var peek: Character? { position < characters.count ? characters[position] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard peek == character else { return false }
        position += 1
        return true
    }

    @discardableResult private mutating func skipBlanks() -> Bool {
        let start = position
        while let next = peek, next.isWhitespace { position += 1 }
        return position > start
    }

    private mutating func open() throws(SelectorError) {
        guard take("(") else { throw error("( is expected") }
        skipBlanks()
    }

    private mutating func close() throws(SelectorError) {
        skipBlanks()
        guard take(")") else { throw error(") is expected") }
    }

    private mutating func need(_ what: String) throws(SelectorError) -> String {
        guard let found = identifier() else { throw error("\(what) is expected") }
        return found
    }

    /// A name; `\` takes the next character as it is, as in `.md\:flex`.
    private mutating func identifier() -> String? {
        var name = ""
        while let next = peek {
            if next == "\\", position + 1 < characters.count {
                name.append(characters[position + 1])
                position += 2
            } else if next.isLetter || next.isNumber || next == "-" || next == "_" {
                name.append(next)
                position += 1
            } else {
                break
            }
        }
        return name.isEmpty ? nil : name
    }

    private mutating func quoted(_ quote: Character) throws(SelectorError) -> String {
        let start = position
        position += 1
        var value = ""
        while let next = peek {
            position += 1
            if next == quote { return value }
            if next == "\\", let escaped = peek {
                value.append(escaped)
                position += 1
            } else {
                value.append(next)
            }
        }
        throw error("the quotation mark is never closed", at: start)
    }

    private static func word(_ value: String, in name: String) -> String {
        value.contains(where: \.isWhitespace)
            ? "false()" : "contains(concat(' ', normalize-space(\(name)), ' '), \(literal(" " + value + " ")))"
    }

    /// XPath 1.0 cannot escape quotation marks within a string.
    private static func literal(_ value: String) -> String {
        if !value.contains("'") { return "'\(value)'" }
        if !value.contains("\"") { return "\"\(value)\"" }
        let parts = value.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0)'" }
        return "concat(\(parts.joined(separator: ", \"'\", ")))"
    }
}
