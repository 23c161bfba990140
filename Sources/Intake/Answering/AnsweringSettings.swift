public import Casework
public import CurlTransfer
public import MailWriting

/// How an office answers by mail.
public struct AnsweringSettings: Sendable {
    /// The office's address, which answers come back to.
    public var from: OutgoingAddress
    /// Addresses of the office's boxes, in lower case; nothing is ever acknowledged to them.
    public var ownAddresses: Set<String>
    /// The server that takes mail; nil while there is none, then mail waits.
    public var server: SMTPEndpoint?
    /// The words, asked for anew with every mail so that a reload of the rules takes effect.
    public var texts: @Sendable () -> ReplyTexts
    /// How many acknowledgements are sent; nil when none are.
    public var acknowledgement: AcknowledgementCap?

    /// The links by which citizens say what they think of an outcome; nil when mails hold none.
    public var satisfaction: SatisfactionLinks?

    /// Creates settings.
    public init(
        from: OutgoingAddress, ownAddresses: Set<String> = [], server: SMTPEndpoint?,
        texts: @escaping @Sendable () -> ReplyTexts, acknowledgement: AcknowledgementCap?,
        satisfaction: SatisfactionLinks? = nil
    ) {
        self.from = from
        self.ownAddresses = ownAddresses.union([from.address.lowercased()])
        self.server = server
        self.texts = texts
        self.acknowledgement = acknowledgement
        self.satisfaction = satisfaction
    }
}
