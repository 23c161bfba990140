public import Casework
public import Classification
public import Deadlines
public import Reporting

/// The store as the operator's page uses it.
public typealias OperatorStore =
    AccountStore & AlertNoticeStore & AlertRecordStore & CueWeightStore & AttachmentStore & AuditStore & CaseLinkStore
    & CasePartStore & CaseStore
    & DeadlineWarningStore
    & EntryStore & FigureStore & IdentityStore & IntegrityStore & LetterCheckStore & OutboxStore & PromiseStore
    & PublicationStore & ReaderScoped & ReminderStore & RetentionStore & RoutingStore & SatisfactionStore
    & SharedMatterStore & SourceStore & SourceAlarmStore & SourceControlStore
    & SurveyStore & WatchStore

/// What the rules say that screens need; asked for anew with every request, so that reloaded rules show at once.
public struct SiteVocabulary: Sendable {
    /// Queues and routing.
    public var routing: RoutingTable
    /// Topics in the order of the screens.
    public var topics: [PeriodReport.Topic]
    /// Working time and the terms of the law.
    public var deadlines: DeadlineClock
    /// The rules that letters are judged by; nil where none is, then only what was judged before is known of a letter.
    public var classifier: Classifier?
    /// What is kept how long.
    public var retention: RetentionTable
    /// The words of reminders to bodies that are late; nil when the rules hold none.
    public var reminder: ReminderText?

    /// Creates a vocabulary.
    public init(
        routing: RoutingTable, topics: [PeriodReport.Topic],
        deadlines: DeadlineClock = .none, classifier: Classifier? = nil, retention: RetentionTable = .none,
        reminder: ReminderText? = nil
    ) {
        self.classifier = classifier
        self.routing = routing
        self.topics = topics
        self.deadlines = deadlines
        self.retention = retention
        self.reminder = reminder
    }
}

/// What the office's configuration says about the operator's page.
public struct SiteSettings: Sendable, Hashable {
    /// Name of the office, in the head of every page.
    public var officeName: String
    /// Address to listen on.
    public var address: String
    /// Port to listen on; 0 takes a free one.
    public var port: Int
    /// Whether browsers always come by https, so that cookies never travel in clear.
    public var secureCookies: Bool
    /// Whether a reverse proxy of ours stands in front, whose `X-Forwarded-For` and `X-Forwarded-Host` can be believed.
    public var behindProxy: Bool
    /// The configured sources, in their order.
    public var sources: [SiteSource]
    /// The links by which citizens say what they think of outcomes; nil when there are none.
    public var satisfaction: SatisfactionLinks?
    /// Whether answers are published for everybody.
    public var publishesAnswers: Bool
    /// What stands around the text of the office's own letters.
    public var letterhead: Letterhead
    /// Whether the weights of signs of danger are learned from verdicts.
    public var learnsCues: Bool
    /// Months after its end that an alert stays in the working lists.
    public var archiveAfterMonths: Int

    /// Creates settings.
    public init(
        officeName: String, address: String = "127.0.0.1", port: Int = 8080, secureCookies: Bool = false,
        behindProxy: Bool = false, sources: [SiteSource] = [], satisfaction: SatisfactionLinks? = nil,
        publishesAnswers: Bool = false, letterhead: Letterhead = Letterhead(), learnsCues: Bool = true,
        archiveAfterMonths: Int = 6
    ) {
        self.officeName = officeName
        self.address = address
        self.port = port
        self.secureCookies = secureCookies
        self.behindProxy = behindProxy
        self.sources = sources
        self.satisfaction = satisfaction
        self.publishesAnswers = publishesAnswers
        self.letterhead = letterhead
        self.learnsCues = learnsCues
        self.archiveAfterMonths = archiveAfterMonths
    }
}

/// What the office's configuration says about a source, as far as screens need it.
public struct SiteSource: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its type as the configuration calls it, for example `imap`.
    public var type: String
    /// Seconds between two passes.
    public var intervalSeconds: Int
    /// Whether a session stays open on which the server announces what is new.
    public var isWatched: Bool
    /// Hours without an item after which it counts as silent; nil when that is judged by what is usual.
    public var silentAfterHours: Int?

    /// Creates a source.
    public init(
        name: String, type: String, intervalSeconds: Int, isWatched: Bool = false, silentAfterHours: Int? = nil
    ) {
        self.name = name
        self.type = type
        self.intervalSeconds = intervalSeconds
        self.isWatched = isWatched
        self.silentAfterHours = silentAfterHours
    }
}
