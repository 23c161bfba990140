public import ReadingDefects

/// The readable text of an HTML document or fragment.
///
/// Block elements and line breaks become newlines, list items start with `- `, table cells are set apart by a tab; scripts,
/// styles, comments, templates and the head are left out. Text that a style sheet hides is kept: better too much than lost.
public struct HTMLText: Sendable, Equatable {
    /// The text, lines separated by `\n`, without blank lines at its ends.
    public var text: String
    /// Sentences on what was unusual about the document; empty when nothing was.
    public var defects: [ReadingDefect]
    /// What mail programs say by their markup about stretches of the text, in order; only where quotations are marked.
    public var marks: [HTMLMark]

    /// A text with its defects and marks.
    public init(text: String, defects: [ReadingDefect], marks: [HTMLMark] = []) {
        self.text = text
        self.defects = defects
        self.marks = marks
    }

    private init(_ result: TextLayout.Result, _ defects: [ReadingDefect]) {
        self.init(text: result.text, defects: defects, marks: result.marks)
    }

    /// Largest document that is given to the tree parser, in UTF-8 bytes; a larger one loses its tags in one linear pass.
    public static let treeLimitBytes = 2_000_000

    /// Extracts the readable text.
    ///
    /// The document is parsed as a browser would, by libxml2. Where that could hang or lose text (a tag with more than 256
    /// attributes or 64 kB, nesting deeper than 256, more than ``treeLimitBytes``, an element that never ends) the tags are
    /// taken out in one linear pass instead, and a defect says so.
    ///
    /// - Parameters:
    ///   - html: The document, already decoded; a charset named inside it is ignored.
    ///   - marksQuotes: Whether lines inside `blockquote` start with `> `, as quoted lines do in plain mail, and the marks of mail
    ///     programs are looked for.
    /// - Returns: The text and what was unusual.
    public static func extract(_ html: String, marksQuotes: Bool = false) -> HTMLText {
        let bytes = Array(html.utf8)
        if !marksQuotes, let text = bytes.withUnsafeBufferPointer(SimpleFragment.text) {
            return HTMLText(text: text, defects: [])
        }
        return extract(bytes, marksQuotes: marksQuotes)
    }

    /// The readable text of a document in UTF-8, as ``extract(_:marksQuotes:)`` finds it.
    ///
    /// - Parameter bytes: The document; it is only looked at.
    /// - Returns: The text.
    package static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        SimpleFragment.text(of: bytes) ?? extract(Array(bytes), marksQuotes: false).text
    }

    private static func extract(_ bytes: [UInt8], marksQuotes: Bool) -> HTMLText {
        if let obstacle = HTMLObstacle(bytes) {
            return HTMLText(TagStripper.text(of: bytes, marksQuotes: marksQuotes), [obstacle.defect])
        }
        switch HTMLTree.text(of: bytes, marksQuotes: marksQuotes) {
        case .complete(let result): return HTMLText(result, [])
        case .abandoned:
            return HTMLText(TagStripper.text(of: bytes, marksQuotes: marksQuotes), [HTMLObstacle.tooDeep])
        }
    }

    /// How many bytes of a document a reader would see, blanks not counted: an estimate, in one linear pass.
    ///
    /// - Parameter bytes: The document, in any charset that keeps ASCII.
    /// - Returns: The number of bytes between tags, outside scripts and styles.
    public static func visibleBytes(_ bytes: [UInt8]) -> Int {
        var count = 0
        var isTitle = false
        bytes.withUnsafeBufferPointer { buffer in
            var tokens = HTMLTokens(buffer)
            while let token = tokens.next() {
                switch token {
                case .text(let range):
                    if !isTitle { count += buffer[range].reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) } }
                case .start(let name, _, _): isTitle = tokens.isNamed("title", name)
                case .end, .dropped: isTitle = false
                }
            }
        }
        return count
    }
}
