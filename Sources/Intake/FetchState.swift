public import Casework

/// What is remembered of one address between two fetches; part of a source's watermark.
public struct FetchState: Codable, Sendable, Hashable {
    /// The last good answer's `ETag`, as it came.
    public var entityTag: String?
    /// The last good answer's `Last-Modified`, as it came.
    public var lastModified: String?
    /// Where the address has moved for good (301 or 308).
    public var movedTo: String?
    /// The configured address that ``movedTo`` was learnt for: another one in the configuration begins anew.
    public var movedFrom: String?
    /// The server is not to be asked before this time, milliseconds since 1970 UTC.
    public var notBefore: Int64?

    private enum CodingKeys: String, CodingKey {
        case entityTag = "etag"
        case lastModified = "last_modified"
        case movedTo = "moved_to"
        case movedFrom = "moved_from"
        case notBefore = "not_before"
    }

    /// Nothing is remembered yet.
    public init() {}

    /// The server is not to be asked before this time.
    public var waitsUntil: Timestamp? { notBefore.map { Timestamp(rawValue: $0) } }
}
