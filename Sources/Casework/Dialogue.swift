public import CivilCalendar
public import Places

/// Identifier of a dialogue, reception or meeting.
public struct DialogueID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier; later ones sort after earlier ones.
    public static func make(at time: Timestamp) -> DialogueID {
        DialogueID(rawValue: TimeOrderedIdentifier.make(at: time))
    }
}

/// On what occasion leaders met citizens.
///
/// > Source: Luật Tiếp công dân 2013, Điều 18 (reception by heads, regular and at once); Quy định 11-QĐi/TW 2019, Điều 4
/// > (dialogue); Luật Tổ chức Quốc hội and Luật Tổ chức chính quyền địa phương (meeting voters).
public enum DialogueKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Đối thoại with citizens.
    case dialogue
    /// Tiếp công dân định kỳ: the head receives on the days that the law sets.
    case regularReception = "regular_reception"
    /// Tiếp công dân đột xuất: the head receives at once, because a matter cannot wait.
    case urgentReception = "urgent_reception"
    /// Họp dân: a meeting of a village or residential group.
    case publicMeeting = "public_meeting"
    /// Tiếp xúc cử tri: deputies meet voters.
    case voterMeeting = "voter_meeting"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .dialogue: "Đối thoại"
        case .regularReception: "Tiếp công dân định kỳ"
        case .urgentReception: "Tiếp công dân đột xuất"
        case .publicMeeting: "Họp dân"
        case .voterMeeting: "Tiếp xúc cử tri"
        }
    }
}

/// Where something took place: as somebody wrote it, and the units of today that the gazetteer finds in it.
public struct EventPlace: Sendable, Hashable, Codable {
    /// As it was written.
    public var text: String
    /// Today's units; nil when none is known.
    public var today: PlaceToday?

    /// Creates a place.
    public init(text: String = "", today: PlaceToday? = nil) {
        self.text = text
        self.today = today
    }

    /// Today's unit with what was written, when that says more; nil when nothing is known.
    public var shown: String? {
        guard let name = today?.joined else { return text.isEmpty ? nil : text }
        return text.isEmpty || text.lowercased() == name.lowercased() ? name : "\(text) (\(name))"
    }
}

/// A meeting of leaders with citizens, as the office keeps it: a public act, without the names of citizens.
public struct Dialogue: Sendable, Hashable, Codable {
    /// Identifier.
    public var id: DialogueID
    /// The occasion.
    public var kind: DialogueKind
    /// The day.
    public var day: CivilDate
    /// Who presided: title and name of a holder of public office.
    public var head: String
    /// Where.
    public var place: EventPlace
    /// How many citizens came; nil when nobody counted.
    public var participants: Int?
    /// What it was about, in short.
    public var content: String
    /// User name of who entered it.
    public var enteredBy: String
    /// When it was entered.
    public var enteredAt: Timestamp

    /// Creates a dialogue.
    public init(
        id: DialogueID, kind: DialogueKind, day: CivilDate, head: String, place: EventPlace = EventPlace(),
        participants: Int? = nil, content: String = "", enteredBy: String, enteredAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.day = day
        self.head = head
        self.place = place
        self.participants = participants
        self.content = content
        self.enteredBy = enteredBy
        self.enteredAt = enteredAt
    }

    /// Longest title of who presided, in Unicode scalars.
    public static let headLimit = 200
    /// Longest place, in Unicode scalars.
    public static let placeLimit = 200
    /// Longest content, in Unicode scalars.
    public static let contentLimit = 4_000
    /// Most participants that are believed.
    public static let participantLimit = 100_000

    /// The dialogue with its texts trimmed, if it can be kept.
    ///
    /// - Parameter today: The day of entry.
    /// - Returns: The dialogue to keep.
    /// - Throws: ``StoreError/notAllowed(reason:)`` with what to change.
    public func checked(today: CivilDate) throws(StoreError) -> Dialogue {
        var kept = self
        kept.head = try LedgerText.line(head, "người chủ trì", limit: Self.headLimit, isNeeded: true)
        kept.place.text = try LedgerText.line(place.text, "nơi tổ chức", limit: Self.placeLimit)
        kept.content = try LedgerText.lines(content, "nội dung", limit: Self.contentLimit)
        guard day <= today else { throw .notAllowed(reason: "Ngày tổ chức không được ở tương lai.") }
        guard day.year >= 1_990 else { throw .notAllowed(reason: "Ngày tổ chức phải từ năm 1990.") }
        if let participants, !(0...Self.participantLimit).contains(participants) {
            throw .notAllowed(reason: "Số người dự phải từ 0 đến \(Self.participantLimit).")
        }
        return kept
    }
}
