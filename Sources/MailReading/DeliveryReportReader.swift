/// Reads reports that machines send about mail.
///
/// > Source: RFC 3464 (delivery), RFC 8098 (disposition), RFC 5965 (feedback), RFC 6533 (addresses in UTF-8); for servers that
/// > write prose instead: Exim's X-Failed-Recipients and qmail's form.
struct DeliveryReportReader {
    private let structure: MailStructure
    private let limits: MailLimits

    /// Most recipients that are kept of one report.
    private static let recipientLimit = 200
    /// Bytes of prose that are looked through for addresses and the returned header.
    private static let proseBytes = 65536

    init(_ structure: MailStructure, limits: MailLimits) {
        self.structure = structure
        self.limits = limits
    }

    /// The report in a mail that carries one by the book; nil when it does not.
    func report() -> DeliveryReport? {
        for entity in structure.entities.dropFirst() {
            switch entity.mediaType {
            case "message/delivery-status", "message/global-delivery-status":
                return finished(deliveryStatus(entity))
            case "message/disposition-notification", "message/global-disposition-notification":
                return finished(disposition(entity))
            case "message/feedback-report": return finished(feedback(entity))
            default: continue
            }
        }
        return nil
    }

    /// What can be had of a report in prose.
    func prose(_ text: String) -> DeliveryReport {
        var report = DeliveryReport(kind: .delivery, recipients: [])
        let fields = structure.entities.first?.headers ?? []
        for field in fields.all(named: "X-Failed-Recipients").prefix(20) {
            for address in AddressList(field.value).addresses { add(address.address, "failed", to: &report) }
        }
        let lines = Array(text.utf8.prefix(Self.proseBytes)).split(separator: 0x0A)
        if report.recipients.isEmpty {
            // qmail writes "<address>:" and below it what went wrong.
            for (line, next) in zip(lines, lines.dropFirst() + [[]]) {
                guard line.first == UInt8(ascii: "<"), line.suffix(2).elementsEqual(">:".utf8), line.count < 330,
                    line.contains(UInt8(ascii: "@"))
                else { continue }
                let address = String(decoding: line.dropFirst().dropLast(2), as: UTF8.self)
                add(address, "failed", diagnostic: String(decoding: next.prefix(400), as: UTF8.self), to: &report)
            }
        }
        report.originalMessageID =
            lines.lazy.compactMap { line -> String? in
                let line = line.drop { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
                guard line.count > 12, String(decoding: line.prefix(11), as: UTF8.self).lowercased() == "message-id:"
                else { return nil }
                return MessageIdentifiers.read(Array(line.dropFirst(11))).first
            }.first
        return finished(report)
    }

    private func add(_ address: String, _ action: String, diagnostic: String? = nil, to report: inout DeliveryReport) {
        guard report.recipients.count < Self.recipientLimit else { return }
        report.recipients.append(
            DeliveryReport.Recipient(finalRecipient: address, action: action, diagnostic: diagnostic))
    }

    // MARK: Reports by the book

    /// The groups of fields that a machine-readable part is made of.
    private func groups(_ entity: MailEntity) -> [[HeaderField]] {
        let bytes = structure.content(of: entity).bytes
        var groups: [[HeaderField]] = []
        var start = 0
        while start < bytes.count, groups.count <= Self.recipientLimit {
            while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
            guard start < bytes.count else { break }
            let block = HeaderBlock(bytes, in: start..<bytes.count, limits: limits)
            if !block.fields.isEmpty { groups.append(block.fields) }
            // A line that is no field ends a group too.
            start = max(block.bodyStart, start + 1)
            if block.lacksEmptyLine { start = HeaderBlock.line(bytes, from: start, limit: bytes.count).next }
        }
        return groups
    }

    private func deliveryStatus(_ entity: MailEntity) -> DeliveryReport {
        var report = DeliveryReport(kind: .delivery, recipients: [])
        for fields in groups(entity) {
            if report.reportingMTA == nil { report.reportingMTA = typed(fields, "Reporting-MTA") }
            if report.originalEnvelopeID == nil { report.originalEnvelopeID = text(fields, "Original-Envelope-Id") }
            if report.arrivalDate == nil {
                report.arrivalDate = text(fields, "Arrival-Date").flatMap(MailDate.milliseconds)
            }
            let original = typed(fields, "Original-Recipient")
            guard let final = typed(fields, "Final-Recipient") ?? original,
                report.recipients.count < Self.recipientLimit
            else { continue }
            report.recipients.append(
                DeliveryReport.Recipient(
                    finalRecipient: final, originalRecipient: original, action: token(fields, "Action")?.lowercased(),
                    status: token(fields, "Status"), diagnostic: typed(fields, "Diagnostic-Code")))
        }
        return report
    }

    private func disposition(_ entity: MailEntity) -> DeliveryReport {
        let fields = groups(entity).first ?? []
        var report = DeliveryReport(kind: .disposition, recipients: [])
        report.reportingMTA = text(fields, "Reporting-UA")
        report.originalMessageID = fields.first(named: "Original-Message-ID").flatMap {
            MessageIdentifiers.read($0.value).first
        }
        if let final = typed(fields, "Final-Recipient") {
            // "automatic-action/MDN-sent-automatically; displayed"
            let disposition = text(fields, "Disposition")?.split(separator: ";").last
            let action = disposition?.split(separator: "/").first?.filter { !$0.isWhitespace }
            report.recipients = [
                DeliveryReport.Recipient(
                    finalRecipient: final, originalRecipient: typed(fields, "Original-Recipient"),
                    action: action?.lowercased())
            ]
        }
        return report
    }

    private func feedback(_ entity: MailEntity) -> DeliveryReport {
        let fields = groups(entity).first ?? []
        var report = DeliveryReport(kind: .feedback, recipients: [])
        report.reportingMTA = typed(fields, "Reporting-MTA") ?? text(fields, "User-Agent")
        report.originalEnvelopeID = text(fields, "Original-Envelope-Id")
        report.arrivalDate = (text(fields, "Arrival-Date") ?? text(fields, "Received-Date")).flatMap(
            MailDate.milliseconds)
        let type = token(fields, "Feedback-Type")?.lowercased()
        report.recipients = fields.all(named: "Original-Rcpt-To").prefix(Self.recipientLimit).map { field in
            let address = MessageIdentifiers.withoutBrackets(HeaderText.decode(field.value))
            return DeliveryReport.Recipient(finalRecipient: address, action: type)
        }
        return report
    }

    // MARK: The mail that is reported on

    /// The report with the mail it is about.
    private func finished(_ report: DeliveryReport) -> DeliveryReport {
        guard report.originalMessageID == nil else { return report }
        var report = report
        report.originalMessageID = returnedIdentifier() ?? answeredIdentifier()
        return report
    }

    /// The Message-ID in the mail, or the header of it, that the report gives back.
    private func returnedIdentifier() -> String? {
        for entity in structure.entities.dropFirst() {
            switch (entity.kind, entity.mediaType) {
            case (.message, _):
                let block = HeaderBlock(structure.source, in: entity.body, limits: limits)
                if let found = identifier(block.fields) { return found }
            case (.leaf, "text/rfc822-headers"), (.leaf, "message/global-headers"), (.leaf, "message/rfc822"),
                (.leaf, "message/global"), (.opaque, _):
                let bytes = structure.content(of: entity).bytes
                let start = bytes.firstIndex { $0 > 0x20 } ?? 0
                let block = HeaderBlock(bytes, in: start..<bytes.count, limits: limits)
                if let found = identifier(block.fields) { return found }
            default: continue
            }
        }
        return nil
    }

    private func answeredIdentifier() -> String? {
        guard let fields = structure.entities.first?.headers else { return nil }
        for name in ["In-Reply-To", "References"] {
            if let found = fields.first(named: name).flatMap({ MessageIdentifiers.read($0.value).last }) {
                return found
            }
        }
        return nil
    }

    private func identifier(_ fields: [HeaderField]) -> String? {
        fields.first(named: "Message-ID").flatMap { MessageIdentifiers.read($0.value).first }
    }

    // MARK: Fields

    private func text(_ fields: [HeaderField], _ name: String) -> String? {
        guard let field = fields.first(named: name) else { return nil }
        let text = HeaderText.decode(field.value)
        return text.isEmpty ? nil : text
    }

    private func token(_ fields: [HeaderField], _ name: String) -> String? {
        text(fields, name)?.split { $0.isWhitespace || $0 == ";" || $0 == "(" }.first.map(String.init)
    }

    /// A value behind its type: `rfc822; a@b`, `dns; mx.example`, `smtp; 550 …`.
    private func typed(_ fields: [HeaderField], _ name: String) -> String? {
        guard let text = text(fields, name) else { return nil }
        guard let mark = text.firstIndex(of: ";") else { return text }
        let type = text[..<mark].filter { !$0.isWhitespace }.lowercased()
        let value = String(text[text.index(after: mark)...].drop { $0.isWhitespace })
        guard !value.isEmpty else { return nil }
        guard name.hasSuffix("Recipient") else { return value }
        return MessageIdentifiers.withoutBrackets(type == "utf-8" ? Self.unescaped(value) : value)
    }

    /// RFC 6533 §3 writes characters of an address as `\x{1EBF}` where only ASCII may stand.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "\\x{") {
            guard let end = rest[start.upperBound...].prefix(8).firstIndex(of: "}"),
                let value = UInt32(rest[start.upperBound..<end], radix: 16), let scalar = Unicode.Scalar(value)
            else {
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            result += rest[..<start.lowerBound]
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
