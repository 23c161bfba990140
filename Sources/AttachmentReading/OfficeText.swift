import XMLReading

/// The text of Office Open XML and OpenDocument files: zip archives of XML parts.
///
/// > Source: ISO/IEC 29500-1 §17.3 and §18.3 (WordprocessingML, SpreadsheetML), §21.1 (DrawingML); ODF 1.2 part 1 §5.
struct OfficeText {
    private let extraction: Extraction

    init(_ extraction: Extraction) { self.extraction = extraction }

    func read(_ bytes: [UInt8], kind: AttachmentKind) throws(Obstacle) -> String {
        let parts = try parts(of: bytes, matching: Self.patterns(kind))
        var text = ""
        switch kind {
        case .xlsx: text = workbook(parts)
        case .openDocument: text = parts.first.map { read($0, by: OpenDocumentText.self) } ?? ""
        default:
            for part in parts {
                text += read(part, by: MarkedParagraphs.self) + "\n"
                guard text.utf8.count < limit else { break }
            }
        }
        if text.allSatisfy(\.isWhitespace) { throw .unreadable(.empty) }
        return text
    }

    private var limit: Int { extraction.limits.textBytes }

    /// Parts that hold text; others, pictures above all, are not even unpacked.
    private static func patterns(_ kind: AttachmentKind) -> [String] {
        switch kind {
        case .docx: ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
        case .xlsx: ["xl/sharedStrings.xml", "xl/worksheets/sheet*.xml"]
        case .pptx: ["ppt/slides/slide*.xml", "ppt/notesSlides/notesSlide*.xml"]
        default: ["content.xml"]
        }
    }

    private func parts(of bytes: [UInt8], matching patterns: [String]) throws(Obstacle) -> [TarStream.Member] {
        let stream = try OfficePackage(extraction).parts(of: bytes, matching: patterns)
        if stream.isCut { noteCut() }
        return stream.members.sorted { Self.place($0.name) < Self.place($1.name) }
    }

    private func noteCut() {
        extraction.lack(
            en: "The file is broken or unpacks to more than allowed; what came before that stands here.",
            vi: "Tệp bị hỏng hoặc giải nén ra quá lớn; chỉ có phần đọc được trước đó.")
    }

    /// Sheets and slides come by their numbers, 2 before 10; the main text of a document before its notes.
    private static func place(_ name: String) -> (Int, Int, String) {
        let isMain = name.hasSuffix("document.xml") || name.hasSuffix("sharedStrings.xml") || name.contains("/slides/")
        let number = Int(name.filter(\.isNumber)) ?? 0
        return (isMain ? 0 : 1, number, name)
    }

    private func read(_ part: TarStream.Member, by collector: (some PartCollector).Type) -> String {
        let events = XMLEvents(Array(part.bytes))
        var collector = collector.init()
        while collector.text.utf8.count < limit, let event = events.next() {
            collector.take(event, attribute: events.attribute)
        }
        if events.isBroken { noteCut() }
        return collector.text
    }

    private func workbook(_ parts: [TarStream.Member]) -> String {
        var strings: [String] = []
        var text = ""
        for part in parts {
            let events = XMLEvents(Array(part.bytes))
            if part.name.hasSuffix("sharedStrings.xml") {
                var shared = SharedStrings(limit: 20 * limit)
                while !shared.isFull, let event = events.next() { shared.take(event) }
                strings = shared.strings
            } else {
                var sheet = SheetText(strings: strings)
                while text.utf8.count + sheet.text.utf8.count < limit, let event = events.next() {
                    sheet.take(event, attribute: events.attribute)
                }
                text += sheet.text + "\n"
            }
            if events.isBroken { noteCut() }
        }
        return text
    }
}

/// Makes text of the events of one XML part.
protocol PartCollector {
    /// The text so far.
    var text: String { get }
    init()
    /// Takes the next event.
    mutating func take(_ event: XMLEvents.Event, attribute: (String) -> String?)
}

/// Paragraphs of WordprocessingML and DrawingML: characters stand in `t`, paragraphs are `p`.
struct MarkedParagraphs: PartCollector {
    private(set) var text = ""
    private var isInText = false
    private var skipped: (name: String, depth: Int)?

