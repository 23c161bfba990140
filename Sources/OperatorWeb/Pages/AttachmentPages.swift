import Casework

/// Getting an attachment, and having it read again.
enum AttachmentPages {
    /// The bytes as a file to save; who got them is in the audit log before they are sent.
    static func download(_ visit: Visit) async throws -> PageAnswer {
        try await give(try await wanted(visit), reason: nil, visit)
    }

    /// The bytes of a denunciation's attachment, for who may open identities and says why.
    static func open(_ visit: Visit) async throws -> PageAnswer {
        let wanted = try await wanted(visit)
        guard let reason = visit.reason else {
            return try await CasePages.page(visit, problem: .reasonMissing, status: 422)
        }
        return try await give(wanted, reason: reason, visit)
    }

    private static func give(_ wanted: Wanted, reason: IdentityReason?, _ visit: Visit) async throws -> PageAnswer {
        let name = try await visit.store.openAttachment(
            wanted.id, of: wanted.code, reason: reason, actor: visit.actor, at: visit.now)
        guard let bytes = try await visit.parts.attachments.bytes(of: wanted.id) else { throw PageProblem.notFound }
        return .download(
            bytes, type: "application/octet-stream", name: "tep-\(wanted.code)-\(wanted.number)-\(wanted.place)",
            originalName: name)
    }

    /// Has an attachment read again.
    static func readAgain(_ visit: Visit) async throws -> PageAnswer {
        let wanted = try await wanted(visit)
        try await visit.store.readAgain(wanted.id, of: wanted.code, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(wanted.code)?xong=doc-lai"))
    }

    /// Removes an attachment for good, with the original that holds it.
    static func remove(_ visit: Visit) async throws -> PageAnswer {
        let wanted = try await wanted(visit)
        try await visit.store.removeAttachment(
            wanted.id, of: wanted.code, reason: visit.request.form["ly_do"] ?? "", actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(wanted.code)?xong=go-tep"))
    }

    private struct Wanted {
        var code: TrackingCode
        var number: Int
        var place: Int
        var id: AttachmentID
    }

    /// The attachment that the address names: the number of the message on the case page, and its place in that message.
    private static func wanted(_ visit: Visit) async throws -> Wanted {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        guard let number = visit.request.parameters["number"].flatMap({ Int($0) }),
            let place = visit.request.parameters["attachment"].flatMap({ Int($0) }),
            file.messages.indices.contains(number - 1)
        else { throw PageProblem.notFound }
        let message = file.messages[number - 1].message
        guard message.attachments.indices.contains(place - 1) else { throw PageProblem.notFound }
        let listing = message.attachments[place - 1]
        return Wanted(
            code: file.summary.trackingCode, number: number, place: place,
            id: AttachmentID(item: message.item, path: listing.path))
    }
}
