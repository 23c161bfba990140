public import HotSpots

/// A way on which people outside of the operator's page are told of alerts.
public enum NoticeWay: Sendable, Hashable, RawRepresentable {
    /// Mail to the office's own people.
    case mail
    /// The webhook with this name in the configuration.
    case webhook(String)

    private static let webhookMark = "webhook:"

    /// The way as it is stored: `mail` or `webhook:NAME`.
    public var rawValue: String {
        switch self {
        case .mail: "mail"
        case .webhook(let name): Self.webhookMark + name
        }
    }

    /// Reads a way as it is stored.
    public init?(rawValue: String) {
        if rawValue == "mail" {
            self = .mail
        } else if rawValue.hasPrefix(Self.webhookMark) {
            self = .webhook(String(rawValue.dropFirst(Self.webhookMark.count)))
        } else {
            return nil
        }
    }

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .mail: "Thư điện tử"
        case .webhook(let name): "Webhook «\(name)»"
        }
    }
}

/// Where a notice stands on one of its ways.
public enum NoticeState: String, Sendable, Hashable, Codable, CaseIterable {
    /// It waits for its time, or to be tried again.
    case waiting
    /// The mail stands in the outbox, or the webhook has taken it.
    case told
    /// A dead letter: it will not be told unless somebody asks for it.
    case dead
    /// The alert was closed before it was told, and there was nothing left to tell.
    case withdrawn

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .waiting: "Chờ báo"
        case .told: "Đã báo"
        case .dead: "Không báo được"
        case .withdrawn: "Không cần báo nữa"
        }
    }
}

/// A notice of an alert as it is put down, in the transaction that keeps the alert's change.
public struct NewNotice: Sendable, Hashable {
    /// The alert as it was then.
    public var alert: KeptAlert
    /// Why people are told.
    public var reason: HotSpotAlert.NoticeReason
    /// On which way.
    public var way: NoticeWay

    /// Creates a notice.
    public init(alert: KeptAlert, reason: HotSpotAlert.NoticeReason, way: NoticeWay) {
        self.alert = alert
        self.reason = reason
        self.way = way
    }
}

/// A notice of an alert on one way, and how far it has come.
public struct AlertNotice: Sendable, Hashable {
    /// Number, never used again.
    public var id: Int64
    /// What receivers know it by, so that one that comes twice counts once.
    public var key: String
    /// The alert as it was when the notice was made.
    public var alert: KeptAlert
    /// Why people are told.
    public var reason: HotSpotAlert.NoticeReason
    /// On which way.
    public var way: NoticeWay
    /// Whether it goes out in quiet hours too.
    public var isUrgent: Bool
    /// When it was made.
    public var createdAt: Timestamp
    /// Since when it is being tried: when it was made, or when somebody asked for it again.
    public var triedSince: Timestamp
    /// Where it stands.
    public var state: NoticeState
    /// How often it was tried.
    public var attempts: Int
    /// When it is tried next.
    public var dueAt: Timestamp
    /// When it was told, or given up.
    public var settledAt: Timestamp?
    /// Why it waits or was given up, or what the receiver answered.
    public var lastAnswer: String?
    /// For mail, each recipient and where the mail to it stands.
    public var mails: [NoticeMail]

    /// Creates a notice.
    public init(
        id: Int64, key: String, alert: KeptAlert, reason: HotSpotAlert.NoticeReason, way: NoticeWay, isUrgent: Bool,
        createdAt: Timestamp, triedSince: Timestamp, state: NoticeState, attempts: Int, dueAt: Timestamp,
        settledAt: Timestamp?, lastAnswer: String?, mails: [NoticeMail]
    ) {
        self.id = id
        self.key = key
        self.alert = alert
        self.reason = reason
        self.way = way
        self.isUrgent = isUrgent
        self.createdAt = createdAt
        self.triedSince = triedSince
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.settledAt = settledAt
        self.lastAnswer = lastAnswer
        self.mails = mails
    }
}

/// One recipient of a notice by mail.
public struct NoticeMail: Sendable, Hashable {
    /// Address.
    public var recipient: String
    /// Where the mail stands in the outbox.
    public var state: OutgoingState

    /// Creates an entry.
    public init(recipient: String, state: OutgoingState) {
        self.recipient = recipient
        self.state = state
    }
}

extension HotSpotAlert {
    /// Whether people have to hear of it at night too: one message demanded it, or there are signs of violence or gathering.
    public var isUrgent: Bool {
        isImmediate || sheet.severity.parts.contains { $0.kind == .violence || $0.kind == .gathering }
    }
}
