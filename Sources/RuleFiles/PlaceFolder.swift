import Foundation
import MarkedYAML
import Places

/// Reads the gazetteer of a rules folder.
enum PlaceFolder {
    /// Where the tables lie in the folder of rules.
    static let name = "places"

    /// The gazetteer of a rules folder, and what its files hold, for the hash of the rules.
    ///
    /// - Parameter path: The folder of rules.
    /// - Returns: The gazetteer, empty when there is no folder of places, and each file's name and bytes.
    /// - Throws: ``RuleFolderError`` with the file and line of the problem.
    static func read(below path: String) throws(RuleFolderError) -> (gazetteer: Gazetteer, files: [(String, Data)]) {
        var files: [(String, Data)] = []
        for file in GazetteerTables.fileNames {
            guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)/\(file)") else { continue }
            files.append((file, bytes))
        }
        guard !files.isEmpty else { return (.empty, []) }
        let tables = GazetteerTables(files: Dictionary(uniqueKeysWithValues: files.map { ($0.0, [UInt8]($0.1)) }))
        do throws(GazetteerError) {
            return (try tables.gazetteer(), files)
        } catch {
            throw RuleFolderError(problems: [
                YAMLProblem(
                    file: "\(path)/\(name)/\(error.file)", line: error.line, column: 0, message: error.message,
                    excerpt: nil)
            ])
        }
    }
}
