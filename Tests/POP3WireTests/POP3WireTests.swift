import POP3Wire
import Testing

/// Feeds the pieces and gathers every reply.
private func replies(
    to commands: [POP3Command], _ pieces: [[UInt8]], limits: POP3ReplyReader.Limits = .init()
) throws(POP3WireError) -> [POP3Reply] {
    var reader = POP3ReplyReader(limits: limits)
    for command in commands { reader.expect(command) }
    var all: [POP3Reply] = []
    for piece in pieces {
        reader.feed(piece)
        while let reply = try reader.next() { all.append(reply) }
    }
    return all
}

private func text(_ text: String) -> POP3Reply.Content { .bytes(Array(text.utf8)) }

@Suite struct POP3WireTests {
    static let table: [(POP3Command, String, POP3Reply)] = [
        (.status, "+OK 2 320\r\n", .init(isPositive: true, text: "2 320")),
        (.noop, "+OK\r\n", .init(isPositive: true, text: "")),
        (.noop, "+ok  lower\n", .init(isPositive: true, text: "lower")),
        (.delete(1), "-ERR no such message\r\n", .init(isPositive: false, text: "no such message")),
        (
            .retrieve(1), "-ERR [in-use] Do you have another POP session?\r\n",
            .init(isPositive: false, code: "IN-USE", text: "Do you have another POP session?")
        ),
        (.retrieve(1), "-ERR [x\r\n", .init(isPositive: false, text: "[x")),
        (.uniqueIdentifiers, "+OK\r\n.\r\n", .init(isPositive: true, text: "", content: text(""))),
        (
            .retrieve(1), "+OK 9 octets\r\na\r\n..b\r\n...\r\n.c\r\n.\r\n",
            .init(isPositive: true, text: "9 octets", content: text("a\r\n.b\r\n..\r\nc\r\n"))
        ),
        (
            .retrieve(2), "+OK\r\nx\n.\n+OK fake\r\n\r\n.\r\n",
            .init(isPositive: true, text: "", content: text("x\n.\n+OK fake\r\n\r\n"))
        ),
        (
            .retrieve(3), "+OK\r\n.\r.\r\n\0\u{7}\r\r\n.\r\n",
            .init(isPositive: true, text: "", content: text("\r.\r\n\0\u{7}\r\r\n"))
        ),
    ]

    @Test(arguments: table)
    func readsEachReply(_ command: POP3Command, _ stream: String, _ expected: POP3Reply) throws {
        #expect(try replies(to: [command], [Array(stream.utf8)]) == [expected])
    }

    @Test func anyCutOfAPipelinedStreamGivesTheSameReplies() throws {
        let commands = Self.table.map(\.0)
        let stream = Array(Self.table.map(\.1).joined().utf8)
        let expected = Self.table.map(\.2)
        for cut in 0...stream.count {
            #expect(try replies(to: commands, [Array(stream[..<cut]), Array(stream[cut...])]) == expected, "\(cut)")
        }
        #expect(try replies(to: commands, stream.map { [$0] }) == expected)
    }

    @Test(arguments: [1, 7, 4_096, 65_535, 65_536, 65_537, 200_000])
    func linesLongerThanAnyBufferComeWhole(_ pieceSize: Int) throws {
        let line = "." + String(repeating: "y", count: 150_000) + "."
        let stream = Array("+OK\r\n.\(line)\r\n..\r\n.\r\n+OK\r\n".utf8)
        guard pieceSize > 1 || stream.count < 400_000 else { return }
        let pieces = stride(from: 0, to: stream.count, by: pieceSize).map {
            Array(stream[$0..<min($0 + pieceSize, stream.count)])
        }
        let all = try replies(to: [.retrieve(1), .noop], pieces)
        #expect(all.first?.content == text(line + "\r\n.\r\n"))
        #expect(all.count == 2)
    }

