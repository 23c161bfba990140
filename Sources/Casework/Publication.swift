public import Places

/// Identifier of a public answer: chance alone, so that it leads neither to the case nor to its neighbours.
public struct PublicationID: Sendable, Hashable, Codable, RawRepresentable {
    /// The identifier's text.
    public var rawValue: String
    /// Wraps an identifier's text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a new identifier of 16 letters and digits.
    public static func make() -> PublicationID {
        PublicationID(rawValue: Base32.text((0..<10).map { _ in UInt8.random(in: 0...255) }))
    }
}

/// Where a public answer stands.
public enum PublicationState: String, Sendable, Hashable, Codable, CaseIterable {
    /// It waits for a second pair of eyes.
    case draft
    /// Everybody can read it.
    case published
    /// It was taken back.
    case withdrawn
}

/// Why a public answer was taken back.
///
/// > Source: reports of other products show that a moderated text without a reason is taken for censorship.
public enum WithdrawalReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// Personal data was found in it.
    case personalData = "personal_data"
    /// It is wrong.
    case wrong
    /// It is out of date.
    case outdated
    /// The citizen asked for it.
    case requested
    /// A competent authority ordered it.
    case ordered
    /// Something else, told in words.
    case other

    /// Name on screens, also for the public.
    public var vietnameseName: String {
        switch self {
        case .personalData: "Có thông tin cá nhân"
        case .wrong: "Nội dung chưa chính xác"
        case .outdated: "Nội dung không còn phù hợp"
        case .requested: "Theo đề nghị của người dân"
        case .ordered: "Theo yêu cầu của cơ quan có thẩm quyền"
        case .other: "Lý do khác"
        }
    }
}

/// What an officer writes for the public.
public struct PublicationDraft: Sendable, Hashable, Codable {
    /// What was asked.
    public var question: String
    /// What the office answered.
    public var answer: String
    /// Words that look like personal data and that the officer says are public, such as an office's telephone number.
    public var confirmed: [String]

    /// Creates a draft.
    public init(question: String, answer: String, confirmed: [String] = []) {
        self.question = question
        self.answer = answer
        self.confirmed = confirmed
    }

    /// Longest question, in Unicode scalars.
    public static let questionLimit = 4_000
    /// Longest answer, in Unicode scalars.
    public static let answerLimit = 20_000

    /// The draft with its texts trimmed, if it can be kept.
    ///
    /// - Returns: The draft to keep.
    /// - Throws: ``StoreError/notAllowed(reason:)`` with what to change.
    public func checked() throws(StoreError) -> PublicationDraft {
        PublicationDraft(
            question: try LedgerText.lines(
                question, "câu hỏi công khai", limit: Self.questionLimit, isNeeded: true),
            answer: try LedgerText.lines(answer, "câu trả lời công khai", limit: Self.answerLimit, isNeeded: true),
            confirmed: Array(confirmed.prefix(200)))
    }
}

/// A public answer as the office sees it.
public struct Publication: Sendable, Hashable, Codable {
    /// Why, by whom and when it was taken back.
    public struct Withdrawal: Sendable, Hashable, Codable {
        /// The reason's code.
        public var reason: WithdrawalReason
        /// More about it; for the office alone.
        public var text: String
        /// User name.
        public var actor: String
        /// When.
        public var at: Timestamp

        /// Creates a withdrawal.
        public init(reason: WithdrawalReason, text: String, actor: String, at: Timestamp) {
            self.reason = reason
            self.text = text
            self.actor = actor
            self.at = at
        }
    }

    /// Identifier, part of its address.
    public var id: PublicationID
    /// The texts.
    public var draft: PublicationDraft
    /// Where it stands.
    public var state: PublicationState
    /// User names of all who wrote on these texts; none of them may publish them.
    public var editors: [String]
    /// When the texts were last saved.
    public var savedAt: Timestamp
    /// User name of who published it.
    public var publishedBy: String?
    /// When it was published.
    public var publishedAt: Timestamp?
    /// How it was taken back.
    public var withdrawal: Withdrawal?
    /// Grows with every change.
    public var revision: Int64

    /// Creates a publication.
    public init(
        id: PublicationID, draft: PublicationDraft, state: PublicationState, editors: [String], savedAt: Timestamp,
        publishedBy: String? = nil, publishedAt: Timestamp? = nil, withdrawal: Withdrawal? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.draft = draft
        self.state = state
        self.editors = editors
        self.savedAt = savedAt
        self.publishedBy = publishedBy
        self.publishedAt = publishedAt
        self.withdrawal = withdrawal
        self.revision = revision
    }
}

/// A public answer as everybody reads it: nothing in it leads to the case.
public struct PublicAnswer: Sendable, Hashable, Codable {
    /// Identifier, part of its address.
    public var id: PublicationID
    /// What was asked.
    public var question: String
    /// What was answered.
    public var answer: String
    /// Topics.
    public var topics: [String]
    /// Today's units that it is about.
    public var place: PlaceToday?
    /// When it was published.
    public var publishedAt: Timestamp

    /// Creates a public answer.
    public init(
        id: PublicationID, question: String, answer: String, topics: [String], place: PlaceToday?,
        publishedAt: Timestamp
    ) {
        self.id = id
        self.question = question
        self.answer = answer
        self.topics = topics
        self.place = place
        self.publishedAt = publishedAt
    }

    /// The first words of the question, as a heading.
    public var title: String {
        let line = question.prefix { !$0.isNewline }
        let limit = 120
        guard line.count > limit else { return String(line) }
        let cut = line.prefix(limit)
        return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
