/// What is sealed, and the way to it for people: each opening needs the right and a reason, and is in the audit log before
/// anything is shown.
///
/// > Source: Luật Tố cáo 2018, Điều 8 and Chương VI; Nghị định 13/2023/NĐ-CP, Điều 3 (personal data is processed for a
/// > stated purpose).
public protocol IdentityStore: Sendable {
    /// Who wrote in a case, without telling who: by which kind of contact, and what was masked.
    ///
    /// - Throws: ``StoreError/noSuchCase(_:)``.
    func seal(of code: TrackingCode) async throws(StoreError) -> CaseSeal

    /// Opens the letters of a case with their senders.
    ///
    /// - Parameters:
    ///   - code: The case.
    ///   - reason: Why; it stands in the audit log.
    ///   - actor: Who opens it.
    ///   - time: Now.
    /// - Returns: The whole letters with their verdicts, oldest first.
    /// - Throws: ``StoreError/notAllowed(reason:)`` without right or reason, ``StoreError/sealed(reason:)`` without the key.
    func openIdentity(
        of code: TrackingCode, reason: IdentityReason, actor: String, at time: Timestamp
    ) async throws(StoreError) -> [TriagedMessage]

    /// Opens the unchanged bytes of one message of a case.
    ///
    /// - Parameters:
    ///   - item: The message.
    ///   - code: Its case.
    ///   - reason: Why; it stands in the audit log.
    ///   - actor: Who opens it.
    ///   - time: Now.
    /// - Returns: The bytes.
    /// - Throws: As ``openIdentity(of:reason:actor:at:)``; ``StoreError/noSuchItem(_:)`` when the case has no such message.
    func openOriginal(
        _ item: ItemID, of code: TrackingCode, reason: IdentityReason, actor: String, at time: Timestamp
    ) async throws(StoreError) -> [UInt8]

    /// Notes, before it is done, that somebody gets an attachment's bytes.
    ///
    /// - Parameters:
    ///   - id: The attachment.
    ///   - code: Its case.
    ///   - reason: Why; a denunciation's attachments need one, and the right to open identities.
    ///   - actor: Who opens it.
    ///   - time: Now.
    /// - Returns: The name that the attachment came with, if any.
    /// - Throws: ``StoreError/noSuchItem(_:)``; ``StoreError/notAllowed(reason:)`` without right or reason.
    func openAttachment(
        _ id: AttachmentID, of code: TrackingCode, reason: IdentityReason?, actor: String, at time: Timestamp
    ) async throws(StoreError) -> String?

    /// Opens the bytes of an item in quarantine, which nobody has redacted, for who handles the quarantine.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)``; ``StoreError/notAllowed(reason:)`` without the right.
    func openQuarantined(_ id: ItemID, actor: String, at time: Timestamp) async throws(StoreError) -> [UInt8]

    /// Whether what is sealed can be opened now.
    func sealStanding() async throws(StoreError) -> SealStanding
}

/// Why somebody opens a seal: 5 to 500 characters that hold a word.
public struct IdentityReason: Sendable, Hashable {
    /// Characters that a reason has.
    public static let lengths = 5...500

    /// The reason on one line.
    public let text: String

    /// Takes a reason; nil when it is too short or too long.
    public init?(_ text: String) {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard Self.lengths.contains(line.count), line.contains(where: \.isLetter) else { return nil }
        self.text = line
    }
}

/// Whether what is sealed can be opened.
public enum SealStanding: Sendable, Hashable {
    /// The key is there; its fingerprint.
    case open(fingerprint: String)
    /// The key is missing or another one.
    case locked(reason: String)
}

/// By which kind of contact somebody wrote.
public enum ContactKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Electronic mail.
    case mail
    /// A telephone number.
    case phone
    /// An account of a platform.
    case account
    /// Something else, or only a name.
    case other

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .mail: "thư điện tử"
        case .phone: "số điện thoại"
        case .account: "tài khoản"
        case .other: "khác"
        }
    }
}

/// What may be known of the people behind a case without opening the seal.
public struct CaseSeal: Sendable, Hashable, Codable {
    /// Somebody who wrote in a case, by where they wrote from and where they ask for an answer.
    public struct Writer: Sendable, Hashable, Codable {
        /// Their place among those who wrote, from 1; it never changes.
        public var number: Int
        /// By which kind of contact.
        public var kind: ContactKind
        /// The contact with all but its first letters masked.
        public var mask: String
        /// Whether an answer by mail can reach them.
        public var isAnswerable: Bool
        /// Number of their messages.
        public var messages: Int
        /// Where else their letters ask for an answer, masked; nil when they ask for none or it is not followed.
        public var replyMask: String?
        /// Why the office does not follow what their letters ask for.
        public var replyRefusal: ReplyRefusal?
        /// The earlier writer from the same address, whose letters ask for another answer; nil when there is none.
        ///
        /// Anybody can write any address into From and his own into Reply-To.
        public var sameSender: Int?

        /// Creates a writer.
        public init(
            number: Int, kind: ContactKind, mask: String, isAnswerable: Bool, messages: Int, replyMask: String? = nil,
            replyRefusal: ReplyRefusal? = nil, sameSender: Int? = nil
        ) {
            self.number = number
            self.kind = kind
            self.mask = mask
            self.isAnswerable = isAnswerable
            self.messages = messages
            self.replyMask = replyMask
            self.replyRefusal = replyRefusal
            self.sameSender = sameSender
        }
    }

    /// Those who wrote, in the order of their first message, at most 500.
    public var writers: [Writer]
    /// Messages whose sender nobody knows.
    public var withoutSender: Int
    /// Labels that stand in the letters for what was masked, for example "[họ tên]".
    public var masked: [String]

    /// Creates a seal.
    public init(writers: [Writer], withoutSender: Int, masked: [String]) {
        self.writers = writers
        self.withoutSender = withoutSender
        self.masked = masked
    }
}

/// The door by which the office's own machines get at what is sealed; only the office itself passes it.
public protocol SealedLetterStore: Sendable {
    /// A case with its whole letters.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` for every reader but the office itself.
    func wholeCaseFile(_ code: TrackingCode) async throws(StoreError) -> CaseFile

    /// The addresses at which people who wrote in a case are answered, by ``CaseSeal/Writer/number``.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` for every reader but the office itself.
    func addresses(of writers: [Int], in code: TrackingCode) async throws(StoreError) -> [String]

    /// Whether the machines can get at it now.
    func sealStanding() async throws(StoreError) -> SealStanding
}
