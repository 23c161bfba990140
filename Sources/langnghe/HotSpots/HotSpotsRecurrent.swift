import ArgumentParser
import Casework
import SQLiteStore

/// `langnghe hotspots recurrent`: places and topics that come back again and again.
struct HotSpotsRecurrent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurrent",
        abstract: "List places and topics with three closed episodes or more in the last 12 months; never an alarm.")

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
    }
}
