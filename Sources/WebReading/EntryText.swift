import CharsetDecoding
import Foundation
import HTMLReading

/// The texts of an entry, which may be plain, HTML written as text, XHTML, or base64.
enum EntryText {
    private static let markupNames: [QualifiedName] = ["fullitem", "xhtml:body", "body"]

    /// A title on one line; HTML in it is read as text.
    static func title(_ element: XMLElement) -> String? {
        let text = body(element)
        let line = Trimming.oneLine(text)
        return line.isEmpty ? nil : line
    }

    /// Readable text of a content element.
    static func body(_ element: XMLElement) -> String {
        let type = element.attribute("type").map { Trimming.trim($0.lowercased()) } ?? ""
        let mode = element.attribute("mode")?.lowercased()
        if type == "xhtml" || type == "application/xhtml+xml" || mode == "xml" {
            return readable(element.innerMarkup)
        }
        if mode == "base64" || isBinary(type) { return decoded(element.content, isPlain: type == "text/plain") }
        // RFC 4287 §3.1.1.1: text is text; RSS never says, and HTML is the rule there.
        if type == "text" || type == "text/plain" { return Trimming.trim(element.content) }
        if element.hasElements, markupNames.contains(where: element.isNamed) { return readable(element.innerMarkup) }
        return element.withContent(readable)
    }

    /// The first of the texts that says anything.
    static func firstBody(_ elements: [XMLElement]) -> String {
        for element in elements {
            let text = body(element)
            if !text.isEmpty { return text }
        }
        return ""
    }

    /// An id that a second fetch gives again, for entries without id and link.
    static func derivedID(title: String?, published: String?, text: String) -> String {
        "\(title ?? String(text.prefix(80)))|\(published ?? "")"
    }

    /// An address without the line breaks and blanks that pretty printers put into it.
    static func address(_ written: String) -> String {
        let text = Trimming.trim(written)
        guard text.utf8.contains(where: { $0 <= 0x20 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !["\n", "\r", "\t"].contains($0) }))
    }

    private static func readable(_ markup: String) -> String {
        Array(markup.utf8).withUnsafeBufferPointer(readable)
    }

    /// HTML as text; what has neither tag nor reference is text already.
    private static func readable(_ markup: UnsafeBufferPointer<UInt8>) -> String {
        // 0xC2 begins the C1 controls, which HTML takes for windows-1252 (&#146; is an apostrophe), and no-break spaces.
        let isMarkup = markup.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 == 0xC2 }
        return isMarkup ? HTMLText.text(of: markup) : Trimming.oneLine(markup)
    }

    /// RFC 4287 §4.1.3.3: content of any other type is base64.
    private static func isBinary(_ type: String) -> Bool {
        guard type.contains("/") else { return false }
        return !type.hasPrefix("text/") && !type.hasSuffix("+xml") && !type.hasSuffix("/xml")
    }

    private static func decoded(_ text: String, isPlain: Bool) -> String {
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.contains(0) else {
            return readable(text)
        }
        let inner = CharsetDecoder.decode(Array(data)).text
        return isPlain ? Trimming.trim(inner) : readable(inner)
    }
}
