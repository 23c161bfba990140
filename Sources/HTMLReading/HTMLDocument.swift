package import CLibXML
package import ReadingDefects

/// The tree of an HTML document, for the package's other readers of HTML.
package enum HTMLDocument {
    /// Parses a document as a browser would and lends its tree out.
    ///
    /// - Parameters:
    ///   - html: The document, decoded, in UTF-8; a charset named inside it is ignored.
    ///   - read: Looks at the tree, which is gone afterwards.
    /// - Returns: What was read; or why the tree parser may not have the document, so that its tags have to be taken out one
    ///   by one (``HTMLText/extract(_:marksQuotes:)`` does).
    /// - Throws: What `read` throws.
    package static func read<Result, Failure: Error>(
        _ html: [UInt8], _ read: (xmlDocPtr) throws(Failure) -> Result
    ) throws(Failure) -> Tree<Result> {
        if let obstacle = HTMLObstacle(html) { return .refused(obstacle.defect) }
        guard let result = try HTMLTree.withDocument(html, read) else { return .refused(HTMLObstacle.tooDeep) }
        return .read(result)
    }

    /// What came of it.
    package enum Tree<Result> {
        /// The document was parsed.
        case read(Result)
        /// Parsing it would be slow, or would lose text.
        case refused(ReadingDefect)
    }
}
