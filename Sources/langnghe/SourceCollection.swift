import Casework
import Crypto
import CurlTransfer
import Foundation
import Intake
import OfficeConfiguration

/// One configured source, ready to be collected once or for as long as the daemon runs.
struct SourceCollection: Sendable {
    let source: OfficeConfiguration.Source
    let store: any SourceStore
    private let way: Way

    private enum Way {
        case imap([IMAPCollector])
        case pop3(POP3Collector)
        case web(any WebCollector)
    }

    /// Prepares a source.
    ///
    /// - Throws: ``CommandFailure`` when a file that the configuration names cannot be read, or libcurl's failure.
    init(
        source: OfficeConfiguration.Source, store: any SourceStore, dataFolder: String, web: WebAccess
    ) throws {
        self.source = source
        self.store = store
        switch source.kind {
        case .imap(let mailbox):
            let settings = try Self.imapSettings(mailbox, source, dataFolder)
            way = .imap(
                mailbox.folders.map { folder in
                    var settings = settings
                    settings.folder = folder
                    return IMAPCollector(settings)
                })
        case .pop3(let mailbox):
            let access = try MailAccountAccess(mailbox.account, source: source.name, dataFolder: dataFolder)
            way = .pop3(
                POP3Collector(
                    POP3Collector.Settings(
                        source: source.name, endpoint: access.endpoint, credential: access.credential,
                        deleteAfterDays: mailbox.deleteAfterDays, maximumMailBytes: mailbox.account.maximumBytes)))
        case .feed(let feed):
            way = .web(
                FeedCollector(
                    requests: try web.requests(of: source.name, at: feed.address), url: feed.address.url,
                    maximumBytes: feed.address.maximumBytes, labels: try ItemLabels(feed.labels),
                    fullText: FullText(rawValue: feed.fullText.rawValue) ?? .auto))
        case .table(let table):
            way = .web(TableCollector(try table.settings(source: source.name, dataFolder: dataFolder)))
        case .folder(let folder): way = .web(FolderCollector(try folder.settings(source: source.name)))
        case .webhook(let webhook):
            way = .web(WebhookCollector(receiver: try webhook.receiver(source: source.name), hook: webhook.hook))
        }
    }

    private static func imapSettings(
        _ mailbox: OfficeConfiguration.IMAP, _ source: OfficeConfiguration.Source, _ dataFolder: String
    ) throws -> IMAPCollector.Settings {
        let access = try MailAccountAccess(mailbox.account, source: source.name, dataFolder: dataFolder)
        let afterStoring: AfterStoring =
            switch mailbox.afterStoring {
            case .nothing: .nothing
            case .markSeen: .markSeen
            case .move(let folder): .move(to: folder)
            case .delete(let days): .delete(afterDays: days)
            }
        return IMAPCollector.Settings(
            source: source.name, endpoint: access.endpoint, credential: access.credential, afterStoring: afterStoring,
            maximumMailBytes: mailbox.account.maximumBytes, usesIDLE: mailbox.usesIDLE,
            idleRenewal: .seconds(mailbox.idleMinutes * 60), pollInterval: .seconds(source.intervalSeconds))
    }

    /// Collects what is new, once.
    ///
    /// - Returns: How many items were new and known.
    func pass() async throws -> Acceptance {
        var sum = Acceptance(new: 0, known: 0)
        for work in works(isOnce: true) {
            let seen = Seen()
            do {
                try await work.run(
                    .init(signedIn: {}, passed: { await seen.add($0) }))
            } catch {
                try? await store.note(report(work, failure: error))
                throw error
            }
            sum.new += await seen.acceptance.new
            sum.known += await seen.acceptance.known
            let notices = await seen.notices
            for notice in notices { CommandFailure.report("\(source.name): \(notice)") }
            try await store.note(
                PassReport(
                    source: source.name, part: work.part, at: .now(),
                    outcome: .success(notice: notices.isEmpty ? nil : notices.joined(separator: " ")),
                    fingerprint: work.fingerprint(), credentialExpiresAt: await seen.credentialExpiresAt))
        }
        return sum
    }

    /// What the daemon runs: folders are watched, other sources looked at again and again.
    func works() -> [SourceRunner.Work] { works(isOnce: false) }

    private func works(isOnce: Bool) -> [SourceRunner.Work] {
        switch way {
        case .imap(let collectors): collectors.map { isOnce ? pass(over: $0) : watch(over: $0) }
        case .pop3(let collector): [pass(over: collector)]
        case .web(let collector): [pass(over: collector)]
        }
    }

    private func watch(over collector: IMAPCollector) -> SourceRunner.Work {
        let credential = collector.settings.credential
        return SourceRunner.Work(
            part: collector.settings.folder, fingerprint: { credential.fingerprint },
            run: { progress in
                try await collector.watch(
                    into: store, clock: Timestamp.now, signedIn: progress.signedIn,
                    report: { await progress.passed(WebPass(acceptance: $0.acceptance, notices: $0.notices)) })
            })
    }

    private func pass(over collector: IMAPCollector) -> SourceRunner.Work {
        let credential = collector.settings.credential
        return SourceRunner.Work(
            part: collector.settings.folder, fingerprint: { credential.fingerprint },
            run: { progress in
                let outcome = try await collector.collect(into: store, at: .now())
                await progress.passed(WebPass(acceptance: outcome.acceptance, notices: outcome.notices))
            })
    }

    private func pass(over collector: POP3Collector) -> SourceRunner.Work {
        let credential = collector.settings.credential
        return SourceRunner.Work(
            part: "", fingerprint: { credential.fingerprint },
            run: { progress in
                let outcome = try await collector.collect(into: store, at: .now())
                await progress.passed(WebPass(acceptance: outcome.acceptance, notices: outcome.notices))
            })
    }

    private func pass(over collector: any WebCollector) -> SourceRunner.Work {
        SourceRunner.Work(
            part: "",
            run: { progress in
                await progress.passed(try await collector.collect(into: store, at: .now()))
            })
    }

    private func report(_ work: SourceRunner.Work, failure error: any Error) -> PassReport {
        PassReport(
            source: source.name, part: work.part, at: .now(),
            outcome: .failure(
                (error as? CollectionError)?.kind ?? .local, "\(error)",
                retryAt: Timestamp.now().adding(seconds: Int64(source.intervalSeconds))),
            fingerprint: work.fingerprint())
    }

    private actor Seen {
        private(set) var acceptance = Acceptance(new: 0, known: 0)
        private(set) var notices: [String] = []
        private(set) var credentialExpiresAt: Timestamp?

        func add(_ pass: WebPass) {
            acceptance.new += pass.acceptance.new
            acceptance.known += pass.acceptance.known
            notices += pass.notices
            credentialExpiresAt = pass.credentialExpiresAt
        }
    }

    /// What tries the source out step by step.
    func trial() -> SourceTrial {
        switch way {
        case .imap(let collectors): SourceTrial(imap: collectors.map(\.settings))
        case .pop3(let collector): SourceTrial(pop3: collector.settings)
        case .web(let collector): SourceTrial(web: collector)
        }
    }
}

/// Short names made of content.
enum ContentName {
    /// The first 96 bits of SHA-256, hexadecimal.
    static func short(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(12).map { String(format: "%02x", $0) }.joined()
    }
}
