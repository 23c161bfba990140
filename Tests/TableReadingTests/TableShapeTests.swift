import Testing

@testable import TableReading

@Suite struct TableShapeTests {
    private func table(_ rows: [[String]]) -> Table {
        Table(rows: rows.enumerated().map { TableRow(number: $0 + 1, cells: $1) })
    }

    private func read(_ rows: [[String]]) throws -> (shape: TableShape, mapping: ColumnMapping, records: TableRecords) {
        let table = table(rows)
        let shape = try #require(TableShape.find(in: table))
        let mapping = shape.guessedMapping()
        return (shape, mapping, TableRecords(table, shape: shape, mapping: mapping))
    }

    private static let official: [[String]] = [
        ["ỦY BAN NHÂN DÂN XÃ CAO DƯƠNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỔ THEO DÕI ĐƯỜNG DÂY NÓNG THÁNG 02 NĂM 2025"],
        ["STT", "Ngày tiếp nhận", "Họ và tên", "Địa chỉ", "Số điện thoại", "Nội dung phản ánh", "Lĩnh vực", "Kết quả"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["I. THÔN ĐÔNG"],
        [
            "1", "3/2/2025", "Nguyễn Thị Mơ", "Thôn Đông", "912345678", "Nước thải chảy ra mương", "Môi trường",
            "Đã chuyển",
        ],
        ["2", "31/2/2025", "Trần Văn Bão", "Thôn Đông", "", "Rác chất đống đầu làng đã hai tuần", "", ""],
        ["STT", "Ngày tiếp nhận", "Họ và tên", "Địa chỉ", "Số điện thoại", "Nội dung phản ánh", "Lĩnh vực", "Kết quả"],
        ["3", "5/2/2025", "Lê Thị Lụa", "Thôn Tây", "0987654321", "", "Đất đai", "Đang xử lý"],
        ["4", "6/2/2025", "Phạm Văn Sóng", "Thôn Tây", "0987654322", "Đường hỏng", "", "", "thừa"],
        ["Tổng cộng", "", "", "", "", "4", "", ""],
        ["", "", "", "", "", "", "Cao Dương, ngày 28 tháng 02 năm 2025"],
        ["", "NGƯỜI LẬP", "", "", "", "", "CHỦ TỊCH"],
    ]

    @Test func aRegisterSHeaderIsFoundBelowItsTitleAndItsColumnsAreUnderstood() throws {
        let (shape, mapping, _) = try read(Self.official)
        #expect(shape.headerRow == 2)
        #expect(shape.firstRow == 4)
        #expect(shape.title.contains("SỔ THEO DÕI"))
        #expect(
            mapping.columns == [
                .sequence: "STT", .received: "Ngày tiếp nhận", .name: "Họ và tên", .address: "Địa chỉ",
                .phone: "Số điện thoại", .content: "Nội dung phản ánh", .field: "Lĩnh vực", .result: "Kết quả",
            ])
    }

    @Test func titlesSumsRepeatedHeadersNumberingAndSignaturesAreNoRowsBadRowsAre() throws {
        let (_, _, records) = try read(Self.official)
        #expect(records.records.map(\.row) == [6, 7, 9, 10])
        #expect(records.skippedRows == [5, 8, 11, 12, 13])
        #expect(
            records.records.map(\.problem) == [
                nil, nil, .noContent(column: "Nội dung phản ánh"), .tooManyCells(9, columns: 8),
            ])
        #expect(records.records[0].fields[.phone] == "0912345678")
        #expect(records.records[0].received == 1_738_515_600_000)
        #expect(records.records[1].dayProblem == .notADay)
    }

    @Test func headingsBelowACommonOneAreToldApart() throws {
        var table = table([
            ["STT", "Người phản ánh", "", "Nội dung"], ["STT", "Họ tên", "Số điện thoại", "Nội dung"],
            ["1", "Lê Thị Lụa", "0987654321", "Ngập"],
        ])
        table.rows[0].spans = [1: 2]
        let shape = try #require(TableShape.find(in: table))
        #expect(shape.headings == ["STT", "Người phản ánh – Họ tên", "Người phản ánh – Số điện thoại", "Nội dung"])
        let mapping = shape.guessedMapping()
        #expect(mapping.columns[.name] == "Người phản ánh – Họ tên")
        #expect(mapping.columns[.phone] == "Người phản ánh – Số điện thoại")
        let records = TableRecords(table, shape: shape, mapping: mapping)
        #expect(records.records.map { $0.fields[.name] } == ["Lê Thị Lụa"])
    }

    @Test func aSurveyWithQuestionsForHeadingsHasAHeaderToo() throws {
        let (shape, mapping, records) = try read([
            ["Dấu thời gian", "Ông/bà hài lòng với bộ phận một cửa không?", "Thời gian chờ (phút)"],
            ["3/2/2025 8:30:00", "Hài lòng", "15"], ["4/2/2025 9:00:00", "Chưa hài lòng", "40"],
        ])
        #expect(shape.headerRow == 0)
        #expect(mapping.columns[.received] == "Dấu thời gian")
        #expect(records.records.count == 2)
        #expect(records.records[1].cells.map(\.text) == ["4/2/2025 9:00:00", "Chưa hài lòng", "40"])
    }

    @Test func columnsWithoutOrWithTheSameHeadingKeepApart() throws {
        let (shape, _, _) = try read([["Nội dung", "", "Ghi chú", "Ghi chú"], ["a", "b", "c", "d"]])
        #expect(shape.headings == ["Nội dung", "Cột 2", "Ghi chú", "Ghi chú (2)"])
    }

    @Test func expectedHeadingsDecideWhereTheHeaderIs() throws {
        let rows = table([
            ["Nội dung báo cáo", "Ngày"], ["Mục A", "Mục B"], ["x", "y"],
        ])
        #expect(try #require(TableShape.find(in: rows, expected: ["mục a"])).headerRow == 1)
    }

    @Test(arguments: [[], [["chỉ một ô"]], [["1", "2", "3"], ["4", "5", "6"]]] as [[[String]]])
    func whatHasNoHeaderHasNone(rows: [[String]]) {
        let shape = TableShape.find(in: table(rows))
        #expect(shape == nil || rows == [["chỉ một ô"]])
    }

    @Test func anUnaccentedAndCapitalHeaderIsUnderstood() throws {
        let (_, mapping, _) = try read([
            ["MA PHAN ANH", "NGAY TIEP NHAN", "NOI DUNG PHAN ANH CUA NGUOI DAN"], ["PA-1", "3/2/2025", "Ngập nước"],
        ])
        #expect(mapping.columns[.register] == "MA PHAN ANH")
        #expect(mapping.columns[.content] == "NOI DUNG PHAN ANH CUA NGUOI DAN")
    }
}
