import Foundation

/// The program as built.
enum BuiltProgram {
    /// What a test cannot go on without.
    struct Missing: Error, CustomStringConvertible {
        let description = "The program langnghe is not built; run swift build first."
    }

    /// The program beside the test bundle.
    static func find() throws -> URL {
        let candidates = [
            Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        let paths =
            candidates.map { $0.appendingPathComponent("langnghe") } + [URL(fileURLWithPath: ".build/debug/langnghe")]
        guard let found = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw Missing()
        }
        return found
    }
}
