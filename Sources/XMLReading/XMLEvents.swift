import CLibXML

/// A walk over an XML document, one event after the other; nothing of the document is kept.
///
/// No entity is expanded and nothing is fetched. A document that breaks off or is not well-formed ends the walk there.
public final class XMLEvents {
    /// What stands next in the document.
    public enum Event {
        /// An element begins; ``XMLEvents/attribute(_:)`` asks for what it has.
        case start(String)
        /// An element ends.
        case end(String)
        /// Characters.
        case text(String)
    }

    private let buffer: UnsafeMutableBufferPointer<CChar>
    private let reader: xmlTextReaderPtr?
    private var endsAtOnce: String?
    /// Whether the document ended before it should.
    public private(set) var isBroken = false

    /// A walk over a document.
    ///
    /// - Parameter bytes: The document; they are copied.
    public init(_ bytes: [UInt8]) {
        // The reader points into the bytes as long as it lives: they get an address of their own.
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        self.buffer = buffer
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        reader = xmlReaderForMemory(buffer.baseAddress, Int32(clamping: bytes.count), nil, nil, Int32(options))
        // The option against messages does not reach all of them.
        if let reader { xmlTextReaderSetStructuredErrorHandler(reader, { _, _ in }, nil) }
    }

    deinit {
        xmlFreeTextReader(reader)
        buffer.deallocate()
    }

    /// The next event, names without their prefix; nil at the end.
    public func next() -> Event? {
        if let name = endsAtOnce {
            endsAtOnce = nil
            return .end(name)
        }
        while let reader {
            let state = xmlTextReaderRead(reader)
            guard state == 1 else {
                if state < 0 { isBroken = true }
                return nil
            }
            switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue:
                let name = localName
                if xmlTextReaderIsEmptyElement(reader) == 1 { endsAtOnce = name }
                return .start(name)
            case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(localName)
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                if let value = xmlTextReaderConstValue(reader) { return .text(String(cString: value)) }
            default: break
            }
        }
        return nil
    }

    /// An attribute of the element that has just begun, by its name with prefix.
    ///
    /// - Parameter name: The name as written, prefix included.
    /// - Returns: The value; nil when there is none.
    public func attribute(_ name: String) -> String? {
        guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
        defer { clibxml_free(value) }
        return String(cString: value)
    }

    private var localName: String { xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? "" }
}
