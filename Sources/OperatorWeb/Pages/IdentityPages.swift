import Casework
import Classification
import Reporting

/// What somebody with the right and a reason gets to see: the whole letters with their senders, and originals.
enum IdentityPages {
    /// Bytes of one letter's text that are shown; the original has all.
    private static let textLimit = 200_000

    /// The whole letters; caches keep nothing of it.
    static func open(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let reason = visit.reason else {
            return try await CasePages.page(visit, problem: .reasonMissing, status: 422)
        }
        let letters = try await visit.store.openIdentity(of: code, reason: reason, actor: visit.actor, at: visit.now)
        let counts = try await visit.navigationCounts()
        return visit.page("\(visit.say(.openedTitle)) \(code)", counts: counts) { page in
            page.element("h1", text: "\(visit.say(.openedTitle)): \(visit.say(.caseWord)) \(code)")
            page.element("p", .kind("notice"), text: visit.say(.openedNote))
            for (index, letter) in letters.enumerated() {
                write(letter.message, index + 1, of: letters.count, visit, to: &page)
            }
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", "/ho-so/\(code)"), text: visit.say(.backToCase))
            }
        }
    }

    /// The unchanged bytes of one of the case's messages, as a file to save.
    static func original(_ visit: Visit) async throws -> PageAnswer {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        guard let number = visit.request.parameters["number"].flatMap({ Int($0) }),
            file.messages.indices.contains(number - 1)
        else { throw PageProblem.notFound }
        guard let reason = visit.reason else {
            return try await CasePages.page(visit, problem: .reasonMissing, status: 422)
        }
        let code = file.summary.trackingCode
        let bytes = try await visit.store.openOriginal(
            file.messages[number - 1].message.item, of: code, reason: reason, actor: visit.actor, at: visit.now)
        return .download(bytes, type: "text/plain; charset=utf-8", name: "ho-so-\(code)-\(number).txt")
    }

    private static func write(
        _ message: Message, _ number: Int, of count: Int, _ visit: Visit, to page: inout HTML
    ) {
        page.element("article", .kind("message")) { page in
            page.element("p", .kind("message-head")) { page in
                page.element("b", text: visit.say(.message(number, of: count)))
                page.element("span", text: visit.say(.name(of: message.channel)))
                page.element("span", text: Moments.text(message.receivedAt, visit.language))
            }
            page.element("p", .kind("sender")) { page in
                page.element("b", text: "\(visit.say(.sender)): ")
                let parts = [message.sender?.name, message.sender?.address].compactMap(\.self).filter { !$0.isEmpty }
                visit.writeForeign(
                    parts.isEmpty ? visit.say(.senderUnknown) : parts.joined(separator: " · "), to: &page)
            }
            if let reply = message.reply {
                page.element("p", .kind("sender")) { page in
                    page.element("b", text: "\(visit.say(.replyRequest(reply))): ")
                    let parts = [reply.person.name, reply.person.address].compactMap(\.self).filter { !$0.isEmpty }
                    visit.writeForeign(parts.joined(separator: " · "), to: &page)
                }
            }
            if let subject = message.subject, !subject.isEmpty {
                page.element("h3") { page in visit.writeForeign(subject, to: &page) }
            }
            page.element("div", .kind("text"), .set("dir", "auto"), text: message.body.cut(toBytes: textLimit))
            if let extra = message.extra, !extra.isEmpty {
                page.element("dl", .kind("extra")) { page in
                    for (name, value) in extra.sorted(by: { $0.key < $1.key }).prefix(100) {
                        page.element("dt") { page in visit.writeForeign(name.cut(toBytes: 200), to: &page) }
                        page.element("dd") { page in visit.writeForeign(value.cut(toBytes: 4_000), to: &page) }
                    }
                }
            }
            for name in message.attachments.prefix(100).compactMap(\.filename) {
                page.element("p", .kind("muted")) { page in visit.writeForeign(name, to: &page) }
            }
            if let link = message.link, !link.isEmpty {
                page.element(
                    "a", .link(link), .set("rel", "noopener noreferrer nofollow"), text: visit.say(.openLink))
            }
        }
    }
}
