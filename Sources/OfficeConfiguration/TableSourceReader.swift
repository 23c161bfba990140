import MarkedYAML

/// Reads the keys of a table.
struct TableSourceReader {
    static let keys: Set<String> = [
        "path", "channel", "kind", "columns", "sheet", "hidden_rows", "max_bytes", "settle",
    ]

    let source: SourceKeys

    func table() throws(YAMLProblem) -> OfficeConfiguration.TableSource {
        guard let path = try source.path("path") else {
            throw source.block.problem("this source needs the key path: a .csv or .xlsx file, or a folder of them")
        }
        var columns: [String: String] = [:]
        if let written = source["columns"] {
            let meanings = OfficeConfiguration.TableSource.meanings
            for (meaning, heading) in try written.mapping("columns", keys: Set(meanings)) {
                columns[meaning] = try heading.string(meaning)
            }
        }
        let hidden = try source.choice("hidden_rows", among: ["read", "skip"])
        return OfficeConfiguration.TableSource(
            path: path, labels: try source.labels(channel: "hotline", kind: "letter"), columns: columns,
            sheet: try source["sheet"]?.string("sheet"), readsHiddenRows: hidden != "skip",
            maximumBytes: try source["max_bytes"]?.integer("max_bytes", in: 1...50_000_000) ?? 50_000_000,
            settleSeconds: try source["settle"]?.integer("settle", in: 0...3_600) ?? 10)
    }
}
