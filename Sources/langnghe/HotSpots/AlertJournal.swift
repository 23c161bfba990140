import Foundation
import HotSpots

/// Changes of alerts as JSON lines, for checking why something was told.
struct AlertJournal {
    private let handle: FileHandle
    private let encoder = JSONEncoder()
    private let places: [WatchPlace]

    /// Opens a file to write to; nil when none is wanted.
    init?(_ path: String?, detector: HotSpotDetector) throws(CommandFailure) {
        guard let path else { return nil }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw CommandFailure("Cannot write \(path). Choose a folder that exists and that this user may write to.")
        }
        self.handle = handle
        places = detector.places
        encoder.outputFormatting = [.sortedKeys]
    }

    private struct Line: Encodable {
        let v = 1
        let kind: AlertChange.Kind
        let notice: HotSpotAlert.NoticeReason?
        let at: HotSpotTime
        let communes: [String]
        let alert: HotSpotAlert
    }

    func write(_ change: AlertChange) throws(CommandFailure) {
        let line = Line(
            kind: change.kind, notice: change.notice, at: change.at,
            communes: change.alert.places.map { places[$0].code }, alert: change.alert)
        do {
            var data = try encoder.encode(line)
            data.append(0x0A)
            try handle.write(contentsOf: data)
        } catch {
            throw CommandFailure("Cannot write the alerts: \(error.localizedDescription)")
        }
    }
}
