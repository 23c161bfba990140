/// Why bytes cannot be read as a mail at all.
///
/// Everything a reader can live with is a defect on the mail instead; only these put the bytes aside.
public enum MailReadingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no bytes.
    case empty
    /// The mail has more bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
    /// No header line (`Name: value`) stands at the beginning: this is another kind of file.
    case noHeader
    /// The part that was asked for does not exist.
    case noSuchPart(path: String)

    /// One sentence on what is wrong and what to do.
    public var description: String {
        switch self {
        case .empty: "The mail is empty; fetch or export it again."
        case .tooLarge(let bytes, let limit):
            "The mail has \(bytes) bytes, more than the limit of \(limit); raise the limit or read it by hand."
        case .noHeader:
            "The bytes do not begin with a mail header such as \"From: …\"; check that this is one mail (RFC 5322)."
        case .noSuchPart(let path): "The mail has no part \(path); use one of the paths that were listed for it."
        }
    }
}
