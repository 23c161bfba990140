import Casework
import Classification
import Places
import Testing

@testable import Reporting

@Suite struct PeriodReportTests {
    private static let now = Timestamp(rawValue: 1_795_252_020_000)

    private func report(
        _ figures: CaseFigures, _ previous: CaseFigures = .empty, hotSpots: [CaseFile] = []
    ) -> PeriodReport {
        PeriodReport(
            officeName: "Ban Tiếp công dân", period: ReportPeriod(.week, containing: Self.now), madeAt: Self.now,
            figures: figures, previous: previous, hotSpots: hotSpots,
            topics: [.init(id: "land", name: "Đất đai"), .init(id: "environment", name: "Môi trường")])
    }

    private static let figures = CaseFigures(
        cases: 10, messages: 14, escalated: 2, closed: 3, byTopic: ["land": 7, "environment": 4, "old": 1, "": 1],
        byChannel: ["email": 9, "fax": 1], byQueue: ["dat-dai": 10], byClass: ["kien_nghi": 8, "to_cao": 1],
        byPlace: [
            .init(place: "xã Cao Dương, Phú Thọ", cases: 6, escalated: 2, byTopic: ["land": 5, "environment": 3]),
            .init(place: "", cases: 3, escalated: 0, byTopic: ["land": 2, "": 1]),
        ])

    /// The number in a column of the rows, added up.
    private func sum(_ rows: [[ReportTable.Cell]], _ column: Int) -> Int {
        rows.reduce(0) { sum, row in
            switch row[column] {
            case .count(let number), .change(let number): sum + number
            default: sum
            }
        }
    }

    @Test func everyTableAddsUpByItself() throws {
        var previous = Self.figures
        previous.cases = 8
        let report = report(Self.figures, previous)
        for table in [report.byTopic, report.byChannel, report.byClass] {
            let total = try #require(table.sums.last)
            for column in 1...3 {
                let rows = table.rows + table.sums.dropLast()
                #expect(sum(rows, column) == sum([total], column), "\(table.caption), column \(column)")
            }
        }
        let places = report.byPlace
        #expect(places.rows.count == 3)
        for row in places.rows + places.sums {
            let last = row.count - 1
            #expect(sum([Array(row[..<(last - 1)]).map { $0 }], 0) == 0)
            let parts = (1..<(last - 1)).reduce(0) { $0 + sum([row], $1) }
            #expect(parts == sum([row], last - 1))
        }
        for column in 1..<places.columns.count {
            #expect(sum(places.rows, column) == sum(places.sums, column), "places, column \(column)")
        }
        #expect(sum(places.sums, places.columns.count - 2) == 10)
    }

    @Test func casesCountedTwiceAreNamed() {
        let table = report(Self.figures).byTopic
        #expect(table.note?.contains("kỳ này đếm trùng 3 lượt") == true)
        #expect(table.rows.contains { $0[0] == .text("old") })
        var single = Self.figures
        single.byTopic = ["land": 10]
        var before = CaseFigures.empty
        before.byTopic = [:]
        #expect(report(single, before).byTopic.note == nil)
    }

    @Test func changesAreToldInCountAndPercent() {
        var previous = CaseFigures.empty
        previous.cases = 8
        let first = report(Self.figures, previous).overview.rows[0]
        #expect(first.map(\.vietnameseText) == ["Hồ sơ tiếp nhận", "10", "8", "+2", "+25,0 %"])
        #expect(report(Self.figures).overview.rows[0].last?.vietnameseText == "–")
    }

    @Test(arguments: [
        (ReportTable.Cell.count(1_234_567), "1.234.567"), (.count(0), "0"), (.change(-1200), "−1.200"),
        (.percent(-33.333), "−33,3 %"), (.percent(.infinity), "+– %"), (.bans(2.449), "2,4"), (.bans(-0.26), "−0,3"),
    ])
    func numbersAreWrittenAsVietnameseReadersExpect(cell: ReportTable.Cell, text: String) {
        #expect(cell.vietnameseText == text)
    }