    @Test func aTextAboveTheLimitIsReadPastAndTheNextReplyIsWhole() throws {
        let big = String(repeating: "0123456789\r\n", count: 1_000)
        let all = try replies(
            to: [.retrieve(1), .noop], [Array("+OK\r\n\(big).\r\n+OK next\r\n".utf8)],
            limits: .init(maximumTextBytes: 500))
        #expect(
            all == [
                .init(isPositive: true, text: "", content: .overLimit(size: 12_000)),
                .init(isPositive: true, text: "next"),
            ])
    }

    @Test func aTextWithoutEndIsGivenUp() {
        let big = Array(String(repeating: "x", count: 300_000).utf8)
        #expect(throws: POP3WireError.textTooLong(limit: 1_000)) {
            try replies(
                to: [.retrieve(1)], [Array("+OK\r\n".utf8), big],
                limits: .init(maximumTextBytes: 500, maximumSkippedBytes: 1_000))
        }
    }

    @Test(arguments: ["* OK IMAP4rev1 ready\r\n", "HTTP/1.1 400 Bad\r\n", "\r\n", "+OKAY\r\n", "220 smtp\r\n"])
    func anotherProtocolIsToldByItsWords(_ line: String) {
        #expect(throws: POP3WireError.self) { try replies(to: [.noop], [Array(line.utf8)]) }
    }

    @Test func whatNobodyAskedForIsRefused() {
        #expect(throws: POP3WireError.unexpectedData) {
            try replies(to: [.noop], [Array("+OK\r\n+OK again\r\n".utf8)])
        }
    }

    @Test func anEndlessFirstLineIsRefused() {
        #expect(throws: POP3WireError.lineTooLong(limit: 4_096)) {
            try replies(to: [.noop], [Array(repeating: 0x2B, count: 5_000)])
        }
    }

    @Test func listingsLeaveOutWhatIsNoEntry() {
        let listing = "1 whqtswO00WBw418f9t5JxYwZ\r\n3 a b\r\n2 QhdPYR:00WBw1Ph7x7\r\nx y\r\n4\r\n5 \u{e9}\r\n0 z\r\n"
        #expect(
            POP3Listing.identifiers(Array(listing.utf8)) == [
                .init(number: 1, identifier: "whqtswO00WBw418f9t5JxYwZ"),
                .init(number: 2, identifier: "QhdPYR:00WBw1Ph7x7"), .init(number: 3, identifier: "a"),
            ])
        #expect(POP3Listing.sizes(Array("1 120\r\n2 99999999999999999999\r\n3 0\r\n".utf8)) == [1: 120, 3: 0])
    }

    @Test func capabilitiesAreFoundWithAndWithoutArguments() {
        let capabilities = POP3Capabilities(Array("TOP\r\nuidl\r\nSASL PLAIN XOAUTH2\r\nEXPIRE 60\r\n".utf8))
        #expect(capabilities.has("TOP") && capabilities.has("UIDL") && capabilities.has("SASL"))
        #expect(!capabilities.has("PIPELINING") && !capabilities.has("EXP"))
    }

    @Test func commandsAreOneLineEach() {
        let all: [POP3Command] = [.capabilities, .status, .uniqueIdentifiers, .sizes, .retrieve(12), .delete(3), .quit]
        #expect(
            all.map { String(decoding: $0.encoded, as: UTF8.self) }.joined()
                == "CAPA\r\nSTAT\r\nUIDL\r\nLIST\r\nRETR 12\r\nDELE 3\r\nQUIT\r\n")
        #expect(String(decoding: POP3Command.top(4, lines: 0).encoded, as: UTF8.self) == "TOP 4 0\r\n")
    }

    @Test func randomBytesNeverCrash() {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["+OK", "-ERR", " ", "[", "]", "\r\n", "\n", "\r", ".", "..", "1 a", "x", "\0", "é"]
        for _ in 0..<20_000 {
            var stream = ""
            for _ in 0..<Int.random(in: 0..<20, using: &generator) {
                stream += pieces.randomElement(using: &generator) ?? ""
            }
            _ = try? replies(to: [.retrieve(1), .uniqueIdentifiers, .noop], Array(stream.utf8).map { [$0] })
            _ = POP3Listing.identifiers(Array(stream.utf8))
            _ = POP3Listing.sizes(Array(stream.utf8))
        }
    }
}
