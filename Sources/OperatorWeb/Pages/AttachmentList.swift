import Casework
import Classification
import Reporting

/// The attachments of one message: what each is, whether it was read, what it says, and how to get it.
///
/// Nothing of an attachment is ever shown but text: no picture, no page, no drawing.
struct AttachmentList: Sendable {
    /// Attachments listed; the original has all of them.
    private static let listLimit = 200
    /// Bytes of text shown of one attachment, and of all in one message.
    private static let textLimit = 50_000
    private static let allTextLimit = 400_000

    let visit: Visit
    let code: TrackingCode
    let number: Int
    let message: Message
    let attachments: [String: FiledAttachment]
    let evidence: EvidenceParts
    /// Whether they are opened with a reason only.
    let isStrict: Bool

    /// Writes the list.
    func write(to page: inout HTML) {
        guard !message.attachments.isEmpty else { return }
        var room = Self.allTextLimit
        page.element("div", .kind("attachments")) { page in
            page.element("h4", text: visit.say(.attachments))
            page.element("ul") { page in
                for (index, listing) in message.attachments.prefix(Self.listLimit).enumerated() {
                    page.element("li", .set("id", "tep-\(number)-\(index + 1)")) { page in
                        write(listing, index: index, room: &room, to: &page)
                    }
                }
            }
            page.element("p", .kind("note"), text: visit.say(.attachmentCaution))
        }
    }

    private func write(_ listing: AttachmentListing, index: Int, room: inout Int, to page: inout HTML) {
        let attachment = attachments[listing.path]
        let text = attachment?.text
        page.element("p") { page in
            page.element("b") { page in visit.writeForeign(listing.filename ?? visit.say(.noFileName), to: &page) }
            let kind = text.map { visit.say($0.kind) } ?? listing.type
            page.element("span", .kind("muted"), text: "\(kind), \(Figures.size(text?.size ?? listing.size))")
            writeState(attachment, to: &page)
        }
        if let reason = text?.unreadable { page.element("p", .kind("unread"), text: visit.say(reason)) }
        for note in text?.notes.prefix(20) ?? [] {
            page.element("p", .kind("note")) { page in visit.writeForeign(visit.say(note), to: &page) }
        }
        if let attachment, let text, !text.text.isEmpty {
            writeText(text, of: attachment, room: &room, to: &page)
        }
        let path = "/ho-so/\(code)/tep/\(number)/\(index + 1)"
        writeWay(path, index: index, to: &page)
        if visit.may(.actOnCases) { writeRemoval(path, index: index, to: &page) }
        if text?.unreadable != nil {
            visit.form(path + "/doc-lai", kind: "plain", to: &page) { page in
                page.element("button", .kind("second"), text: visit.say(.attachmentReadAgain))
            }
        }
    }

    private func writeRemoval(_ path: String, index: Int, to page: inout HTML) {
        page.element("details") { page in
            page.element("summary", text: visit.say(.removeAttachment))
            page.element("p", .kind("note"), text: visit.say(.removeAttachmentNote))
            visit.form(path + "/go-bo", to: &page) { page in
                let id = "go-bo-\(number)-\(index + 1)"
                page.element("label", .set("for", id), text: visit.say(.holdReason))
                page.void(
                    "input", .set("id", id), .set("name", "ly_do"), .set("maxlength", "1000"),
                    .flag("required", when: true))
                page.element("button", .kind("second"), text: visit.say(.removeAttachment))
            }
        }
    }

    private func writeWay(_ path: String, index: Int, to page: inout HTML) {
        guard isStrict else {
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", path), .flag("download"), text: visit.say(.attachmentDownload))
            }
            return
        }
        guard visit.may(.openIdentities) else {
            page.element("p", .kind("note"), text: visit.say(.attachmentNeedsReason))
            return
        }
        page.element("details") { page in
            page.element("summary", text: visit.say(.attachmentDownload))
            visit.reasonForm(
                path, id: "ly_do_tep_\(number)_\(index + 1)", button: .attachmentDownload, to: &page)
        }
    }

    private func writeState(_ attachment: FiledAttachment?, to page: inout HTML) {
        guard let attachment else { return }
        let (state, kind): (ScreenText, String) =
            switch attachment.progress {
            case .waiting: (.attachmentWaiting, "waiting")
            case .inMessage: (.attachmentInMessage, "read")
            case .read(let text) where text.unreadable != nil: (.attachmentUnread, "unread")
            case .read(let text) where text.isPartial: (.attachmentPartly, "unread")
            case .read(let text) where text.text.isEmpty && text.notes.isEmpty: (.attachmentWordless, "read")
            case .read: (.attachmentRead, "read")
            }
        page.element("span", .kind("tag \(kind)"), text: visit.say(state))
    }

    private func writeText(
        _ text: AttachmentText, of attachment: FiledAttachment, room: inout Int, to page: inout HTML
    ) {
        let isGuess = text.unreadable != nil
        let shown = text.text.cut(toBytes: min(Self.textLimit, room))
        room -= shown.utf8.count
        page.element("details") { page in
            page.element("summary", text: visit.say(isGuess ? .attachmentGuess : .attachmentText))
            page.element("div", .kind("text"), .set("dir", "auto")) { page in
                if let start = attachment.judgedFrom, !isGuess {
                    evidence.write(shown, field: .body, from: start, to: &page)
                } else {
                    page.text(shown)
                }
            }
            if shown.utf8.count < text.text.utf8.count {
                page.element("p", .kind("note"), text: visit.say(.attachmentTextCut))
            }
            if attachment.judgedFrom == nil, !isGuess {
                page.element("p", .kind("note"), text: visit.say(.attachmentNotJudged))
            }
        }
    }
}

/// Where in a message's attachments a line of evidence stands.
struct AttachmentPlaces: Sendable {
    private let places: [(range: Range<Int>, name: String)]

    /// The places of a message's attachments.
    init(of message: Message, _ attachments: [String: FiledAttachment], nameless: String) {
        places = message.attachments.compactMap { listing in
            guard let attachment = attachments[listing.path], let start = attachment.judgedFrom,
                let text = attachment.judgedText
            else { return nil }
            return (start..<(start + text.utf8.count), listing.filename ?? nameless)
        }
    }

    /// The name of the attachment in which words stand; nil when they stand in the message itself.
    func name(of evidence: Evidence) -> String? {
        guard evidence.field == .body else { return nil }
        return places.first { $0.range.contains(evidence.start) }?.name
    }
}

extension Visit {
    /// A text of the store in the visit's language.
    func say(_ text: BilingualText) -> String {
        switch language {
        case .vietnamese: text.vietnamese
        case .english: text.english
        }
    }
}

extension String {
    /// The start of a text, never cut inside a character.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: max(0, limit))
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
