import Casework
import Reporting

/// The attachments of the messages that a case page shows.
struct CaseAttachments: Sendable {
    private let byItem: [ItemID: [String: FiledAttachment]]

    /// Loads the attachments of messages.
    static func load(_ messages: [TriagedMessage], _ visit: Visit) async throws -> CaseAttachments {
        let attached = messages.map(\.message).filter { !$0.attachments.isEmpty }
        guard !attached.isEmpty else { return CaseAttachments(byItem: [:]) }
        let found = try await visit.store.attachments(of: attached)
        return CaseAttachments(
            byItem: Dictionary(grouping: found, by: \.id.item).mapValues { attachments in
                Dictionary(attachments.map { ($0.id.path, $0) }, uniquingKeysWith: { first, _ in first })
            })
    }

    /// Those of a message, by their place in it.
    func of(_ item: ItemID) -> [String: FiledAttachment] { byItem[item] ?? [:] }

    /// Says in the case's head what nobody has read, so that it is never passed over.
    func writeNotice(_ visit: Visit, to page: inout HTML) {
        let all = byItem.values.flatMap(\.values)
        let unread = all.count { $0.text.map { $0.unreadable != nil || $0.isPartial } ?? false }
        let waiting = all.count { $0.progress == .waiting }
        guard unread + waiting > 0 else { return }
        page.element("div", .kind("notice")) { page in
            if unread > 0 { page.element("p", text: visit.say(.unreadAttachments(unread))) }
            if waiting > 0 { page.element("p", text: visit.say(.waitingAttachments(waiting))) }
        }
    }
}
