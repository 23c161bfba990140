/// The files of `rules/places` as bytes, made into a gazetteer.
public struct GazetteerTables: Sendable {
    /// The files by name, for example `communes.tsv`.
    private let files: [String: [UInt8]]

    /// The files that a gazetteer is made of, in the order in which they are read.
    public static let fileNames = [
        "provinces.tsv", "provinces-before-2025.tsv", "districts-before-2025.tsv", "communes.tsv",
        "communes-before-2025.tsv", "merged-before-2025.tsv", "aliases.tsv", "ordinary-names.tsv",
    ]

    /// Creates the tables.
    ///
    /// - Parameter files: Contents by file name; a file that is missing counts as empty.
    public init(files: [String: [UInt8]]) { self.files = files }

    /// Reads the tables.
    ///
    /// - Returns: The gazetteer.
    /// - Throws: ``GazetteerError`` with the file, the line and what is wrong there; nothing is half read.
    public func gazetteer() throws(GazetteerError) -> Gazetteer {
        var reading = GazetteerReading()
        for name in Self.fileNames {
            let table = TabbedTable(name: name, bytes: files[name] ?? [])
            switch name {
            case "provinces.tsv": try reading.readProvinces(table)
            case "provinces-before-2025.tsv": try reading.readFormerProvinces(table)
            case "districts-before-2025.tsv": try reading.readFormerDistricts(table)
            case "communes.tsv": try reading.readCommunes(table)
            case "communes-before-2025.tsv": try reading.readFormerCommunes(table)
            case "merged-before-2025.tsv": try reading.readMergedCommunes(table)
            case "aliases.tsv": try reading.readAliases(table)
            default: try reading.readOrdinaryNames(table)
            }
        }
        return try reading.finish()
    }
}

/// A gazetteer file that cannot be read.
public struct GazetteerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Name of the file.
    public var file: String
    /// Number of the line, from 1; 0 for the file as a whole.
    public var line: Int
    /// What is wrong and what to do.
    public var message: String

    /// Creates an error.
    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// File, line and message.
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

/// Lines of fields with tabs between them; empty lines and lines with # are left out.
struct TabbedTable {
    let name: String
    let bytes: [UInt8]

    struct Line {
        var number: Int
        var fields: [Range<Int>]
    }

    /// Largest file that is read.
    static let maximumBytes = 16 << 20

    /// Calls a body with each line's fields.
    func forEach(columns: Int, _ body: (Line) throws(GazetteerError) -> Void) throws(GazetteerError) {
        guard bytes.count <= Self.maximumBytes else {
            throw GazetteerError(file: name, line: 0, message: "is larger than 16 MB; it is no table of places.")
        }
        var position = 0
        var line = Line(number: 0, fields: [])
        while position < bytes.count {
            line.number += 1
            line.fields.removeAll(keepingCapacity: true)
            let start = position
            var fieldStart = position
            while position < bytes.count, bytes[position] != 0x0A {
                if bytes[position] == 0x09 {
                    line.fields.append(fieldStart..<position)
                    fieldStart = position + 1
                }
                position += 1
            }
            line.fields.append(fieldStart..<position)
            let isEmpty = position == start
            position += 1
            if isEmpty || bytes[start] == UInt8(ascii: "#") { continue }
            guard line.fields.count >= columns else {
                throw GazetteerError(
                    file: name, line: line.number,
                    message: "has \(line.fields.count) fields, not \(columns); put tabs between them.")
            }
            try body(line)
        }
    }

    func text(_ line: Line, _ column: Int) -> String { String(decoding: bytes[line.fields[column]], as: UTF8.self) }

    func error(_ line: Line, _ message: String) -> GazetteerError {
        GazetteerError(file: name, line: line.number, message: message)
    }
}
