/// Reads the text of a path.
struct JSONPathParser {
    private static let mostSegments = 32

    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    mutating func segments() throws(JSONPath.Problem) -> [JSONPath.Segment] {
        guard !characters.isEmpty else { throw problem("the path is empty; write for example $.data.items") }
        var found: [JSONPath.Segment] = []
        if next == "$" {
            position += 1
        } else if next != "[" {
            // The root may be left out, and then the first name has no dot before it.
            found.append(try shorthand())
        }
        while let character = next {
            guard found.count < Self.mostSegments else { throw problem("the path has too many steps") }
            switch character {
            case ".":
                position += 1
                if next == "." { throw problem("descendants (..) are not understood; write the whole path") }
                found.append(try shorthand())
            case "[": found.append(try bracketed())
            default: throw problem("expected . or [ before the next step, not «\(character)»")
            }
        }
        return found
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private func problem(_ reason: String, at offset: Int? = nil) -> JSONPath.Problem {
        JSONPath.Problem(offset: offset ?? position, reason: reason)
    }

    /// A name or wildcard after a dot (RFC 9535 §2.5.1.1).
    private mutating func shorthand() throws(JSONPath.Problem) -> JSONPath.Segment {
        if next == "*" {
            position += 1
            return .wildcard
        }
        let start = position
        while let character = next, Self.isNameCharacter(character) { position += 1 }
        guard position > start else {
            let found = next.map { "«\($0)»" } ?? "the end"
            throw problem("expected a name, not \(found)")
        }
        guard !characters[start].isNumber else {
            throw problem("a name that begins with a digit is written ['like this'], an index [0]", at: start)
        }
        return .member(String(characters[start..<position]))
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character == "_" || character.isLetter || character.isNumber
            || character.unicodeScalars.allSatisfy { $0.value > 0x7F }
    }

    private mutating func bracketed() throws(JSONPath.Problem) -> JSONPath.Segment {
        let start = position
        position += 1
        skipBlanks()
        let segment: JSONPath.Segment
        switch next {
        case "*":
            position += 1
            segment = .wildcard
        case "'", "\"": segment = .member(try quotedName())
        case "?": throw problem("filters ([?…]) are not understood")
        case let character? where character == "-" || character.isASCII && character.isNumber:
            segment = .index(try index())
        case nil: throw problem("the [ is not closed", at: start)
        default: throw problem("expected a quoted name, an index or * inside [ ]")
        }
        skipBlanks()
        switch next {
        case "]": position += 1
        case ":": throw problem("slices ([a:b]) are not understood; use an index or [*]")
        case ",": throw problem("only one name or index may stand inside [ ]")
        case nil: throw problem("the [ is not closed", at: start)
        default: throw problem("expected ]")
        }
        return segment
    }

    private mutating func skipBlanks() {
        while next == " " { position += 1 }
    }

    private mutating func quotedName() throws(JSONPath.Problem) -> String {
        let start = position
        guard let mark = next else { throw problem("expected a quoted name") }
        position += 1
        var name = ""
        while let character = next {
            position += 1
            if character == mark { return name }
            guard character == "\\" else {
                name.append(character)
                continue
            }
            guard let escaped = next, escaped == mark || escaped == "\\" || escaped == "/" else {
                throw problem("after \\ only a quote, / or \\ may follow")
            }
            name.append(escaped)
            position += 1
        }
        throw problem("the quote is not closed", at: start)
    }

    private mutating func index() throws(JSONPath.Problem) -> Int {
        let start = position
        if next == "-" { position += 1 }
        while let character = next, character.isASCII, character.isNumber { position += 1 }
        let digits = String(characters[start..<position])
        // Bounds so that counting from the end cannot overflow.
        guard let index = Int(digits), abs(index) <= 1_000_000, digits != "-0" else {
            throw problem("\(digits) is no index", at: start)
        }
        return index
    }
}
