import Foundation
import Intake
import OfficeConfiguration
import TableReading

extension OfficeConfiguration.TableSource {
    /// What the collector of a configured table needs to know.
    ///
    /// - Throws: ``CommandFailure`` for words that the configuration's reader does not let through.
    func settings(source: String, dataFolder: String) throws(CommandFailure) -> TableCollector.Settings {
        var known: [ColumnMeaning: String] = [:]
        for (name, heading) in columns {
            guard let meaning = ColumnMeaning(rawValue: name) else {
                throw CommandFailure("Columns cannot mean «\(name)».")
            }
            known[meaning] = heading
        }
        return TableCollector.Settings(
            source: source, path: path, labels: try ItemLabels(labels),
            layout: TableLayout(columns: known, sheet: sheet, readsHiddenRows: readsHiddenRows),
            maximumBytes: maximumBytes, settleSeconds: settleSeconds,
            workFolder: Attachments.workFolder(of: dataFolder))
    }
}

extension OfficeConfiguration.FolderSource {
    /// What the collector of a configured drop folder needs to know.
    ///
    /// - Throws: ``CommandFailure`` for words that the configuration's reader does not let through.
    func settings(source: String) throws(CommandFailure) -> FolderCollector.Settings {
        FolderCollector.Settings(
            source: source, path: path, labels: try ItemLabels(labels), doneFolder: doneFolder, depth: depth,
            maximumBytes: maximumBytes, settleSeconds: settleSeconds)
    }
}
