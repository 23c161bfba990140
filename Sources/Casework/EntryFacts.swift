public import Classification

/// How a message was entered by hand, as far as it tells nothing of the person behind it.
///
/// What tells of the person stands in ``Message/sender`` and in the keys of ``Message/extra`` that
/// ``ManualEntry/personalKeys`` lists.
public struct EntryFacts: Sendable, Hashable, Codable {
    /// What was entered.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A call on the hotline.
        case hotline
        /// Somebody who came to the reception (tiếp công dân).
        case walkIn = "walk_in"
        /// A paper letter.
        case paper
        /// A message of a Zalo group.
        case zalo
        /// The part of a letter that became a case of its own when the letter was split.
        case part

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .hotline: "Cuộc gọi đường dây nóng"
            case .walkIn: "Tiếp công dân"
            case .paper: "Đơn thư giấy"
            case .zalo: "Tin nhóm Zalo"
            case .part: "Phần tách từ đơn khác"
            }
        }

        /// The way by which it came.
        public var channel: Channel {
            switch self {
            case .hotline: .hotline
            case .walkIn: .reception
            case .paper, .part: .letter
            case .zalo: .zalo
            }
        }
    }

    /// The part of a letter that was split.
    public struct Part: Sendable, Hashable, Codable {
        /// The case that was split.
        public var parent: TrackingCode
        /// Number of the part, from 1.
        public var number: Int
        /// The class that an officer gave to the part.
        public var letterClass: LetterClass
        /// The way by which the letter came.
        public var channel: Channel

        /// Creates a part.
        public init(parent: TrackingCode, number: Int, letterClass: LetterClass, channel: Channel) {
            self.parent = parent
            self.number = number
            self.letterClass = letterClass
            self.channel = channel
        }
    }

    /// What was entered.
    public var kind: Kind
    /// User name of who entered it.
    public var filedBy: String
    /// Number in the register of incoming documents (số công văn đến), as written.
    public var registerNumber: String?
    /// Number in the book of receptions (sổ tiếp công dân).
    public var bookNumber: String?
    /// Who held the reception.
    public var receptionHead: String?
    /// How many people came.
    public var participants: Int?
    /// Date on the letter, `2026-11-21`.
    public var letterDate: String?
    /// Which part of which letter it is.
    public var part: Part?

    /// Creates facts; set what else is known.
    public init(kind: Kind, filedBy: String) {
        self.kind = kind
        self.filedBy = filedBy
    }
}
