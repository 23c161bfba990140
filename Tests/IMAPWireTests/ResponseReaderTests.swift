import IMAPWire
import Testing

/// Feeds the pieces and gathers every response.
func responses(
    _ pieces: [[UInt8]], limits: IMAPResponseReader.Limits = .init()
) throws(IMAPWireError) -> [IMAPResponse] {
    var reader = IMAPResponseReader(limits: limits)
    var all: [IMAPResponse] = []
    for piece in pieces {
        reader.feed(piece)
        while let response = try reader.next() { all.append(response) }
    }
    return all
}

func responses(_ text: String, limits: IMAPResponseReader.Limits = .init()) throws(IMAPWireError) -> [IMAPResponse] {
    try responses([Array(text.utf8)], limits: limits)
}

private func fetch(_ number: UInt32, _ change: (inout IMAPFetch) -> Void) -> IMAPResponse {
    var fetch = IMAPFetch(sequenceNumber: number)
    change(&fetch)
    return .fetch(fetch)
}

private func bytes(_ text: String) -> IMAPString { .bytes(Array(text.utf8)) }

@Suite struct ResponseReaderTests {
    static let table: [(String, IMAPResponse)] = [
        ("* OK [ALERT] Bảo trì lúc 22h\r\n", .condition(.ok, .init(code: .alert, text: "Bảo trì lúc 22h"))),
        ("* OK [UIDVALIDITY 3857529045] ok\r\n", .condition(.ok, .init(code: .uidValidity(3_857_529_045), text: "ok"))),
        ("* OK [UIDNEXT 4392] next\r\n", .condition(.ok, .init(code: .uidNext(4_392), text: "next"))),
        (
            "* OK [HIGHESTMODSEQ 715194045007] \r\n",
            .condition(.ok, .init(code: .highestModificationSequence(715_194_045_007), text: ""))
        ),
        (
            "* OK [UIDNEXT 99999999999] x\r\n",
            .condition(.ok, .init(code: .other(name: "UIDNEXT", arguments: "99999999999"), text: "x"))
        ),
        ("* BYE Autologout {5}\r\n", .condition(.bye, .init(text: "Autologout {5}"))),
        ("* ok no code [here\r\n", .condition(.ok, .init(text: "no code [here"))),
        (
            "* NO [BADCHARSET (\"]\")] x\r\n",
            .condition(.no, .init(code: .other(name: "BADCHARSET", arguments: "(\"]\")"), text: "x"))
        ),
        ("ln7 OK done\r\n", .tagged(tag: "ln7", condition: .ok, text: .init(text: "done"))),
        (
            "ln8 OK [READ-ONLY] Examine completed.\r\n",
            .tagged(tag: "ln8", condition: .ok, text: .init(code: .readOnly, text: "Examine completed."))
        ),
        ("ln9 BAD what {12}\r\n", .tagged(tag: "ln9", condition: .bad, text: .init(text: "what {12}"))),
        ("+ idling\r\n", .continuationRequest("idling")),
        ("+\r\n", .continuationRequest("")),
        ("* CAPABILITY IMAP4rev1 idle AUTH=PLAIN\r\n", .capability(["IMAP4REV1", "IDLE", "AUTH=PLAIN"])),
        ("* 172 EXISTS\r\n", .exists(172)),
        ("* 0 RECENT\r\n", .recent(0)),
        ("* 44 EXPUNGE\r\n", .expunge(44)),
        ("* 0 EXPUNGE\r\n", .unrecognised("* 0 EXPUNGE")),
        ("* VANISHED (EARLIER) 41,43:116\r\n", .vanished(earlier: true, UIDSet(ranges: [41...41, 43...116]))),
        ("* VANISHED 1:4294967295\r\n", .vanished(earlier: false, UIDSet(ranges: [1...4_294_967_295]))),
        ("* SEARCH\r\n", .search([])),
        ("* SEARCH 2 84 882 (MODSEQ 917162500)\r\n", .search([2, 84, 882])),
        ("* FLAGS (\\Answered \\Seen $Forwarded)\r\n", .flags(["\\Answered", "\\Seen", "$Forwarded"])),
        (
            "* LIST (\\HasNoChildren \\Junk) \".\" \"Th&AbA- r&AOE-c\"\r\n",
            .list(.init(attributes: ["\\HasNoChildren", "\\Junk"], delimiter: ".", name: "Thư rác"))
        ),
        (
            "* LIST () NIL {7}\r\nA \"b\" c\r\n",
            .list(.init(attributes: [], delimiter: nil, name: "A \"b\" c"))
        ),
        (
            "* STATUS INBOX (MESSAGES 231 UIDNEXT 44292)\r\n",
            .mailboxStatus(name: "INBOX", figures: ["MESSAGES": 231, "UIDNEXT": 44_292])
        ),
        (
            "* 12 FETCH (BODY[] {5}\r\na\r\nb\n UID 7 INTERNALDATE \" 7-Nov-2023 10:00:00 +0700\")\r\n",
            fetch(12) {
                $0.uid = 7
                $0.internalDate = 1_699_326_000_000
                $0.sections = [.init(name: "", content: bytes("a\r\nb\n"))]
            }
        ),
        (
            "* 1 FETCH (UID 3 BODY[HEADER] {3+}\r\nabc BODY[TEXT] ~{2}\r\nde RFC822.SIZE 5)\r\n",
            fetch(1) {
                $0.uid = 3
                $0.size = 5
                $0.sections = [
                    .init(name: "HEADER", content: bytes("abc")), .init(name: "TEXT", content: bytes("de")),
                ]
            }
        ),
        (
            "* 1 FETCH (UID 3 BODY[] NIL BODY[1.2] \"q\\\"\\\\\" BODY[HEADER.FIELDS (DATE FROM)]<0> \"\")\r\n",
            fetch(1) {
                $0.uid = 3
                $0.sections = [
                    .init(name: "", content: .absent), .init(name: "1.2", content: bytes("q\"\\")),
                    .init(name: "HEADER.FIELDS (DATE FROM)", origin: 0, content: bytes("")),
                ]
            }
        ),
        (
            "* 5 FETCH (FLAGS (\\Seen) MODSEQ (65402) X-GM-LABELS (\"a b\" ((c))) ENVELOPE (NIL {1}\r\n) NIL) UID 9)\r\n",
            fetch(5) {
                $0.uid = 9
                $0.flags = ["\\Seen"]
                $0.modificationSequence = 65_402
            }
        ),
        ("* 5 FETCH (UID 0)\r\n", .unrecognised("* 5 FETCH (UID 0)")),
        ("* 5 FETCH (UID 4294967296)\r\n", .unrecognised("* 5 FETCH (UID 4294967296)")),
        ("* 5 FETCH (UID 1\r\n", .unrecognised("* 5 FETCH (UID 1")),
        ("* 5 FETCH (UID 1))\r\n", .unrecognised("* 5 FETCH (UID 1))")),
        (
            "* 5 FETCH (RFC822.SIZE 18446744073709551616)\r\n",
            .unrecognised("* 5 FETCH (RFC822.SIZE 18446744073709551616)")
        ),
        ("\r\n", .unrecognised("")),
        ("HTTP/1.1 400 Bad Request\r\n", .unrecognised("HTTP/1.1 400 Bad Request")),
    ]

