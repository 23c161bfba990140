import CLibXML
import HTMLReading

/// Evaluates selectors on one parsed page.
///
/// XPath can be made to run for hours on a page that was made for it; a limit on its steps ends that.
final class SelectorEvaluation {
    private let document: xmlDocPtr
    private let context: xmlXPathContextPtr
    private var compiled: [String: xmlXPathCompExprPtr] = [:]
    private let base: String?
    private let address: String?

    /// Steps that all selectors of one page may take together.
    private static let stepLimit: UInt = 20_000_000
    /// Most matches of one selector.
    static let matchLimit = 2000

    init?(_ document: xmlDocPtr, address: String?) {
        guard let context = xmlXPathNewContext(document) else { return nil }
        self.document = document
        self.context = context
        self.address = address
        Self.silence(context)
        context.pointee.opLimit = Self.stepLimit
        base = Self.base(of: document)
    }

    deinit {
        for expression in compiled.values { xmlXPathFreeCompExpr(expression) }
        xmlXPathFreeContext(context)
    }

    /// The place (from 0) at which an XPath is wrong; nil when it is sound.
    static func fault(in path: String) -> Int? {
        guard let context = xmlXPathNewContext(nil) else { return nil }
        defer { xmlXPathFreeContext(context) }
        silence(context)
        guard let expression = xmlXPathCtxtCompile(context, path) else {
            return max(0, Int(context.pointee.lastError.int1))
        }
        xmlXPathFreeCompExpr(expression)
        return nil
    }

    /// Errors are asked for, never printed.
    private static func silence(_ context: xmlXPathContextPtr) {
        context.pointee.error = { _, _ in }
    }

    private static func base(of document: xmlDocPtr) -> String? {
        var node = xmlDocGetRootElement(document)
        while let current = node {
            let name = current.pointee.name.map { String(cString: $0) } ?? ""
            if name == "base" { return NodeAttributes(current).link }
            if name == "html" || name == "head" { node = current.pointee.children } else { node = current.pointee.next }
        }
        return nil
    }

    /// The elements that a selector matches, in the order of the page.
    func elements(_ selector: PageSelector) -> [xmlNodePtr] {
        guard let result = evaluate(selector, at: nil) else { return [] }
        defer { xmlXPathFreeObject(result) }
        return nodes(result).filter { $0.pointee.type == XML_ELEMENT_NODE }
    }

    /// The texts or attributes that a selector takes from an item (nil: the page), without empty ones.
    func values(_ selector: PageSelector, at item: xmlNodePtr?, isText: Bool) -> [String] {
        guard let result = evaluate(selector, at: item) else { return [] }
        defer { xmlXPathFreeObject(result) }
        guard result.pointee.type == XPATH_NODESET else {
            guard let text = xmlXPathCastToString(result) else { return [] }
            defer { clibxml_free(text) }
            return [Trimming.trim(String(cString: text))].filter { !$0.isEmpty }
        }
        var values: [String] = []
        for node in nodes(result) {
            guard let value = value(of: node, selector, isText: isText), !value.isEmpty else { continue }
            values.append(value)
        }
        return values
    }

    private func value(of node: xmlNodePtr, _ selector: PageSelector, isText: Bool) -> String? {
        var text: String
        if let attribute = selector.attribute {
            guard node.pointee.type == XML_ELEMENT_NODE, let value = xmlGetProp(node, attribute) else { return nil }
            defer { clibxml_free(value) }
            text = Trimming.trim(String(cString: value))
        } else if node.pointee.type == XML_ELEMENT_NODE {
            text = HTMLDocument.text(below: node)
        } else {
            guard let value = xmlNodeGetContent(node) else { return nil }
            defer { clibxml_free(value) }
            text = Trimming.trim(String(cString: value))
        }
        if selector.takesAddress { return PageAddress.absolute(text, base: base, page: address) }
        if !isText { text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return text
    }

    private func evaluate(_ selector: PageSelector, at item: xmlNodePtr?) -> xmlXPathObjectPtr? {
        let expression: xmlXPathCompExprPtr
        if let known = compiled[selector.path] {
            expression = known
        } else {
            guard let new = xmlXPathCtxtCompile(context, selector.path) else { return nil }
            compiled[selector.path] = new
            expression = new
        }
        // A document is a node as well, by its first fields.
        context.pointee.node = item ?? UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
        return xmlXPathCompiledEval(expression, context)
    }

    private func nodes(_ result: xmlXPathObjectPtr) -> [xmlNodePtr] {
        guard result.pointee.type == XPATH_NODESET, let set = result.pointee.nodesetval, let table = set.pointee.nodeTab
        else { return [] }
        return (0..<min(Int(set.pointee.nodeNr), Self.matchLimit)).compactMap { table[$0] }
    }
}
