public import Casework

/// What the items of a source are taken for.
public struct ItemLabels: Sendable, Hashable {
    /// The way they come.
    public var channel: Channel
    /// What kind of writing they are.
    public var kind: WebItemRecord.Kind

    /// Makes labels.
    public init(channel: Channel, kind: WebItemRecord.Kind) {
        self.channel = channel
        self.kind = kind
    }
}
