/// The way a message came.
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
    /// Electronic mail.
    case email
    /// A web page, form or feed.
    case web
    /// A Facebook page.
    case facebook
    /// Zalo.
    case zalo
    /// A telephone hotline.
    case hotline
    /// A paper letter.
    case letter
    /// Somebody came to the reception of citizens.
    case reception

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .email: "Thư điện tử"
        case .web: "Trang web"
        case .facebook: "Facebook"
        case .zalo: "Zalo"
        case .hotline: "Đường dây nóng"
        case .letter: "Đơn thư giấy"
        case .reception: "Tiếp công dân"
        }
    }
}

/// The form of an item's bytes.
public enum MediaType: String, Sendable, Hashable, Codable, CaseIterable {
    /// A mail (RFC 5322).
    case mail = "message/rfc822"
    /// One entry of a feed as JSON, as it was kept before there were web items.
    case feedEntry = "application/vnd.langnghe.feed-entry+json"
    /// A whole feed that could not be read.
    case feed = "application/xml"
    /// One message as a JSON object with the keys `id`, `channel`, `subject`, `body`.
    case jsonMessage = "application/vnd.langnghe.message+json"
    /// One item of a web source, table or folder, as JSON (`WebItemRecord` of the intake).
    case webItem = "application/vnd.langnghe.web-item+json"
    /// A whole answer of a web source that could not be understood.
    case webResponse = "application/vnd.langnghe.web-response"
    /// What somebody entered by hand, as JSON (``ManualEntry``).
    case entry = "application/vnd.langnghe.entry+json"
}

/// One item as a source gave it, before anything is understood.
public struct CollectedItem: Sendable, Hashable {
    /// Name of the source in the configuration.
    public var source: String
    /// What identifies the item inside its source; (source, key) is accepted once.
    public var key: String
    /// When the source received it.
    public var receivedAt: Timestamp
    /// The form of the bytes.
    public var mediaType: MediaType
    /// The bytes, unchanged.
    public var bytes: [UInt8]
    /// Why the source could not deliver the whole item; set, it goes to quarantine at once.
    public var defect: String?

    /// Creates an item.
    public init(
        source: String, key: String, receivedAt: Timestamp, mediaType: MediaType, bytes: [UInt8],
        defect: String? = nil
    ) {
        self.source = source
        self.key = key
        self.receivedAt = receivedAt
        self.mediaType = mediaType
        self.bytes = bytes
        self.defect = defect
    }
}

/// How far a source has been collected; committed together with the items before it.
public struct Watermark: Sendable, Hashable, Codable {
    /// What is collected: the source's name, and a folder or URL when one source has several.
    public var scope: String
    /// The position, in the collector's own words (for IMAP "UIDVALIDITY:UID", for feeds the validators).
    public var value: String

    /// Creates a watermark.
    public init(scope: String, value: String) {
        self.scope = scope
        self.value = value
    }
}

/// What accepting a batch did.
public struct Acceptance: Sendable, Hashable {
    /// Items that were new.
    public var new: Int
    /// Items that had been accepted before.
    public var known: Int

    /// Creates a result.
    public init(new: Int, known: Int) {
        self.new = new
        self.known = known
    }
}
