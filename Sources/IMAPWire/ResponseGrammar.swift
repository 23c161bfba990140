/// Turns one complete response into a value.
enum ResponseGrammar {
    static func parse(_ frame: ResponseFrame) -> IMAPResponse {
        guard !frame.isDamaged else { return unrecognised(frame) }
        do throws(GrammarError) {
            return try response(frame)
        } catch {
            return unrecognised(frame)
        }
    }

    private static func unrecognised(_ frame: ResponseFrame) -> IMAPResponse {
        .unrecognised(String(decoding: frame.text, as: UTF8.self))
    }

    private static func response(_ frame: ResponseFrame) throws(GrammarError) -> IMAPResponse {
        var cursor = ResponseCursor(frame)
        if cursor.skip(UInt8(ascii: "+")) {
            cursor.skipSpaces()
            return .continuationRequest(cursor.rest)
        }
        let tag = try cursor.word()
        try cursor.expect(0x20)
        guard tag == "*" else {
            guard let condition = IMAPCondition(rawValue: try cursor.word().uppercased()), condition != .bye,
                condition != .preauth
            else { throw GrammarError() }
            return .tagged(tag: tag, condition: condition, text: responseText(&cursor))
        }
        if let byte = cursor.peek, (0x30...0x39).contains(byte) { return try numbered(&cursor) }
        let word = try cursor.word().uppercased()
        if let condition = IMAPCondition(rawValue: word) { return .condition(condition, responseText(&cursor)) }
        cursor.skipSpaces()
        switch word {
        case "CAPABILITY": return .capability(try cursor.words().map { $0.uppercased() })
        case "ENABLED": return .enabled(try cursor.words().map { $0.uppercased() })
        case "FLAGS": return .flags(try cursor.wordList())
        case "SEARCH": return .search(try search(&cursor))
        case "ESEARCH": return .extendedSearch(try extendedSearch(&cursor))
        case "VANISHED": return try vanished(&cursor)
        case "LIST", "LSUB": return .list(try listing(&cursor))
        case "STATUS": return try mailboxStatus(&cursor)
        default: throw GrammarError()
        }
    }

