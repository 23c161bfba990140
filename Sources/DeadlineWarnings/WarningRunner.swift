public import Casework
import CivilCalendar
public import Deadlines
public import MailWriting

/// Tells people once on each working day which legal dates come and which have passed.
///
/// What is told, and that the day was looked at, is kept in the transaction that puts the mails into the outbox: a run that is
/// cut off at any instant tells everything or nothing, and the next one goes on from there.
public struct WarningRunner: Sendable {
    /// The store as the runner needs it.
    public typealias Store = DeadlineWarningStore & CaseStore & AccountStore & RoutingStore & ReaderScoped

    /// When and whom to tell.
    public struct Settings: Sendable {
        /// Second of the day from which on it is told, on the clocks of Việt Nam.
        public var second: Int
        /// Working days ahead of a date at which it is told.
        public var workingDays: Int
        /// Addresses by user name; nobody else is told.
        public var addresses: [String: OutgoingAddress]

        /// Creates settings.
        ///
        /// - Parameters:
        ///   - second: Second of the day from which on it is told.
        ///   - workingDays: Working days ahead of a date at which it is told.
        ///   - addresses: Addresses by user name.
        public init(second: Int, workingDays: Int, addresses: [String: OutgoingAddress]) {
            self.second = second
            self.workingDays = workingDays
            self.addresses = addresses
        }
    }

    /// What a run did.
    public struct Summary: Sendable, Hashable {
        /// Mails put into the outbox.
        public var mails = 0
        /// Steps of which it was told that their date comes.
        public var ahead = 0
        /// Steps of which it was told that their date has passed.
        public var late = 0
        /// Steps of which nobody could be told; they wait.
        public var untold = 0
        /// User names of the configuration that no account of today has.
        public var unknownUsers: [String] = []
    }

    /// Most steps told on one day: the first day of an office with an old backlog tells the rest on the next ones.
    static let stepsADay = 5_000

    private let store: any Store
    private let settings: Settings
    private let writer: WarningMailWriter
    private let rules: @Sendable () -> (routing: RoutingTable, deadlines: DeadlineClock)

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - store: The cases, and what was told of them.
    ///   - settings: When and whom to tell.
    ///   - writer: Composes mail.
    ///   - rules: The rules in force, asked anew for every run.
    public init(
        store: any Store, settings: Settings, writer: WarningMailWriter,
        rules: @escaping @Sendable () -> (routing: RoutingTable, deadlines: DeadlineClock)
    ) {
        self.store = store
        self.settings = settings
        self.writer = writer
        self.rules = rules
    }

    /// Tells what is to be told, when it is a working day, late enough, and not done yet.
    ///
    /// - Parameter now: The time.
    /// - Returns: What was done; nil when nothing was due.
    /// - Throws: ``StoreError``.
    public func run(at now: Timestamp) async throws(StoreError) -> Summary? {
        let (routing, clock) = rules()
        let moment = LocalMoment(utcMilliseconds: now.rawValue)
        let today = moment.date
        guard clock.calendar.isWorkingDay(today), moment.second >= settings.second else { return nil }
        if let last = try await store.warnedOn(), last >= today { return nil }
        // What was just changed has to be counted before it can be told.
        while try await store.countDeadlines(clock, at: now, limit: 500) == 500 {}
        let lastDay = clock.calendar.workingDay(settings.workingDays, after: today)
        let warnings = try await store.untoldWarnings(
            clock, at: now, until: Timestamp(rawValue: LocalMoment.end(of: lastDay).utcMilliseconds),
            limit: Self.stepsADay)
        var summary = Summary()
        let people = try await people(routing, Array(Set(warnings.map(\.code))), &summary)
        let digest = WarningDigest(
            warnings, among: people, routing: routing,
            absences: try await store.absences(from: today).map(\.absence), on: today)
        let missing = clock.missingYears(on: today)
        let newlyMissing = try await store.untoldCalendars(missing)
        var mails: [OutgoingMessage] = []
        for (name, person) in people.sorted(by: { $0.key < $1.key }) {
            let part = digest.parts[name] ?? WarningDigest.Part()
            // A mail with nothing else in it is sent to leads only, and once.
            let mayBeAlone = person.account.role == .lead && !newlyMissing.isEmpty
            guard !part.isEmpty || mayBeAlone, let address = settings.addresses[name] else { continue }
            mails += writer.mail(
                about: WarningMailWriter.Digest(
                    day: today, lastDay: lastDay, part: part, missingYears: missing,
                    queueNames: Dictionary(routing.queues.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
                ),
                to: address, user: name, at: now)
        }
        summary.mails = try await store.warn(
            WarningDay(day: today, warnings: digest.told, missingYears: mails.isEmpty ? [] : newlyMissing), by: mails,
            at: now)
        summary.late = digest.told.count { $0.kind == .late }
        summary.ahead = digest.told.count - summary.late
        summary.untold = warnings.count - digest.told.count
        return summary
    }

    /// Who can be told: active accounts whose addresses are configured, each with the cases in their reach.
    private func people(
        _ routing: RoutingTable, _ codes: [TrackingCode], _ summary: inout Summary
    ) async throws(StoreError) -> [String: WarnedPerson] {
        var people: [String: WarnedPerson] = [:]
        for name in settings.addresses.keys.sorted() {
            guard let account = try await store.account(named: name), account.isActive else {
                summary.unknownUsers.append(name)
                continue
            }
            let reader = account.reader(of: routing)
            people[name] = WarnedPerson(
                account: account, reader: reader, reach: try await store.seen(by: reader).inReach(codes))
        }
        return people
    }
}
