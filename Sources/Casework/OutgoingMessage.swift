/// Identifier of one mail to one recipient.
public struct OutgoingID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier; later ones sort after earlier ones.
    public static func make(at time: Timestamp) -> OutgoingID {
        OutgoingID(rawValue: TimeOrderedIdentifier.make(at: time))
    }
}

/// Where a mail of the outbox stands.
public enum OutgoingState: String, Sendable, Hashable, Codable, CaseIterable {
    /// It waits for its time.
    case waiting
    /// It is being sent.
    case sending
    /// The server has taken it.
    case sent
    /// It will not be sent, or came back.
    case failed
    /// All of it was sent, but the server's answer never came; only an officer moves it on.
    case unknown

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .waiting: "Chờ gửi"
        case .sending: "Đang gửi"
        case .sent: "Đã gửi"
        case .failed: "Không gửi được"
        case .unknown: "Không rõ đã tới hay chưa"
        }
    }
}

/// A mail to one recipient, as the outbox keeps it.
public struct OutgoingMessage: Sendable, Hashable, Codable {
    /// Why it is sent.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Tells the sender of a letter that it arrived.
        case acknowledgement
        /// An officer's answer.
        case reply
        /// Tells the office's own people that something is wrong with sources.
        case alarm
        /// Tells the office's own people of hot spots.
        case notice
        /// Tells the office's own people of deadlines that are near or have passed.
        case warning

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .acknowledgement: "Giấy báo đã nhận"
            case .reply: "Thư trả lời"
            case .alarm: "Báo động nguồn tin"
            case .notice: "Tin báo điểm nóng"
            case .warning: "Báo hạn xử lý"
            }
        }
    }

    /// Identifier.
    public var id: OutgoingID
    /// The case; nil for a mail that concerns none.
    public var code: TrackingCode?
    /// Why it is sent.
    public var kind: Kind
    /// Who wrote it: a user name, or ``AuditEntry/system``.
    public var author: String
    /// When it was composed.
    public var createdAt: Timestamp
    /// Address that delivery reports go to.
    public var sender: String
    /// Address that it goes to.
    public var recipient: String
    /// Subject line, as officers see it.
    public var subject: String
    /// Text, as officers see it.
    public var text: String
    /// Message-ID without angle brackets.
    public var messageID: String
    /// The mail as it travels.
    public var content: [UInt8]
    /// What makes it the same as another: posting it twice to the same recipient changes nothing.
    public var onceKey: String
    /// Where it stands.
    public var state: OutgoingState
    /// How often it was tried.
    public var attempts: Int
    /// When it is tried next.
    public var dueAt: Timestamp
    /// What the server or the network said last.
    public var lastAnswer: String?
    /// When the server took it, it failed, or it came back.
    public var settledAt: Timestamp?
    /// Whether the other side reported that it could not be delivered.
    public var hasBounced: Bool

    /// Creates a mail that waits to be sent.
    public init(
        id: OutgoingID, code: TrackingCode?, kind: Kind, author: String, createdAt: Timestamp, sender: String,
        recipient: String, subject: String, text: String, messageID: String, content: [UInt8], onceKey: String,
        state: OutgoingState = .waiting, attempts: Int = 0, dueAt: Timestamp? = nil, lastAnswer: String? = nil,
        settledAt: Timestamp? = nil, hasBounced: Bool = false
    ) {
        self.id = id
        self.code = code
        self.kind = kind
        self.author = author
        self.createdAt = createdAt
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.messageID = messageID
        self.content = content
        self.onceKey = onceKey
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt ?? createdAt
        self.lastAnswer = lastAnswer
        self.settledAt = settledAt
        self.hasBounced = hasBounced
    }
}

/// What became of a mail that was tried.
public enum DeliveryResult: Sendable, Hashable {
    /// The server has taken it.
    case sent(answer: String)
    /// It is to be tried again at this time.
    case again(at: Timestamp, reason: String)
    /// It will never go.
    case failed(reason: String)
    /// The server may have taken it or not.
    case unknown(reason: String)
}

/// What an officer decides about a mail that failed or whose fate is unknown.
public enum OutgoingDecision: String, Sendable, Hashable, CaseIterable {
    /// Send it once more.
    case sendAgain = "send_again"
    /// Take it as sent.
    case takeAsSent = "take_as_sent"
    /// Leave it unsent.
    case giveUp = "give_up"
}

/// A report that a mail of the outbox could not be delivered, found in an incoming message.
public struct BounceNotice: Sendable, Hashable, Codable {
    /// Message-ID of the mail that came back, without angle brackets.
    public var messageID: String
    /// Whether it will never arrive; otherwise it is only late.
    public var isFinal: Bool
    /// What the reporting server says, in one line.
    public var diagnostic: String

    /// Creates a notice.
    public init(messageID: String, isFinal: Bool, diagnostic: String) {
        self.messageID = messageID
        self.isFinal = isFinal
        self.diagnostic = diagnostic
    }
}
