import Casework
import IMAPWire

/// Does to stored mails what the office wants done to them in the mailbox.
///
/// The store is asked for each mail anew just before anything is done to it: what is not found there, whole, stays as it is.
struct IMAPAftercare {
    let mailbox: IMAPMailbox
    let settings: IMAPCollector.Settings

    private static let mailsAtOnce = 200

    /// Does what is due.
    ///
    /// A refusal is no failure of collecting: it becomes a notice, and the next pass tries again.
    func run(_ store: some SourceStore, at time: Timestamp) async throws(CollectionError) {
        guard settings.afterStoring != .nothing else { return }
        do throws(StoreError) {
            try await forgetVanished(store)
        } catch {
            throw .store(source: settings.source, error)
        }
        guard !mailbox.isReadOnly else {
            mailbox.addNotice("Hộp thư «\(mailbox.folder)» chỉ cho đọc: không thể đánh dấu, chuyển hay xóa thư.")
            return
        }
        var due = time
        if case .delete(let days) = settings.afterStoring { due = time.adding(seconds: -Int64(days) * 86_400) }
        while let entries = try await dueMails(store, upTo: due) {
            let uids = entries.compactMap { IMAPCollector.uid(of: $0.identifier, in: mailbox.uidValidity) }
            if !uids.isEmpty, let refusal = try await act(on: UIDSet(uids)) {
                mailbox.addNotice("Máy chủ thư không cho làm việc đã đặt sau khi lưu thư: \(refusal)")
                return
            }
            // Those of another UIDVALIDITY are nameless by now; they were collected again under new names.
            do throws(StoreError) {
                try await store.forget(Set(entries.map(\.identifier)), scope: settings.ledgerScope)
            } catch {
                throw .store(source: settings.source, error)
            }
        }
    }

    private func dueMails(
        _ store: some SourceStore, upTo time: Timestamp
    ) async throws(CollectionError) -> [LedgerEntry]? {
        do throws(StoreError) {
            let entries = try await store.storedMails(
                scope: settings.ledgerScope, upTo: time, limit: Self.mailsAtOnce)
            return entries.isEmpty ? nil : entries
        } catch {
            throw .store(source: settings.source, error)
        }
    }

    private func act(on set: UIDSet) async throws(CollectionError) -> String? {
        switch settings.afterStoring {
        case .nothing: nil
        case .markSeen: try await mailbox.markSeen(set)
        case .move(let folder): try await mailbox.move(set, to: folder)
        case .delete: try await mailbox.delete(set)
        }
    }

    private func forgetVanished(_ store: some SourceStore) async throws(StoreError) {
        guard !mailbox.vanished.isEmpty else { return }
        let gone = UIDSet(ranges: mailbox.vanished.flatMap(\.ranges))
        mailbox.vanished = []
        let known = try await store.ledgerIdentifiers(scope: settings.ledgerScope)
        let names = known.filter { name in
            IMAPCollector.uid(of: name, in: mailbox.uidValidity).map(gone.contains) ?? false
        }
        try await store.forget(names, scope: settings.ledgerScope)
    }
}
