import Casework
import Reporting

/// The mails that went out of a case, and the form for another.
struct AnswerParts: Sendable {
    /// Longest answer, in characters.
    private static let textLimit = 20_000

    let visit: Visit
    let file: CaseFile
    let mails: [OutgoingMessage]
    let seal: CaseSeal

    private var code: TrackingCode { file.summary.trackingCode }

    static func load(_ visit: Visit, _ file: CaseFile, _ seal: CaseSeal) async throws -> AnswerParts {
        AnswerParts(
            visit: visit, file: file, mails: try await visit.store.outgoing(of: file.summary.trackingCode), seal: seal)
    }

    /// Writes both; nothing when there is nothing.
    func write(to page: inout HTML) {
        writeMails(to: &page)
        writeForm(to: &page)
    }

    private func writeMails(to page: inout HTML) {
        guard !mails.isEmpty else { return }
        page.element("section", .kind("box"), .set("id", "thu-di")) { page in
            page.element("h2", text: visit.say(.outgoingMails))
            for mail in mails {
                page.element("article", .kind("outgoing")) { page in
                    OutgoingPart(visit: visit, mail: mail).write(to: &page)
                }
            }
        }
    }

    private func writeForm(to page: inout HTML) {
        // The newest first, as an answer mostly goes to who wrote last.
        let recipients = Array(seal.writers.filter(\.isAnswerable).reversed())
        guard visit.parts.answering != nil, !recipients.isEmpty else { return }
        page.element("section", .kind("box forms"), .set("id", "tra-loi")) { page in
            page.element("h2", text: visit.say(.writeAnswer))
            visit.form("/ho-so/\(code)/tra-loi", to: &page) { page in
                // The same form sent twice, by a double click or a reload, is one answer.
                page.void(
                    "input", .set("type", "hidden"), .set("name", "ma_thu"), .set("value", SecretToken.make()))
                page.element("fieldset") { page in
                    page.element("legend", text: visit.say(.answerTo))
                    // Of letters that bear one address and ask for different answers, the first one's is the likely one.
                    let preset = recipients.first.map { $0.sameSender ?? $0.number }
                    for writer in recipients.prefix(50) {
                        page.element("label", .kind("choice")) { page in
                            page.void(
                                "input", .set("type", "checkbox"), .set("name", "nguoi_nhan"),
                                .set("value", String(writer.number)), .flag("checked", when: writer.number == preset))
                            page.text(visit.say(.writer(writer)))
                        }
                        if let earlier = writer.sameSender {
                            page.element("p", .kind("note"), text: visit.say(.sameSender(writer, as: earlier)))
                        }
                    }
                }
                page.element("label", .set("for", "noi_dung_tra_loi"), text: visit.say(.answerText))
                page.element(
                    "textarea", .set("id", "noi_dung_tra_loi"), .set("name", "noi_dung"), .set("rows", "8"),
                    .set("maxlength", String(Self.textLimit)),
                    text: visit.request.isPost ? visit.request.form["noi_dung"] ?? "" : "")
                if file.summary.letterClass.isConfidential {
                    page.element("p", .kind("note"), text: visit.say(.confidentialAnswerNote))
                }
                page.element("button", .kind("second"), text: visit.say(.sendAnswer))
            }
        }
    }

    static func send(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let answering = visit.parts.answering else { throw PageProblem.notFound }
        let text = visit.request.form["noi_dung"] ?? ""
        let chosen = Set(visit.request.form.all("nguoi_nhan").compactMap { Int($0) })
        // Of the case as this reader sees it: one out of reach is not found.
        let seal = try await visit.store.seal(of: code)
        let recipients = seal.writers.filter { $0.isAnswerable && chosen.contains($0.number) }.map(\.number)
        let onceKey = visit.request.form["ma_thu"].flatMap { SecretToken.isWellFormed($0) ? $0 : nil }
        guard let onceKey else { throw PageProblem.forbidden }
        let problem: ScreenText? =
            if text.allSatisfy(\.isWhitespace) {
                .answerMissing
            } else if text.unicodeScalars.count > textLimit {
                .answerTooLong
            } else if recipients.isEmpty {
                .recipientMissing
            } else {
                nil
            }
        if let problem { return try await CasePages.page(visit, problem: problem, status: 422) }
        _ = try await answering.answer(
            text, to: recipients, in: code, onceKey: onceKey, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=tra-loi"))
    }
}
