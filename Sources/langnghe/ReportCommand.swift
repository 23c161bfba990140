import ArgumentParser
import Casework
import Classification
import Foundation
import OfficeConfiguration
import Reporting
import RuleFiles
import SQLiteStore

/// `langnghe report`: the periodic hot-spot report as a file.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a period, as .html or .csv by the file's name.")

    @OptionGroup var office: OfficeOptions
    @Option(help: "day, week, month, quarter or year.") var period = "week"
    @Option(help: "A day inside the period, YYYY-MM-DD; today when left out.") var date: String?
    @Option(help: "File to write.") var output: String

    func validate() throws {
        guard ReportPeriod.Length(rawValue: period) != nil else {
            let known = ReportPeriod.Length.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no period «\(period)»; there are \(known).")
        }
        guard ["html", "csv"].contains((output as NSString).pathExtension) else {
            throw ValidationError("The output file must end in .html or .csv, not «\(output)».")
        }
    }

    func run() async throws {
        let configuration = try office.configuration()
        let rules = try RuleFolder.load(configuration.rulesFolder).rules
        let store = try OfficeOptions.store(of: configuration)
        guard let length = ReportPeriod.Length(rawValue: period) else { return }
        let chosen = ReportPeriod(length, containing: try instant())
        let report = try await PeriodReport.assemble(
            chosen, officeName: configuration.officeName,
            topics: rules.topics.map { PeriodReport.Topic(id: $0.id, name: $0.name) }, store: store, madeAt: .now())
        let text = output.hasSuffix(".csv") ? CSVReport.render(report) : HTMLReport.render(report)
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw CommandFailure(
                "Cannot write \(output). Check that its folder exists and that this user may write there.")
        }
        print("\(output): \(chosen.caption), \(report.figures.cases) cases, \(report.hotSpots.count) hot spots")
    }

    private func instant() throws -> Timestamp {
        guard let date else { return .now() }
        let numbers = date.split(separator: "-").compactMap { Int($0) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard numbers.count == 3,
            let day = calendar.date(from: DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])),
            calendar.dateComponents([.day], from: day).day == numbers[2]
        else { throw CommandFailure("«\(date)» is not a day; write it as YYYY-MM-DD, for example 2026-11-21.") }
        return Timestamp(day)
    }
}
