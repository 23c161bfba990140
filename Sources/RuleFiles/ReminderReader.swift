import Casework
import MarkedYAML

/// Reads `reminder.yaml`: the words of reminders to bodies that are late.
enum ReminderReader {
    static func read(_ document: YAMLValue) throws(YAMLProblem) -> ReminderText {
        let keys = try document.mapping("the words of reminders", keys: ["subject", "text", "item"])
        guard let subject = keys["subject"], let text = keys["text"], let item = keys["item"] else {
            throw document.problem("the words of reminders need the keys subject, text and item")
        }
        let written = try string(text, "text", allowing: ReminderText.Placeholder.ofText)
        guard written.contains("{\(ReminderText.Placeholder.list.rawValue)}") else {
            throw text.problem("the text of reminders needs {danh_sach}, where the list of cases stands")
        }
        return ReminderText(
            subject: try string(subject, "subject", allowing: ReminderText.Placeholder.ofText.subtracting([.list])),
            text: written, item: try string(item, "item", allowing: ReminderText.Placeholder.ofItem))
    }

    /// A text whose words in braces are all placeholders that may stand there.
    private static func string(
        _ value: YAMLValue, _ what: String, allowing placeholders: Set<ReminderText.Placeholder>
    ) throws(YAMLProblem) -> String {
        let text = try value.string(what)
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            guard placeholders.contains(where: { $0.rawValue == name }) else {
                let names = placeholders.map { "{\($0.rawValue)}" }.sorted().joined(separator: ", ")
                throw value.problem("«{\(name)}» cannot stand in \(what) here; there are \(names)")
            }
            rest = rest[rest.index(after: close)...]
        }
        return text
    }
}
