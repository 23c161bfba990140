import IMAPWire
import Testing

@Suite struct CommandTests {
    @Test(arguments: [
        ("INBOX", "\"INBOX\""),
        ("Hộp thư/Đến", "\"H&Htk-p th&AbA-/&ARAevw-n\""),
        ("a&b", "\"a&-b\""),
        ("say \"no\" \\ x", "\"say \\\"no\\\" \\\\ x\""),
        ("A\r\nln2 DELETE x", "\"A&AA0ACg-ln2 DELETE x\""),
        ("\u{1F4E7}", "\"&2D3c5w-\""),
        ("", "\"\""),
    ])
    func mailboxNamesCannotEndTheirCommand(_ name: String, _ wire: String) {
        let line = String(decoding: IMAPCommand.examine(mailbox: name).encoded(tag: "ln1"), as: UTF8.self)
        #expect(line == "ln1 EXAMINE \(wire)\r\n")
    }

    @Test(arguments: [
        "INBOX", "Thư đến", "&", "&&-", "日本語", "e\u{301}", "\u{1F4E7}\u{1F4E7}", "", "~peter/mail/台北/日本語",
    ])
    func modifiedUTF7RoundTrips(_ name: String) {
        let wire = ModifiedUTF7.encode(name)
        #expect(wire.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E })
        #expect(ModifiedUTF7.decode(Array(wire.utf8)).map { Array($0.utf8) } == Array(name.utf8))
    }

    @Test func decodesTheExampleOfTheStandard() {
        #expect(ModifiedUTF7.decode(Array("~peter/mail/&U,BTFw-/&ZeVnLIqe-".utf8)) == "~peter/mail/台北/日本語")
    }

    @Test(arguments: ["&", "&AB", "&!!!-", "a\u{7f}", "&2AA-", "tiếng"])
    func namesThatAreNotModifiedUTF7AreRefused(_ wire: String) {
        #expect(ModifiedUTF7.decode(Array(wire.utf8)) == nil)
    }

    @Test func fetchAsksWithoutMarkingAsSeen() {
        let command = IMAPCommand.uidFetch(UIDSet([9, 3, 4, 5]), items: [.uid, .internalDate, .size, .wholeMessage])
        #expect(
            String(decoding: command.encoded(tag: "ln4"), as: UTF8.self)
                == "ln4 UID FETCH 3:5,9 (UID INTERNALDATE RFC822.SIZE BODY.PEEK[])\r\n")
    }

    static let changes: [(IMAPCommand, String)] = [
        (.examine(mailbox: "A", tracking: .modificationSequence), "EXAMINE \"A\" (CONDSTORE)"),
        (
            .select(mailbox: "A", tracking: .changes(sinceUIDValidity: 67, modificationSequence: 90)),
            "SELECT \"A\" (QRESYNC (67 90))"
        ),
        (.create(mailbox: "Đã lấy"), "CREATE \"&ARAA4w- l&HqU-y\""),
        (.uidAddFlags(UIDSet([5, 6]), flags: ["\\Seen"]), "UID STORE 5:6 +FLAGS.SILENT (\\Seen)"),
        (
            .uidAddFlags(UIDSet([5]), flags: ["\\Deleted", "a b", "x)\r\nq"]),
            "UID STORE 5 +FLAGS.SILENT (\\Deleted)"
        ),
        (.uidMove(UIDSet([1, 3]), to: "x\" y"), "UID MOVE 1,3 \"x\\\" y\""),
        (.uidCopy(UIDSet([1]), to: "B"), "UID COPY 1 \"B\""),
        (.uidExpunge(UIDSet([9])), "UID EXPUNGE 9"),
        (.uidFetch(UIDSet([9]), items: [.flags], changedSince: 7), "UID FETCH 9 (FLAGS) (CHANGEDSINCE 7)"),
    ]

    @Test(arguments: changes)
    func eachCommandIsOneLine(_ command: IMAPCommand, _ text: String) {
        #expect(String(decoding: command.encoded(tag: "ln1"), as: UTF8.self) == "ln1 \(text)\r\n")
    }

    @Test func setsJoinAndCount() {
        let set = UIDSet(ranges: [5...9, 1...1, 10...10, 2...2, .max - 1 ... .max, 7...8])
        #expect(set.encoded == "1:2,5:10,4294967294:4294967295")
        #expect(set.count == 10)
        #expect(set.contains(7) && !set.contains(4) && set.contains(.max) && !set.contains(11))
        #expect(UIDSet([]).isEmpty && UIDSet([]).encoded.isEmpty)
    }

    static let dates: [(String, Int64)] = [
        (" 1-Jan-1970 00:00:00 +0000", 0),
        ("1-Jan-1970 07:00:00 +0700", 0),
        ("29-Feb-2024 23:59:59 -0330", 1_709_263_799_000),
        ("31-Dec-9999 23:59:60 +0000", 253_402_300_800_000),
    ]

    @Test(arguments: dates)
    func datesAreRead(_ text: String, _ expected: Int64) {
        #expect(IMAPDateTime.milliseconds(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        "", " ", "1-Jan-1970", "32-Jan-1970 00:00:00 +0000", "1-Foo-1970 00:00:00 +0000", "1-Jan-99999 00:00:00 +0000",
        "1-Jan-1970 24:00:00 +0000", "1-Jan-1970 00:00:00 0700", "1-Jan-1970 00:00 +0700", "--- ::: +++++",
    ])
    func wrongDatesAreRefused(_ text: String) {
        #expect(IMAPDateTime.milliseconds(Array(text.utf8)) == nil)
    }

    @Test func tagsDifferFromEachOther() {
        var tags = IMAPTagSequence()
        #expect(Set((0..<100).map { _ in tags.next() }).count == 100)
    }
}
