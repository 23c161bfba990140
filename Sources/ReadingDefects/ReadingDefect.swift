/// What was wrong with bytes that could be read all the same, in both languages: English for `langnghe read`, Vietnamese
/// for the operator's screen.
public struct ReadingDefect: Sendable, Hashable {
    /// One English sentence.
    public var english: String
    /// The same in Vietnamese.
    public var vietnamese: String

    /// Creates a defect from its two sentences.
    public init(en english: String, vi vietnamese: String) {
        self.english = english
        self.vietnamese = vietnamese
    }

    /// The defect, said of one part of a mail.
    ///
    /// - Parameter path: The part, as IMAP numbers sections (RFC 9051 §6.4.5).
    /// - Returns: The defect with the part named in front.
    public func inPart(_ path: String) -> ReadingDefect {
        ReadingDefect(en: "Part \(path): \(english)", vi: "Phần \(path): \(vietnamese)")
    }

    /// The two defects as one.
    ///
    /// - Parameter other: What follows.
    /// - Returns: Both, one behind the other.
    public func followed(by other: ReadingDefect) -> ReadingDefect {
        ReadingDefect(en: "\(english) \(other.english)", vi: "\(vietnamese) \(other.vietnamese)")
    }
}
