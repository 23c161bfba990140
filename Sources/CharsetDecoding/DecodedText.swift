public import ReadingDefects

/// Text read from bytes, with the charset that was used for it.
///
/// `text` is in the bytes' own composition, except that charsets which write a tone as a mark of its own
/// (windows-1258, TCVN, VNI, VIQR) come out composed (NFC).
public struct DecodedText: Sendable, Equatable {
    /// The text; bytes that mean nothing in the charset are U+FFFD.
    public var text: String
    /// The charset the bytes were read in, as its lower-case label (`utf-8`, `windows-1258`, `viscii` …).
    public var charset: String
    /// How the charset was found.
    public var reason: CharsetReason
    /// One sentence on what was wrong with the bytes or their declaration; nil when nothing was.
    public var defect: ReadingDefect?
    /// What each charset that was tried made of the bytes, in the order tried; empty when nothing had to be guessed.
    ///
    /// The one of `charset` won. Offices ask why a letter was read as it was, so the figures stay with it.
    public var scores: [CharsetScore]

    /// A decoded text with its evidence.
    public init(
        text: String, charset: String, reason: CharsetReason, defect: ReadingDefect?, scores: [CharsetScore] = []
    ) {
        self.text = text
        self.charset = charset
        self.reason = reason
        self.defect = defect
        self.scores = scores
    }
}

/// Why a charset was used.
public enum CharsetReason: String, Sendable, Equatable {
    /// Only ASCII bytes: every charset known here reads them alike.
    case ascii
    /// A byte order mark stands in front.
    case byteOrderMark
    /// The bytes are strictly valid UTF-8 with at least one sequence of several bytes; chance does not do that.
    case validUTF8
    /// The declaration was believed.
    case declared
    /// The bytes are UTF-8 of a text that was UTF-8 already and was taken for a charset of one byte a letter.
    case encodedTwice
    /// Guessed from how many words come out as Vietnamese syllables.
    case guessed
}
