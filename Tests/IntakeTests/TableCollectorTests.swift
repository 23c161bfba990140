import Casework
import Classification
import Foundation
import Intake
import SQLiteStore
import TableReading
import Testing

/// Tables on their way from the file to the case.
@Suite struct TableCollectorTests {
    private func collector(
        _ office: TrialOffice, _ path: String, kind: WebItemRecord.Kind = .letter, layout: TableLayout = TableLayout(),
        settle: Int = 0
    ) -> TableCollector {
        TableCollector(
            TableCollector.Settings(
                source: "đường dây nóng", path: path.hasPrefix("fixtures") ? path : office.folder.path + "/" + path,
                labels: ItemLabels(channel: .hotline, kind: kind), layout: layout, maximumBytes: 1_000_000,
                settleSeconds: settle, workFolder: office.folder.path + "/reading"))
    }

    private static let header = "Mã phản ánh;Ngày tiếp nhận;Họ tên;Số điện thoại;Nội dung phản ánh;Kết quả\n"

    private func csv(_ rows: String..., header: String = header) -> [UInt8] {
        Array((header + rows.joined(separator: "\n") + "\n").utf8)
    }

    @Test func anExportBecomesOneItemARowAndBadRowsAreAloneInQuarantine() async throws {
        let office = try TrialOffice()
        let pass = try await collector(office, "fixtures/tables/hotline.csv").collect(
            into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 5, known: 0))
        try await office.processAll()
        let cases = try await office.caseFiles()
        #expect(cases.count == 3)
        let first = try #require(cases.first { $0.messages[0].message.body.hasPrefix("Nước thải") })
        let message = first.messages[0].message
        #expect(message.channel == .hotline)
        #expect(message.sender == Correspondent(name: "Nguyễn Thị Mơ", address: "0912345678"))
        #expect(message.writtenAt == Timestamp(rawValue: 1_738_546_200_000))
        #expect(first.summary.receivedAt == message.writtenAt)
        #expect(first.summary.topics.contains("environment"))
        #expect(message.extra?["Kết quả"] == "Đã chuyển UBND xã")
        #expect(!message.body.contains("Đã chuyển"))
        let bad = try await office.store.quarantined(limit: 10).map(\.reason).sorted()
        #expect(bad.count == 2)
        #expect(bad[0].contains("dòng 11") && bad[0].contains("10 ô") && !bad[0].contains("Hồ Văn Cát"))
        #expect(bad[1].contains("dòng 8") && bad[1].contains("Nội dung phản ánh"))
    }

    @Test func aWorkbookIsReadWithItsMergedCellsDatesNumbersAndSheets() async throws {
        let office = try TrialOffice()
        let pass = try await collector(office, "fixtures/tables/hotline.xlsx").collect(
            into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 4, known: 0))
        try await office.processAll()
        let messages = try await office.caseFiles().flatMap(\.messages).map(\.message)
        let senders = Dictionary(messages.map { ($0.body, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(senders["Bụi từ mỏ đá phủ trắng ruộng"]?.sender?.address == "0912345678")
        #expect(senders["Bụi từ mỏ đá phủ trắng ruộng"]?.extra?["Số ngày xử lý"] == nil)
        // The day stands in a cell that covers both rows.
        #expect(senders["Cống tắc, nước ngập vào nhà"]?.writtenAt == Timestamp(rawValue: 1_738_546_200_000))
        #expect(senders["Loa phường quá ồn"]?.sender?.name == "Lê Thị Lụa")
        #expect(senders["Đèn đường thôn Trại hỏng"]?.extra?["Nguồn dòng"]?.contains("Tháng 3") == true)
        #expect(!messages.contains { $0.body.contains("không phải phản ánh") })
    }

    @Test func hiddenRowsAndOtherSheetsAreLeftOutOnRequest() async throws {
        let office = try TrialOffice()
        let layout = TableLayout(sheet: "Tháng 2", readsHiddenRows: false)
        let pass = try await collector(office, "fixtures/tables/hotline.xlsx", layout: layout).collect(
            into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 2, known: 0))
    }

    @Test func aTableOfTheTimeBeforeUnicodeIsRead() async throws {
        let office = try TrialOffice()
        _ = try await collector(office, "fixtures/tables/windows-1258.csv").collect(
            into: office.store, at: TrialOffice.now)
        try await office.processAll()
        let texts = try await office.caseFiles().map { $0.messages[0].message.body }
        #expect(texts.contains("Đề nghị xem xét việc \"cấp đất\" cho hộ bà Lụa, thôn Đông"))
    }

    @Test func anExportThatGrowsBringsItsNewRowsOnlyAndAChangedRowAsAVersion() async throws {
        let office = try TrialOffice()
        let collector = collector(office, "so")
        func pass() async throws -> Acceptance {
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
        }
        try office.write(csv("PA-1;3/2/2025;Lê Thị Lụa;905111222;Ngập đường;"), to: "so/a.csv")
        #expect(try await pass() == Acceptance(new: 1, known: 0))
        #expect(try await pass() == Acceptance(new: 0, known: 0))
        try office.write(
            csv("PA-2;4/2/2025;Đỗ Văn Mây;905111333;Đèn hỏng;", "PA-1;3/2/2025;Lê Thị Lụa;905111222;Ngập đường;"),
            to: "so/a.csv")
        #expect(try await pass() == Acceptance(new: 1, known: 1))
        try office.write(csv("PA-1;3/2/2025;Lê Thị Lụa;905111222;Ngập đường;Đã sửa cống"), to: "so/b.csv")
        #expect(try await pass() == Acceptance(new: 1, known: 0))
        try await office.processAll()
        let files = try await office.caseFiles()
        #expect(files.count == 2)
        let changed = try #require(files.first { $0.messages.count == 2 })
        #expect(changed.messages[1].message.extra?["Kết quả"] == "Đã sửa cống")
        #expect(changed.messages[1].message.defects.count == 1)
    }

    @Test func aRowWithoutANumberIsKnownByWhatItSays() async throws {
        let office = try TrialOffice()
        let header = "STT;Ngày;Họ tên;Nội dung\n"
        try office.write(csv("1;3/2/2025;Lụa;Ngập", "2;4/2/2025;Mây;Đèn hỏng", header: header), to: "t.csv")
        let collector = collector(office, "t.csv")
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        // The numbers of the rows change with each export; that is no change of the rows.
        try office.write(
            csv("1;5/2/2025;Sóng;Rác", "2;3/2/2025;Lụa;Ngập", "3;4/2/2025;Mây;Đèn hỏng", header: header), to: "t.csv")
        let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 1, known: 2))
    }

    @Test func smallNumbersOfAnotherMonthAreOtherRows() async throws {
        let office = try TrialOffice()
        try office.write(csv("1;3/2/2025;Lụa;;Ngập;"), to: "so/2.csv")
        try office.write(csv("1;3/3/2025;Mây;;Đèn hỏng;"), to: "so/3.csv")
        _ = try await collector(office, "so").collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        #expect(try await office.caseFiles().map(\.messages.count) == [1, 1])
    }

    @Test func twoRowsWithOneNumberAreBothKept() async throws {
        let office = try TrialOffice()
        try office.write(csv("PA-1;3/2/2025;Lụa;;Ngập;", "PA-1;3/2/2025;Mây;;Đèn hỏng;"), to: "t.csv")
        _ = try await collector(office, "t.csv").collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        #expect(try await office.caseFiles().count == 2)
    }

    @Test func aChangedHeaderIsToldAndTheRestStillRead() async throws {
        let office = try TrialOffice()
        let collector = collector(office, "so")
        try office.write(csv("PA-1;3/2/2025;Lụa;;Ngập;"), to: "so/1.csv")
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).notices.isEmpty)
        let other = "Mã phản ánh;Ngày tiếp nhận;Họ tên;Nội dung phản ánh;Mức độ\n"
        try office.write(csv("PA-2;4/2/2025;Mây;Đèn hỏng;cao", header: other), to: "so/2.csv")
        let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance.new == 1)
        let notice = try #require(pass.notices.first)
        #expect(notice.contains("'Số điện thoại', 'Kết quả' biến mất") && notice.contains("thêm cột 'Mức độ'"))
        // Both headers are known now.
        try office.write(csv("PA-3;5/2/2025;Sóng;Rác;vừa", header: other), to: "so/3.csv")
        try office.write(csv("PA-4;5/2/2025;Cát;;Bụi;"), to: "so/4.csv")
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).notices.isEmpty)
    }

    @Test func aConfiguredColumnDecidesAndItsLossPutsTheFileIntoQuarantineWhole() async throws {
        let office = try TrialOffice()
        let layout = TableLayout(columns: [.content: "Ý kiến khác"])
        let collector = collector(office, "so", layout: layout)
        try office.write(csv("A;B", header: "Nội dung;Ý kiến khác\n"), to: "so/1.csv")
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        #expect(try await office.onlyCase().messages[0].message.body == "B")
        let lost = csv("A;B", header: "Nội dung;Ghi chú\n")
        try office.write(lost, to: "so/2.csv")
        let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(pass.notices.contains { $0.contains("«Ý kiến khác»") })
        let kept = try #require(try await office.store.quarantined(limit: 5).first)
        #expect(try await office.store.original(kept.id) == lost)
        #expect(kept.reason.contains("«Ghi chú»"))
        // It is not opened again until it changes.
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).notices.isEmpty)
    }

    @Test func aFileThatIsStillBeingWrittenIsLeftAlone() async throws {
        let office = try TrialOffice()
        try office.write(csv("PA-1;3/2/2025;Lụa;;Ngập;"), to: "so/1.csv")
        let patient = collector(office, "so", settle: 3_600)
        #expect(try await patient.collect(into: office.store, at: TrialOffice.now).acceptance.new == 0)
    }

    @Test func questionnairesAreKeptAndCountedApart() async throws {
        let office = try TrialOffice()
        let header = "Dấu thời gian;Ông/bà có hài lòng không?;Góp ý\n"
        let rows = [
            "3/2/2025 8:30;Hài lòng;", "3/2/2025 8:30;Hài lòng;",
            "4/2/2025 9:00;Không;Chặn cổng nhà máy, tập trung đông người kéo lên trụ sở",
        ]
        try office.write(csv(rows[0], rows[1], rows[2], header: header), to: "t.csv")
        let collector = collector(office, "t.csv", kind: .survey)
        let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 3, known: 0))
        try office.write(csv(rows[0], rows[1], rows[2], rows[0], header: header), to: "t.csv")
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 3))
        try await office.processAll()
        let figures = try await office.store.figures(
            from: Timestamp(rawValue: 0), before: TrialOffice.now.adding(seconds: 60))
        #expect(figures.cases == 0)
        #expect(figures.otherKinds["survey"]?.cases == 4)
        let open = try await office.store.queueCounts().open
        #expect(open == [Queue.surveys: 4])
        let standing = try #require(try await office.store.surveys().first)
        #expect(standing.answers == 4)
        let answers = try await office.store.surveyAnswers(of: "đường dây nóng", limit: 10, offset: 0)
        #expect(answers.count == 4)
        #expect(answers.allSatisfy { $0.message.kind == .survey })
    }

    @Test(arguments: [
        "", "\u{0}\u{1}\u{2}", "PK\u{3}\u{4}rác", "một dòng", "<html><body>Không tìm thấy trang</body></html>",
    ])
    func whatIsNoTableGoesToQuarantineUnchanged(text: String) async throws {
        let office = try TrialOffice()
        try office.write(Array(text.utf8), to: "so/x.csv")
        let pass = try await collector(office, "so").collect(into: office.store, at: TrialOffice.now)
        #expect(pass.notices.count == 1)
        let kept = try #require(try await office.store.quarantined(limit: 5).first)
        #expect(try await office.store.original(kept.id) == Array(text.utf8))
    }

    @Test func importTakesTablesWithProgressAndTheSameFileTwiceOnce() async throws {
        let office = try TrialOffice()
        let rows = (1...6_000).map { "PA-\($0);3/2/2025;Người \($0);;Đèn số \($0) hỏng;" }.joined(separator: "\n")
        try office.write(csv(rows), to: "t.csv")
        let summary = try await office.importing("t.csv")
        #expect((summary.new, summary.known) == (6_000, 0))
        let again = try await office.importing("t.csv")
        #expect((again.new, again.known) == (0, 6_000))
        try office.write(Array("rác".utf8), to: "x.xlsx")
        #expect(try await office.importing("x.xlsx").problems.count == 1)
    }

    @Test func aTrialShowsColumnsAndRowsAndStoresNothing() async throws {
        let office = try TrialOffice()
        var steps: [SourceTrial.Step] = []
        let works = await SourceTrial(web: collector(office, "fixtures/tables/hotline.csv")).run { steps.append($0) }
        #expect(works)
        #expect(steps.contains { $0.name == "column content" && $0.detail == "«Nội dung phản ánh»" })
        #expect(steps.contains { $0.name == "item so/PA-2025-0001" })
        #expect(try await office.waiting().isEmpty)
        let missing = await SourceTrial(web: collector(office, "không có")).run { steps.append($0) }
        #expect(!missing)
    }
}