    /// Properties have tab stops that are no tabs; fallbacks say again what stands before them.
    private static let silent: Set<String> = ["pPr", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "Fallback", "instrText"]

    mutating func take(_ event: XMLEvents.Event, attribute: (String) -> String?) {
        switch event {
        case .start(let name):
            if let known = skipped {
                if known.name == name { skipped = (name, known.depth + 1) }
                return
            }
            switch name {
            case _ where Self.silent.contains(name): skipped = (name, 1)
            case "t": isInText = true
            case "tab", "ptab": text += "\t"
            case "br", "cr": text += "\n"
            case "noBreakHyphen": text += "-"
            default: break
            }
        case .end(let name):
            if let known = skipped {
                if known.name == name { skipped = known.depth > 1 ? (name, known.depth - 1) : nil }
                return
            }
            if name == "t" { isInText = false }
            if name == "p" { text += "\n" }
        case .text(let characters): if isInText, skipped == nil { text += characters }
        }
    }
}

/// Text of OpenDocument: characters stand in paragraphs and headings, cells of a row are set apart by tabs.
struct OpenDocumentText: PartCollector {
    private(set) var text = ""
    private var paragraphs = 0
    private var cells = 0
    private var deletions = 0

    mutating func take(_ event: XMLEvents.Event, attribute: (String) -> String?) {
        switch event {
        case .start(let name):
            switch name {
            case "p", "h": paragraphs += 1
            case "table-cell", "covered-table-cell": cells += 1
            case "tracked-changes": deletions += 1
            case "tab" where paragraphs > 0: text += "\t"
            case "line-break" where paragraphs > 0: text += "\n"
            case "s" where paragraphs > 0:
                let count = attribute("text:c").flatMap { Int($0) } ?? 1
                text += String(repeating: " ", count: max(1, min(count, 100)))
            default: break
            }
        case .end(let name):
            switch name {
            case "p", "h":
                paragraphs = max(0, paragraphs - 1)
                if deletions == 0 { text += cells > 0 ? " " : "\n" }
            case "table-cell", "covered-table-cell":
                cells = max(0, cells - 1)
                if text.hasSuffix(" ") { text.removeLast() }
                text += "\t"
            case "table-row":
                while text.hasSuffix("\t") { text.removeLast() }
                text += "\n"
            case "tracked-changes": deletions = max(0, deletions - 1)
            default: break
            }
        case .text(let characters): if paragraphs > 0, deletions == 0 { text += characters }
        }
    }
}

/// The table of strings that the cells of a workbook refer to.
struct SharedStrings {
    private let limit: Int
    private(set) var strings: [String] = []
    private var current = ""
    private var size = 0
    private var isInText = false
    private var isInPronunciation = false

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { size >= limit }

    mutating func take(_ event: XMLEvents.Event) {
        switch event {
        case .start("si"): current = ""
        case .start("t"): isInText = true
        case .start("rPh"): isInPronunciation = true
        case .end("t"): isInText = false
        case .end("rPh"): isInPronunciation = false
        case .end("si"):
            strings.append(current)
            size += current.utf8.count + 16
        case .text(let characters): if isInText, !isInPronunciation { current += characters }
        default: break
        }
    }
}

/// The cells of one sheet, rows as lines, cells set apart by tabs.
struct SheetText {
    private let strings: [String]
    private(set) var text = ""
    private var row: [String] = []
    private var isShared = false
    private var isInValue = false
    private var value = ""

    init(strings: [String]) { self.strings = strings }

    mutating func take(_ event: XMLEvents.Event, attribute: (String) -> String?) {
        switch event {
        case .start("row"): row = []
        case .start("c"):
            isShared = attribute("t") == "s"
            value = ""
        case .start("v"), .start("t"): isInValue = true
        case .end("v"), .end("t"): isInValue = false
        case .text(let characters): if isInValue { value += characters }
        case .end("c"):
            guard row.count < 1000 else { break }
            if isShared { value = Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "" }
            if !value.isEmpty { row.append(value) }
        case .end("row"): if !row.isEmpty { text += row.joined(separator: "\t") + "\n" }
        default: break
        }
    }
}
