import Casework
import Classification
import Foundation
import HotSpotWatching
import Intake
import LetterChecking
import Logging
import OfficeConfiguration
import OperatorWeb
import Places
import Reporting
import RuleFiles
import SQLiteStore
import ServiceLifecycle
import UnixSignals
import VietnameseText

/// Everything that runs while an office is served: collectors, the way from inbox to case, the operator's page.
struct OfficeDaemon: Sendable {
    let configuration: OfficeConfiguration
    let rules: RulesInForce
    let store: SQLiteStore
    let logger: Logger

    /// Runs until SIGTERM or SIGINT, then lets each part end in order.
    ///
    /// - Parameter onReady: Told the port once the page answers.
    /// - Throws: what made a part end, for example an address that is in use.
    func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let attachments = try Attachments.processor(of: configuration, store: store, rules: rules)
        let mail = try OfficeMail(configuration, rules: rules)
        let watch = HotSpotWatch(
            store: store, places: WatchedPlaces.of(rules.rules.rules.places), ways: configuration.noticeWays)
        let notices = try OfficeNotices.runner(configuration, mail: mail, rules: rules, store: store)
        let site = OperatorSite(
            store: store, attachments: OriginalAttachments(inbox: store),
            settings: SiteSettings(
                officeName: configuration.officeName, address: configuration.listen.host,
                port: configuration.listen.port, secureCookies: configuration.secureCookies,
                behindProxy: configuration.behindProxy, sources: configuration.siteSources,
                satisfaction: configuration.satisfactionLinks, publishesAnswers: configuration.publishesAnswers,
                letterhead: configuration.officeLetterhead(rules.rules.rules.places.gazetteer),
                learnsCues: configuration.hotSpots.learnsCues,
                archiveAfterMonths: configuration.hotSpots.archiveAfterMonths),
            vocabulary: { [rules] in
                let current = rules.rules
                return SiteVocabulary(
                    routing: current.routing,
                    topics: current.rules.topics.map { PeriodReport.Topic(id: $0.id, name: $0.name) },
                    deadlines: current.deadlines, classifier: Classifier(rules: current.rules),
                    retention: current.retention, reminder: current.reminder)
            },
            answering: mail.map { OfficeAnswering(store: store, settings: $0.settings) },
            placeReading: { [rules] text in
                rules.rules.rules.places.find(subject: nil, body: FoldedText(text)).place.today
            },
            watchNow: { [logger] in await WatchLoop.pass(watch, logger) },
            strangers: try StrangerRoutes.all(of: configuration, store: store, rules: rules), logger: logger,
            onReady: onReady)
        var services: [any Service] = [
            site,
            FilingLoop(
                store: store, rules: rules, answering: mail?.settings, ownAddresses: configuration.ownAddresses,
                logger: logger),
            AttachmentLoop(processor: attachments, logger: logger), WatchLoop(watch: watch, logger: logger),
            NoticeLoop(runner: notices, logger: logger),
            WeeklyLoop(
                learning: WeeklyLearning(
                    store: store, places: WatchedPlaces.of(rules.rules.rules.places),
                    learnsCues: configuration.hotSpots.learnsCues), logger: logger),
            RuleReloading(rules: rules, logger: logger),
        ]
        if let mail {
            // While the disk is full nothing else can be sent either; a mail counts as abandoned only after 20 minutes.
            let runner = mail.runner(store, patience: .seconds(10 * 60))
            services.append(OutboxLoop(runner: runner, logger: logger))
        }
        if let warnings = try OfficeWarnings.runner(configuration, mail: mail, rules: rules, store: store) {
            services.append(WarningLoop(runner: warnings, logger: logger))
        }
        let web = WebAccess()
        let board = SourceBoard()
        services.append(SourceBoardLoop(board: board, store: store, logger: logger))
        for source in configuration.sources {
            // A source that cannot even be prepared must not keep the others, and the page, from running.
            do {
                let collection = try SourceCollection(
                    source: source, store: store, dataFolder: configuration.dataFolder, web: web)
                services.append(SourceLoop(collection: collection, board: board, logger: logger))
            } catch {
                logger.error("\(error)", metadata: ["source": "\(source.name)"])
                try await store.note(
                    PassReport(
                        source: source.name, part: "", at: .now(),
                        outcome: .failure(.local, "\(error)", retryAt: .now())))
            }
        }
        services.append(
            SourceWatch(configuration: configuration, store: store, alarms: mail?.alarms, logger: logger))
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
    }
}

/// Reads, triages and files what arrives in the inbox.
struct FilingLoop: Service {
    let store: SQLiteStore
    let rules: RulesInForce
    let answering: AnsweringSettings?
    let ownAddresses: Set<String>
    let logger: Logger

    func run() async throws {
        let processor = InboxProcessor(
            store: store, rules: { [rules] in rules.forProcessing }, answering: answering,
            ownAddresses: ownAddresses)
        await cancelWhenGracefulShutdown {
            var told: String?
            while !Task.isCancelled {
                do {
                    try await file(processor)
                    if told != nil { logger.notice("the identity key is there again; what waited is filed") }
                    told = nil
                } catch StoreError.sealed(let reason) {
                    // Said once, and again when it changes: what is collected waits, sealed.
                    if told != reason { logger.error("\(StoreError.sealed(reason: reason))") }
                    told = reason
                } catch {
                    logger.error("\(error)")
                }
                do { try await catchUp() } catch { logger.error("\(error)") }
                // Letters must reach the screen within seconds; looking into an empty inbox costs microseconds.
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func file(_ processor: InboxProcessor) async throws {
        let summary = try await processor.processAll(clock: { Timestamp.now() })
        guard summary.total > 0 else { return }
        logger.info(
            "filed",
            metadata: [
                "opened": "\(summary.opened)", "joined": "\(summary.joined)",
                "quarantined": "\(summary.quarantined)", "hot": "\(summary.hotSpots)",
            ])
    }

    /// What needs no letter to come: deadlines, and what an older version left to be done, a few rows at each pass.
    private func catchUp() async throws {
        // Each call is a short transaction, so that a million cases never keep a letter waiting.
        var counted = 500
        while counted == 500, !Task.isCancelled {
            counted = try await store.countDeadlines(rules.rules.deadlines, at: .now(), limit: 500)
        }
        do {
            // Letters that an older version filed are sealed, and get the signatures that find their copies and the
            // checklists that older versions did not fill.
            var steps = 5
            while steps > 0, try await store.sealOldRecords(limit: 100, at: .now()) > 0 { steps -= 1 }
            steps = 5
            while steps > 0, try await store.signOldLetters(limit: 100, at: .now()) > 0 { steps -= 1 }
            steps = 5
            while steps > 0, try await OlderLetters(store: store).step(limit: 20) != nil { steps -= 1 }
        } catch StoreError.sealed {
            // It waits for the key as filing does, which says so.
        }
        // Originals of an older version get their sums, and the audit log tells from time to time how many there are.
        var steps = 5
        while steps > 0, try await store.sumOriginals(limit: 20, at: .now()) > 0 { steps -= 1 }
        // What a person has confirmed to go, a few cases at each pass.
        _ = try await store.continueRetention(limit: 20, at: .now())
    }
}

/// Reads the rules again at SIGHUP.
struct RuleReloading: Service {
    let rules: RulesInForce
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try rules.reload()
                logger.info("rules reloaded", metadata: ["rules": "\(rules.rules.rules.hash)"])
            } catch {
                logger.error("the rules were not reloaded, the ones in force stay: \(error)")
            }
        }
    }
}
