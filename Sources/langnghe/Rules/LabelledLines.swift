import ArgumentParser
import Foundation
import RuleWorkbench

/// Reads labelled messages: JSON lines with `id`, `subject`, `body`, `topics` and `hotspot`.
enum LabelledLines {
    private struct Line: Decodable {
        var id: String?
        var subject: String?
        var body: String?
        var topics: [String]?
        var hotspot: Bool?
    }

    static func read(_ paths: [String]) throws -> [LabelledMessage] {
        var messages: [LabelledMessage] = []
        for path in paths {
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw CommandFailure("Cannot read \(path). Check that the file exists and that this user may read it.")
            }
            for (number, bytes) in LineReader(file).enumerated() {
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)), let topics = line.topics
                else {
                    throw CommandFailure(
                        "\(path):\(number + 1): not a labelled message. "
                            + "Each line is a JSON object with the keys id, subject, body, topics and hotspot.")
                }
                messages.append(
                    LabelledMessage(
                        id: line.id ?? "\(number + 1)", subject: line.subject, body: line.body ?? "",
                        topics: Set(topics), hotspot: line.hotspot ?? false))
            }
        }
        return messages
    }
}
