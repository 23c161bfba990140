extension OfficeConfiguration {
    /// Forms that other services send to this one.
    public struct WebhookSource: Sendable, Hashable {
        /// How a delivery is signed.
        public enum Signature: String, Sendable, Hashable, CaseIterable {
            /// The time and the body, so that an old delivery cannot be sent again.
            case timestamped
            /// The body alone, as many form services do.
            case body
        }

        /// Last part of the address: `/hooks/NAME`.
        public var hook: String
        /// What deliveries are taken for.
        public var labels: ItemLabels
        /// Labels of fields by what they mean; what is missing is guessed.
        public var fields: [String: String]
        /// File of secrets, one a line.
        public var secretFile: String
        /// How a delivery is signed.
        public var signature: Signature
        /// Name of the header with the signature, in lower case.
        public var header: String
        /// Seconds by which the sender's clock may differ.
        public var windowSeconds: Int
        /// Largest delivery in bytes.
        public var maximumBytes: Int

        /// Creates a webhook.
        public init(
            hook: String, labels: ItemLabels, fields: [String: String] = [:], secretFile: String,
            signature: Signature = .timestamped, header: String = "x-langnghe-signature", windowSeconds: Int = 300,
            maximumBytes: Int = 262_144
        ) {
            self.hook = hook
            self.labels = labels
            self.fields = fields
            self.secretFile = secretFile
            self.signature = signature
            self.header = header
            self.windowSeconds = windowSeconds
            self.maximumBytes = maximumBytes
        }
    }
}
