public import Casework
import CurlTransfer

/// Keeps one source collected until its task is cancelled: waits between passes, backs off after failures, and notes how it
/// goes.
public struct SourceRunner: Sendable {
    /// One folder of a source, or the whole of a source that has none.
    public struct Work: Sendable {
        /// The folder; empty for sources that have none.
        public var part: String
        /// Changes when somebody has put something else to sign in with.
        public var fingerprint: @Sendable () -> String
        /// Collects: once, or again and again on one session until that ends.
        public var run: @Sendable (Progress) async throws -> Void

        /// Makes a work.
        public init(
            part: String, fingerprint: @escaping @Sendable () -> String = { "" },
            run: @escaping @Sendable (Progress) async throws -> Void
        ) {
            self.part = part
            self.fingerprint = fingerprint
            self.run = run
        }
    }

    /// What a work tells while it runs.
    public struct Progress: Sendable {
        /// To be called when signed in, so that others may.
        public var signedIn: @Sendable () async -> Void
        /// To be called after each good pass.
        public var passed: @Sendable (WebPass) async -> Void

        /// Makes something that hears what a work tells.
        public init(
            signedIn: @escaping @Sendable () async -> Void, passed: @escaping @Sendable (WebPass) async -> Void
        ) {
            self.signedIn = signedIn
            self.passed = passed
        }
    }

    /// Something for the log.
    public enum Event: Sendable {
        /// New items were stored.
        case collected(part: String, new: Int)
        /// A session that had worked came to its end; it is opened again at once.
        case sessionEnded(part: String, reason: String)
        /// A pass failed.
        case failed(part: String, PassReport.Failure, reason: String, wait: Duration)
        /// The store does not take notes.
        case notNoted(StoreError)
    }

    /// A session that lasted so long has shown that nothing is wrong with it.
    private static let provenAfter = Duration.seconds(60)

    private let source: String
    private let interval: Duration
    private let store: any SourceStore
    private let works: [Work]
    private let log: @Sendable (Event) -> Void

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - interval: Time between two passes.
    ///   - store: Where it is noted how passes go.
    ///   - works: The folders, or the source as a whole.
    ///   - log: Told what happens.
    public init(
        source: String, interval: Duration, store: any SourceStore, works: [Work],
        log: @escaping @Sendable (Event) -> Void
    ) {
        self.source = source
        self.interval = interval
        self.store = store
        self.works = works
        self.log = log
    }

    /// Runs until the task is cancelled, and stands still while its orders say so.
    ///
    /// A pass that is cut off by an order is taken up again later like one that a stop of the program cut off.
    ///
    /// - Parameter orders: What to do; nothing is collected before the first.
    public func run(heeding orders: AsyncStream<SourceOrder>) async {
        var current: Task<Void, Never>?
        for await order in orders {
            current?.cancel()
            await current?.value
            current = order.isPaused ? nil : Task { await run(atOnce: order.isAtOnce) }
        }
        current?.cancel()
        await current?.value
    }

    /// Runs until the task is cancelled.
    ///
    /// - Parameter isAtOnce: Whether a person wants it collected although the server refused a short while ago.
    public func run(atOnce isAtOnce: Bool = false) async {
        let gate = SignInGate()
        try? await store.forgetParts(of: source, except: Set(works.map(\.part)))
        let refusals = isAtOnce ? 0 : await earlierRefusals(gate)
        await withTaskGroup(of: Void.self) { group in
            for work in works { group.addTask { await keepRunning(work, gate, BackOff(refusals: refusals)) } }
        }
    }

    /// A daemon that is started again and again must not try a refused password each time.
    private func earlierRefusals(_ gate: SignInGate) async -> Int {
        let now = Timestamp.now()
        let standings = (try? await store.sourceStandings(now: now, patience: [:])) ?? []
        var most = 0
        for part in standings.first(where: { $0.source == source })?.parts ?? [] {
            guard part.failure == .refused, let retryAt = part.retryAt, retryAt > now,
                let work = works.first(where: { $0.part == part.part }), work.fingerprint() == part.fingerprint
            else { continue }
            most = max(most, part.failures)
            await gate.refuse(
                for: .milliseconds(retryAt.rawValue - now.rawValue), fingerprint: part.fingerprint)
        }
        return most
    }

