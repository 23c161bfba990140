import CharsetDecoding
import HTMLReading
import ReadingDefects
import TextRegions

/// Puts the readable text of a mail together from its parts.
///
/// Of alternatives the plain text is taken when it says anything, else the HTML; all other text parts are joined with an empty
/// line between them, those of enclosed messages included. What cannot be taken apart is given as it stands.
struct MailText {
    private let structure: MailStructure
    private let contents: [Int: TransferDecodedBytes]
    private let parser: any MailStructureParser
    private let limits: MailLimits
    private let nesting: Int
    private let children: [[Int]]
    private(set) var pieces: [MailTextPiece] = []
    private(set) var defects: [ReadingDefect] = []
    private var size = 0

    /// Encoded messages inside encoded messages that are opened.
    static let nestingLimit = 3

    /// Collects the text; `contents` holds contents that are decoded already, by index of the entity.
    init(
        _ structure: MailStructure, contents: [Int: TransferDecodedBytes], parser: any MailStructureParser,
        limits: MailLimits, nesting: Int = 0
    ) {
        self.structure = structure
        self.contents = contents
        self.parser = parser
        self.limits = limits
        self.nesting = nesting
        var children = [[Int]](repeating: [], count: structure.entities.count)
        for (index, entity) in structure.entities.enumerated() {
            if let parent = entity.parent { children[parent].append(index) }
        }
        self.children = children
        collect()
    }

    /// What is still to be collected, the next one last.
    private enum Pending {
        case entity(Int)
        /// The text around the parts of a multipart, behind them.
        case surroundings(of: Int)
    }

    private mutating func collect() {
        var pending = [Pending.entity(0)]
        while let next = pending.popLast() {
            guard case .entity(let index) = next else {
                if case .surroundings(let index) = next {
                    addSurroundings(of: structure.entities[index], isOnlyText: children[index].isEmpty)
                }
                continue
            }
            let entity = structure.entities[index]
            switch entity.kind {
            case .message: pending.append(contentsOf: children[index].reversed().map(Pending.entity))
            case .multipart:
                pending.append(.surroundings(of: index))
                if entity.mediaType == "multipart/alternative", let chosen = chosenAlternative(of: index) {
                    pending.append(.entity(chosen))
                } else {
                    pending.append(contentsOf: children[index].reversed().map(Pending.entity))
                }
            case .opaque: addRaw(structure.source[entity.body])
            case .leaf where entity.isEncodedMessage:
                addEncodedMessage(index)
            case .leaf: addLeaf(index)
            }
        }
    }

    /// The alternative to read: the plain text when it says what the HTML says, else the last one with any text.
    private mutating func chosenAlternative(of index: Int) -> Int? {
        let candidates = children[index]
        if let plain = candidates.first(where: { structure.entities[$0].mediaType == "text/plain" && hasText($0) }) {
            guard let fuller = fullerAlternative(than: plain, among: candidates) else { return plain }
            defects.append(
                ReadingDefect(
                    en: "The plain text says far less than the HTML beside it; the HTML was read.",
                    vi: "Bản chữ thường thiếu nhiều so với bản HTML đi kèm; đã đọc bản HTML."
                ).inPart(structure.entities[plain].path))
            return fuller
        }
        return candidates.last { structure.entities[$0].mediaType != "text/plain" && isReadable($0) }
    }

