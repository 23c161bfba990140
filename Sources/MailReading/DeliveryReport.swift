/// What a machine reports about a mail that was sent before: a delivery that failed or waits, a mail that was opened, a complaint.
public struct DeliveryReport: Sendable, Equatable {
    /// What is reported.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// Whether the mail reached its recipients (RFC 3464).
        case delivery
        /// Whether the mail was shown, or thrown away unread (RFC 8098).
        case disposition
        /// That somebody called the mail unwanted (RFC 5965).
        case feedback
    }

    /// What is reported.
    public var kind: Kind
    /// Message-ID of the mail that the report is about, without angle brackets; nil when nothing names it.
    public var originalMessageID: String?
    /// The envelope id that the sender had given the mail (RFC 3461 ENVID).
    public var originalEnvelopeID: String?
    /// The server that reports, without the type in front.
    public var reportingMTA: String?
    /// When that server got the mail, in milliseconds since 1970 UTC.
    public var arrivalDate: Int64?
    /// What became of the mail for each recipient, in the order of the report, at most 200.
    public var recipients: [Recipient]

    /// What became of a mail for one recipient.
    public struct Recipient: Sendable, Equatable {
        /// The address that the mail went to in the end.
        public var finalRecipient: String
        /// The address that the sender had written; nil when the report does not say.
        public var originalRecipient: String?
        /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`, lower case; `displayed`, `deleted` and the like in a
        /// report on a mail that was opened.
        public var action: String?
        /// Status code such as `5.1.1` (RFC 3463).
        public var status: String?
        /// What the other server answered, without the type in front.
        public var diagnostic: String?

        /// Whether the mail will never reach this recipient.
        public var isFailure: Bool {
            if let action { return action == "failed" }
            return status?.hasPrefix("5") ?? false
        }
    }
}
