import CLibXML
import CharsetDecoding
import HTMLReading
import ReadingDefects

/// Reads RSS, RDF, Atom and JSON feeds as sites really write them.
///
/// The document is decoded by evidence (a wrong charset is no obstacle), freed of its document type, and parsed with
/// recovery: what a broken feed still says is read, and a defect tells the rest.
///
/// > Source: RSS 0.91 to 2.0, RSS 1.0, RFC 4287 (Atom), JSON Feed 1.1, the content and Dublin Core modules.
public struct FeedReader: Sendable {
    /// Largest document in bytes.
    public static let limitBytes = 16_000_000
    /// Most entries that are read of one feed.
    public static let entryLimit = 5000

    private static let initialised: Void = xmlInitParser()

    /// A reader; it has no state and may be used from several threads at once.
    public init() {}

    /// Reads a feed.
    ///
    /// - Parameters:
    ///   - bytes: The document as it was fetched.
    ///   - declaredCharset: The charset that HTTP declared, nil when it declared none; the document's own declaration comes next.
    ///   - baseURL: Where the document was fetched from; relative addresses in it begin there.
    /// - Returns: The feed.
    /// - Throws: ``FeedReadingError`` when the bytes are empty, too many, neither XML nor JSON, or no feed.
    public func read(
        _ bytes: [UInt8], declaredCharset: String? = nil, baseURL: String? = nil
    ) throws(FeedReadingError) -> Feed {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= Self.limitBytes else { throw .tooLarge(bytes: bytes.count, limit: Self.limitBytes) }
        let decoded = CharsetDecoder.decodeToUTF8(bytes, declared: declaredCharset ?? Self.ownDeclaration(bytes))
        var defects = [decoded.defect].compactMap { $0 }
        let start = FeedStart(decoded.utf8)
        if start.isJSON {
            let text = String(decoding: decoded.utf8, as: UTF8.self)
            return try JSONFeed.read(text, baseURL: baseURL, defects: defects)
        }
        if start.junk > 0 {
            defects.append(
                ReadingDefect(
                    en: "There are \(start.junk) bytes before the feed that do not belong to it; they were left out.",
                    vi: "Trước nguồn tin có \(start.junk) byte không thuộc về nó; đã bỏ qua."))
        }
        let prepared = XMLPreparation(start.document)
        if prepared.hadDefinitions {
            defects.append(
                ReadingDefect(
                    en: "The feed defines entities of its own; they were not expanded.",
                    vi: "Nguồn tin tự định nghĩa thực thể; không khai triển."))
        }

        _ = Self.initialised
        guard let context = xmlNewParserCtxt() else { throw .notXML }
        defer { xmlFreeParserCtxt(context) }
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_COMPACT.rawValue
        let document = prepared.output.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), baseURL, "utf-8",
                Int32(bitPattern: options))
        }
        defer { xmlFreeDoc(document) }
        guard let document, let root = xmlDocGetRootElement(document) else { throw .notXML }
        if let last = xmlCtxtGetLastError(context), last.pointee.level == XML_ERR_FATAL {
            defects.append(
                ReadingDefect(
                    en: "The feed is broken XML near line \(last.pointee.line); what could be read of it was read.",
                    vi: "Nguồn tin hỏng cú pháp XML gần dòng \(last.pointee.line); đã đọc phần đọc được."))
        }
        return try Self.feed(XMLElement(root), defects: defects)
    }

    private static func feed(_ root: XMLElement, defects: [ReadingDefect]) throws(FeedReadingError) -> Feed {
        let kind: FeedKind
        let channel: XMLElement
        let items: [XMLElement]
        switch root.localName {
        case "rss":
            kind = .rss
            channel = root.child("channel") ?? root
            items = channel.children("item") + (root.child("channel") == nil ? [] : root.children("item"))
        case "rdf":
            kind = .rdf
            channel = root.child("channel") ?? root
            // RSS 1.0 puts the items beside the channel; some programs put them inside.
            items = root.children("item") + channel.children("item")
        case "feed":
            kind = .atom
            channel = root
            items = root.children("entry")
        default: throw .notAFeed(root: String(root.localName.prefix(40)))
        }
        var notes = defects
        if items.count > entryLimit { notes.append(tooManyEntries(items.count)) }
        let entries = items.prefix(entryLimit).map { kind == .atom ? AtomEntry.read($0) : RSSItem.read($0) }
        return Feed(
            kind: kind,
            title: (channel.child("title") ?? channel.child("dc:title")).flatMap(EntryText.title), entries: entries,
            defects: notes, updateSeconds: UpdatePeriod.seconds(channel))
    }

    static func tooManyEntries(_ count: Int) -> ReadingDefect {
        ReadingDefect(
            en: "The feed has \(count) entries; only \(entryLimit) were read.",
            vi: "Nguồn tin có \(count) tin; chỉ đọc \(entryLimit) tin.")
    }

    /// The encoding that the XML declaration names.
    private static func ownDeclaration(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard let declarationEnd = head.firstRange(of: "?>") ?? head.firstRange(of: ">"),
            let label = head[..<declarationEnd.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let rest = head[label.upperBound..<declarationEnd.lowerBound].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
