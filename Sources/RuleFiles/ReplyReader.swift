import Casework
import MarkedYAML

/// Reads `replies/*.yaml`: the words of mail to citizens.
struct ReplyReader {
    private var acknowledgement: ReplyTexts.Words?
    private var neutralAcknowledgement: ReplyTexts.Words?
    private var reply: ReplyTexts.Reply?

    /// Files by what they hold.
    private enum File: String, CaseIterable {
        case acknowledgement = "replies/acknowledgement.yaml"
        case neutral = "replies/acknowledgement-neutral.yaml"
        case reply = "replies/reply.yaml"
    }

    /// Takes one file.
    mutating func add(_ document: YAMLValue, file name: String) throws(YAMLProblem) {
        switch File(rawValue: name) {
        case .acknowledgement: acknowledgement = try words(document, allowing: [.code, .office])
        // A code in sight would tell whoever looks over a shoulder that there is a case.
        case .neutral: neutralAcknowledgement = try words(document, allowing: [.office])
        case .reply: reply = try frame(document)
        case nil:
            let names = File.allCases.map(\.rawValue).joined(separator: ", ")
            throw document.problem("there is no reply text of this name; there are \(names)")
        }
    }

    /// The texts that were read.
    ///
    /// - Parameter path: The folder of rules.
    /// - Returns: The texts; nil when the folder holds none of them.
    /// - Throws: ``YAMLProblem`` when some are missing.
    func texts(in path: String) throws(YAMLProblem) -> ReplyTexts? {
        let missing = [
            (acknowledgement == nil, File.acknowledgement), (neutralAcknowledgement == nil, .neutral),
            (reply == nil, .reply),
        ].filter(\.0).map(\.1.rawValue)
        guard missing.count < File.allCases.count else { return nil }
        guard let acknowledgement, let neutralAcknowledgement, let reply else {
            throw YAMLProblem(
                file: path + "/replies", line: 0, column: 0,
                message: "lacks \(missing.joined(separator: ", ")); give all reply texts or none", excerpt: nil)
        }
        return ReplyTexts(
            acknowledgement: acknowledgement, neutralAcknowledgement: neutralAcknowledgement, reply: reply)
    }

    private func words(
        _ document: YAMLValue, allowing placeholders: Set<ReplyTexts.Placeholder>
    ) throws(YAMLProblem) -> ReplyTexts.Words {
        let keys = try document.mapping("a reply text", keys: ["subject", "text"])
        guard let subject = keys["subject"], let text = keys["text"] else {
            throw document.problem("a reply text needs the keys subject and text")
        }
        return ReplyTexts.Words(
            subject: try string(subject, "subject", allowing: placeholders),
            text: try string(text, "text", allowing: placeholders))
    }

    private func frame(_ document: YAMLValue) throws(YAMLProblem) -> ReplyTexts.Reply {
        let keys = try document.mapping(
            "the frame of replies", keys: ["subject", "subject_without_any", "confidential_subject", "text"])
        guard let subject = keys["subject"], let without = keys["subject_without_any"],
            let confidential = keys["confidential_subject"], let text = keys["text"]
        else {
            throw document.problem(
                "the frame of replies needs the keys subject, subject_without_any, confidential_subject and text")
        }
        let written = try string(text, "text", allowing: [.code, .office, .answer])
        guard written.contains("{\(ReplyTexts.Placeholder.answer.rawValue)}") else {
            throw text.problem("the text of replies needs {tra_loi}, where the officer's answer stands")
        }
        return ReplyTexts.Reply(
            subject: try string(subject, "subject", allowing: [.code, .office, .letterSubject]),
            subjectWithoutAny: try string(without, "subject_without_any", allowing: [.code, .office]),
            confidentialSubject: try string(confidential, "confidential_subject", allowing: [.office]), text: written)
    }

    /// A text whose words in braces are all placeholders that may stand there.
    private func string(
        _ value: YAMLValue, _ what: String, allowing placeholders: Set<ReplyTexts.Placeholder>
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
