public import Casework
public import Reporting

/// The store as the operator's page uses it.
public typealias OperatorStore =
    AccountStore & AttachmentStore & CaseLinkStore & CaseStore & FigureStore & InboxStore & OutboxStore & SurveyStore

/// What the rules say that screens need; asked for anew with every request, so that reloaded rules show at once.
public struct SiteVocabulary: Sendable, Hashable {
    /// Queues and routing.
    public var routing: RoutingTable
    /// Topics in the order of the screens.
    public var topics: [PeriodReport.Topic]

    /// Creates a vocabulary.
    public init(routing: RoutingTable, topics: [PeriodReport.Topic]) {
        self.routing = routing
        self.topics = topics
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

    /// Creates settings.
    public init(
        officeName: String, address: String = "127.0.0.1", port: Int = 8080, secureCookies: Bool = false,
        behindProxy: Bool = false
    ) {
        self.officeName = officeName
        self.address = address
        self.port = port
        self.secureCookies = secureCookies
        self.behindProxy = behindProxy
    }
}
