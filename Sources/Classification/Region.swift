/// The part of a message in which words stand.
public enum Region: String, Sendable, Hashable, Codable, CaseIterable {
    /// The subject line.
    case subject
    /// What the sender wrote now.
    case body
    /// A letter that the sender passed on; it counts as the letter.
    case forwarded
    /// Words of an earlier mail.
    case quoted
    /// The sender's signature.
    case signature
    /// Disclaimers, footers and device lines that no one wrote for this letter.
    case boilerplate

    /// Where rules look unless they say otherwise: the words that someone wrote for this letter.
    public static let letter: Set<Region> = [.subject, .body, .forwarded]
}

/// A run of the body that belongs to one region.
public struct BodyRegion: Sendable, Hashable {
    /// What it is.
    public var region: Region
    /// First byte: UTF-8 offset into the body.
    public var start: Int
    /// First byte after it.
    public var end: Int

    /// Creates a region.
    public init(region: Region, start: Int, end: Int) {
        self.region = region
        self.start = start
        self.end = end
    }
}
