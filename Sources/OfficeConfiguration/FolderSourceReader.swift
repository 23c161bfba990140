import MarkedYAML

/// Reads the keys of a drop folder.
struct FolderSourceReader {
    static let keys: Set<String> = ["path", "channel", "kind", "after_storing", "done", "depth", "max_bytes", "settle"]

    let source: SourceKeys

    func folder() throws(YAMLProblem) -> OfficeConfiguration.FolderSource {
        guard let path = try source.path("path") else {
            throw source.block.problem("this source needs the key path: the drop folder")
        }
        let after = try source.choice("after_storing", among: ["move", "leave"]) ?? "move"
        if after == "leave", let done = source["done"] {
            throw done.problem("done has no meaning with after_storing: leave; remove one of them")
        }
        return OfficeConfiguration.FolderSource(
            path: path, labels: try source.labels(channel: "letter", kind: "letter"),
            doneFolder: after == "leave" ? nil : try source.path("done") ?? path + "/done",
            depth: try source["depth"]?.integer("depth", in: 0...16) ?? 3,
            maximumBytes: try source["max_bytes"]?.integer("max_bytes", in: 1...50_000_000) ?? 50_000_000,
            settleSeconds: try source["settle"]?.integer("settle", in: 0...3_600) ?? 10)
    }
}
