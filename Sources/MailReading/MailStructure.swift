public import ReadingDefects

/// Takes a mail apart: headers, the tree of its parts, and the bytes of each part.
///
/// Charsets are not its business: header values and contents are bytes. An implementation must be safe for any bytes: no
/// crash, no recursion that a sender controls, time in proportion to the length.
public protocol MailStructureParser: Sendable {
    /// Takes one mail apart.
    ///
    /// - Parameters:
    ///   - bytes: The mail, without an mbox separator line.
    ///   - limits: What it may cost.
    /// - Returns: The entities, the mail itself first, parents before children.
    func structure(of bytes: [UInt8], limits: MailLimits) -> MailStructure
}

/// The entities of one mail and the bytes they stand in.
public struct MailStructure: Sendable {
    /// The bytes that the ranges of the entities count in.
    public var source: [UInt8]
    /// The entities; the first is the mail itself.
    public var entities: [MailEntity]
    /// Sentences on what is broken about the structure.
    public var defects: [ReadingDefect]
    /// What undoes the transfer encodings.
    public var decoder: any TransferDecoder

    /// A structure from its pieces.
    public init(
        source: [UInt8], entities: [MailEntity], defects: [ReadingDefect], decoder: any TransferDecoder
    ) {
        self.source = source
        self.entities = entities
        self.defects = defects
        self.decoder = decoder
    }

    /// The bytes of an entity with its transfer encoding undone; decoded anew with every call, nothing is kept.
    public func content(of entity: MailEntity) -> TransferDecodedBytes {
        decoder.decode(source[entity.body], encoding: entity.transferEncoding)
    }
}

/// One entity: the mail itself, a container, or a part with content.
public struct MailEntity: Sendable, Equatable {
    /// What an entity holds.
    public enum Kind: Sendable, Equatable {
        /// Content of its own.
        case leaf
        /// Parts between boundaries.
        case multipart
        /// Another message (message/rfc822).
        case message
        /// A container that was not taken apart because a limit was reached.
        case opaque
    }

    /// Index of the parent entity; nil for the mail itself.
    public var parent: Int?
    /// Section number as IMAP counts (RFC 9051 §6.4.5); empty for the mail itself and for a multipart that is a message's body.
    public var path: String
    /// Containers around the entity.
    public var depth: Int
    /// What it holds.
    public var kind: Kind
    /// Media type, lower case, `type/subtype`.
    public var mediaType: String
    /// Header fields that describe the entity; for the mail itself the fields of the mail.
    public var headers: [HeaderField]
    /// Where those fields stand in ``MailStructure/source``, with the line that ends them.
    public var header: Range<Int>
    /// The content as it is transferred, as a range of ``MailStructure/source``; for a message all of the message.
    public var body: Range<Int>
    /// Text before the first and after the last boundary, multiparts only.
    public var surroundings: [Range<Int>]

    /// Name of the transfer encoding, lower case; `7bit` when none is named.
    public var transferEncoding: String {
        guard let field = headers.first(named: "Content-Transfer-Encoding") else { return "7bit" }
        // Nearly always it is one word.
        if field.value.allSatisfy({ $0 == UInt8(ascii: "-") || Self.isAlphanumeric($0) }) {
            return String(decoding: field.value, as: UTF8.self).lowercased()
        }
        // Comments and quotation marks do not belong here and are met.
        let value = ParameterizedValue.head(of: field.value)
        let text = value.drop { $0 == "\"" || $0.isWhitespace }
        return String(text.prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" && $0 != "\"" })
    }

    /// Whether it is a whole message under a transfer encoding, which RFC 2046 §5.2.1 forbids and some programs write.
    var isEncodedMessage: Bool {
        kind == .leaf && (mediaType == "message/rfc822" || mediaType == "message/global")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}

/// One header field: its name as written and its value as bytes, unfolded.
public struct HeaderField: Sendable, Equatable {
    /// The name, ASCII, without the colon.
    public var name: String
    /// The value without line breaks; white space at both ends removed.
    public var value: [UInt8]

    /// A field from name and value.
    public init(name: String, value: [UInt8]) {
        self.name = name
        self.value = value
    }
}

extension HeaderField {
    /// Adds one line of the field, without its line break: white space in front removed, NUL read as a blank.
    ///
    /// White space at the end of a line is the value's when another line follows.
    ///
    /// - Parameters:
    ///   - line: The line; a continuation begins with its white space.
    ///   - limit: Most bytes that a value may have.
    /// - Returns: Whether all of the line found room.
    @discardableResult
    mutating func append(_ line: ArraySlice<UInt8>, limit: Int) -> Bool {
        var trimmed = line
        if value.isEmpty { trimmed = trimmed.drop { $0 == 0x20 || $0 == 0x09 } }
        let room = max(0, limit - value.count)
        value.append(contentsOf: trimmed.prefix(room).map { $0 == 0 ? 0x20 : $0 })
        return trimmed.count <= room
    }

    /// Takes the white space off the end of the value, once all of its lines are there.
    mutating func finish() {
        while let end = value.last, end == 0x20 || end == 0x09 { value.removeLast() }
    }

    /// Whether the field has a name; ASCII case is ignored.
    fileprivate func isNamed(_ wanted: String) -> Bool {
        guard name.utf8.count == wanted.utf8.count else { return false }
        return zip(name.utf8, wanted.utf8).allSatisfy { left, right in
            left == right || (left | 0x20 == right | 0x20 && (0x61...0x7A).contains(left | 0x20))
        }
    }
}

extension [HeaderField] {
    /// The first field of a name, case ignored.
    func first(named name: String) -> HeaderField? { first { $0.isNamed(name) } }

    /// All fields of a name, case ignored.
    func all(named name: String) -> [HeaderField] { filter { $0.isNamed(name) } }

    /// The value of the first field of a name as lower-case text, for fields that hold plain tokens.
    func token(_ name: String) -> String? {
        first(named: name).map { String(decoding: $0.value, as: UTF8.self).lowercased() }
    }
}
