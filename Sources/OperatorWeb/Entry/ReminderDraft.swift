import Casework
import CivilCalendar
import Classification
import Deadlines
import PersonalData

/// The draft of a reminder (công văn đôn đốc) to one body about its late cases.
///
/// Nobody's identity stands in it: a title is redacted, and of what may be a denunciation nothing is told but that it is one.
struct ReminderDraft: Sendable {
    /// A case that is late, or nearly.
    struct Item: Sendable {
        /// The case.
        var file: Case
        /// The step that is due.
        var due: CaseDue
        /// The law that sets the term, if the terms in force tell.
        var basis: String?
    }

    let office: String
    let body: String
    let words: ReminderText
    let items: [Item]
    let now: Timestamp

    var today: CivilDate { LocalMoment(utcMilliseconds: now.rawValue).date }

    /// How many cases are overdue.
    var overdue: Int { items.count { $0.due.at < now } }

    /// What it is about, as it stands under the number.
    var subject: String { ReminderText.filled(words.subject, values) }

    /// The paragraphs of the text; the list of cases is a paragraph for each.
    var paragraphs: [String] {
        var paragraphs: [String] = []
        for part in words.text.split(separator: "\n", omittingEmptySubsequences: true) {
            let line = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !line.isEmpty else { continue }
            if line == "{\(ReminderText.Placeholder.list.rawValue)}" {
                paragraphs += list
            } else {
                paragraphs.append(ReminderText.filled(line, values))
            }
        }
        return paragraphs
    }

    private var values: [ReminderText.Placeholder: String] {
        [
            .office: office, .body: body, .count: String(items.count), .overdue: String(overdue),
            .day: today.vietnamese, .list: list.joined(separator: " "),
        ]
    }

    private var list: [String] {
        items.enumerated().map { index, item in
            "\(index + 1)) "
                + ReminderText.filled(
                    words.item,
                    [
                        .code: item.file.trackingCode.description, .gist: Self.gist(item.file),
                        .received: LocalMoment(utcMilliseconds: item.file.receivedAt.rawValue).date.vietnamese,
                        .step: item.due.step.vietnameseName, .due: dueDay(item.due).vietnamese,
                        .basis: item.basis ?? "theo quy định", .standing: standing(item.due),
                    ])
        }
    }

    /// The day on which a term ends; midnight ends the day before it.
    private func dueDay(_ due: CaseDue) -> CivilDate {
        LocalMoment(utcMilliseconds: due.at.rawValue - 1).date
    }

    private func standing(_ due: CaseDue) -> String {
        let days = dueDay(due).dayNumber - today.dayNumber
        if due.at < now { return days == 0 ? "quá hạn trong ngày" : "quá hạn \(-days) ngày" }
        return days == 0 ? "đến hạn hôm nay" : "còn \(days) ngày"
    }

    /// What a case is about without anybody's identity.
    static func gist(_ file: Case) -> String {
        guard !file.letterClass.isConfidential else { return "thông tin có nội dung tố cáo" }
        let text = Redaction(file.title).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.isEmpty ? "không có tiêu đề" : text
    }
}
