import ArgumentParser
import Casework
import CivilCalendar
import Foundation
import SQLiteStore

/// `langnghe hotspots farrington`: the second opinion of a week.
struct HotSpotsFarrington: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "farrington",
        abstract: "Show what Farrington Flexible said of a week, by place and topic; an opinion, never an alarm.")

    @OptionGroup var office: OfficeOptions
    @Option(help: "A day of the week, as 2026-11-16; the last week that was judged when left out.") var week: String?
    @Flag(help: "Only what is above its limit.") var above = false
    @Flag(help: "JSON.") var json = false

    func run() async throws {
        let store = try OfficeOptions.store(of: office.configuration())
        guard let wanted = try await asked(store), let judged = try await store.opinions(of: wanted) else {
            throw CommandFailure(
                "That week was not judged. A week is judged by the running daemon when it has ended; without --week the last one "
                    + "that was judged is shown.")
        }
        var shown = judged
        if above { shown.opinions.removeAll { !$0.isAbove } }
        if json { return print(try JSONLine.text(shown)) }
        let name = "Tuần \(judged.week.monday.vietnamese)–\(judged.week.sunday.vietnamese)"
        guard judged.years > 0 else { return print("\(name): chưa đủ ba năm số liệu để so.") }
        print("\(name), so với \(judged.years) năm trước:")
        for opinion in shown.opinions {
            let limits: String
            if let expected = opinion.expected, let upper = opinion.upper {
                limits = String(format: "bình thường %.1f, ngưỡng %.0f", expected, upper)
            } else {
                limits = "quá ít để xét"
            }
            let place = TerminalText.clean("\(opinion.commune.name), \(opinion.commune.province)")
            print(
                "  \(opinion.isAbove ? "vượt ngưỡng" : "không vượt")  \(place)  \(opinion.topic)  \(opinion.observed) vụ việc, \(limits)"
            )
        }
    }

    private func asked(_ store: SQLiteStore) async throws -> WatchWeek? {
        guard let week else { return try await store.lastOpinionWeek() }
        guard let day = CivilDate(iso: week) else {
            throw CommandFailure("«\(week)» is no day; write it as 2026-11-16.")
        }
        return WatchWeek(Timestamp(rawValue: LocalMoment(day, second: 0).utcMilliseconds))
    }
}
