/// What the detector needs to know of a filed message: when, where, about what, how grave.
///
/// Never who.
public struct WatchMessage: Sendable, Hashable, Codable {
    /// The message, as the casework knows it.
    public var id: String
    /// When it reached the office.
    public var received: HotSpotTime
    /// When it was written or happened, if that is known and earlier: letters are registered in batches.
    public var occurred: HotSpotTime?
    /// Number of the commune in the detector's list of places.
    public var place: Int
    /// Hamlet or residential group.
    public var hamlet: String?
    /// Topic.
    public var topic: String
    /// Signs of danger.
    public var cues: [DangerCue]
    /// Whether one message alone must reach the operator at once, whatever the statistics say.
    public var isImmediate: Bool
    /// Copies of one text bear the same group; nil for a text of its own.
    public var duplicateGroup: String?
    /// A keyed hash of the sender; nil when unknown.
    ///
    /// It serves to see that the same people write again, and for nothing else.
    public var sender: UInt64?
    /// Number of people who signed.
    public var signers: Int?
    /// When the office has to have answered.
    public var deadline: HotSpotTime?

    /// Creates a message.
    ///
    /// - Parameters:
    ///   - id: the message, as the casework knows it.
    ///   - received: when it reached the office.
    ///   - occurred: when it happened, if earlier.
    ///   - place: number of the commune.
    ///   - hamlet: hamlet.
    ///   - topic: topic.
    ///   - cues: signs of danger.
    ///   - isImmediate: whether it must reach the operator at once.
    ///   - duplicateGroup: group of copies.
    ///   - sender: keyed hash of the sender.
    ///   - signers: number of people who signed.
    ///   - deadline: when the office has to have answered.
    public init(
        id: String, received: HotSpotTime, occurred: HotSpotTime? = nil, place: Int, hamlet: String? = nil,
        topic: String, cues: [DangerCue] = [], isImmediate: Bool = false, duplicateGroup: String? = nil,
        sender: UInt64? = nil, signers: Int? = nil, deadline: HotSpotTime? = nil
    ) {
        self.id = id
        self.received = received
        self.occurred = occurred
        self.place = place
        self.hamlet = hamlet
        self.topic = topic
        self.cues = cues
        self.isImmediate = isImmediate
        self.duplicateGroup = duplicateGroup
        self.sender = sender
        self.signers = signers
        self.deadline = deadline
    }
}
