/// One complete response of the server.
///
/// > Source: RFC 9051 §7 (and RFC 3501 §7 where the older revision has more, as SEARCH and RECENT).
public enum IMAPResponse: Sendable, Hashable {
    /// The end of the command that was sent with this tag.
    case tagged(tag: String, condition: IMAPCondition, text: IMAPResponseText)
    /// An untagged OK, NO, BAD, PREAUTH or BYE; may come at any moment.
    case condition(IMAPCondition, IMAPResponseText)
    /// `+`: the server waits for more of the command, or has entered IDLE.
    case continuationRequest(String)
    /// Capability names, upper case.
    case capability([String])
    /// Extensions the server has switched on, upper case.
    case enabled([String])
    /// Number of messages in the selected mailbox.
    case exists(UInt32)
    /// Number of messages with the Recent flag (RFC 3501 only).
    case recent(UInt32)
    /// The message with this sequence number is gone.
    case expunge(UInt32)
    /// Messages with these UIDs are gone (RFC 7162 §3.2.10).
    case vanished(earlier: Bool, UIDSet)
    /// Data about one message, asked for or not.
    case fetch(IMAPFetch)
    /// Flags defined in the mailbox.
    case flags([String])
    /// Matching numbers of a SEARCH (RFC 3501 §7.2.5).
    case search([UInt32])
    /// The result of a SEARCH with RETURN.
    case extendedSearch(IMAPExtendedSearch)
    /// One mailbox of a LIST.
    case list(IMAPMailboxListing)
    /// Figures of a mailbox that STATUS was asked for, by upper-case name.
    case mailboxStatus(name: String, figures: [String: UInt64])
    /// A complete line that this grammar does not know; skip it.
    case unrecognised(String)
}

/// The outcome word of a status response.
public enum IMAPCondition: String, Sendable, Hashable {
    /// Done, or information.
    case ok = "OK"
    /// Failed, or a warning.
    case no = "NO"
    /// The command was not understood, or a protocol error.
    case bad = "BAD"
    /// A greeting that says the session is already signed in.
    case preauth = "PREAUTH"
    /// The server is about to close.
    case bye = "BYE"
}

/// The human text of a status response and the code before it.
public struct IMAPResponseText: Sendable, Hashable {
    /// The bracketed code, when there is one.
    public var code: IMAPResponseCode?
    /// The text for a person, as the server wrote it.
    public var text: String

    /// Makes a response text.
    public init(code: IMAPResponseCode? = nil, text: String) {
        self.code = code
        self.text = text
    }
}

/// The codes of status responses that change what a client does.
///
/// > Source: RFC 9051 §7.1, RFC 7162 §3.1.2, RFC 5530.
public enum IMAPResponseCode: Sendable, Hashable {
    /// The text must be shown to a person.
    case alert
    /// Capability names, upper case.
    case capability([String])
    /// The mailbox's validity value: when it changes, all UIDs mean other messages.
    case uidValidity(UInt32)
    /// The UID that the next new message will not be below.
    case uidNext(UInt32)
    /// The highest modification sequence of the mailbox.
    case highestModificationSequence(UInt64)
    /// The mailbox keeps no modification sequences.
    case noModificationSequence
    /// The mailbox was opened without the right to change it.
    case readOnly
    /// The mailbox was opened with the right to change it.
    case readWrite
    /// Any other code: its name in upper case, and the rest as written.
    case other(name: String, arguments: String)
}

/// Data about one message.
public struct IMAPFetch: Sendable, Hashable {
    /// One asked-for section of the message's bytes.
    public struct Section: Sendable, Hashable {
        /// What stands in the brackets, upper case; empty for the whole message.
        public var name: String
        /// The first byte's offset, when a part of the section was asked for.
        public var origin: UInt64?
        /// The bytes.
        public var content: IMAPString

        /// Makes a section.
        public init(name: String, origin: UInt64? = nil, content: IMAPString) {
            self.name = name
            self.origin = origin
            self.content = content
        }
    }

    /// The message's number in the mailbox now; changes with every EXPUNGE.
    public var sequenceNumber: UInt32
    /// The message's lasting number, when the response has it.
    public var uid: UInt32?
    /// When the server received the message, in milliseconds since 1970-01-01 UTC.
    public var internalDate: Int64?
    /// Size in bytes as the server counts it.
    public var size: UInt64?
    /// Flags, when the response has them.
    public var flags: [String]?
    /// Modification sequence (RFC 7162), when the response has it.
    public var modificationSequence: UInt64?
    /// Sections in the order they came.
    public var sections: [Section]

    /// Makes an empty set of data about a message.
    public init(sequenceNumber: UInt32) {
        self.sequenceNumber = sequenceNumber
        self.sections = []
    }

    /// The content of the section with this name, upper case; `""` is the whole message.
    public func section(_ name: String) -> IMAPString? {
        sections.first { $0.name == name }?.content
    }
}

/// A string of the protocol that may be long: quoted, literal or NIL.
public enum IMAPString: Sendable, Hashable {
    /// NIL.
    case absent
    /// The bytes, unchanged.
    case bytes([UInt8])
    /// A literal above the limit: its announced size. Its bytes were read and thrown away.
    case overLimit(size: UInt64)
}

/// The answer to SEARCH RETURN.
///
/// > Source: RFC 9051 §7.3.4.
public struct IMAPExtendedSearch: Sendable, Hashable {
    /// The tag of the command this answers.
    public var tag: String?
    /// Whether the numbers are UIDs.
    public var isUID: Bool
    /// All matching numbers.
    public var all: UIDSet?
    /// How many match.
    public var count: UInt64?
    /// The lowest match.
    public var minimum: UInt32?
    /// The highest match.
    public var maximum: UInt32?

    /// Makes an answer without figures.
    public init(tag: String? = nil, isUID: Bool = false) {
        self.tag = tag
        self.isUID = isUID
    }
}

/// One line of a LIST answer.
public struct IMAPMailboxListing: Sendable, Hashable {
    /// Attributes such as `\Noselect` or `\Junk`, as written.
    public var attributes: [String]
    /// The character between levels of the name; nil when names are flat.
    public var delimiter: Character?
    /// The name, decoded from modified UTF-7 when it is such.
    public var name: String

    /// Makes a listing.
    public init(attributes: [String], delimiter: Character?, name: String) {
        self.attributes = attributes
        self.delimiter = delimiter
        self.name = name
    }
}
