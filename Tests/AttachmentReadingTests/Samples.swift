import Foundation
import Testing

@testable import AttachmentReading

/// The sample attachments of the repository, and a place to read them.
enum Samples {
    /// Tests run in the package's root folder.
    static func bytes(_ name: String) throws -> [UInt8] {
        let path = FileManager.default.currentDirectoryPath + "/fixtures/attachments/" + name
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// A folder for one test, removed with it.
final class Bench {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tep-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var workFolder: String { folder.appendingPathComponent("work").path }

    /// What lies in the work folder.
    var leftovers: [String] { (try? FileManager.default.contentsOfDirectory(atPath: workFolder)) ?? [] }

    func reader(_ change: (inout AttachmentLimits) -> Void = { _ in }) throws -> AttachmentReader {
        var limits = AttachmentLimits()
        change(&limits)
        return try AttachmentReader(workFolder: workFolder, limits: limits)
    }

    /// An archive with files, made by bsdtar; the format follows the name's ending.
    func archive(_ name: String, _ files: [(String, [UInt8])], options: [String] = []) throws -> [UInt8] {
        let place = folder.appendingPathComponent("in-\(UInt32.random(in: 0 ... .max))")
        for (path, bytes) in files {
            let file = place.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let target = folder.appendingPathComponent(name)
        // By the product's own way of starting programs: Foundation's has crashed while many tests start some at once.
        let limits = ProgramLimits(
            seconds: 120, processorSeconds: 120, memoryBytes: 1 << 30, fileBytes: 1 << 30, outputBytes: 1 << 20)
        let command =
            ["/usr/bin/bsdtar", "-a", "-c", "-f", target.path] + options + ["-C", place.path] + files.map(\.0)
        let result = ChildRun(command: command, folder: folder.path, limits: limits).run(stop: StopSign())
        try #require(result.isSuccess, "\(result.complaints)")
        return Array(try Data(contentsOf: target))
    }
}

extension String {
    /// Words with one space between them, for texts whose lines break anywhere.
    var inOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
