import IMAPWire

extension IMAPMailbox {
    /// Marks mails as seen; what the server said when it refuses.
    func markSeen(_ set: UIDSet) async throws(CollectionError) -> String? {
        Self.refusal(try await ask(.uidAddFlags(set, flags: ["\\Seen"])))
    }

    /// Deletes mails and none beside them; what the server said when it refuses.
    func delete(_ set: UIDSet) async throws(CollectionError) -> String? {
        if let refusal = Self.refusal(try await ask(.uidAddFlags(set, flags: ["\\Deleted"]))) { return refusal }
        guard hasUIDExpunge else {
            // A plain EXPUNGE would also remove what other people have marked.
            addNotice("Máy chủ thư không có UIDPLUS: thư chỉ được đánh dấu xóa trong «\(folder)», chưa bị xóa hẳn.")
            return nil
        }
        return Self.refusal(try await ask(.uidExpunge(set)))
    }

    /// Moves mails into another folder, which is made when it is missing; what the server said when it refuses.
    func move(_ set: UIDSet, to target: String) async throws(CollectionError) -> String? {
        var answer = try await takeAcross(set, to: target)
        if answer.condition != .ok, case .other("TRYCREATE", _) = answer.text.code {
            _ = try await ask(.create(mailbox: target))
            answer = try await takeAcross(set, to: target)
        }
        if let refusal = Self.refusal(answer) { return refusal }
        return capabilities.contains("MOVE") ? nil : try await delete(set)
    }

    private func takeAcross(_ set: UIDSet, to target: String) async throws(CollectionError) -> Answer {
        try await ask(capabilities.contains("MOVE") ? .uidMove(set, to: target) : .uidCopy(set, to: target))
    }

    /// IMAP4rev2 has what UIDPLUS added to IMAP4rev1.
    private var hasUIDExpunge: Bool { !capabilities.isDisjoint(with: ["UIDPLUS", "IMAP4REV2"]) }

    private static func refusal(_ answer: Answer) -> String? {
        answer.condition == .ok ? nil : answer.text.text
    }
}
