/// What a source's collector remembers beside the inbox: which mails lie in the mailbox and are stored here, and how
/// its passes went.
///
/// Every method is one transaction.
public protocol SourceStore: InboxStore {
    /// Accepts a batch as ``InboxStore/accept(_:watermark:)`` does, and in the same transaction notes where its mails lie.
    func accept(
        _ items: [CollectedItem], ledger: [LedgerEntry], watermark: Watermark?
    ) async throws(StoreError) -> Acceptance

    /// All names of a mailbox's mails that are stored or in quarantine here.
    func ledgerIdentifiers(scope: String) async throws(StoreError) -> Set<String>

    /// Those names that begin with one of a few texts, each of which ends in `/`: the versions of these items.
    ///
    /// - Parameters:
    ///   - scope: The ledger.
    ///   - beginnings: What names begin with.
    /// - Returns: The names.
    /// - Throws: ``StoreError``.
    func ledgerIdentifiers(scope: String, beginningWith beginnings: [String]) async throws(StoreError) -> Set<String>

    /// The oldest entries whose mail is stored whole: inbox entry and bytes were both found just now.
    ///
    /// - Parameters:
    ///   - scope: The mailbox.
    ///   - time: Only mails stored at this time or before.
    ///   - limit: Most entries.
    /// - Returns: The entries.
    /// - Throws: ``StoreError``.
    func storedMails(scope: String, upTo time: Timestamp, limit: Int) async throws(StoreError) -> [LedgerEntry]

    /// Takes entries out of the ledger; the mails themselves stay stored.
    func forget(_ identifiers: Set<String>, scope: String) async throws(StoreError)

    /// Notes how a pass went.
    func note(_ report: PassReport) async throws(StoreError)

    /// Forgets how passes over parts went that are no longer collected.
    func forgetParts(of source: String, except parts: Set<String>) async throws(StoreError)

    /// How each source stands, by name; sources that have never been tried are missing.
    ///
    /// - Parameters:
    ///   - now: The time to judge by.
    ///   - patience: Hours without an item after which a source counts as silent, by name; sources that are not named are
    ///     judged by what is usual for them.
    /// - Returns: The standings.
    /// - Throws: ``StoreError``.
    func sourceStandings(now: Timestamp, patience: [String: Int]) async throws(StoreError) -> [SourceStanding]

    /// Notes the alarms that hold now, and tells which were not noted before and which have ended.
    func noteAlarms(
        _ alarms: [SourceAlarm], at time: Timestamp
    ) async throws(StoreError) -> (raised: [SourceAlarm], ended: [SourceAlarm])
}

extension SourceStore {
    /// Looks through all names; a store that can do better does.
    public func ledgerIdentifiers(
        scope: String, beginningWith beginnings: [String]
    ) async throws(StoreError) -> Set<String> {
        let wanted = Set(beginnings)
        return try await ledgerIdentifiers(scope: scope).filter { name in
            name.firstIndex(of: "/").map { wanted.contains(String(name[...$0])) } ?? false
        }
    }
}

/// A mail that lies in a mailbox, and the item it became here.
public struct LedgerEntry: Sendable, Hashable {
    /// The mailbox: source, folder and account.
    public var scope: String
    /// The mail's lasting name in the mailbox: UIDVALIDITY and UID, or UIDL.
    public var identifier: String
    /// Name of the source.
    public var source: String
    /// What identifies the item inside the source.
    public var key: String
    /// When it was stored.
    public var storedAt: Timestamp
    /// Whether all of it was stored; what is in quarantine with its header only must stay in the mailbox.
    public var isWhole: Bool

    /// Makes an entry.
    public init(
        scope: String, identifier: String, source: String, key: String, storedAt: Timestamp, isWhole: Bool
    ) {
        self.scope = scope
        self.identifier = identifier
        self.source = source
        self.key = key
        self.storedAt = storedAt
        self.isWhole = isWhole
    }
}

/// How one pass over a source, or over one folder of it, went.
public struct PassReport: Sendable, Hashable {
    /// Why a pass failed, cut by who can do something about it.
    public enum Failure: String, Sendable, Hashable, Codable {
        /// Nobody answers, or the connection broke off: time may set it right.
        case unreachable
        /// The server refuses user, password or token: only a person can set it right.
        case refused
        /// The server answers, but not as it should.
        case disorder
        /// Something is missing on this machine: a file, space, memory.
        case local

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .unreachable: "Không kết nối được"
            case .refused: "Bị từ chối đăng nhập"
            case .disorder: "Máy chủ trả lời sai"
            case .local: "Lỗi tại máy này"
            }
        }
    }

    /// How it went.
    public enum Outcome: Sendable, Hashable {
        /// Everything that was new is stored; a notice is something people should know nevertheless.
        case success(notice: String?)
        /// It failed, with a sentence for people, and is tried again at this time.
        case failure(Failure, String, retryAt: Timestamp)
    }

    /// Name of the source.
    public var source: String
    /// The folder; empty for sources that have none.
    public var part: String
    /// When the pass ended.
    public var at: Timestamp
    /// How it went.
    public var outcome: Outcome
    /// What the pass signed in with, as ``SourcePart/fingerprint``.
    public var fingerprint: String
    /// When what it signed in with ends to be good; nil when nobody knows, or never.
    public var credentialExpiresAt: Timestamp?

    /// Makes a report.
    public init(
        source: String, part: String, at: Timestamp, outcome: Outcome, fingerprint: String = "",
        credentialExpiresAt: Timestamp? = nil
    ) {
        self.source = source
        self.part = part
        self.at = at
        self.outcome = outcome
        self.fingerprint = fingerprint
        self.credentialExpiresAt = credentialExpiresAt
    }
}

/// One folder of a source, or the whole of a source that has none, as its last passes left it.
public struct SourcePart: Sendable, Hashable, Codable {
    /// The folder; empty for sources that have none.
    public var part: String
    /// End of the last pass.
    public var attemptedAt: Timestamp
    /// End of the last good pass.
    public var succeededAt: Timestamp?
    /// Passes that failed since then.
    public var failures: Int
    /// Since when passes fail.
    public var failingSince: Timestamp?
    /// Why the last pass failed.
    public var failure: PassReport.Failure?
    /// The same in a sentence, or what people should know after a good pass.
    public var message: String?
    /// When it is tried again after a failure.
    public var retryAt: Timestamp?
    /// What the last pass signed in with, without telling its content: another value means somebody changed it.
    public var fingerprint: String
    /// When what the last good pass signed in with ends to be good; nil when nobody knows, or never.
    public var credentialExpiresAt: Timestamp?

    /// Makes a part.
    public init(
        part: String, attemptedAt: Timestamp, succeededAt: Timestamp?, failures: Int, failingSince: Timestamp?,
        failure: PassReport.Failure?, message: String?, retryAt: Timestamp?, fingerprint: String,
        credentialExpiresAt: Timestamp? = nil
    ) {
        self.part = part
        self.attemptedAt = attemptedAt
        self.succeededAt = succeededAt
        self.failures = failures
        self.failingSince = failingSince
        self.failure = failure
        self.message = message
        self.retryAt = retryAt
        self.fingerprint = fingerprint
        self.credentialExpiresAt = credentialExpiresAt
    }
}
