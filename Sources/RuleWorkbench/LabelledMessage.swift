/// A message whose topics a person has given.
public struct LabelledMessage: Sendable, Hashable {
    /// Its name in the file.
    public var id: String
    /// Subject line, if it has one.
    public var subject: String?
    /// The text.
    public var body: String
    /// The topics that a person gave it.
    public var topics: Set<String>
    /// Whether a person called it a hot spot.
    public var hotspot: Bool

    /// Creates a labelled message.
    public init(id: String, subject: String?, body: String, topics: Set<String>, hotspot: Bool) {
        self.id = id
        self.subject = subject
        self.body = body
        self.topics = topics
        self.hotspot = hotspot
    }
}
