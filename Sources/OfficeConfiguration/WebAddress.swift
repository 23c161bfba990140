extension OfficeConfiguration {
    /// What every web source's configuration has in common.
    public struct WebAddress: Sendable, Hashable {
        /// Address, http or https.
        public var url: String
        /// File of certificates to trust instead of the system's.
        public var caFile: String?
        /// Whether addresses of the office's own network may be reached.
        public var allowsPrivateNetwork: Bool
        /// Largest answer taken, decoded, in bytes.
        public var maximumBytes: Int
        /// Page or mail address of the office that servers are told; nil to tell none.
        public var contact: String?

        /// Creates an address.
        public init(
            url: String, caFile: String? = nil, allowsPrivateNetwork: Bool = false, maximumBytes: Int = 8 << 20,
            contact: String? = nil
        ) {
            self.url = url
            self.caFile = caFile
            self.allowsPrivateNetwork = allowsPrivateNetwork
            self.maximumBytes = maximumBytes
            self.contact = contact
        }
    }

    /// What the items of a source are taken for.
    public struct ItemLabels: Sendable, Hashable {
        /// Channel: email, web, facebook, zalo, hotline or letter.
        public var channel: String
        /// Kind of writing: letter, news or survey.
        public var kind: String

        /// Creates labels.
        public init(channel: String, kind: String) {
            self.channel = channel
            self.kind = kind
        }
    }
}
