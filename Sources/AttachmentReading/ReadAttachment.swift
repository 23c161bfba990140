public import ReadingDefects

/// What an attachment is and says.
public struct ReadAttachment: Sendable, Equatable {
    /// What it is, by content.
    public var kind: AttachmentKind
    /// Bytes, without transfer encoding.
    public var size: Int
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// The text, lines separated by `\n`, at most ``AttachmentLimits/textBytes`` of UTF-8; empty when there is none.
    ///
    /// Where ``unreadable`` is set, what stands here is a guess that nothing should be concluded from.
    public var text: String
    /// Why the text could not be had; nil when it was, or when there is none to be had.
    public var unreadable: UnreadableReason?
    /// What was cut, left out or mended; each is one sentence.
    public var defects: [ReadingDefect]
    /// Whether something in it was not read although its text was: a page, a file inside, what lies behind a limit.
    public var isPartial: Bool
    /// The Debian package with which more could be read of it, or of something inside it; nil when none would help.
    public var missingPackage: String?

    /// A result from its parts.
    public init(
        kind: AttachmentKind, size: Int, sha256: String, text: String, unreadable: UnreadableReason?,
        defects: [ReadingDefect], isPartial: Bool = false, missingPackage: String? = nil
    ) {
        self.kind = kind
        self.size = size
        self.sha256 = sha256
        self.text = text
        self.unreadable = unreadable
        self.defects = defects
        self.isPartial = isPartial
        self.missingPackage = missingPackage
    }
}

/// Why reading came to no result at all, so that it has to be done again.
public enum AttachmentReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The task was cancelled; every program it had started is ended.
    case cancelled
    /// The work folder cannot be used.
    case workFolder(path: String, reason: String)
    /// The system could not start a program that is installed.
    case cannotStart(program: String, reason: String)

    /// One sentence: what went wrong, what to do.
    public var description: String {
        switch self {
        case .cancelled: "Reading an attachment was stopped; it is read again at the next start."
        case .workFolder(let path, let reason):
            "Cannot write the work folder \(path): \(reason). Check free space and that this user may write there."
        case .cannotStart(let program, let reason):
            "Cannot start \(program): \(reason). Check free memory and the limit on processes; it is tried again."
        }
    }
}
