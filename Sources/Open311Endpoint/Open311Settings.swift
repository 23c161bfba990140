public import Casework
public import Classification

/// What the office's configuration says about its Open311 endpoint.
public struct Open311Settings: Sendable {
    /// Which cases strangers may see; never one that may hold a denunciation, and never one in the escalation queue.
    public enum Listing: String, Sendable, Hashable, CaseIterable {
        /// Only what came in through the endpoint.
        case filed
        /// That, and letters whose topics an officer has confirmed.
        case confirmed
    }

    /// One service: what a report can be about.
    public struct Service: Sendable, Hashable {
        /// Code, the identifier of a topic.
        public var code: String
        /// Name.
        public var name: String
        /// Who works on it.
        public var group: String

        /// A service from its parts.
        public init(code: String, name: String, group: String) {
            self.code = code
            self.name = name
            self.group = group
        }
    }

    /// Source under which reports are kept.
    public var source: String
    /// Name of the office.
    public var officeName: String
    /// How to reach the office, in the discovery document.
    public var contact: String
    /// The jurisdiction that may be asked for; nil when there is only one and nobody need name it.
    public var jurisdiction: String?
    /// Address of this site as the world sees it; nil to take what each request says.
    public var publicAddress: String?
    /// Which cases strangers may see.
    public var listing: Listing
    /// Letter classes that strangers may see; confidential ones are left out in any case.
    public var classes: Set<LetterClass>
    /// The way reports are counted.
    public var channel: Channel

    /// The code of what fits no topic.
    public static let otherCode = "khac"

    /// Settings from their parts.
    public init(
        source: String, officeName: String, contact: String, jurisdiction: String?, publicAddress: String?,
        listing: Listing, classes: Set<LetterClass>, channel: Channel
    ) {
        self.source = source
        self.officeName = officeName
        self.contact = contact
        self.jurisdiction = jurisdiction
        self.publicAddress = publicAddress
        self.listing = listing
        self.classes = classes
        self.channel = channel
    }
}

/// The store as the endpoint uses it.
public typealias Open311Store = CaseStore & FiledItemStore & SourceStore
