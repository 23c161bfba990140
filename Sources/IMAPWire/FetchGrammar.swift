/// The parenthesised list of a FETCH response, its items in any order.
///
/// > Source: RFC 9051 §7.5.2, `msg-att`.
enum FetchGrammar {
    static func fetch(_ number: UInt32, _ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPFetch {
        var fetch = IMAPFetch(sequenceNumber: number)
        try cursor.expect(UInt8(ascii: "("))
        cursor.skipSpaces()
        while !cursor.skip(UInt8(ascii: ")")) {
            try item(&fetch, &cursor)
            cursor.skipSpaces()
        }
        // Data after the closing parenthesis would mean that the items were cut in the wrong places.
        cursor.skipSpaces()
        guard cursor.isAtEnd else { throw GrammarError() }
        return fetch
    }

    private static func item(_ fetch: inout IMAPFetch, _ cursor: inout ResponseCursor) throws(GrammarError) {
        let name = try cursor.word().uppercased()
        if cursor.peek == UInt8(ascii: "[") { return try section(name, &fetch, &cursor) }
        cursor.skipSpaces()
        switch name {
        case "UID": fetch.uid = try cursor.nonZeroNumber32()
        case "RFC822.SIZE": fetch.size = try cursor.number()
        case "FLAGS": fetch.flags = try cursor.wordList()
        case "INTERNALDATE": fetch.internalDate = try cursor.shortString().flatMap(IMAPDateTime.milliseconds)
        case "MODSEQ":
            try cursor.expect(UInt8(ascii: "("))
            fetch.modificationSequence = try cursor.number()
            try cursor.expect(UInt8(ascii: ")"))
        case "RFC822": fetch.sections.append(IMAPFetch.Section(name: "", content: try cursor.string()))
        case "RFC822.HEADER": fetch.sections.append(IMAPFetch.Section(name: "HEADER", content: try cursor.string()))
        case "RFC822.TEXT": fetch.sections.append(IMAPFetch.Section(name: "TEXT", content: try cursor.string()))
        default: try cursor.skipValue()
        }
    }

    private static func section(
        _ item: String, _ fetch: inout IMAPFetch, _ cursor: inout ResponseCursor
    ) throws(GrammarError) {
        let start = cursor.position + 1
        try cursor.skipValue()
        let name = String(decoding: cursor.text[start..<max(start, cursor.position - 1)], as: UTF8.self).uppercased()
        var origin: UInt64?
        if cursor.skip(UInt8(ascii: "<")) {
            origin = try cursor.number()
            try cursor.expect(UInt8(ascii: ">"))
        }
        cursor.skipSpaces()
        switch item {
        case "BODY", "BINARY":
            let content = try cursor.string()
            fetch.sections.append(IMAPFetch.Section(name: name, origin: origin, content: content))
        default: try cursor.skipValue()
        }
    }
}
