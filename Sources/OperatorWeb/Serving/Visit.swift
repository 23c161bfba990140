import Casework
import Logging
import Places
import Reporting

/// Everything that lives as long as the site.
struct SiteParts: Sendable {
    let store: any OperatorStore
    let attachments: any AttachmentSource
    let settings: SiteSettings
    let vocabulary: @Sendable () -> SiteVocabulary
    let clock: @Sendable () -> Timestamp
    let logger: Logger
    /// Takes answers to citizens; nil when the office sends none.
    let answering: (any AnswerSending)?
    /// Carries out at once what was asked of alerts; nil when this process does not watch.
    let watchNow: (@Sendable () async -> Void)?
    /// Today's units that a text names; nil when it names none.
    let placeReading: @Sendable (String) -> PlaceToday?
    let verifier = PasswordVerifier()
    let throttle = LogInThrottle()
    let strangerThrottle = StrangerThrottle()
}

/// One request with what is known of its sender.
struct Visit: Sendable {
    let parts: SiteParts
    let request: PageRequest
    let now: Timestamp
    let vocabulary: SiteVocabulary
    let language: Language
    /// Token that forms of this visit must carry.
    let formToken: String
    /// The log-in, if any.
    let session: Session?
    /// Name of the logged-in officer on screens.
    let displayName: String
    /// Who reads: the account of the session; nobody may read anything without one.
    let reader: Reader
    /// The store as the reader sees it.
    let store: any OperatorStore

    /// Whether the visitor logged in with a password that somebody else knows, and has to change it first.
    let mustChangePassword: Bool

    /// The first page of who has this role.
    var home: LocalPath {
        switch reader.role {
        case .administrator: LocalPath(AccountPages.path)
        case .auditor: LocalPath(AuditPages.path)
        case .collaborator: LocalPath(OwnAccountPages.path)
        case .officer, .lead, .ruleAuthor: LocalPath("/diem-nong")
        }
    }

    /// Whether the visitor has a right.
    func may(_ right: OfficeRight) -> Bool { reader.may(right) }

    /// User name for the audit log.
    var actor: String { session?.user ?? "" }

    /// Whether cookies may only travel by https.
    var hasSecureCookies: Bool { parts.settings.secureCookies || request.isSecure }

    /// A text in the visit's language.
    func say(_ text: ScreenText) -> String { text(language) }

    /// Name of a topic; topics that the rules no longer know keep their identifier.
    func topicName(_ id: String) -> String { vocabulary.topics.first { $0.id == id }?.name ?? id }

    /// Name of a queue; queues that routing no longer knows keep their identifier.
    func queueName(_ id: String) -> String { vocabulary.routing.queues.first { $0.id == id }?.name ?? id }

    /// The case that the address names.
    func requestedCode() throws(PageProblem) -> TrackingCode {
        guard let code = request.parameters["code"].flatMap({ TrackingCode($0) }) else { throw .notFound }
        return code
    }
}

/// Why a page cannot be given.
enum PageProblem: Error, Sendable {
    /// There is no such page, case or item.
    case notFound
    /// The form did not come from this site or is out of date.
    case forbidden
    /// The form is too large.
    case tooLarge
    /// The action does not fit where the case stands.
    case notAllowed(reason: String)
    /// Somebody else changed the case after it was shown.
    case changedMeanwhile(reason: String)
    /// The identity key is missing or another one.
    case sealed
    /// The store failed.
    case failed
}
