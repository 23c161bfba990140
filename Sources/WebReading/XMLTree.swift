import CLibXML
import CharsetDecoding

/// A small XML document of data as a tree of names and texts; attributes are left out.
///
/// The document type is taken out before parsing, so nothing is defined, expanded or fetched.
public struct XMLTree: Sendable, Hashable {
    /// Largest document in bytes.
    public static let limitBytes = 16_000_000
    /// Elements inside each other.
    public static let depthLimit = 32
    /// Elements of one document.
    public static let elementLimit = 200_000

    /// Name without prefix, as written.
    public var name: String
    /// All characters inside, white space around them trimmed.
    public var text: String
    /// Child elements in their order.
    public var children: [XMLTree]

    /// Reads a document.
    ///
    /// - Parameter bytes: The document; nil comes of what is no XML from beginning to end, or beyond the bounds.
    public init?(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count <= Self.limitBytes else { return nil }
        let decoded = CharsetDecoder.decode(bytes, declared: nil)
        let prepared = XMLPreparation(Array(decoded.text.utf8).drop { $0 <= 0x20 })
        guard let context = xmlNewParserCtxt() else { return nil }
        defer { xmlFreeParserCtxt(context) }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = prepared.output.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "utf-8",
                Int32(bitPattern: options))
        }
        defer { xmlFreeDoc(document) }
        guard let document, let root = xmlDocGetRootElement(document) else { return nil }
        var left = Self.elementLimit
        guard let tree = Self.tree(root, depth: 1, left: &left) else { return nil }
        self = tree
    }

    private init(name: String, text: String, children: [XMLTree]) {
        self.name = name
        self.text = text
        self.children = children
    }

    private static func tree(_ node: xmlNodePtr, depth: Int, left: inout Int) -> XMLTree? {
        left -= 1
        guard depth <= depthLimit, left >= 0 else { return nil }
        var children: [XMLTree] = []
        var next = node.pointee.children
        while let current = next {
            if current.pointee.type == XML_ELEMENT_NODE {
                guard let child = tree(current, depth: depth + 1, left: &left) else { return nil }
                children.append(child)
            }
            next = current.pointee.next
        }
        let written = node.pointee.name.map { String(cString: $0) } ?? ""
        // Texts of inner elements stand there, not in all that are around them.
        let text = children.isEmpty ? Trimming.trim(XMLElement(node).content) : ""
        return XMLTree(
            name: written.split(separator: ":").last.map(String.init) ?? written, text: text, children: children)
    }

    /// The first child of a name.
    public subscript(_ name: String) -> XMLTree? { children.first { $0.name == name } }
}
