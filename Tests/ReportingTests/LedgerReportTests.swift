import Casework
import Reporting
import Testing

/// Promises and opinions in a report: every table adds up, and nothing held back can be worked out.
@Suite struct LedgerReportTests {
    private static func numbers(_ row: [ReportTable.Cell]) -> [Int] {
        row.compactMap { cell in
            if case .count(let number) = cell { number } else { nil }
        }
    }

    @Test func linesAndColumnsOfPromisesAddUpHoweverManyBodiesThereAre() throws {
        let bodies = (0..<55).map { number in
            var tally = PromiseTally()
            for (index, standing) in PromiseStanding.allCases.enumerated() { tally.add(standing, number % (index + 2)) }
            return PromiseFigures.BodyCount(body: "Nơi \(number)", tally: tally)
        }
        let figures = PromiseFigures(byBody: bodies, olderOverdue: 4)
        let table = PromiseReport.byBody(figures)
        #expect(table.rows.count == 41)
        for row in table.rows + table.sums {
            let cells = Self.numbers(row)
            #expect(cells.count == 7 && cells[0] == cells.dropFirst().reduce(0, +))
        }
        let sum = Self.numbers(try #require(table.sums.first))
        for column in 0..<7 {
            #expect(table.rows.map { Self.numbers($0)[column] }.reduce(0, +) == sum[column])
        }
        #expect(sum[0] == figures.total.promised && table.note?.contains("4 lời hứa") == true)
    }

    @Test func meetingsOfEveryKindStandInALineAndAddUp() {
        let table = PromiseReport.meetings(PromiseFigures(dialogues: [.dialogue: 2, .voterMeeting: 3]))
        #expect(table.rows.map { Self.numbers($0) } == [[2], [0], [0], [0], [3]])
        #expect(table.sums.map { Self.numbers($0) } == [[5]])
    }

    @Test func opinionsOnDenunciationsAreInNoSumAndSmallNumbersAreHeldBack() {
        let figures = SatisfactionFigures(
            grades: [.satisfied: 3, .accepting: 1], confidential: [.satisfied: 4, .dissatisfied: 5], closed: 9)
        let table = SatisfactionReport.table(figures)
        #expect(table.rows.map { Self.numbers($0) } == [[3], [1], [0]] && table.sums.map { Self.numbers($0) } == [[4]])
        #expect(table.rows[0].last == .text("75,0 %") && table.rows[2].last == .text("0,0 %"))
        let note = table.note ?? ""
        #expect(note.contains("4 trong 9") && note.contains("hài lòng dưới 5, chấp nhận dưới 5, chưa hài lòng 5"))
    }

    @Test func withoutAnyOpinionThereIsNoShare() {
        #expect(SatisfactionReport.table(SatisfactionFigures()).rows.allSatisfy { $0.last == .text("–") })
    }
}
