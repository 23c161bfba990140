/// A sentence or name for screens, in both languages.
public struct BilingualText: Sendable, Hashable, Codable {
    /// In Vietnamese.
    public var vietnamese: String
    /// In English.
    public var english: String

    /// Creates a text.
    public init(vi vietnamese: String, en english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }
}

/// Which attachment of which item.
public struct AttachmentID: Sendable, Hashable, Codable {
    /// The item, whose original holds the bytes.
    public var item: ItemID
    /// Position in the original, as in ``AttachmentListing/path``.
    public var path: String

    /// Creates an identifier.
    public init(item: ItemID, path: String) {
        self.item = item
        self.path = path
    }
}

/// What reading an attachment found; the same bytes always read alike, so it is kept once for all attachments that have them.
public struct AttachmentText: Sendable, Hashable, Codable {
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Bytes.
    public var size: Int
    /// Name of its kind, which its content tells.
    public var kind: BilingualText
    /// The text, lines separated by `\n`; a guess that nothing is concluded from when ``unreadable`` is set.
    public var text: String
    /// Why the text could not be had; nil when it was, or when there is none to be had.
    public var unreadable: BilingualText?
    /// What was cut, left out or mended.
    public var notes: [BilingualText]
    /// Whether something in it was not read although its text was: a page, a file inside, what lies behind a limit.
    public var isPartial: Bool
    /// The Debian package with which more could be read; nil when none would help.
    public var missingPackage: String?

    /// Creates a result.
    public init(
        sha256: String, size: Int, kind: BilingualText, text: String, unreadable: BilingualText?,
        notes: [BilingualText], isPartial: Bool, missingPackage: String?
    ) {
        self.sha256 = sha256
        self.size = size
        self.kind = kind
        self.text = text
        self.unreadable = unreadable
        self.notes = notes
        self.isPartial = isPartial
        self.missingPackage = missingPackage
    }
}

/// An attachment of a message that is in a case.
public struct FiledAttachment: Sendable, Hashable, Codable {
    /// How far its reading is.
    public enum Progress: Sendable, Hashable, Codable {
        /// It waits to be read.
        case waiting
        /// It needs no reading: what it says stands in the message's text.
        case inMessage
        /// It was read, or could not be.
        case read(AttachmentText)
    }

    /// Which it is.
    public var id: AttachmentID
    /// How far its reading is.
    public var progress: Progress
    /// Where its text begins in the text that the message's verdict is about: UTF-8 offset, counted from the start of the
    /// message's body, behind whose end it lies; nil while or when the verdict does not rest on it.
    public var judgedFrom: Int?

    /// Creates an attachment.
    public init(id: AttachmentID, progress: Progress, judgedFrom: Int?) {
        self.id = id
        self.progress = progress
        self.judgedFrom = judgedFrom
    }

    /// What reading found; nil while it waits, and when it needs no reading.
    public var text: AttachmentText? {
        if case .read(let text) = progress { return text }
        return nil
    }

    /// The text that a verdict may rest on; nil when there is none.
    public var judgedText: String? {
        guard let text, text.unreadable == nil, !text.text.isEmpty else { return nil }
        return text.text
    }
}
