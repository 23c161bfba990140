import Casework
import Classification
import Reporting

/// One message of a case: text with marks, attachments, defects, and the list of rules.
struct MessagePart: Sendable {
    /// Bytes of text shown; longer texts stand in the original.
    private static let textLimit = 200_000

    let visit: Visit
    let code: TrackingCode
    let number: Int
    let count: Int
    let triaged: TriagedMessage

    /// Writes the message.
    func write(to page: inout HTML) {
        let message = triaged.message
        let parts = EvidenceParts(
            visit: visit, message: number, verdict: triaged.verdict, evidence: MessageEvidence(triaged.verdict))
        page.element("article", .kind("message"), .set("id", "tin-\(number)")) { page in
            writeHead(message, to: &page)
            page.element("h3") { page in
                if let subject = message.subject, !subject.isEmpty {
                    page.element("bdi") { page in parts.write(subject, field: .subject, to: &page) }
                } else {
                    page.element("span", .kind("muted"), text: visit.say(.noSubject))
                }
            }
            if message.body.allSatisfy(\.isWhitespace) {
                page.element("p", .kind("muted"), text: visit.say(.emptyBody))
            } else {
                let (text, isCut) = shownText(message.body)
                page.element("div", .kind("text"), .set("dir", "auto")) { page in
                    parts.write(text, field: .body, to: &page)
                }
                if isCut { page.element("p", .kind("note"), text: visit.say(.bodyCut)) }
            }
            parts.writeLegend(to: &page)
            writeAttachments(message, to: &page)
            writeDefects(message, to: &page)
            page.element("p", .kind("links")) { page in
                if let link = message.link, !link.isEmpty {
                    page.element(
                        "a", .link(link), .set("rel", "noopener noreferrer nofollow"), text: visit.say(.openLink))
                }
                page.element(
                    "a", .set("href", "/ho-so/\(code)/ban-goc/\(number)"), text: visit.say(.original))
            }
            page.element("details", .flag("open", when: number == 1)) { page in
                page.element("summary", text: visit.say(.evidence))
                parts.writeList(to: &page)
            }
        }
    }

    private func writeHead(_ message: Message, to page: inout HTML) {
        page.element("p", .kind("message-head")) { page in
            page.element("b", text: visit.say(.message(number, of: count)))
            page.element("span", text: visit.say(.name(of: message.channel)))
            if message.kind != .letter { page.element("span", text: visit.say(.name(of: message.kind))) }
            page.element("span") { page in
                page.text(visit.say(.receivedAt) + " ")
                page.element(
                    "time", .set("datetime", Moments.machine(message.receivedAt)),
                    text: Moments.text(message.receivedAt, visit.language))
            }
            if let written = message.writtenAt, abs(written.rawValue - message.receivedAt.rawValue) > 60_000 {
                page.element("span", text: "\(visit.say(.writtenAt)) \(Moments.text(written, visit.language))")
            }
        }
    }

    private func writeAttachments(_ message: Message, to page: inout HTML) {
        guard !message.attachments.isEmpty else { return }
        page.element("div", .kind("attachments")) { page in
            page.element("h4", text: visit.say(.attachments))
            page.element("ul") { page in
                for attachment in message.attachments.prefix(200) {
                    page.element("li") { page in
                        visit.writeForeign(attachment.filename ?? visit.say(.noFileName), to: &page)
                        page.element(
                            "span", .kind("muted"), text: "\(attachment.type), \(Figures.size(attachment.size))")
                    }
                }
            }
            page.element("p", .kind("note"), text: visit.say(.attachmentsNote))
        }
    }

    private func writeDefects(_ message: Message, to page: inout HTML) {
        guard !message.defects.isEmpty else { return }
        page.element("div", .kind("defects")) { page in
            page.element("h4", text: visit.say(.defects))
            page.element("ul") { page in
                for defect in message.defects.prefix(100) {
                    page.element("li") { page in visit.writeForeign(defect, to: &page) }
                }
            }
        }
    }

    /// The start of a text up to the limit, never cut inside a character.
    private func shownText(_ text: String) -> (String, isCut: Bool) {
        guard text.utf8.count > Self.textLimit else { return (text, false) }
        var end = text.utf8.index(text.startIndex, offsetBy: Self.textLimit)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return (String(text[..<end]), true)
    }
}
