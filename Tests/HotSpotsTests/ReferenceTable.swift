import Foundation
import Testing

/// A table of the reference files: header names and rows of text.
struct ReferenceTable {
    let columns: [String: Int]
    let rows: [[String]]

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/hotspots")
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        var lines = text.split(whereSeparator: \.isNewline).map(Self.fields)
        let header = lines.removeFirst()
        columns = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
        rows = lines
    }

    func text(_ row: [String], _ column: String) throws -> String { row[try #require(columns[column])] }

    /// A number; nil for R's NA.
    func number(_ row: [String], _ column: String) throws -> Double? {
        let text = try text(row, column)
        guard text != "NA" else { return nil }
        let value: Double = try #require(Double(text == "Inf" ? "inf" : text), "\(column): \(text)")
        return value
    }

    /// The place in its series that a row tells of, from 0.
    func index(_ row: [String]) throws -> Int { try #require(Int(text(row, "t"))) - 1 }

    /// The series of an input file by name.
    static func series(_ dataset: String) throws -> [String: [Double]] {
        let table = try ReferenceTable("\(dataset).input.csv")
        var series: [String: [Double]] = [:]
        for name in table.columns.keys where name != "t" {
            series[name] = try table.rows.map { try table.number($0, name) ?? .nan }
        }
        return series
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields: [String] = [""]
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

/// One line of the manifest: a file and what made it.
struct ReferenceFile: CustomStringConvertible, Sendable {
    let dataset: String
    let method: String
    let file: String
    let parameters: [String: String]

    var description: String { file }

    func value(_ key: String) throws -> String { try #require(parameters[key], "\(key) of \(file)") }
    func number(_ key: String) throws -> Double { try #require(Double(value(key)), "\(key) of \(file)") }

    static func all(_ method: String) -> [ReferenceFile] {
        guard let manifest = try? ReferenceTable("MANIFEST.csv") else { return [] }
        return manifest.rows.compactMap { row in
            guard row[1] == method else { return nil }
            var parameters: [String: String] = [:]
            for part in row[3].split(separator: " ") {
                let pair = part.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { parameters[String(pair[0])] = String(pair[1]) }
            }
            return ReferenceFile(dataset: row[0], method: row[1], file: row[2], parameters: parameters)
        }
    }
}

/// Difference relative to the larger of 1 and the expected size.
func deviation(_ value: Double, _ expected: Double) -> Double { abs(value - expected) / max(1, abs(expected)) }
