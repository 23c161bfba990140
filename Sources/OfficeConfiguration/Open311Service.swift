extension OfficeConfiguration {
    /// The office as an Open311 server.
    public struct Open311Service: Sendable, Hashable {
        /// File of keys: a name, a colon and the SHA-256 of a key on each line.
        public var keysFile: String
        /// Source under which reports are kept.
        public var source: String
        /// The jurisdiction that may be asked for; nil when nobody need name it.
        public var jurisdiction: String?
        /// How to reach the office; nil to tell its name only.
        public var contact: String?
        /// Address of this site as the world sees it; nil to take what each request says.
        public var publicAddress: String?
        /// Which cases strangers may see: `filed` or `confirmed`.
        public var listing: String
        /// Letter classes that strangers may see.
        public var classes: [String]
        /// Channel that reports are counted under.
        public var channel: String

        /// Creates a service.
        public init(
            keysFile: String, source: String = "Open311", jurisdiction: String? = nil, contact: String? = nil,
            publicAddress: String? = nil, listing: String = "filed", classes: [String] = ["kien_nghi", "khac"],
            channel: String = "web"
        ) {
            self.keysFile = keysFile
            self.source = source
            self.jurisdiction = jurisdiction
            self.contact = contact
            self.publicAddress = publicAddress
            self.listing = listing
            self.classes = classes
            self.channel = channel
        }
    }
}
