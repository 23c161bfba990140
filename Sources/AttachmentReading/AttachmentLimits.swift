/// Bounds on what reading one attachment may cost; reaching one is told with the result, never passed over.
public struct AttachmentLimits: Sendable, Equatable {
    /// Largest attachment that is opened, in bytes.
    public var attachmentBytes = 50_000_000
    /// UTF-8 bytes of text kept.
    public var textBytes = 200_000
    /// Seconds for the whole attachment, everything inside it included.
    public var seconds = 180
    /// Seconds that one program may run by the clock, and as many of processor time.
    public var programSeconds = 60
    /// Address space of one program, in bytes.
    public var programMemoryBytes = 1_500_000_000
    /// Bytes of one file that a program may write.
    public var programFileBytes = 100_000_000
    /// Bytes unpacked from all archives inside the attachment together.
    public var unpackedBytes = 64_000_000
    /// Files read out of archives and enclosed mails together.
    public var members = 100
    /// Archives or mails inside each other that are opened, the attachment itself counted.
    public var depth = 3
    /// Pages of a PDF whose text is taken.
    public var pages = 200
    /// Scanned pages of a PDF whose letters are recognised.
    public var recognisedPages = 10
    /// Largest picture whose letters are recognised, in pixels.
    public var pixels = 60_000_000
    /// Longest side of such a picture, in pixels.
    public var side = 20_000

    /// The usual bounds.
    public init() {}
}
