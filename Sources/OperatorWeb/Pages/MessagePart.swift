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
    let attachments: [String: FiledAttachment]
    /// Whether attachments too are opened with a reason only.
    let isStrict: Bool

    /// Writes the message.
    func write(to page: inout HTML) {
        let message = triaged.message
        let parts = EvidenceParts(
            visit: visit, message: number, verdict: triaged.verdict, evidence: MessageEvidence(triaged.verdict),
            places: AttachmentPlaces(of: message, attachments, nameless: visit.say(.noFileName)))
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
                let text = message.body.cut(toBytes: Self.textLimit)
                page.element("div", .kind("text"), .set("dir", "auto")) { page in
                    parts.write(text, field: .body, to: &page)
                }
                if text.utf8.count < message.body.utf8.count {
                    page.element("p", .kind("note"), text: visit.say(.bodyCut))
                }
            }
            parts.writeLegend(to: &page)
            AttachmentList(
                visit: visit, code: code, number: number, message: message, attachments: attachments, evidence: parts,
                isStrict: isStrict
            ).write(to: &page)
            writeExtra(message, to: &page)
            writeDefects(message, to: &page)
            if let link = message.link, !link.isEmpty {
                page.element("p", .kind("links")) { page in
                    page.element(
                        "a", .link(link), .set("rel", "noopener noreferrer nofollow"), text: visit.say(.openLink))
                }
            }
            if visit.may(.openIdentities) {
                page.element("details") { page in
                    page.element("summary", text: visit.say(.openOriginal))
                    visit.reasonForm(
                        "/ho-so/\(code)/ban-goc/\(number)", id: "ly_do_goc_\(number)", button: .openOriginal, to: &page)
                }
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

    /// What the source says of the message beside its text.
    private func writeExtra(_ message: Message, to page: inout HTML) {
        guard let extra = message.extra, !extra.isEmpty else { return }
        page.element("dl", .kind("extra")) { page in
            for (name, value) in extra.sorted(by: { $0.key < $1.key }).prefix(100) {
                page.element("dt") { page in visit.writeForeign(name.cut(toBytes: 200), to: &page) }
                page.element("dd") { page in visit.writeForeign(value.cut(toBytes: 4_000), to: &page) }
            }
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
}
