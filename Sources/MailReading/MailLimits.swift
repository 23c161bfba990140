/// Bounds on what one mail may cost; reaching one is a defect on the mail, except for its size.
public struct MailLimits: Sendable, Equatable {
    /// Largest mail, in bytes; a larger one is refused.
    public var mailBytes = 50_000_000
    /// Levels of parts inside parts; what lies deeper is kept as raw text.
    public var depth = 30
    /// Parts in one mail, containers counted.
    public var parts = 1000
    /// Header fields of one header.
    public var headerFields = 1000
    /// Bytes of one header field.
    public var headerFieldBytes = 65536
    /// UTF-8 bytes of text taken from one part, and of the whole readable text: some two hundred pages.
    ///
    /// Judging a text takes up to two hundred times its size in memory.
    public var textBytes = 500_000

    /// The usual bounds.
    public init() {}
}
