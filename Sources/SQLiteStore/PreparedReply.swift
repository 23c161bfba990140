import Casework

/// What is kept in the open of where a letter asks for its answer; its sender's address is kept in the same way.
struct PreparedReply: Sendable, Hashable {
    /// A keyed sum of the address; nil when it is not followed.
    var number: Int64?
    /// The address with nearly all of it masked; nil when it is not followed.
    var mask: String?
    /// Why it is not followed.
    var refusal: ReplyRefusal?

    /// Masks a request; nothing when a message has none.
    init(_ message: Message, key: ThreadKey) {
        guard let reply = message.reply else { return }
        refusal = reply.refusal
        guard refusal == nil, let address = JoinKeys.normal(reply.person.address) else { return }
        number = Int64(bitPattern: key.blindNumber(of: address))
        mask = PreparedContact.maskedMail(address)
    }
}
