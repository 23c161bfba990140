import IMAPWire

extension IMAPMailbox {
    /// What a message costs to fetch.
    struct Entry {
        var uid: UInt32
        var size: UInt64
    }

    /// Messages above this position, in rising order of UIDs.
    ///
    /// Asked by FETCH, not SEARCH: the sizes come along, and no line of the answer grows with the mailbox.
    func messages(after position: IMAPPosition) async throws(CollectionError) -> [Entry] {
        hasNews = false
        guard !isUnchanged(since: position), position.lastUID < .max else { return [] }
        var entries: [Entry] = []
        let bound = Int(messageCount) + 100_000
        let answer = try await ask(.uidFetchFrom(position.lastUID + 1, items: [.uid, .size])) { response in
            // `n:*` names the last message even when its UID is below n (RFC 9051 §9, `seq-range`).
            guard case .fetch(let fetch) = response, let found = fetch.uid, found > position.lastUID,
                entries.count <= bound
            else { return }
            entries.append(Entry(uid: found, size: fetch.size ?? 0))
        }
        guard answer.condition == .ok else {
            throw failure("the mail server does not list the folder «\(folder)» (\(answer.text.text)).")
        }
        guard entries.count <= bound else { throw failure("the mail server lists more mails than the folder has.") }
        entries.sort { $0.uid < $1.uid }
        var previous: UInt32 = 0
        return entries.filter { entry in
            defer { previous = entry.uid }
            return entry.uid != previous
        }
    }
}
