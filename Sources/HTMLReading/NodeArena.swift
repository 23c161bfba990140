import CLibXML

/// Memory for the nodes of one tree, laid side by side and given back at once.
///
/// The parser asks for memory four times for an attribute and three times for an element, which for a page with long menus takes
/// a third of the parsing. Here the nodes are the parser's own, in the places that it would give them, so that whoever reads its
/// trees reads these; but they may only be read: nothing can be taken out of such a tree, or be put into it. Texts that the
/// parser hands over in pieces stay in pieces, and comments are empty.
///
/// > Source: libxml2 2.9, SAX2.c, whose functions these stand in for.
final class NodeArena {
    private var pieces: [UnsafeMutableRawPointer] = []
    private var free: UnsafeMutableRawPointer?
    private var freeBytes = 0

    /// Bytes that are asked for at once.
    ///
    /// Below 64 kB: giving back a larger piece makes glibc put all the small ones together again.
    private static let pieceBytes = 32768

    deinit {
        for piece in pieces { piece.deallocate() }
    }

    /// Makes a parser put its nodes here; the arena has to outlive the parse and the document.
    func receive(from context: htmlParserCtxtPtr) {
        guard let handler = context.pointee.sax else { return }
        // The parser hands itself to its handlers.
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        handler.pointee.startElement = { NodeParse($0)?.element($1, $2) }
        handler.pointee.characters = { NodeParse($0)?.text(XML_TEXT_NODE, $1, $2) }
        handler.pointee.cdataBlock = { NodeParse($0)?.text(XML_CDATA_SECTION_NODE, $1, $2) }
        handler.pointee.comment = { context, _ in NodeParse(context)?.aside(XML_COMMENT_NODE, nil) }
        handler.pointee.processingInstruction = { context, name, _ in NodeParse(context)?.aside(XML_PI_NODE, name) }
    }

    /// Takes the nodes out of a document, so that the rest of it can be freed.
    func leave(_ document: xmlDocPtr?) {
        document?.pointee.children = nil
        document?.pointee.last = nil
    }

    /// Puts a value into the arena.
    fileprivate func make<Value: BitwiseCopyable>(_ value: Value) -> UnsafeMutablePointer<Value> {
        let place = take(MemoryLayout<Value>.size).bindMemory(to: Value.self, capacity: 1)
        place.initialize(to: value)
        return place
    }

    /// Copies bytes into the arena and puts a zero behind them.
    fileprivate func copy(_ bytes: UnsafePointer<xmlChar>, _ length: Int) -> UnsafeMutablePointer<xmlChar> {
        let place = take(length + 1).bindMemory(to: xmlChar.self, capacity: length + 1)
        place.initialize(from: bytes, count: length)
        (place + length).initialize(to: 0)
        return place
    }

    /// Memory that nothing else has, on a boundary of 16 bytes.
    private func take(_ bytes: Int) -> UnsafeMutableRawPointer {
        let wanted = (bytes + 15) & ~15
        if let place = free, wanted <= freeBytes {
            free = place + wanted
            freeBytes -= wanted
            return place
        }
        let size = max(wanted, Self.pieceBytes)
        let piece = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        pieces.append(piece)
        // The rest of a piece that was made for one long text is not worth more than what is left of the last one.
        if size - wanted >= freeBytes {
            free = piece + wanted
            freeBytes = size - wanted
        }
        return piece
    }
}

/// A parser with the arena that its nodes go to.
private struct NodeParse {
    typealias Text = UnsafePointer<xmlChar>

    private let arena: NodeArena
    private let context: htmlParserCtxtPtr

    init?(_ context: UnsafeMutableRawPointer?) {
        guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self), let own = context.pointee._private
        else { return nil }
        arena = Unmanaged<NodeArena>.fromOpaque(own).takeUnretainedValue()
        self.context = context
    }

    /// An element begins; its attributes are names and values by turns, with a nil behind them.
    func element(_ name: Text?, _ attributes: UnsafeMutablePointer<Text?>?) {
        guard let name else { return }
        let element = node(XML_ELEMENT_NODE, local(name))
        var place = attributes
        var last: xmlAttrPtr?
        while let pair = place, let name = pair[0] {
            let attribute = attribute(name, pair[1], of: element)
            attribute.pointee.prev = last
            if let last { last.pointee.next = attribute } else { element.pointee.properties = attribute }
            last = attribute
            place = pair + 2
        }
        if let parent = context.pointee.node {
            append(element, to: parent)
        } else if let first = context.pointee.myDoc?.pointee.children, first.pointee.type == XML_ELEMENT_NODE {
            append(element, to: first)
        } else {
            appendToDocument(element)
        }
        // Where the tree is too deep this ends the parse with an error, and the tree is not looked at.
        nodePush(context, element)
    }

    /// Characters; where no element is open there is no place for them.
    func text(_ type: xmlElementType, _ content: Text?, _ length: Int32) {
        guard let content, let parent = context.pointee.node else { return }
        let text = node(type, nil)
        text.pointee.content = arena.copy(content, Int(length))
        append(text, to: parent)
    }

    /// A node that holds nothing for a reader, but by which the parser judges the white space around it.
    func aside(_ type: xmlElementType, _ name: Text?) {
        let aside = node(type, name)
        if let parent = context.pointee.node { append(aside, to: parent) } else { appendToDocument(aside) }
    }

    /// The name of an element without its prefix, which those of word processors have.
    private func local(_ name: Text) -> Text {
        // Names belong to the parser, which is freed after the tree.
        guard xmlStrchr(name, UInt8(ascii: ":")) != nil else { return name }
        var prefix: UnsafeMutablePointer<xmlChar>?
        let written = xmlSplitQName(context, name, &prefix)
        defer {
            clibxml_free(prefix)
            clibxml_free(written)
        }
        return written.map { Text(arena.copy($0, Int(xmlStrlen($0)))) } ?? name
    }

    private func attribute(_ name: Text, _ value: Text?, of element: xmlNodePtr) -> xmlAttrPtr {
        let attribute = arena.make(xmlAttr())
        attribute.pointee.type = XML_ATTRIBUTE_NODE
        attribute.pointee.name = name
        attribute.pointee.parent = element
        attribute.pointee.doc = context.pointee.myDoc
        if let value {
            let text = node(XML_TEXT_NODE, nil)
            text.pointee.content = arena.copy(value, Int(xmlStrlen(value)))
            // The parser's nodes begin alike.
            text.pointee.parent = UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
            attribute.pointee.children = text
            attribute.pointee.last = text
        }
        return attribute
    }

    private func node(_ type: xmlElementType, _ name: Text?) -> xmlNodePtr {
        let node = arena.make(xmlNode())
        node.pointee.type = type
        node.pointee.name = name
        node.pointee.doc = context.pointee.myDoc
        return node
    }

    private func append(_ node: xmlNodePtr, to parent: xmlNodePtr) {
        node.pointee.parent = parent
        node.pointee.prev = parent.pointee.last
        if let last = parent.pointee.last { last.pointee.next = node } else { parent.pointee.children = node }
        parent.pointee.last = node
    }

    private func appendToDocument(_ node: xmlNodePtr) {
        guard let document = context.pointee.myDoc else { return }
        // The first members of a document are those of a node, its first and last child among them.
        append(node, to: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self))
    }
}
