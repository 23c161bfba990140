import Crypto
import ReadingDefects
import TextRegions

/// Reads one mail: bytes in, ``ReadMail`` out.
///
/// A reader has no state and may be used from several threads at once. Hostile input is normal: every bound of
/// ``MailLimits`` that is reached, every wrong charset and every broken encoding is a defect on the result, not an error.
public struct MailReader: Sendable {
    private let limits: MailLimits
    private let parser: any MailStructureParser
    private let own: OwnMail

    /// A reader.
    ///
    /// - Parameters:
    ///   - limits: What one mail may cost.
    ///   - parser: What takes a mail apart.
    ///   - own: How to know mail that this program sent itself.
    public init(
        limits: MailLimits = MailLimits(), parser: any MailStructureParser = GMimeStructureParser(),
        own: OwnMail = OwnMail()
    ) {
        self.limits = limits
        self.parser = parser
        self.own = own
    }

    /// Reads a mail.
    ///
    /// - Parameter bytes: The mail as it was received, with CRLF or LF line ends; an mbox separator line in front is skipped.
    /// - Returns: What the mail says, and its defects.
    /// - Throws: ``MailReadingError`` only when the bytes are no mail: empty, too large, or without any header line.
    public func read(_ bytes: [UInt8]) throws(MailReadingError) -> ReadMail {
        let structure = try takeApart(bytes)
        let fields = structure.entities.first?.headers ?? []
        var defects = structure.defects
        let subject = fields.first(named: "Subject").map { HeaderText.decode($0.value) }
        let from = addresses(fields, "From")
        var contents: [Int: TransferDecodedBytes] = [:]
        let parts = parts(of: structure, contents: &contents, defects: &defects)
        let body = MailText(structure, contents: contents, parser: parser, limits: limits)
        defects.append(contentsOf: body.defects)
        let date = date(fields, defects: &defects)
        if from.isEmpty {
            defects.append(ReadingDefect(en: "The mail names no sender.", vi: "Thư không ghi người gửi."))
        }
        let (text, regions) = Self.joined(body.pieces, isForwarded: TextRegions.isForward(subject: subject))
        let messageID = fields.first(named: "Message-ID").flatMap { MessageIdentifiers.read($0.value).first }
        let reports = DeliveryReportReader(structure, limits: limits)
        let report = reports.report()
        let (kind, detail) = KindDetection(
            structure: structure, subject: subject ?? "", from: from, messageID: messageID, text: text, report: report,
            own: own
        ).found()
        return ReadMail(
            messageID: messageID,
            inReplyTo: fields.first(named: "In-Reply-To").map { MessageIdentifiers.read($0.value) } ?? [],
            references: fields.first(named: "References").map { MessageIdentifiers.read($0.value) } ?? [],
            subject: subject, from: from, replyTo: replyTo(fields), to: addresses(fields, "To"),
            cc: addresses(fields, "Cc"), date: date,
            kind: kind, detail: detail, report: report ?? (kind == .bounce ? reports.prose(text) : nil), parts: parts,
            text: text, regions: regions, defects: Array(defects.prefix(200)))
    }

    private func date(_ fields: [HeaderField], defects: inout [ReadingDefect]) -> Int64? {
        guard let field = fields.first(named: "Date") else { return nil }
        let text = HeaderText.decode(field.value)
        if let date = MailDate.milliseconds(text) { return date }
        defects.append(
            ReadingDefect(
                en: "The date \"\(text.prefix(60))\" cannot be read.", vi: "Không đọc được ngày «\(text.prefix(60))»."))
        return nil
    }

    /// The bytes of one part.
    ///
    /// - Parameters:
    ///   - path: The path as ``ReadMail/parts`` lists it.
    ///   - bytes: The mail.
    /// - Returns: The bytes with the transfer encoding undone, as ``MailPart/sha256`` was computed over.
    /// - Throws: ``MailReadingError`` when the bytes are no mail or have no such part.
    public func content(ofPart path: String, in bytes: [UInt8]) throws(MailReadingError) -> [UInt8] {
        guard let content = content(ofPart: path, in: try takeApart(bytes)) else { throw .noSuchPart(path: path) }
        return content
    }

    private func content(ofPart path: String, in structure: MailStructure, nesting: Int = 0) -> [UInt8]? {
        let entities = structure.entities.dropFirst()
        if let entity = entities.first(where: { $0.path == path && $0.kind != .multipart }) {
            return structure.content(of: entity).bytes
        }
        // "1.u2" is the second file in the text of part 1.
        let pieces = path.split(separator: "u", maxSplits: 1, omittingEmptySubsequences: false)
        if pieces.count == 2, let number = Int(pieces[1]), number > 0, pieces[0].hasSuffix("."),
            let entity = entities.first(where: { $0.path == pieces[0].dropLast() && $0.mayHoldFiles })
        {
            let files = InlineFiles.find(in: structure.content(of: entity).bytes)
            return number <= files.count ? files[number - 1].bytes : nil
        }
        guard nesting < MailText.nestingLimit,
            let entity = entities.first(where: { $0.isEncodedMessage && path.hasPrefix($0.path + ".") })
        else { return nil }
        let inner = parser.structure(of: structure.content(of: entity).bytes, limits: limits)
        return content(ofPart: String(path.dropFirst(entity.path.utf8.count + 1)), in: inner, nesting: nesting + 1)
    }

