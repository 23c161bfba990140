/// Takes ordinary mail apart with GMime, all other mail with ``LinearStructureParser``.
///
/// The linear scan goes first and decides. Mail within the bounds of ``OrdinaryMail`` is read by GMime: header fields as they
/// are written, the tree of parts, and contents with their transfer encoding undone. Should GMime read another tree, other
/// fields or other bytes than the scan, the scan stands: text is never lost between the two.
///
/// A letter of one part that needs no decoding is the scan's alone: GMime could only agree or be overruled, at five times the cost.
///
/// > Source: GMime 3.2; `docs/decisions/0001-mail-structure.md`.
public struct GMimeStructureParser: MailStructureParser {
    /// A parser; it has no state.
    public init() {}

    /// Takes one mail apart.
    ///
    /// - Parameters:
    ///   - bytes: The mail; one mbox separator line in front of its header is skipped.
    ///   - limits: What it may cost.
    /// - Returns: The entities, the mail itself first, parents before children; ``MailStructure/decoder`` is a
    ///   ``GMimeTransferDecoder`` when GMime read the mail.
    public func structure(of bytes: [UInt8], limits: MailLimits) -> MailStructure {
        let scan = LinearStructureParser().structure(of: bytes, limits: limits)
        guard !Self.needsNoDecoding(scan), OrdinaryMail.accepts(scan),
            let mail = GMimeMail(bytes, entityLimit: scan.entities.count),
            let entities = mail.entities(agreeingWith: scan.entities, limits: limits)
        else { return scan }
        return MailStructure(source: bytes, entities: entities, defects: [], decoder: GMimeTransferDecoder())
    }
    /// Whether there is one part, whose bytes stand in the mail as they are.
    private static func needsNoDecoding(_ scan: MailStructure) -> Bool {
        guard scan.entities.count == 2, let body = scan.entities.last, body.kind == .leaf else { return false }
        return ["7bit", "8bit", "binary"].contains(body.transferEncoding)
    }
}
