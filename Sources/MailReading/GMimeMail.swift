import CGMime

/// A mail as GMime took it apart; its memory is freed when the value ends.
struct GMimeMail: ~Copyable {
    private let tree: OpaquePointer

    /// GMime wants to be prepared once, before any thread uses it.
    private static let isReady: Void = cgmime_init()

    /// Takes a mail apart; nil when GMime sees no mail or more entities than are expected.
    ///
    /// The caller has made sure that the mail is an ``OrdinaryMail``.
    init?(_ bytes: [UInt8], entityLimit: Int) {
        _ = Self.isReady
        let tree = bytes.withUnsafeBufferPointer { buffer in
            cgmime_mail_create(buffer.baseAddress, buffer.count, Int32(clamping: entityLimit))
        }
        guard let tree else { return nil }
        self.tree = tree
    }

    deinit { cgmime_mail_free(tree) }

    /// The entities as GMime read them; nil when it read another tree than the scan, or other contents or fields.
    ///
    /// What GMime does not tell (section numbers, the range of a whole message, text around boundaries) is the scan's.
    func entities(agreeingWith scan: [MailEntity], limits: MailLimits) -> [MailEntity]? {
        guard Int(cgmime_mail_entity_count(tree)) == scan.count else { return nil }
        var entities: [MailEntity] = []
        entities.reserveCapacity(scan.count)
        for (index, scanned) in scan.enumerated() {
            let found = cgmime_mail_entity(tree, Int32(index))
            guard let entity = Self.entity(found, scanned, headers: headers(of: found, after: entities, limits)),
                entity == scanned
            else { return nil }
            entities.append(entity)
        }
        return entities
    }

    private static func entity(_ found: CGMimeEntity, _ scanned: MailEntity, headers: [HeaderField]) -> MailEntity? {
        var entity = scanned
        entity.parent = found.parent < 0 ? nil : Int(found.parent)
        entity.mediaType = text(found.media_type).lowercased() + "/" + text(found.media_subtype).lowercased()
        entity.headers = headers
        switch Int(found.kind) {
        case CGMIME_MULTIPART: entity.kind = .multipart
        case CGMIME_MESSAGE: entity.kind = .message
        default:
            entity.kind = .leaf
            guard found.content_start >= 0, found.content_end >= found.content_start else { return nil }
            let content = Int(found.content_start)..<Int(found.content_end)
            // An empty content stands nowhere.
            if !(content.isEmpty && scanned.body.isEmpty) { entity.body = content }
        }
        return entity
    }

    /// The fields of an entity; the body of the mail has those of the mail, which are read already.
    private func headers(of found: CGMimeEntity, after entities: [MailEntity], _ limits: MailLimits) -> [HeaderField] {
        if entities.count == 1, found.first_field == 0, let mail = entities.first { return mail.headers }
        return (found.first_field..<(found.first_field + found.field_count)).map { index in
            let found = cgmime_mail_field(tree, index)
            var field = HeaderField(name: Self.text(found.name), value: [])
            for var line in Self.bytes(found.value).split(separator: 0x0A) {
                if line.last == 0x0D { line = line.dropLast() }
                field.append(line, limit: limits.headerFieldBytes)
            }
            field.finish()
            return field
        }
    }

    private static func bytes(_ span: CGMimeSpan) -> [UInt8] {
        Array(UnsafeBufferPointer(start: span.bytes, count: span.length))
    }

    private static func text(_ span: CGMimeSpan) -> String {
        String(decoding: UnsafeBufferPointer(start: span.bytes, count: span.length), as: UTF8.self)
    }
}
