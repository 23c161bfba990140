import Foundation
import Places

/// The gazetteer that ships with the rules.
enum ShippedGazetteer {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let shared = Result { () throws -> Gazetteer in
        var files: [String: [UInt8]] = [:]
        for name in GazetteerTables.fileNames {
            files[name] = [UInt8](try Data(contentsOf: root.appending(path: "rules/places/\(name)")))
        }
        return try GazetteerTables(files: files).gazetteer()
    }
}
