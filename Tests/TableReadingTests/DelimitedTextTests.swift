import Testing

@testable import TableReading

@Suite struct DelimitedTextTests {
    private func rows(_ text: String) -> [[String]] { rows(Array(text.utf8)) }

    private func rows(_ bytes: [UInt8]) -> [[String]] { DelimitedText().read(bytes).rows.map(\.cells) }

    @Test(arguments: [",", ";", "\t", "|"])
    func theSeparatorIsFoundByWhatMakesRowsOfEqualWidth(separator: String) {
        let text = [
            ["STT", "Ngày", "Nội dung"], ["1", "3/2/2025", "Rác, bụi; mùi | ồn"], ["2", "4/2/2025", "Nước thải"],
            ["3", "5/2/2025", "Ngập"],
        ]
        .map { $0.map { $0.contains(separator) ? "\"\($0)\"" : $0 }.joined(separator: separator) }
        .joined(separator: "\r\n")
        #expect(rows(text)[1] == ["1", "3/2/2025", "Rác, bụi; mùi | ồn"])
        #expect(rows(text).count == 4)
    }

    @Test func aSeparatorThatAFirstLineTellsIsBelievedAndLinesAreCountedWithIt() {
        let table = DelimitedText().read(Array("sep=;\r\na,b;c\r\n1,2;3\r\n".utf8))
        #expect(table.rows.map(\.cells) == [["a,b", "c"], ["1,2", "3"]])
        #expect(table.rows.map(\.number) == [2, 3])
    }

    @Test(
        arguments: [
            ("a,\"x, y\"\n", ["a", "x, y"]), ("a,\"nói \"\"không\"\"\"\n", ["a", "nói \"không\""]),
            ("a,\"dòng 1\ndòng 2\"\n", ["a", "dòng 1\ndòng 2"]),
            ("a,\"dòng 1\r\ndòng 2\"\r\n", ["a", "dòng 1\ndòng 2"]),
            ("a,\"nói \\\"không\\\" rồi\"\n", ["a", "nói \"không\" rồi"]), ("a, \"x, y\"\n", ["a", "x, y"]),
            ("a,5\" ống\n", ["a", "5\" ống"]), ("a,\"x\"y\n", ["a", "xy"]), ("a,\"\",b\n", ["a", "", "b"]),
            ("a,=\"0912345678\"\n", ["a", "0912345678"]), ("a,'0912345678\n", ["a", "0912345678"]),
            ("a,'=CMD()\n", ["a", "=CMD()"]), ("a,'nháy'\n", ["a", "'nháy'"]), ("a,  b  \n", ["a", "b"]),
        ])
    func cellsAreReadAsPeopleWriteThem(line: String, cells: [String]) {
        #expect(rows("h1,h2\n" + line).last == cells)
    }

    @Test func aQuoteThatNeverEndsDoesNotSwallowTheRowsBelow() {
        let table = DelimitedText().read(Array("a,b\n1,\"hỏng\n2,tốt\n3,tốt\n".utf8))
        #expect(table.rows.map(\.cells) == [["a", "b"], ["1", "\"hỏng"], ["2", "tốt"], ["3", "tốt"]])
        #expect(table.defects.count == 1)
    }

    @Test func aRowKnowsTheLineOnWhichItBegins() {
        let table = DelimitedText().read(Array("a,b\n1,\"x\ny\nz\"\n\n2,t\n".utf8))
        #expect(table.rows.map(\.number) == [1, 2, 6])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func allThreeEndsOfLinesAreKnown(end: String) {
        #expect(rows(["a,b", "1,2", "3,4"].joined(separator: end)) == [["a", "b"], ["1", "2"], ["3", "4"]])
    }

    private static let line = "Họ tên;Nội dung\nNguyễn Văn Đức;Đường làng ngập nước thải, mùi hôi nồng nặc\n"

    @Test func uTF16IsReadWithAndWithoutItsMark() {
        let wide = Array(Self.line.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let expected = [["Họ tên", "Nội dung"], ["Nguyễn Văn Đức", "Đường làng ngập nước thải, mùi hôi nồng nặc"]]
        #expect(rows([0xFF, 0xFE] + wide) == expected)
        #expect(rows(wide) == expected)
        #expect(rows([0xEF, 0xBB, 0xBF] + Array(Self.line.utf8)) == expected)
    }

    /// "Đơn đề nghị;Nước thải" in charsets of the time before Unicode, as programs of those days wrote it.
    @Test(
        arguments: [
            // windows-1258: letters with their hat or horn, tone marks behind.
            ([
                0xD0, 0xF5, 0x6E, 0x20, 0xF0, 0xEA, 0xCC, 0x20, 0x6E, 0x67, 0x68, 0x69, 0xF2, 0x3B, 0x4E, 0xFD, 0xF5,
                0xEC,
            ]
                + [0x63, 0x20, 0x74, 0x68, 0x61, 0xD2, 0x69, 0x0A] as [UInt8]),
            // TCVN 5712 (ABC fonts).
            ([
                0xA7, 0xAC, 0x6E, 0x20, 0xAE, 0xD2, 0x20, 0x6E, 0x67, 0x68, 0xDE, 0x3B, 0x4E, 0xAD, 0xED, 0x63, 0x20,
                0x74,
            ]
                + [0x68, 0xB6, 0x69, 0x0A] as [UInt8]),
        ])
    func tablesOfTheTimeBeforeUnicodeAreRead(bytes: [UInt8]) {
        let many = Array(repeating: bytes, count: 4).flatMap(\.self)
        #expect(rows(many).first == ["Đơn đề nghị", "Nước thải"])
    }

    @Test func hostileFilesEndWithWhatThereIs() {
        #expect(rows([]).isEmpty)
        #expect(rows(Array(repeating: 0, count: 10_000)).isEmpty)
        #expect(rows(Array(repeating: UInt8(ascii: ","), count: 100_000)).isEmpty)
        // Each quote opens a cell that never ends.
        let quotes = String(repeating: ",\"\"\"x", count: 60_000)
        #expect(DelimitedText().read(Array(quotes.utf8)).rows.count == 1)
        var limits = TableLimits()
        (limits.rows, limits.columns, limits.cellBytes) = (3, 2, 8)
        let table = DelimitedText(limits: limits).read(Array("a,b,c\n1,ngập ngụa,3\n2,2,2\n4,4,4\n".utf8))
        #expect(table.rows.map(\.cells) == [["a", "b"], ["1", "ngập n"], ["2", "2"]])
        #expect(table.defects.count == 2)
    }
}
