import ReadingDefects

/// Takes a mail apart with a work list and byte ranges.
///
/// Nothing recurses, nothing is copied, and each level costs one pass over its bytes, so the sender of a hostile mail buys
/// nothing with depth, breadth or length. ``GMimeStructureParser`` asks it what a mail is like before GMime may see the mail,
/// and reads with it whatever is not ordinary.
///
/// > Source: RFC 5322, RFC 2045 §5, RFC 2046 §5.1 (boundaries), RFC 9051 §6.4.5 (section numbers).
public struct LinearStructureParser: MailStructureParser {
    /// A parser; it has no state.
    public init() {}

    /// An entity that waits to be read: where it stands and what is known about it from outside.
    private struct Pending {
        var range: Range<Int>
        var parent: Int
        var path: String
        var depth: Int
        var defaultType: String
        /// A message's body has no header of its own: the fields of the message describe it.
        var inherited: (fields: [HeaderField], header: Range<Int>, body: Range<Int>)?
    }

    /// Takes one mail apart.
    ///
    /// - Parameters:
    ///   - bytes: The mail; one mbox separator line in front of its header is skipped.
    ///   - limits: What it may cost.
    /// - Returns: The entities, the mail itself first, parents before children.
    public func structure(of bytes: [UInt8], limits: MailLimits) -> MailStructure {
        var structure = MailStructure(source: bytes, entities: [], defects: [], decoder: LinearTransferDecoder())
        let block = HeaderBlock(bytes, in: Self.skipBlankLines(bytes)..<bytes.count, limits: limits)
        Self.note(block, place: ReadingDefect(en: "The mail", vi: "Thư"), in: &structure)
        structure.entities.append(
            MailEntity(
                parent: nil, path: "", depth: 0, kind: .message, mediaType: "message/rfc822", headers: block.fields,
                header: 0..<block.bodyStart, body: 0..<bytes.count, surroundings: []))
        var pending = [
            Pending(
                range: block.bodyStart..<bytes.count, parent: 0, path: "", depth: 1, defaultType: "text/plain",
                inherited: (block.fields, 0..<block.bodyStart, block.bodyStart..<bytes.count))
        ]
        while let next = pending.popLast() {
            guard structure.entities.count <= limits.parts else {
                structure.defects.append(
                    ReadingDefect(
                        en: "The mail has more than \(limits.parts) parts; the rest were not read.",
                        vi: "Thư có hơn \(limits.parts) phần; các phần còn lại chưa đọc."))
                break
            }
            read(next, limits: limits, into: &structure, pending: &pending)
        }
        return structure
    }

