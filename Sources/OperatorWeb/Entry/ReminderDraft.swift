import Casework
import CivilCalendar
import Classification
import Deadlines
import PersonalData
import Reporting

/// The draft of a reminder (công văn đôn đốc) to one body about its late cases.
///
/// Nobody's identity stands in it: a title is redacted, and of what may be a denunciation nothing is told but that it is one.
///
/// > Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (form of an official letter).
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

    private var today: CivilCalendar.CivilDate { LocalMoment(utcMilliseconds: now.rawValue).date }

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
    private func dueDay(_ due: CaseDue) -> CivilCalendar.CivilDate {
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

    // MARK: Files

    private static let motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

    private var date: String {
        let (year, month, day) = today.components
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        // Months 1 and 2 have a zero, later ones have none (Phụ lục I).
        return "ngày \(two(day)) tháng \(month < 3 ? two(month) : String(month)) năm \(year)"
    }

    private var recipients: [String] { ["Như trên;", "Lưu: VT."] }

    /// The draft as plain text.
    var text: String {
        let head = [office.uppercased(), "Số:        /CV-", subject, "", Self.motto.0, Self.motto.1, "…, \(date)", ""]
        let end = ["", "Nơi nhận:"] + recipients.map { "- \($0)" } + ["", "NGƯỜI CÓ THẨM QUYỀN KÝ", ""]
        return (head + ["Kính gửi: \(body)", ""] + paragraphs + end).joined(separator: "\n")
    }

    /// The draft as a document of its own, in the state's form.
    var html: String {
        var page = HTML()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", .set("lang", "vi")) { page in
            page.element("head") { page in
                page.literal("<meta charset=\"utf-8\">")
                page.element("title", text: subject)
                page.literal("<style>")
                page.literal(
                    """
                    @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
                    body { font: 14pt/1.4 "Times New Roman", serif; max-width: 165mm; margin: 0 auto; color: #000; }
                    table { width: 100%; border-collapse: collapse; } td { width: 50%; text-align: center; vertical-align: top; }
                    .head td { font-size: 13pt; } p { margin: 6pt 0; } .text p { text-align: justify; text-indent: 10mm; }
                    .to { text-align: center; margin: 18pt 0; } .left { text-align: left; font-size: 11pt; }
                    """)
                page.literal("</style>")
            }
            page.element("body") { page in
                page.element("table", .kind("head")) { page in
                    page.element("tr") { page in
                        page.element("td") { page in
                            page.element("p") { page in page.element("b", text: office.uppercased()) }
                            page.element("p", text: "Số:        /CV-")
                            page.element("p", text: subject)
                        }
                        page.element("td") { page in
                            page.element("p") { page in page.element("b", text: Self.motto.0) }
                            page.element("p") { page in page.element("b", text: Self.motto.1) }
                            page.element("p") { page in page.element("i", text: "…, \(date)") }
                        }
                    }
                }
                page.element("p", .kind("to"), text: "Kính gửi: \(body)")
                page.element("div", .kind("text")) { page in
                    for paragraph in paragraphs { page.element("p", text: paragraph) }
                }
                page.element("table") { page in
                    page.element("tr") { page in
                        page.element("td", .kind("left")) { page in
                            page.element("p") { page in page.element("b", text: "Nơi nhận:") }
                            for line in recipients { page.element("p", text: "- \(line)") }
                        }
                        page.element("td") { page in
                            page.element("p") { page in page.element("b", text: "NGƯỜI CÓ THẨM QUYỀN KÝ") }
                        }
                    }
                }
            }
        }
        return page.markup
    }
}