    private func keepRunning(_ work: Work, _ gate: SignInGate, _ start: BackOff) async {
        var backOff = start
        while await gate.enter(work.fingerprint) {
            let fingerprint = work.fingerprint()
            let turn = Turn(gate)
            let begin = ContinuousClock.now
            let passes = PassCount()
            var wait = interval * Double.random(in: 1...1.1)
            do {
                try await work.run(progress(of: work, fingerprint, turn, passes))
                backOff.succeeded()
                if let notBefore = await passes.notBefore { wait = max(wait, Self.time(until: notBefore)) }
            } catch {
                if Task.isCancelled {
                    await turn.end()
                    return
                }
                let isProven = await passes.isPositive && ContinuousClock.now - begin > Self.provenAfter
                if await passes.isPositive { backOff.succeeded() }
                if isProven, (error as? CollectionError)?.isBreak == true {
                    wait = .seconds(Double.random(in: 0.5...3))
                    log(.sessionEnded(part: work.part, reason: "\(error)"))
                } else {
                    wait = await note(error, of: work, fingerprint, gate, &backOff)
                }
            }
            await turn.end()
            try? await Task.sleep(for: wait)
        }
    }

    private func progress(
        of work: Work, _ fingerprint: String, _ turn: Turn, _ passes: PassCount
    ) -> Progress {
        Progress(
            signedIn: { await turn.end() },
            passed: { pass in
                await turn.end()
                await passes.count(pass)
                if pass.acceptance.new > 0 { log(.collected(part: work.part, new: pass.acceptance.new)) }
                await note(
                    PassReport(of: pass, source: source, part: work.part, fingerprint: fingerprint, at: .now()))
            })
    }

    private func note(
        _ error: any Error, of work: Work, _ fingerprint: String, _ gate: SignInGate, _ backOff: inout BackOff
    ) async -> Duration {
        let failure = (error as? CollectionError)?.kind ?? .local
        var generator = SystemRandomNumberGenerator()
        var wait = backOff.failed(isRefusal: failure == .refused, using: &generator)
        if let notBefore = (error as? CollectionError)?.notBefore { wait = max(wait, Self.time(until: notBefore)) }
        if failure == .refused { await gate.refuse(for: wait, fingerprint: fingerprint) }
        let reason = "\(error)"
        log(.failed(part: work.part, failure, reason: reason, wait: wait))
        let retryAt = Timestamp.now().adding(seconds: wait.components.seconds)
        await note(
            PassReport(
                source: source, part: work.part, at: .now(), outcome: .failure(failure, reason, retryAt: retryAt),
                fingerprint: fingerprint))
        // The gate does the waiting, for it also sees when somebody corrects the password.
        return failure == .refused ? .zero : wait
    }

    private static func time(until: Timestamp) -> Duration {
        .milliseconds(max(0, until.rawValue - Timestamp.now().rawValue))
    }

    private func note(_ report: PassReport) async {
        do throws(StoreError) {
            try await store.note(report)
        } catch {
            log(.notNoted(error))
        }
    }

    /// One turn at the gate, given back once.
    private actor Turn {
        private let gate: SignInGate
        private var hasEnded = false

        init(_ gate: SignInGate) { self.gate = gate }

        func end() async {
            guard !hasEnded else { return }
            hasEnded = true
            await gate.leave()
        }
    }

    private actor PassCount {
        private(set) var isPositive = false
        private(set) var notBefore: Timestamp?

        func count(_ pass: WebPass) {
            isPositive = true
            notBefore = pass.notBefore
        }
    }
}

extension CollectionError {
    /// Who can do something about it.
    public var kind: PassReport.Failure {
        switch self {
        case .transfer(_, .loginDenied), .tokenRefused, .accessRefused: .refused
        case .transfer(_, let error):
            switch error {
            case .hostNotFound, .connectionFailed, .timedOut, .connectionLost, .refusedForNow, .cancelled: .unreachable
            case .localFailure, .invalidRequest, .addressBlocked: .local
            default: .disorder
            }
        case .askedToWait: .unreachable
        case .unexpectedStatus, .protocolFailure: .disorder
        case .credentialUnusable, .localFolder, .store: .local
        }
    }
}