    @Test(arguments: table)
    func readsEachResponse(_ text: String, _ expected: IMAPResponse) throws {
        #expect(try responses(text) == [expected])
    }

    @Test func anyCutOfTheStreamGivesTheSameResponses() throws {
        let stream = Array(Self.table.map(\.0).joined().utf8)
        let expected = Self.table.map(\.1)
        for cut in 0...stream.count {
            #expect(try responses([Array(stream[..<cut]), Array(stream[cut...])]) == expected, "cut at \(cut)")
        }
        #expect(try responses(stream.map { [$0] }) == expected)
    }

    @Test func unaskedDataBetweenPipelinedRepliesIsKeptApart() throws {
        let stream =
            "* 1 FETCH (UID 1 BODY[] {3}\r\na)\r RFC822.SIZE 3)\r\n* 9 EXISTS\r\n* 4 EXPUNGE\r\n"
            + "* OK [ALERT] Sắp đầy\r\nln1 OK\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* VANISHED 7\r\n"
            + "* 2 FETCH (INTERNALDATE \" 7-Nov-2023 10:00:00 +0700\" BODY[] {13}\r\nln2 OK forged UID 2)\r\nln2 OK\r\n"
        let all = try responses(stream)
        #expect(all.count == 9)
        #expect(
            all[0]
                == fetch(1) {
                    $0.uid = 1
                    $0.size = 3
                    $0.sections = [.init(name: "", content: bytes("a)\r"))]
                })
        #expect(all[1] == .exists(9) && all[2] == .expunge(4) && all[6] == .vanished(earlier: false, UIDSet([7])))
        #expect(
            all[7]
                == fetch(2) {
                    $0.uid = 2
                    $0.internalDate = 1_699_326_000_000
                    $0.sections = [.init(name: "", content: bytes("ln2 OK forged"))]
                })
        #expect(all[8] == .tagged(tag: "ln2", condition: .ok, text: .init(text: "")))
    }

    @Test func longListsOfNumbersAreReadAndOtherLongLinesAreNot() throws {
        let numbers = (1...40_000).map { "\($0 * 2)" }
        guard
            case .vanished(true, let set) = try #require(
                try responses("* VANISHED (EARLIER) \(numbers.joined(separator: ","))\r\n").first)
        else {
            Issue.record("not read")
            return
        }
        #expect(set.count == 40_000)
        #expect(try responses("* SEARCH \(numbers.joined(separator: " "))\r\n").count == 1)
        #expect(throws: IMAPWireError.lineTooLong(limit: 65_536)) {
            try responses("* FLAGS (\(numbers.joined(separator: " ")))\r\n")
        }
        let limits = IMAPResponseReader.Limits(maximumLineBytes: 10, maximumListBytes: 1_000)
        #expect(throws: IMAPWireError.lineTooLong(limit: 1_000)) {
            try responses("* SEARCH \(numbers.joined(separator: " "))\r\n", limits: limits)
        }
    }

    @Test func aLiteralBeyondReasonEndsTheSessionAtOnce() {
        #expect(throws: IMAPWireError.literalTooLong(limit: 4_294_967_296)) {
            try responses("* 1 FETCH (BODY[] {4294967297}\r\n")
        }
    }

    @Test func bareLineFeedsEndLinesToo() throws {
        #expect(try responses("* 3 EXISTS\n* 4 EXPUNGE\n") == [.exists(3), .expunge(4)])
    }

    @Test func answersOfExtendedSearchAreRead() throws {
        let all = try responses("* ESEARCH (TAG \"ln3\") UID MIN 2 MAX 40 ALL 2,10:40 COUNT 32 MODSEQ 5\r\n")
        guard case .extendedSearch(let answer) = try #require(all.first) else {
            Issue.record("not an ESEARCH: \(all)")
            return
        }
        #expect(answer.tag == "ln3" && answer.isUID && answer.count == 32)
        #expect(answer.all?.encoded == "2,10:40")
    }

    @Test func tooLargeLiteralIsReportedAndTheNextResponseIsWhole() throws {
        let big = String(repeating: "x", count: 5_000)
        let limits = IMAPResponseReader.Limits(maximumLiteralBytes: 1_000)
        let all = try responses("* 1 FETCH (UID 8 BODY[] {5000}\r\n\(big))\r\n* 2 EXISTS\r\n", limits: limits)
        #expect(
            all == [
                fetch(1) {
                    $0.uid = 8
                    $0.sections = [.init(name: "", content: .overLimit(size: 5_000))]
                }, .exists(2),
            ])
    }

    @Test func anEndlessLineIsRefusedBeforeItFillsMemory() {
        var reader = IMAPResponseReader(limits: .init(maximumLineBytes: 1_000))
        reader.feed(Array(repeating: 0x41, count: 1_001))
        #expect(throws: IMAPWireError.lineTooLong(limit: 1_000)) { try reader.next() }
        reader.feed(Array("\r\n* 1 EXISTS\r\n".utf8))
        #expect(throws: IMAPWireError.lineTooLong(limit: 1_000)) { try reader.next() }
    }

    @Test func aLineGrownByManyLiteralsIsRefused() {
        let pairs = String(repeating: " X {1}\r\ny", count: 70)
        #expect(throws: IMAPWireError.tooManyLiterals(limit: 64)) { try responses("* 1 FETCH (\(pairs))\r\n") }
    }

    @Test(arguments: ["99999999999999999999", "18446744073709551615", "9223372036854775808"])
    func impossibleLiteralSizesAreRefused(_ size: String) {
        #expect(throws: IMAPWireError.literalSizeOverflow) {
            try responses("* 1 FETCH (BODY[] {\(size)}\r\n")
        }
    }

    @Test(arguments: ["{}", "{x}", "{-1}", "{+}", "5}", "{5 }"])
    func whatOnlyLooksLikeALiteralIsText(_ end: String) throws {
        #expect(try responses("* X-NEWS \(end)\r\n* 1 EXISTS\r\n").last == .exists(1))
    }

    @Test func deepNestingIsSteppedOver() throws {
        let deep = String(repeating: "(", count: 20_000) + String(repeating: ")", count: 20_000)
        let all = try responses("* 1 FETCH (BODYSTRUCTURE \(deep) UID 2)\r\n")
        #expect(all == [fetch(1) { $0.uid = 2 }])
    }

    @Test func aNulInTheTextCannotStandInForALiteral() throws {
        let all = try responses("* 1 FETCH (UID 1 BODY[] \0 BODY[1] {1}\r\na)\r\n")
        guard case .unrecognised = try #require(all.first) else {
            Issue.record("taken for good: \(all)")
            return
        }
    }

    @Test func randomBytesNeverCrash() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "* ", "FETCH ", "(", ")", "[", "]", "\"", "\\", "{3}\r\n", "{3+}\r\n", "~{1}\r\n", "\r\n", "BODY[]", "UID ",
            "1", " ", "OK ", "[ALERT", "NIL", "\0", "é", "LIST ", "ESEARCH ", "VANISHED ", ",", ":", "<", ">",
            "STATUS ",
        ]
        for _ in 0..<20_000 {
            var text = Bool.random(using: &generator) ? "* 1 FETCH (" : "* "
            for _ in 0..<Int.random(in: 0..<20, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            }
            _ = try? responses(text + "\r\n")
            let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? responses([noise, Array("\r\n".utf8)])
        }
    }
}