    @Test func manyPlacesShareOneRow() {
        var figures = Self.figures
        figures.byPlace = (0..<40).map { .init(place: "xã \($0)", cases: 1, escalated: 0, byTopic: ["land": 1]) }
        figures.cases = 40
        let table = report(figures).byPlace
        #expect(table.rows.count == 31)
        #expect(table.rows[30][0] == .text("Nơi khác (10 nơi)"))
    }

    @Test func theHotSpotListTellsWordsAndHidesWhoWrote() {
        let page = HTMLReport.render(report(Self.figures, hotSpots: [.sample(.petition), .sample(.denunciation)]))
        #expect(page.contains("“chặn xe”") && page.contains("2,1") && page.contains("Chặn xe, chặn đường"))
        #expect(page.contains("Bãi rác cháy, gọi … &lt;b&gt;"))
        #expect(page.contains("Tin có nội dung tố cáo"))
        for secret in ["Người Mẫu", "mau@example.org", "0912345678"] { #expect(!page.contains(secret)) }
        #expect(!page.contains("đã thụ lý"))
    }

    @Test func thePageStandsAloneAndRunsNothing() {
        let page = HTMLReport.render(report(Self.figures))
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">"))
        for forbidden in ["<script", "src=", "url(", "@import", "<link"] { #expect(!page.contains(forbidden)) }
        #expect(page.contains("@page { size: A4;") && page.contains("Ban Tiếp công dân"))
    }

    @Test func theCSVOpensInASpreadsheet() {
        let table = CSVReport.render(report(Self.figures, hotSpots: [.sample(.petition)]))
        #expect(table.unicodeScalars.first == "\u{FEFF}")
        #expect(table.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.last == UInt8(ascii: "\r") })
        #expect(table.contains("Hồ sơ tiếp nhận,10,0,10,\r\n"))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-x", "'-x"), ("@a", "'@a"), (" =1", "' =1"), ("\t=1", "\"'\t=1\""),
        ("＝1", "'＝1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=\"x\"", "\"'=\"\"x\"\"\""),
        ("a\r\nb", "\"a\r\nb\""),
        ("xã Cao", "xã Cao"), ("", ""), ("a\0b", "ab"),
    ])
    func noCellBecomesAFormula(text: String, field: String) {
        #expect(CSVReport.quoted(text) == field)
    }
}

extension CaseFigures {
    static let empty = CaseFigures(
        cases: 0, messages: 0, escalated: 0, closed: 0, byTopic: [:], byChannel: [:], byQueue: [:], byClass: [:],
        byPlace: [])
}

extension CaseFile {
    static func sample(_ letterClass: LetterClass) -> CaseFile {
        let now = Timestamp(rawValue: 1_795_252_020_000)
        let cue = Evidence(
            group: "blocking", rule: "cue.blocking", name: "Chặn xe", text: "chặn xe", field: .body, start: 0, end: 9,
            bans: 1)
        let verdict = Verdict(
            topics: [], scores: [:], letterClass: letterClass, hotspot: true, alarms: [], severity: 2.1,
            cues: [cue, cue],
            evidence: [], classEvidence: [], contexts: [], places: [], place: PlaceText(), accented: true, rulesHash: ""
        )
        let message = Message(
            item: .make(at: now), source: "s", channel: .email, kind: .letter, receivedAt: now, writtenAt: nil,
            messageID: nil, references: [], sender: Correspondent(name: "Người Mẫu", address: "mau@example.org"),
            subject: nil, body: "chặn xe", link: nil, attachments: [], defects: [])
        let summary = Case(
            id: .make(at: now), trackingCode: .random(), receivedAt: now, changedAt: now, state: .new, queue: "q",
            topics: [], topicsConfirmed: false, letterClass: letterClass,
            title: "Bãi rác cháy, gọi 0912345678 <b>", channel: .email, source: "s", place: PlaceText(), assignee: nil,
            escalation: Escalation(
                raisedAt: now, severity: 2.1, alarms: [.init(id: "a", name: "Chặn xe, chặn đường", cues: [])]),
            messageCount: 1)
        return CaseFile(summary: summary, messages: [TriagedMessage(message: message, verdict: verdict)], history: [])
    }
}