    private static func numbered(_ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPResponse {
        let number = try cursor.number32()
        try cursor.expect(0x20)
        switch try cursor.word().uppercased() {
        case "EXISTS": return .exists(number)
        case "RECENT": return .recent(number)
        case "EXPUNGE":
            guard number > 0 else { throw GrammarError() }
            return .expunge(number)
        case "FETCH":
            guard number > 0 else { throw GrammarError() }
            cursor.skipSpaces()
            return .fetch(try FetchGrammar.fetch(number, &cursor))
        default: throw GrammarError()
        }
    }

    /// `[CODE arguments] text`; a code that cannot be read stays part of the text.
    private static func responseText(_ cursor: inout ResponseCursor) -> IMAPResponseText {
        cursor.skipSpaces()
        let start = cursor
        guard cursor.skip(UInt8(ascii: "[")), let inside = bracketed(&cursor) else {
            return IMAPResponseText(text: start.rest)
        }
        cursor.skipSpaces()
        return IMAPResponseText(code: code(inside), text: cursor.rest)
    }

    /// Bytes up to the closing bracket, which inside a quoted string does not count.
    private static func bracketed(_ cursor: inout ResponseCursor) -> [UInt8]? {
        let start = cursor.position
        var isQuoted = false
        while let byte = cursor.peek {
            if isQuoted {
                if byte == UInt8(ascii: "\\") { cursor.advance() }
                if byte == UInt8(ascii: "\"") { isQuoted = false }
            } else if byte == UInt8(ascii: "\"") {
                isQuoted = true
            } else if byte == UInt8(ascii: "]") {
                let inside = Array(cursor.text[start..<cursor.position])
                cursor.advance()
                return inside
            }
            cursor.advance()
        }
        return nil
    }

    private static func code(_ inside: [UInt8]) -> IMAPResponseCode {
        let name = String(decoding: inside.prefix { $0 != 0x20 }, as: UTF8.self).uppercased()
        let arguments = String(decoding: inside.drop { $0 != 0x20 }.drop { $0 == 0x20 }, as: UTF8.self)
        let known: IMAPResponseCode? =
            switch name {
            case "ALERT": .alert
            case "CAPABILITY": .capability(arguments.split(separator: " ").map { $0.uppercased() })
            case "UIDVALIDITY": UInt32(arguments).map { .uidValidity($0) }
            case "UIDNEXT": UInt32(arguments).map { .uidNext($0) }
            case "HIGHESTMODSEQ": UInt64(arguments).map { .highestModificationSequence($0) }
            case "NOMODSEQ": .noModificationSequence
            case "READ-ONLY": .readOnly
            case "READ-WRITE": .readWrite
            default: nil
            }
        return known ?? .other(name: name, arguments: arguments)
    }

    private static func search(_ cursor: inout ResponseCursor) throws(GrammarError) -> [UInt32] {
        var numbers: [UInt32] = []
        cursor.skipSpaces()
        // RFC 7162 appends `(MODSEQ n)`.
        while let byte = cursor.peek, byte != UInt8(ascii: "(") {
            numbers.append(try cursor.nonZeroNumber32())
            cursor.skipSpaces()
        }
        return numbers
    }

    private static func extendedSearch(_ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPExtendedSearch {
        var answer = IMAPExtendedSearch()
        if cursor.skip(UInt8(ascii: "(")) {
            guard try cursor.word().uppercased() == "TAG" else { throw GrammarError() }
            cursor.skipSpaces()
            answer.tag = try cursor.shortString().map { String(decoding: $0, as: UTF8.self) }
            try cursor.expect(UInt8(ascii: ")"))
            cursor.skipSpaces()
        }
        while !cursor.isAtEnd {
            let name = try cursor.word().uppercased()
            cursor.skipSpaces()
            switch name {
            case "UID": answer.isUID = true
            case "ALL": answer.all = try cursor.numberSet()
            case "COUNT": answer.count = try cursor.number()
            case "MIN": answer.minimum = try cursor.nonZeroNumber32()
            case "MAX": answer.maximum = try cursor.nonZeroNumber32()
            default: try cursor.skipValue()
            }
            cursor.skipSpaces()
        }
        return answer
    }

    private static func vanished(_ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPResponse {
        var isEarlier = false
        if cursor.peek == UInt8(ascii: "(") {
            isEarlier = try cursor.wordList().contains { $0.uppercased() == "EARLIER" }
            cursor.skipSpaces()
        }
        return .vanished(earlier: isEarlier, try cursor.numberSet())
    }

    private static func listing(_ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPMailboxListing {
        let attributes = try cursor.wordList()
        cursor.skipSpaces()
        let delimiter = try cursor.shortString().map { String(decoding: $0, as: UTF8.self) }
        cursor.skipSpaces()
        guard let name = try cursor.shortString() else { throw GrammarError() }
        return IMAPMailboxListing(attributes: attributes, delimiter: delimiter?.first, name: mailboxName(name))
    }

    private static func mailboxStatus(_ cursor: inout ResponseCursor) throws(GrammarError) -> IMAPResponse {
        guard let name = try cursor.shortString() else { throw GrammarError() }
        cursor.skipSpaces()
        try cursor.expect(UInt8(ascii: "("))
        var figures: [String: UInt64] = [:]
        cursor.skipSpaces()
        while !cursor.skip(UInt8(ascii: ")")) {
            let key = try cursor.word().uppercased()
            cursor.skipSpaces()
            if let byte = cursor.peek, (0x30...0x39).contains(byte) {
                figures[key] = try cursor.number()
            } else {
                try cursor.skipValue()
            }
            cursor.skipSpaces()
        }
        return .mailboxStatus(name: mailboxName(name), figures: figures)
    }

    private static func mailboxName(_ wire: [UInt8]) -> String {
        ModifiedUTF7.decode(wire) ?? String(decoding: wire, as: UTF8.self)
    }
}
