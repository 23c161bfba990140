package import CLibXML
package import ReadingDefects

/// The tree of an HTML document, for the package's other readers of HTML.
package enum HTMLDocument {
    /// Parses a document as a browser would and lends its tree out.
    ///
    /// - Parameters:
    ///   - html: The document, decoded, in UTF-8; a charset named inside it is ignored.
    ///   - skipsPrograms: Whether scripts and styles are handed over empty, those with JSON excepted; on real pages they are most
    ///     of the bytes. The nodes then lie in an arena, so that the tree may be walked, but nothing in it changed.
    ///   - read: Looks at the tree, which is gone afterwards.
    /// - Returns: What was read; or why the tree parser may not have the document, so that its tags have to be taken out one
    ///   by one (``HTMLText/extract(_:marksQuotes:)`` does).
    /// - Throws: What `read` throws.
    package static func read<Result, Failure: Error>(
        _ html: [UInt8], skipsPrograms: Bool = false, _ read: (xmlDocPtr) throws(Failure) -> Result
    ) throws(Failure) -> Tree<Result> {
        let (obstacle, programs) = html.withUnsafeBufferPointer { bytes in
            var tokens = HTMLTokens(bytes, notesPrograms: skipsPrograms)
            let obstacle = HTMLObstacle(size: bytes.count, &tokens)
            return (obstacle, tokens.programs)
        }
        if let obstacle { return .refused(obstacle.defect) }
        let document = programs.isEmpty ? html : without(programs, html)
        let nodes = skipsPrograms ? NodeArena() : nil
        guard let result = try HTMLTree.withDocument(document, nodes: nodes, read) else {
            return .refused(HTMLObstacle.tooDeep)
        }
        return .read(result)
    }

    private static func without(_ programs: [Range<Int>], _ html: [UInt8]) -> [UInt8] {
        var rest: [UInt8] = []
        rest.reserveCapacity(html.count - programs.reduce(0) { $0 + $1.count })
        var copied = 0
        for program in programs {
            // The parser has its own way with characters that are none: there it shall see everything.
            guard !holdsControls(html[program]) else { continue }
            rest.append(contentsOf: html[copied..<program.lowerBound])
            copied = program.upperBound
        }
        rest.append(contentsOf: html[copied...])
        return rest
    }

    private static func holdsControls(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var found: UInt8 = 0
            // Without an early end, so that many bytes are compared at once.
            for index in bytes.indices {
                let byte = bytes[index]
                found |= (byte < 0x20 ? 1 : 0) & (byte == 0x0A || byte == 0x0D || byte == 0x09 ? 0 : 1)
            }
            return found != 0
        }
    }

    /// The readable text below an element.
    ///
    /// - Parameter node: The element.
    /// - Returns: Its text, laid out as ``HTMLText/extract(_:marksQuotes:)`` does.
    package static func text(below node: xmlNodePtr) -> String { HTMLTree.text(below: node) }

    /// What came of it.
    package enum Tree<Result> {
        /// The document was parsed.
        case read(Result)
        /// Parsing it would be slow, or would lose text.
        case refused(ReadingDefect)
    }
}
