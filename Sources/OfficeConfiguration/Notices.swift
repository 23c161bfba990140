extension OfficeConfiguration {
    /// How people are told of hot spots beyond the operator's page.
    public struct Notices: Sendable, Hashable {
        /// Addresses of people who are told by mail.
        public var recipients: [String]
        /// Servers that are told by signed requests.
        public var webhooks: [Webhook]
        /// When only what is urgent is told; nil for never.
        public var quietHours: QuietHours?
        /// Seconds between two mails.
        public var minimumIntervalSeconds: Int

        /// A server that is told.
        public struct Webhook: Sendable, Hashable {
            /// Name on screens, unique.
            public var name: String
            /// Address.
            public var url: String
            /// What requests are signed with.
            public var secret: Secret
            /// File of certificates to trust instead of the system's.
            public var caFile: String?
            /// Whether addresses of the office's own network may be reached.
            public var allowsPrivateNetwork: Bool

            /// Creates a webhook.
            public init(
                name: String, url: String, secret: Secret, caFile: String? = nil, allowsPrivateNetwork: Bool = false
            ) {
                self.name = name
                self.url = url
                self.secret = secret
                self.caFile = caFile
                self.allowsPrivateNetwork = allowsPrivateNetwork
            }
        }

        /// Hours of each day on the clocks of Việt Nam, in minutes since midnight.
        public struct QuietHours: Sendable, Hashable {
            /// First minute.
            public var start: Int
            /// The minute at which they end; before the start when they reach over midnight.
            public var end: Int

            /// Creates hours.
            public init(start: Int, end: Int) {
                self.start = start
                self.end = end
            }
        }

        /// Creates a way of telling.
        public init(
            recipients: [String] = [], webhooks: [Webhook] = [], quietHours: QuietHours? = nil,
            minimumIntervalSeconds: Int = 600
        ) {
            self.recipients = recipients
            self.webhooks = webhooks
            self.quietHours = quietHours
            self.minimumIntervalSeconds = minimumIntervalSeconds
        }
    }
}
