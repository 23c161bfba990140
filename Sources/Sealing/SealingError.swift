/// Why something could not be sealed or opened; never tells what it holds.
public enum SealingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A key's text or bytes are no key of this program.
    case notAKey(reason: String)
    /// A data key was wrapped to another office key, or its wrapping was changed.
    case cannotUnwrap(dataKey: Int64)
    /// A record is cut off, changed, put together from other records, or stands in another record's place.
    case broken(record: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .notAKey(let reason): reason
        case .cannotUnwrap(let id): "the data key \(id) was not wrapped to this office key, or it was changed"
        case .broken(let record):
            "the sealed record \(record) is cut off, changed, or stands in the place of another; take it from a backup"
        }
    }
}
