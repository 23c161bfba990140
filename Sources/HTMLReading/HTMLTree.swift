import CLibXML

/// The tree parser (libxml2) and the walk over its tree.
enum HTMLTree {
    enum Outcome {
        /// The whole document was parsed.
        case complete(TextLayout.Result)
        /// The parser gave up somewhere; what it has may lack the rest.
        case abandoned
    }

    /// Elements that hold no text for a reader; `head` goes with its title.
    private static let silent: Set<String> = ["script", "style", "template", "head"]

    private static let initialised: Void = xmlInitParser()

    static func text(of bytes: [UInt8], marksQuotes: Bool) -> Outcome {
        guard bytes.contains(where: { $0 > 0x20 }) else { return .complete(TextLayout.Result()) }
        return withDocument(bytes) { .complete(walk($0, marksQuotes: marksQuotes)) } ?? .abandoned
    }

    /// Parses a document and lends its tree out; nil when the parser gave up somewhere.
    ///
    /// The nodes go to an arena where there is one.
    static func withDocument<Result, Failure: Error>(
        _ bytes: [UInt8], nodes: NodeArena? = nil, _ read: (xmlDocPtr) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        _ = initialised
        guard let context = htmlNewParserCtxt() else { return nil }
        defer { htmlFreeParserCtxt(context) }
        nodes?.receive(from: context)
        let options =
            HTML_PARSE_NONET.rawValue | HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            htmlCtxtReadMemory(
                context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "utf-8",
                Int32(options))
        }
        defer {
            // What is left of the document points at the nodes.
            withExtendedLifetime(nodes) {
                nodes?.leave(document)
                xmlFreeDoc(document)
            }
        }
        guard let document, !stoppedEarly(context) else { return nil }
        return try read(document)
    }

    /// Depth and memory bounds end the parse with a fatal error; everything else is recovered from.
    private static func stoppedEarly(_ context: htmlParserCtxtPtr) -> Bool {
        guard let last = xmlCtxtGetLastError(context) else { return false }
        return last.pointee.level == XML_ERR_FATAL
    }

    private static func walk(_ document: xmlDocPtr, marksQuotes: Bool) -> TextLayout.Result {
        walk(from: document.pointee.children, below: nil, marksQuotes: marksQuotes)
    }

    /// The text below one element.
    static func text(below root: xmlNodePtr) -> String {
        guard let first = root.pointee.children else { return "" }
        return walk(from: first, below: root, marksQuotes: false).text
    }

    private static func walk(
        from first: xmlNodePtr?, below root: xmlNodePtr?, marksQuotes: Bool
    ) -> TextLayout.Result {
        var layout = TextLayout(marksQuotes: marksQuotes)
        var node = first
        while let current = node {
            var descends = false
            switch current.pointee.type {
            case XML_ELEMENT_NODE:
                let name = nodeName(current)
                descends = !silent.contains(name)
                if descends { layout.open(name, markup(of: current, marksQuotes)) }
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = current.pointee.content {
                    layout.add(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
                }
            default: break
            }
            if descends, let child = current.pointee.children {
                node = child
            } else {
                if descends { layout.close(nodeName(current), markup(of: current, marksQuotes)) }
                node = next(after: current, below: root, layout: &layout, marksQuotes)
            }
        }
        return layout.finish()
    }

    /// The node that follows in document order once everything below `node` is done; closes the elements left on the way.
    private static func next(
        after node: xmlNodePtr, below root: xmlNodePtr?, layout: inout TextLayout, _ marksQuotes: Bool
    ) -> xmlNodePtr? {
        var current = node
        while true {
            if let sibling = current.pointee.next { return sibling }
            guard let parent = current.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE, parent != root else {
                return nil
            }
            layout.close(nodeName(parent), markup(of: parent, marksQuotes))
            current = parent
        }
    }

    /// Longest attribute that is looked at; class lists of mail programs are far shorter.
    private static let attributeBytes = 400

    /// The attributes that say what an element of a mail holds; nil when it has no attributes.
    private static func markup(of node: xmlNodePtr, _ isMail: Bool) -> MailMarkup? {
        guard isMail, var attribute = node.pointee.properties else { return nil }
        var markup = MailMarkup()
        // Nearly every element of a mail has a style; only that of a quotation says anything.
        let isQuotation = nodeName(node) == "blockquote"
        while true {
            if let name = attribute.pointee.name, let value = attribute.pointee.children?.pointee.content,
                xmlStrlen(value) <= attributeBytes
            {
                // libxml2 gives names in lower case.
                switch String(cString: name) {
                case "id": markup.id = String(cString: value).lowercased()
                case "class": markup.classes = String(cString: value).lowercased()
                case "data-marker": markup.marker = String(cString: value).lowercased()
                case "style" where isQuotation: markup.style = String(cString: value).lowercased()
                case "type": markup.type = String(cString: value).lowercased()
                default: break
                }
            }
            guard let next = attribute.pointee.next else { break }
            attribute = next
        }
        return markup
    }

    private static func nodeName(_ node: xmlNodePtr) -> String {
        guard let written = node.pointee.name else { return "" }
        let name = String(cString: written)
        // The parser gives nearly every name like this.
        return name.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } ? name : name.lowercased()
    }
}
