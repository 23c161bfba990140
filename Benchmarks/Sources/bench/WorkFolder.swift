import Foundation

/// The folder in which a benchmark may write; whoever started it removes it.
struct WorkFolder {
    /// Its path.
    var path: String

    /// A path inside.
    func path(_ name: String) -> String { path + "/" + name }

    /// A new, empty folder inside; what lay there before is removed.
    func emptyFolder(_ name: String) throws(BenchmarkError) -> String {
        let folder = path(name)
        do {
            if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unusable(path: folder, action: "emptied and made")
        }
        return folder
    }

    /// Writes a file inside.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws(BenchmarkError) -> String {
        let file = path(name)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: file))
        } catch {
            throw .unusable(path: file, action: "written")
        }
        return file
    }

    /// Number of regular files directly in a folder inside.
    func fileCount(_ name: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: path(name)).count) ?? 0
    }
}
