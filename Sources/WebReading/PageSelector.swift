import CLibXML

/// A selector of a page source: what to take from a page, in CSS or XPath.
///
/// What begins with `/`, `./`, `(` or `xpath:` is XPath 1.0; everything else is CSS, with `@NAME` at its end for an attribute
/// (`h3 a@href`, or `@data-id` for one of the item itself).
///
/// > Source: Selectors Level 3 and 4 (the part that ``CSSTranslation`` names), XML Path Language 1.0.
public struct PageSelector: Sendable, Hashable, CustomStringConvertible {
    /// Longest selector, in UTF-8 bytes.
    public static let limitBytes = 1000

    /// The selector as it was written.
    public let written: String
    /// The same in XPath, relative to an item.
    let path: String
    /// The attribute that is taken of what matches; nil for the text.
    let attribute: String?

    /// Reads a selector.
    ///
    /// - Parameter written: The selector.
    /// - Throws: ``SelectorError`` with the place of what cannot be understood.
    public init(_ written: String) throws(SelectorError) {
        let text = Trimming.trim(written)
        self.written = text
        guard !text.isEmpty else { throw SelectorError(selector: written, position: 1, reason: "it is empty") }
        guard text.utf8.count <= Self.limitBytes else {
            throw SelectorError(
                selector: String(text.prefix(60)) + "…", position: Self.limitBytes,
                reason: "it has more than \(Self.limitBytes) bytes")
        }
        if let expression = Self.xpath(text) {
            path = expression
            attribute = nil
            if let fault = Self.openBracket(in: path) ?? SelectorEvaluation.fault(in: path) {
                throw SelectorError(
                    selector: text, position: fault + 1 + (text.count - path.count),
                    reason: "the XPath cannot be understood from here on")
            }
        } else {
            let (selector, attribute) = try Self.splitAttribute(text)
            self.attribute = attribute
            path = selector.isEmpty ? "." : try CSSTranslation.xpath(selector)
        }
    }

    /// The selector as it was written.
    public var description: String { written }

    /// Whether what it takes is an address.
    var takesAddress: Bool {
        if let attribute { return attribute == "href" || attribute == "src" }
        return path.hasSuffix("/@href") || path.hasSuffix("/@src") || path == "@href"
    }

    private static func xpath(_ text: String) -> String? {
        if text.hasPrefix("xpath:") { return Trimming.trim(String(text.dropFirst(6))) }
        return text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("(") ? text : nil
    }

    /// Where a bracket stands that is never closed; libxml2 closes some by itself.
    private static func openBracket(in path: String) -> Int? {
        var open: [(place: Int, closing: Character)] = []
        var quote: Character?
        for (place, character) in path.enumerated() {
            if let inside = quote {
                if character == inside { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "(" || character == "[" {
                open.append((place, character == "(" ? ")" : "]"))
            } else if character == ")" || character == "]" {
                guard open.last?.closing == character else { return place }
                open.removeLast()
            }
        }
        return open.last?.place
    }

    /// Parts `a@href` at the last `@` that stands outside of brackets and quotation marks.
    private static func splitAttribute(_ text: String) throws(SelectorError) -> (selector: String, attribute: String?) {
        guard let sign = text.lastIndex(of: "@"), !text[sign...].contains(where: { "]\"')".contains($0) }) else {
            return (text, nil)
        }
        let name = text[text.index(after: sign)...]
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_:".contains($0)) })
        else {
            throw SelectorError(
                selector: text, position: text.distance(from: text.startIndex, to: sign) + 2,
                reason: "the name of an attribute is expected after @")
        }
        return (Trimming.trim(String(text[..<sign])), name.lowercased())
    }
}

/// A selector that cannot be understood.
public struct SelectorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The selector as it was written.
    public var selector: String
    /// The character at which it stops to make sense, counted from 1.
    public var position: Int
    /// What is wrong there.
    public var reason: String

    /// Creates an error.
    public init(selector: String, position: Int, reason: String) {
        self.selector = selector
        self.position = position
        self.reason = reason
    }

    /// One sentence with the selector and the place.
    public var description: String { "the selector «\(selector)» is wrong at character \(position): \(reason)" }
}
