public import HotSpots

/// What is known of alerts beyond those that live: the archive, what comes back again and again, second opinions.
///
/// Every method is one transaction.
public protocol AlertRecordStore: Sendable {
    /// Alerts that were closed long ago, newest first.
    func archivedAlerts(_ filter: ArchiveFilter) async throws(StoreError) -> [AlertRecord]

    /// Places and topics with several closed episodes in the year before a time, the most often first.
    ///
    /// They are a standing list to look at, never an alarm. Alerts that were false alarms count for nothing.
    func recurrentPlaces(at time: Timestamp) async throws(StoreError) -> [RecurrentPlace]

    /// Matters that were settled several times in the year before a time, in cases of one's reach, the latest first.
    ///
    /// A matter is a case that was opened again, or several that an officer has accepted as one; settlings less than
    /// ``RecurrentMatter/episodeDays`` apart are one episode.
    func recurrentMatters(at time: Timestamp) async throws(StoreError) -> [RecurrentMatter]

    /// What the second opinion is asked of: distinct matters by week.
    ///
    /// - Parameters:
    ///   - first: The first week wanted.
    ///   - last: The last week wanted.
    /// - Returns: Counts by commune code and topic, each with as many numbers as there are weeks.
    /// - Throws: ``StoreError``.
    func weeklyMatters(
        from first: WatchWeek, through last: WatchWeek
    ) async throws(StoreError) -> [StreamName: [Int]]

    /// The last week that was judged; nil when none was.
    func lastOpinionWeek() async throws(StoreError) -> WatchWeek?

    /// Keeps the second opinions of a week, once.
    ///
    /// - Returns: Whether they were kept; false when the week was judged already.
    /// - Throws: ``StoreError``.
    func keep(
        _ opinions: [SecondOpinion], of week: WatchWeek, years: Int, at time: Timestamp
    ) async throws(StoreError) -> Bool

    /// The second opinions of a week; nil when it was not judged.
    func opinions(of week: WatchWeek) async throws(StoreError) -> OpinionWeek?

    /// The second opinions on the communes and topic of an alert, of the weeks that it lasted, newest first, at most four weeks.
    func opinions(on alert: KeptAlert, at time: Timestamp) async throws(StoreError) -> [AlertOpinion]
}

/// A stream of matters: a commune and a topic.
public struct StreamName: Sendable, Hashable {
    /// Code of the commune.
    public var commune: String
    /// Topic.
    public var topic: String

    /// Creates a name.
    public init(commune: String, topic: String) {
        self.commune = commune
        self.topic = topic
    }
}

/// An alert in short: what lists of old alerts show.
public struct AlertRecord: Sendable, Hashable, Codable {
    /// Number of the alert.
    public var id: Int
    /// Topic.
    public var topic: String
    /// Province.
    public var province: String
    /// Names of its communes.
    public var places: [String]
    /// Hamlet, where most of it came from one.
    public var hamlet: String?
    /// When it was opened.
    public var openedAt: Timestamp
    /// When it was closed; nil while it lives.
    public var closedAt: Timestamp?
    /// Its highest score.
    public var peak: Double
    /// The sentence of that time.
    public var why: String
    /// Whether officers called it true (by verdict, or by handing it to a higher level) or false; nil when they did neither.
    public var isHot: Bool?

    /// Creates a record.
    public init(
        id: Int, topic: String, province: String, places: [String], hamlet: String?, openedAt: Timestamp,
        closedAt: Timestamp?, peak: Double, why: String, isHot: Bool?
    ) {
        self.id = id
        self.topic = topic
        self.province = province
        self.places = places
        self.hamlet = hamlet
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.peak = peak
        self.why = why
        self.isHot = isHot
    }
}

/// Which archived alerts.
public struct ArchiveFilter: Sendable, Hashable {
    /// Closed before this.
    public var closedBefore: Timestamp
    /// Words that all occur in place, topic or sentence, with or without marks; nil for all.
    public var search: String?
    /// Of this topic; nil for all.
    public var topic: String?
    /// Only those with a lower number, for the next page.
    public var below: Int?
    /// At most so many.
    public var limit: Int