    private func takeApart(_ bytes: [UInt8]) throws(MailReadingError) -> MailStructure {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.mailBytes else { throw .tooLarge(bytes: bytes.count, limit: limits.mailBytes) }
        let structure = parser.structure(of: bytes, limits: limits)
        guard structure.entities.first?.headers.isEmpty == false else { throw .noHeader }
        return structure
    }

    private func addresses(_ fields: [HeaderField], _ name: String) -> [MailAddress] {
        fields.all(named: name).prefix(20).flatMap { AddressList($0.value).addresses }
    }

    private func replyTo(_ fields: [HeaderField]) -> ReplyToField? {
        guard let first = fields.first(named: "Reply-To") else { return nil }
        guard first.value.count <= ReplyToField.limit else {
            return ReplyToField(addresses: [], isMoreThanOneMailbox: true)
        }
        let list = AddressList(first.value)
        // A list decodes encoded words for names; as an address, what was written is not one (RFC 2047 §5).
        let written = first.value.lastIndex(of: UInt8(ascii: "<")).map { first.value[$0...] } ?? first.value[...]
        let isEncoded = String(decoding: written, as: UTF8.self).contains("=?")
        return ReplyToField(
            addresses: isEncoded
                ? [MailAddress(name: nil, address: String(decoding: written, as: UTF8.self))] : list.addresses,
            isMoreThanOneMailbox: list.hasGroupOrRoute || fields.all(named: "Reply-To").prefix(2).count > 1)
    }

    /// The parts; contents that the readable text may need are kept, so that they are decoded once.
    private func parts(
        of structure: MailStructure, contents: inout [Int: TransferDecodedBytes], defects: inout [ReadingDefect],
        nesting: Int = 0
    ) -> [MailPart] {
        var parts: [MailPart] = []
        for (index, entity) in structure.entities.enumerated().dropFirst() where entity.kind != .multipart {
            let content = structure.content(of: entity)
            if entity.kind == .leaf, entity.mediaType.hasPrefix("text/") { contents[index] = content }
            if let defect = content.defect { defects.append(defect.inPart(entity.path)) }
            let type = ParameterizedValue(entity.headers.first(named: "Content-Type")?.value ?? [])
            let disposition = entity.headers.first(named: "Content-Disposition").map { ParameterizedValue($0.value) }
            let names = [disposition?.parameters["filename"], type.parameters["name"]]
            parts.append(
                MailPart(
                    path: entity.path, type: entity.mediaType, charset: type.parameters["charset"]?.lowercased(),
                    filename: names.lazy.compactMap { $0.flatMap(Self.lastComponent) }.first,
                    disposition: disposition.flatMap { $0.value.isEmpty ? nil : $0.value }, size: content.bytes.count,
                    sha256: Self.hexadecimal(SHA256.hash(data: content.bytes))))
            if entity.isEncodedMessage, nesting < MailText.nestingLimit {
                parts += innerParts(content.bytes, below: entity.path, defects: &defects, nesting: nesting + 1)
            }
            if let note = entity.unreadable { defects.append(note.inPart(entity.path)) }
            if entity.mayHoldFiles {
                for (number, file) in InlineFiles.find(in: content.bytes).enumerated() {
                    parts.append(Self.part(file, path: "\(entity.path).u\(number + 1)"))
                }
            }
        }
        return parts
    }

    /// The parts of a message under base64, numbered as if it stood there openly; as many as the limits allow.
    private func innerParts(
        _ bytes: [UInt8], below path: String, defects: inout [ReadingDefect], nesting: Int
    ) -> [MailPart] {
        let inner = parser.structure(of: bytes, limits: limits)
        guard inner.entities.first?.headers.isEmpty == false else { return [] }
        var contents: [Int: TransferDecodedBytes] = [:]
        var innerDefects: [ReadingDefect] = []
        let parts = parts(of: inner, contents: &contents, defects: &innerDefects, nesting: nesting)
        defects += innerDefects.prefix(20).map { $0.inPart(path) }
        return parts.prefix(limits.parts).map { part in
            var part = part
            part.path = "\(path).\(part.path)"
            return part
        }
    }

    private static func part(_ file: InlineFiles.File, path: String) -> MailPart {
        MailPart(
            path: path, type: "application/octet-stream", charset: nil, filename: lastComponent(file.name),
            disposition: "attachment", size: file.bytes.count, sha256: hexadecimal(SHA256.hash(data: file.bytes)))
    }

    /// A file name must never lead anywhere: folders and control characters are taken off.
    private static func lastComponent(_ name: String) -> String? {
        let scalars = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? Substring().unicodeScalars[...]
        let clean = String(String.UnicodeScalarView(scalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        return clean.isEmpty || clean == "." || clean == ".." ? nil : clean
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The pieces with an empty line between them, each with its own regions; the gap belongs to the region before it.
    private static func joined(_ pieces: [MailTextPiece], isForwarded: Bool) -> (text: String, regions: [TextRegion]) {
        var text = ""
        var regions: [TextRegion] = []
        for piece in pieces {
            if !text.isEmpty {
                text += "\n\n"
                if !regions.isEmpty { regions[regions.count - 1].end += 2 }
            }
            let offset = text.utf8.count
            text += piece.text
            let found = TextRegions.regions(
                of: Array(piece.text.utf8), isForwarded: isForwarded, hints: piece.hints)
            for region in found {
                let start = region.start + offset
                let end = region.end + offset
                if let last = regions.last, last.kind == region.kind {
                    regions[regions.count - 1].end = end
                } else {
                    regions.append(TextRegion(kind: region.kind, start: start, end: end))
                }
            }
        }
        return (text, regions)
    }
}
