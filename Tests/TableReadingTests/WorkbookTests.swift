import Testing

@testable import TableReading

@Suite struct WorkbookTests {
    private static func parts(
        sheet: String, strings: String = "", styles: String = "", workbook: String = "",
        sheets: String = "<sheet name=\"Sổ\" sheetId=\"1\" r:id=\"rId1\"/>"
    ) -> [String: [UInt8]] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return [
            "xl/workbook.xml":
                "<workbook xmlns=\"\(main)\" xmlns:r=\"urn:r\">\(workbook)<sheets>\(sheets)</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": """
            <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Target="/xl/worksheets/Sheet2.xml"/></Relationships>
            """,
            "xl/sharedStrings.xml": "<sst xmlns=\"\(main)\">\(strings)</sst>",
            "xl/styles.xml": "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>",
            "xl/worksheets/sheet1.xml": "<worksheet xmlns=\"\(main)\">\(sheet)</worksheet>",
            "xl/worksheets/sheet2.xml":
                "<worksheet><sheetData><row><c t=\"str\"><v>hai</v></c></row></sheetData></worksheet>",
        ]
        .mapValues { Array($0.utf8) }
    }

    private func rows(_ parts: [String: [UInt8]]) throws -> [[String]] {
        try #require(try Workbook().read(parts).first).rows.map(\.cells)
    }

    @Test func sharedInlineAndFormulaTextsComeToTheirCellsGapsIncluded() throws {
        let parts = Self.parts(
            sheet: """
                <sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
                <row r="4"><c r="B4" t="inlineStr"><is><r><t>Nước </t></r><r><t>thải</t></r></is></c>
                <c r="C4" t="str"><f>A2&amp;"x"</f><v>kết quả</v></c><c r="D4" t="b"><v>1</v></c>
                <c r="E4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F4" t="s"><v>99</v></c></row></sheetData>
                """,
            strings: "<si><t>Họ tên</t><rPh><t>phát âm</t></rPh></si><si><r><t>Nội </t></r><r><t>dung</t></r></si>")
        let table = try #require(try Workbook().read(parts).first)
        #expect(
            table.rows.map(\.cells) == [["Họ tên", "", "Nội dung"], ["", "Nước thải", "kết quả", "TRUE", "", ""]])
        #expect(table.rows.map(\.number) == [2, 4])
        #expect(table.defects.count == 1)
    }

    @Test(
        arguments: [
            ("0", "45657", "45657"), ("1", "45657", "2024-12-31"), ("2", "45657.354166666664", "2024-12-31 08:30"),
            ("3", "0.354166666666667", "08:30"), ("4", "0.99539999999999995", "99,54%"),
            ("5", "912345678", "0912345678"),
            ("6", "45657", "2024-12-31"), ("7", "4.5", "4,5"), ("0", "1.2345678901E10", "12345678901"),
            ("8", "45657", "45657"), ("1", "-5", "-5"), ("0", "chữ", "chữ"), ("0", "1e400", "1e400"),
            ("1", "1", "1900-01-01"),
            ("1", "61", "1900-03-01"), ("9", "1.5", "36:00"),
        ])
    func numbersAreShownByTheirFormat(style: String, value: String, shown: String) throws {
        let parts = Self.parts(
            sheet: "<sheetData><row><c s=\"\(style)\"><v>\(value)</v></c></row></sheetData>",
            styles: """
                <numFmts><numFmt numFmtId="164" formatCode="0000000000"/><numFmt numFmtId="165"
                formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="166" formatCode="&quot;ngày&quot; 0.0"/>
                <numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="10"/>
                <xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="2"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>
                """)
        #expect(try rows(parts) == [[shown]])
    }

    @Test func daysMayBeCountedFrom1904() throws {
        let parts = Self.parts(
            sheet: "<sheetData><row><c s=\"0\"><v>44195</v></c></row></sheetData>",
            styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", workbook: "<workbookPr date1904=\"1\"/>")
        #expect(try rows(parts) == [["2024-12-31"]])
    }

    @Test func aMergedCellSaysTheSameInEachOfItsRowsAndSpansItsColumnsOnce() throws {
        let parts = Self.parts(
            sheet: """
                <sheetData><row r="1"><c r="A1" t="str"><v>3/2/2025</v></c><c r="B1" t="str"><v>một</v></c></row>
                <row r="2"><c r="B2" t="str"><v>hai</v></c></row><row r="3"><c r="A3" t="str"><v>rộng</v></c></row>
                </sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A3:B3"/>
                <mergeCell ref="A1:XFD1048576"/><mergeCell ref="Z9:A1"/><mergeCell ref="rác"/></mergeCells>
                """)
        let table = try #require(try Workbook().read(parts).first)
        #expect(table.rows[1].cells == ["3/2/2025", "hai"])
        #expect(table.rows[2].spans[0] != nil)
    }

    @Test func sheetsComeInTheWorkbookSOrderWithTheirNamesHiddenOnesAndRowsMarked() throws {
        let parts = Self.parts(
            sheet: "<sheetData><row hidden=\"1\"><c t=\"str\"><v>một</v></c></row></sheetData>",
            sheets: """
                <sheet name="B" r:id="rId2" state="veryHidden"/><sheet name="A" r:id="rId1"/><sheet name="C" r:id="rId9"/>
                """)
        let tables = try Workbook().read(parts)
        #expect(tables.map(\.name) == ["B", "A"])
        #expect(tables.map(\.isHidden) == [true, false])
        #expect(tables[1].rows.map(\.isHidden) == [true])
    }

    @Test func aSheetThatBreaksOffGivesWhatStandsBeforeTheBreak() throws {
        var parts = Self.parts(sheet: "")
        parts["xl/worksheets/sheet1.xml"] = Array(
            "<worksheet><sheetData><row><c t=\"str\"><v>tốt</v></c></row><row><c t=\"str\"><v>hỏ".utf8)
        let table = try #require(try Workbook().read(parts).first)
        #expect(table.rows.map(\.cells) == [["tốt"]])
        #expect(table.defects.count == 1)
    }

    @Test func entitiesExpandToNothingAndWhatIsNoWorkbookIsTold() throws {
        var parts = Self.parts(sheet: "")
        parts["xl/worksheets/sheet1.xml"] = Array(
            """
            <!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <worksheet><sheetData><row><c t="str"><v>&b;&x;tốt</v></c></row></sheetData></worksheet>
            """.utf8)
        let table = try #require(try Workbook().read(parts).first)
        #expect(table.rows.map(\.cells) == [["tốt"]])
        #expect(throws: TableReadingError.notAWorkbook(missing: "xl/workbook.xml")) { try Workbook().read([:]) }
        #expect(throws: TableReadingError.self) {
            try Workbook().read(["xl/workbook.xml": Array("<workbook/>".utf8)])
        }
    }

    @Test func boundsOnRowsColumnsAndTextHoldAndAreTold() throws {
        var limits = TableLimits()
        (limits.rows, limits.columns, limits.textBytes) = (2, 2, 1000)
        let row = "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c><c r=\"ZZZ1\" t=\"str\"><v>c</v></c></row>"
        let parts = Self.parts(sheet: "<sheetData>\(String(repeating: row, count: 5))</sheetData>")
        let table = try #require(try Workbook(limits: limits).read(parts).first)
        #expect(table.rows.map(\.cells) == [["a", "b"], ["a", "b"]])
        #expect(table.defects.count == 2)
    }
}