    /// Creates a filter.
    public init(
        closedBefore: Timestamp, search: String? = nil, topic: String? = nil, below: Int? = nil, limit: Int = 50
    ) {
        self.closedBefore = closedBefore
        self.search = search
        self.topic = topic
        self.below = below
        self.limit = limit
    }
}

/// A place and topic that come back again and again.
public struct RecurrentPlace: Sendable, Hashable, Codable {
    /// Closed episodes in a year from which on a place and topic stand in the list.
    public static let leastEpisodes = 3
    /// How far back episodes count.
    public static let days: Int64 = 365

    /// Province.
    public var province: String
    /// Name of the commune.
    public var place: String
    /// Topic.
    public var topic: String
    /// Its closed episodes, oldest first.
    public var episodes: [AlertRecord]

    /// Creates an entry.
    public init(province: String, place: String, topic: String, episodes: [AlertRecord]) {
        self.province = province
        self.place = place
        self.topic = topic
        self.episodes = episodes
    }
}

/// A matter that was settled and came back again and again.
public struct RecurrentMatter: Sendable, Hashable, Codable {
    /// Days that lie between two episodes at least.
    public static let episodeDays: Int64 = 14

    /// The case that was settled last.
    public var summary: Case
    /// Number of its cases.
    public var cases: Int
    /// When each episode was settled, oldest first.
    public var settledAt: [Timestamp]

    /// Creates an entry.
    public init(summary: Case, cases: Int, settledAt: [Timestamp]) {
        self.summary = summary
        self.cases = cases
        self.settledAt = settledAt
    }
}

/// What Farrington Flexible says of one place and topic in one week; an opinion, never an alarm.
public struct SecondOpinion: Sendable, Hashable, Codable {
    /// The place.
    public var commune: WatchedCommune
    /// Topic.
    public var topic: String
    /// Matters in the week.
    public var observed: Int
    /// Matters expected; nil when the method gives none, as when too few came lately.
    public var expected: Double?
    /// The highest count that is still usual; nil where ``expected`` is.
    public var upper: Double?
    /// Whether the count lies above it.
    public var isAbove: Bool

    /// Creates an opinion.
    public init(
        commune: WatchedCommune, topic: String, observed: Int, expected: Double?, upper: Double?, isAbove: Bool
    ) {
        self.commune = commune
        self.topic = topic
        self.observed = observed
        self.expected = expected
        self.upper = upper
        self.isAbove = isAbove
    }
}

/// The second opinions of a week.
public struct OpinionWeek: Sendable, Hashable, Codable {
    /// The week.
    public var week: WatchWeek
    /// Years that it was compared with; 0 when there are not enough, then there are no opinions.
    public var years: Int
    /// The opinions on places and topics that something was written of.
    public var opinions: [SecondOpinion]

    /// Creates a week.
    public init(week: WatchWeek, years: Int, opinions: [SecondOpinion]) {
        self.week = week
        self.years = years
        self.opinions = opinions
    }
}

/// The second opinion on an alert in one week.
public struct AlertOpinion: Sendable, Hashable, Codable {
    /// The week.
    public var week: WatchWeek
    /// Years that it was compared with; 0 when there are not enough.
    public var years: Int
    /// The opinions on its places, the strongest first; none where nothing was written.
    public var opinions: [SecondOpinion]

    /// Creates an opinion.
    public init(week: WatchWeek, years: Int, opinions: [SecondOpinion]) {
        self.week = week
        self.years = years
        self.opinions = opinions
    }
}

extension HotSpotAlert {
    /// Whether officers called it a true hot spot; nil when they have not said, or only where it belongs.
    ///
    /// Who hands an alert to a higher level takes it for true, unless a verdict says otherwise.
    public var isJudgedHot: Bool? {
        switch verdict {
        case .confirmed: true
        case .dismissed(.wrongPlace), .dismissed(.wrongTopic): nil
        case .dismissed: false
        case nil: escalatedTo == nil ? nil : true
        }
    }
}