    /// An HTML alternative that says far more than the plain text: "your program cannot show this mail", a cut-off copy.
    ///
    /// Words are estimated by their bytes; a difference that styles and links could make does not count.
    private func fullerAlternative(than plain: Int, among candidates: [Int]) -> Int? {
        let said = content(plain).bytes.reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) }
        return candidates.last { candidate in
            guard let html = htmlLeaf(candidate) else { return false }
            let bytes = content(html).bytes
            guard bytes.count > 4 * said + 400, bytes.count <= 4 * limits.textBytes else { return false }
            return HTMLText.visibleBytes(bytes) > 4 * said + 200
        }
    }

    /// The HTML of an alternative: itself, or the root of a multipart/related.
    private func htmlLeaf(_ index: Int) -> Int? {
        let entity = structure.entities[index]
        if entity.kind == .leaf { return entity.textForm == .html ? index : nil }
        guard entity.mediaType == "multipart/related", let root = children[index].first else { return nil }
        return structure.entities[root].textForm == .html ? root : nil
    }

    private func hasText(_ index: Int) -> Bool {
        content(index).bytes.contains { $0 > 0x20 }
    }

    private func isReadable(_ index: Int) -> Bool {
        let entity = structure.entities[index]
        return entity.kind != .leaf || entity.textForm != nil
    }

    private func content(_ index: Int) -> TransferDecodedBytes {
        contents[index] ?? structure.content(of: structure.entities[index])
    }

    /// A message under base64, which RFC 2046 §5.2.1 forbids and some programs write: opened like any other.
    private mutating func addEncodedMessage(_ index: Int) {
        let path = structure.entities[index].path
        guard nesting < Self.nestingLimit else {
            defects.append(
                ReadingDefect(
                    en: "An encoded message inside \(nesting) others was not opened.",
                    vi: "Thư mã hóa nằm trong \(nesting) lớp thư khác, không mở được."
                ).inPart(path))
            return
        }
        let inner = parser.structure(of: content(index).bytes, limits: limits)
        let text = MailText(inner, contents: [:], parser: parser, limits: limits, nesting: nesting + 1)
        defects.append(contentsOf: (inner.defects + text.defects).prefix(20).map { $0.inPart(path) })
        for piece in text.pieces { add(piece.text, hints: piece.hints, path: path) }
    }

    private mutating func addLeaf(_ index: Int) {
        let entity = structure.entities[index]
        guard let form = entity.textForm else { return }
        var content = content(index).bytes
        if entity.mayHoldFiles {
            let files = InlineFiles.find(in: content)
            if !files.isEmpty { content = InlineFiles.without(files, content) }
        }
        let type = ParameterizedValue(entity.headers.first(named: "Content-Type")?.value ?? [])
        // Decoding fifty megabytes for the two that are kept would take several times their memory.
        let isCut = TextBudget(form: form, charset: type.parameters["charset"], limits: limits).cut(&content)
        let decoded = MailCharset.decode(content, declared: type.parameters["charset"])
        if let defect = decoded.defect { defects.append(defect.inPart(entity.path)) }
        if form == .html {
            let read = HTMLText.extract(decoded.text, marksQuotes: true)
            defects.append(contentsOf: read.defects.map { $0.inPart(entity.path) })
            add(read.text, hints: read.marks.map(RegionHint.init), path: entity.path, isCut: isCut)
            return
        }
        var text = Self.normalised(decoded.text)
        if form == .enriched { text = EnrichedText.plain(text) }
        if type.parameters["format"]?.lowercased() == "flowed" {
            text = FlowedText.unflow(text, deletesSpace: type.parameters["delsp"]?.lowercased() == "yes")
        }
        add(text, path: entity.path, isCut: isCut)
    }

    private mutating func addSurroundings(of entity: MailEntity, isOnlyText: Bool) {
        for range in entity.surroundings {
            // By RFC 2046 §5.1.1 the preamble is for mailers that know no MIME; what follows the end is a footer.
            let isPreamble = range.lowerBound == entity.body.lowerBound
            if isOnlyText || !isPreamble { addRaw(structure.source[range]) }
        }
    }

    private mutating func addRaw(_ bytes: ArraySlice<UInt8>) {
        let decoded = MailCharset.decode(Array(bytes.prefix(limits.textBytes + 4)))
        add(Self.normalised(decoded.text), path: "with raw text")
    }

    private mutating func add(_ text: String, hints: [RegionHint] = [], path: String, isCut: Bool = false) {
        var bytes = Array(text.utf8)[...]
        while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
        while let first = bytes.first, first == 0x0A { bytes = bytes.dropFirst() }
        guard !bytes.isEmpty || isCut else { return }
        let room = max(0, limits.textBytes - size)
        if isCut || bytes.count > room {
            defects.append(
                ReadingDefect(
                    en: "The text is longer than \(limits.textBytes) bytes and was cut; the mail keeps all of it.",
                    vi: "Nội dung dài hơn \(limits.textBytes) byte nên bị cắt; bản gốc còn đủ."
                ).inPart(path))
            var end = bytes.startIndex + min(room, bytes.count)
            while end > bytes.startIndex, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes = bytes[..<end]
        }
        guard !bytes.isEmpty else { return }
        size += bytes.count
        let hints = hints.map { hint in
            RegionHint(
                kind: hint.kind, start: max(0, hint.start - bytes.startIndex),
                end: max(0, min(hint.end, bytes.endIndex) - bytes.startIndex))
        }
        pieces.append(MailTextPiece(text: String(decoding: bytes, as: UTF8.self), hints: hints))
    }

    /// Lines end with `\n`; a NUL, which no text has, shows as U+FFFD.
    private static func normalised(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0D, 0x0A: result.append(0x0A)
            case 0x00: result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            default: result.append(byte)
            }
            previous = byte
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// One part's share of the readable text.
struct MailTextPiece {
    var text: String
    /// What markup said about stretches of it.
    var hints: [RegionHint]
}

extension RegionHint {
    /// What a mail program's markup says, as far as regions care.
    init(_ mark: HTMLMark) {
        let kind: Kind =
            switch mark.kind {
            case .olderMail, .quotation, .introduction: .quotation
            case .forward: .forward
            case .signature: .signature
            }
        self.init(kind: kind, start: mark.start, end: mark.end)
    }
}
