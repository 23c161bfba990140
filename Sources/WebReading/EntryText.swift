import HTMLReading

/// The texts of an entry, which may be plain, HTML written as text, or XHTML.
enum EntryText {
    /// A title on one line; HTML in it is read as text.
    static func title(_ element: XMLElement) -> String? {
        let text = body(element)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : line
    }

    /// Readable text of a content element.
    static func body(_ element: XMLElement) -> String {
        let type = element.attribute("type")?.lowercased() ?? ""
        if type == "xhtml" || type == "application/xhtml+xml" || element.attribute("mode")?.lowercased() == "xml" {
            return HTMLText.extract(element.innerMarkup).text
        }
        // RFC 4287 §3.1.1.1: text is text; RSS never says, and HTML is the rule there.
        if type == "text" || type == "text/plain" { return Trimming.trim(element.content) }
        return HTMLText.extract(element.content).text
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
}
