import ArgumentParser
import Casework
import SQLiteStore

/// `langnghe hotspots recurrent`: places, topics and matters that come back again and again; never an alarm.
struct HotSpotsRecurrent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurrent",
        abstract: "List places and topics, and matters, with three closed episodes or more in the last 12 months.")

    @OptionGroup var office: OfficeOptions
    @Flag(help: "JSON lines.") var json = false

    func run() async throws {
        let store = try OfficeOptions.store(of: office.configuration())
        for entry in try await store.recurrentPlaces(at: .now()) {
            if json {
                print(try JSONLine.text(entry))
                continue
            }
            let place = TerminalText.clean("\(entry.place), \(entry.province)")
            print("\(place)  \(entry.topic)  \(entry.episodes.count) đợt đã kết thúc trong 12 tháng")
            for episode in entry.episodes {
                let end = episode.closedAt.map { LocalTime.text($0) } ?? ""
                print(
                    "  cảnh báo \(episode.id)  \(LocalTime.text(episode.openedAt)) – \(end)  "
                        + TerminalText.clean(episode.why))
            }
        }
        for matter in try await store.recurrentMatters(at: .now()) {
            if json {
                print(try JSONLine.text(matter))
                continue
            }
            let days = matter.settledAt.map { LocalTime.text($0) }.joined(separator: ", ")
            print(
                "hồ sơ \(matter.summary.trackingCode)  \(matter.settledAt.count) lần giải quyết trong 12 tháng: \(days)  "
                    + TerminalText.clean(matter.summary.title))
        }
    }
}