    private func read(
        _ item: Pending, limits: MailLimits, into structure: inout MailStructure, pending: inout [Pending]
    ) {
        let bytes = structure.source
        let fields: [HeaderField]
        let header: Range<Int>
        let body: Range<Int>
        if let inherited = item.inherited {
            (fields, header, body) = inherited
        } else {
            let block = HeaderBlock(bytes, in: item.range, limits: limits)
            Self.note(block, place: ReadingDefect(en: "Part \(item.path)", vi: "Phần \(item.path)"), in: &structure)
            fields = block.fields
            header = item.range.lowerBound..<block.bodyStart
            body = block.bodyStart..<item.range.upperBound
        }
        let type = ParameterizedValue(fields.first(named: "Content-Type")?.value ?? [])
        let mediaType = Self.mediaType(type, otherwise: item.defaultType)
        var entity = MailEntity(
            parent: item.parent, path: item.path, depth: item.depth, kind: .leaf, mediaType: mediaType, headers: fields,
            header: header, body: body, surroundings: [])
        let index = structure.entities.count
        let isMultipart = mediaType.hasPrefix("multipart/")
        let encoding = entity.transferEncoding
        let isMessage =
            (mediaType == "message/rfc822" || mediaType == "message/global")
            && encoding != "base64" && encoding != "quoted-printable"
        if (isMultipart || isMessage) && item.depth >= limits.depth {
            entity.kind = .opaque
            entity.path = Self.leafPath(item)
            structure.entities.append(entity)
            structure.defects.append(
                ReadingDefect(
                    en: "Parts are nested deeper than \(limits.depth) levels; the rest is kept as raw text.",
                    vi: "Các phần lồng sâu hơn \(limits.depth) lớp; phần còn lại giữ nguyên dạng thô."))
        } else if isMultipart {
            entity.kind = .multipart
            let children = MultipartBoundaries(bytes, in: body, boundary: type.parameters["boundary"])
            if let defect = children.defect(of: item.path) { structure.defects.append(defect) }
            entity.surroundings = children.surroundings
            structure.entities.append(entity)
            let childType = mediaType == "multipart/digest" ? "message/rfc822" : "text/plain"
            for (offset, range) in children.parts.enumerated().reversed() {
                pending.append(
                    Pending(
                        range: range, parent: index, path: Self.child(item.path, offset + 1), depth: item.depth + 1,
                        defaultType: childType, inherited: nil))
            }
        } else if isMessage {
            entity.kind = .message
            entity.path = Self.leafPath(item)
            structure.entities.append(entity)
            let block = HeaderBlock(bytes, in: Self.skipBlankLines(bytes, in: body)..<body.upperBound, limits: limits)
            Self.note(
                block,
                place: ReadingDefect(en: "The message in part \(entity.path)", vi: "Thư trong phần \(entity.path)"),
                in: &structure)
            pending.append(
                Pending(
                    range: block.bodyStart..<body.upperBound, parent: index, path: entity.path, depth: item.depth + 1,
                    defaultType: "text/plain",
                    inherited: (
                        block.fields, body.lowerBound..<block.bodyStart, block.bodyStart..<body.upperBound
                    )))
        } else {
            entity.path = Self.leafPath(item)
            structure.entities.append(entity)
        }
    }

    /// The body of a message that is no multipart is part 1 of it.
    private static func leafPath(_ item: Pending) -> String {
        item.inherited == nil ? item.path : child(item.path, 1)
    }

    private static func child(_ path: String, _ number: Int) -> String {
        path.isEmpty ? "\(number)" : "\(path).\(number)"
    }

    /// RFC 2045 §5.2: what has no type, or none that can be read, is plain text.
    private static func mediaType(_ type: ParameterizedValue, otherwise: String) -> String {
        guard !type.value.isEmpty else { return otherwise }
        let halves = type.value.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }) else {
            // "text" and "html" alone are met; a type without a subtype says at least that it is text.
            return "text/plain"
        }
        return type.value
    }

    private static func note(_ block: HeaderBlock, place: ReadingDefect, in structure: inout MailStructure) {
        guard structure.defects.count < 100 else { return }
        if block.fields.isEmpty, place.english.hasPrefix("The message"), block.lacksEmptyLine {
            structure.defects.append(
                ReadingDefect(en: "\(place.english) has no header.", vi: "\(place.vietnamese) không có phần đầu."))
        } else if block.lacksEmptyLine {
            structure.defects.append(
                ReadingDefect(
                    en:
                        "\(place.english) has no empty line between header and body; the body begins at the first other line.",
                    vi:
                        "\(place.vietnamese) thiếu dòng trống giữa phần đầu và nội dung; nội dung tính từ dòng khác đầu tiên."
                ))
        }
        if block.hasForeignLine {
            structure.defects.append(
                ReadingDefect(
                    en: "\(place.english) has a line in its header that is no field; it was passed over.",
                    vi: "\(place.vietnamese) có một dòng lạ trong phần đầu; đã bỏ qua dòng đó."))
        }
        if block.isCut {
            structure.defects.append(
                ReadingDefect(
                    en: "\(place.english) has an oversized header; fields beyond the limits were left out.",
                    vi: "\(place.vietnamese) có phần đầu quá lớn; các trường vượt giới hạn bị bỏ qua."))
        }
    }

    /// Where the header begins: behind a byte order mark, which editors write, and empty lines.
    private static func skipBlankLines(_ bytes: [UInt8]) -> Int {
        skipBlankLines(bytes, in: (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<bytes.count)
    }

    private static func skipBlankLines(_ bytes: [UInt8], in range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
        // Only blank lines: the range is an empty header, not a missing one.
        return index
    }
}
