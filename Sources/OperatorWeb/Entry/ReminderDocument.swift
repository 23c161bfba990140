import Casework
import CivilCalendar
import Foundation
import Reporting

/// The draft of a reminder in the state's form: what stands around its words, as plain text and as a document to print.
///
/// What the office has not told of its letterhead stays open, to be filled in by hand.
///
/// > Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (thể thức, kỹ thuật trình bày), Phụ lục III mẫu 1.5 (công văn).
struct ReminderDocument: Sendable {
    let draft: ReminderDraft
    let letterhead: Letterhead

    private static let country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    private static let motto = "Độc lập - Tự do - Hạnh phúc"

    private var office: String { draft.office.uppercased() }

    private var number: String { "Số:        /\(letterhead.symbol ?? "")" }

    private var addressee: String { "Kính gửi: \(draft.body)" }

    /// Place and date; days below 10 and the months 1 and 2 have a zero (Phụ lục I, phần II, mục 4).
    private var date: String {
        let (year, month, day) = draft.today.components
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        return
            "\(letterhead.place ?? "…………"), ngày \(two(day)) tháng \(month < 3 ? two(month) : String(month)) năm \(year)"
    }

    private var recipients: [String] {
        let copies = letterhead.copies.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
        return (["Như trên"] + copies).map { "- \($0);" } + ["- Lưu: VT\(letterhead.unit.map { ", \($0)" } ?? "")."]
    }

    private var title: [String] {
        letterhead.signatoryTitle.isEmpty
            ? ["QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"] : letterhead.signatoryTitle.map { $0.uppercased() }
    }

    private var signatory: String { letterhead.signatory ?? "(Chữ ký, họ và tên)" }

    /// The draft as plain text.
    var text: String {
        let issuer = [letterhead.superior?.uppercased(), office].compactMap(\.self)
        let head = issuer + [number, draft.subject, "", Self.country, Self.motto, date, "", addressee, ""]
        let end = ["", "Nơi nhận:"] + recipients + [""] + title + ["", "", "", signatory, ""]
        return (head + draft.paragraphs + end).joined(separator: "\n")
    }

    /// The draft as a document of its own.
    var html: String {
        var page = HTML()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", .set("lang", "vi")) { page in
            page.element("head") { page in
                page.literal("<meta charset=\"utf-8\">")
                page.element("title", text: draft.subject)
                page.literal("<style>")
                page.literal(Self.style)
                page.literal("</style>")
            }
            page.element("body") { page in
                page.element("table", .kind("head")) { page in
                    page.element("tr") { page in
                        page.element("td", .kind("issuer")) { page in writeIssuer(to: &page) }
                        page.element("td") { page in writeCountry(to: &page) }
                    }
                }
                page.element("p", .kind("to"), text: addressee)
                page.element("div", .kind("text")) { page in
                    for paragraph in draft.paragraphs { page.element("p", text: paragraph) }
                }
                page.element("table", .kind("foot")) { page in
                    page.element("tr") { page in
                        page.element("td", .kind("left")) { page in writeRecipients(to: &page) }
                        page.element("td") { page in writeSignatory(to: &page) }
                    }
                }
            }
        }
        return page.markup
    }

    private func writeIssuer(to page: inout HTML) {
        if let superior = letterhead.superior { page.element("p", text: superior.uppercased()) }
        page.element("p") { page in page.element("b", text: office) }
        page.element("p", .kind("rule short"), text: "")
        page.element("p", text: number)
        page.element("p", .kind("subject"), text: draft.subject)
    }

    private func writeCountry(to page: inout HTML) {
        page.element("p") { page in page.element("b", text: Self.country) }
        page.element("p", .kind("motto")) { page in page.element("b", text: Self.motto) }
        page.element("p", .kind("rule"), text: "")
        page.element("p", .kind("date")) { page in page.element("i", text: date) }
    }

    private func writeRecipients(to page: inout HTML) {
        page.element("p", .kind("where")) { page in
            page.element("b") { page in page.element("i", text: "Nơi nhận:") }
        }
        for line in recipients { page.element("p", text: line) }
    }

    private func writeSignatory(to page: inout HTML) {
        for line in title { page.element("p") { page in page.element("b", text: line) } }
        page.element("p", .kind("signature"), text: "")
        page.element("p") { page in
            if letterhead.signatory == nil {
                page.element("i", text: signatory)
            } else {
                page.element("b", text: signatory)
            }
        }
    }

    /// A4 with the margins, sizes and lines of Phụ lục I.
    private static let style: StaticString = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
        body { font: 14pt/1.4 "Times New Roman", serif; max-width: 165mm; margin: 0 auto; color: #000; }
        table { width: 100%; border-collapse: collapse; }
        td { text-align: center; vertical-align: top; padding: 0; }
        p { margin: 6pt 0; }
        .head p { margin: 0; font-size: 13pt; } .head td.issuer { width: 42%; padding-right: 4mm; }
        .head .motto { font-size: 14pt; } .head .subject { font-size: 12pt; margin-top: 6pt; }
        .head .date { font-size: 14pt; margin-top: 6pt; }
        .rule { border-bottom: 1px solid #000; width: 60%; margin: 0 auto 4pt !important; }
        .rule.short { width: 35%; }
        .to { text-align: center; margin: 18pt 0; }
        .text p { text-align: justify; text-indent: 10mm; }
        .foot { margin-top: 12pt; page-break-inside: avoid; } .foot td { width: 50%; } .foot p { margin: 0; }
        .foot .left { text-align: left; font-size: 11pt; } .foot .where { font-size: 12pt; }
        .signature { height: 26mm; }
        """
}
