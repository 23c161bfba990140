import Casework
import CurlTransfer
import IMAPWire

/// Tries a source out step by step, without storing or changing anything.
public struct SourceTrial: Sendable {
    /// One step.
    public struct Step: Sendable, Hashable {
        /// How a step went.
        public enum Result: String, Sendable, Hashable, Codable {
            /// It works.
            case works
            /// It works, but something is to be known.
            case remark
            /// It does not work, and neither does what comes after it.
            case fails
        }

        /// How it went.
        public var result: Result
        /// What was tried.
        public var name: String
        /// What was found, or what to do.
        public var detail: String

        /// Makes a step.
        public init(result: Result, name: String, detail: String) {
            self.result = result
            self.name = name
            self.detail = detail
        }
    }

    private enum Way: Sendable {
        case imap([IMAPCollector.Settings])
        case pop3(POP3Collector.Settings)
        case web(any WebCollector)
    }

    private let way: Way

    /// Tries the folders of an IMAP account.
    public init(imap settings: [IMAPCollector.Settings]) { way = .imap(settings) }

    /// Tries a POP3 account.
    public init(pop3 settings: POP3Collector.Settings) { way = .pop3(settings) }

    /// Tries a web source, a table or a folder.
    public init(web collector: any WebCollector) { way = .web(collector) }

    /// Runs the steps.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    public func run(_ show: (Step) -> Void) async -> Bool {
        do throws(CollectionError) {
            switch way {
            case .imap(let settings): return try await imap(settings, show)
            case .pop3(let settings): return try await pop3(settings, show)
            case .web(let collector): return try await collector.trial(show)
            }
        } catch {
            show(Step(result: .fails, name: Self.step(of: error), detail: "\(error)"))
            return false
        }
    }

    // MARK: Mail

    private func signIn(
        _ endpoint: MailEndpoint, _ provider: any MailCredentialProvider, _ show: (Step) -> Void
    ) async throws(CollectionError) {
        let credential = try await provider.credential()
        switch credential {
        case .password: show(Step(result: .works, name: "password", detail: "the password file can be read"))
        case .bearer: show(Step(result: .works, name: "token", detail: "the token server gave an access token"))
        }
        if let proxy = endpoint.proxy {
            show(
                Step(
                    result: .works, name: "proxy", detail: "\(proxy.kind.rawValue) \(proxy.host):\(proxy.port) is used")
            )
        }
    }

    private func signedIn(_ endpoint: MailEndpoint, _ show: (Step) -> Void) {
        let place = "\(endpoint.host):\(endpoint.port)"
        show(Step(result: .works, name: "connection", detail: "\(place) answers"))
        switch endpoint.security {
        case .tls: show(Step(result: .works, name: "encryption", detail: "TLS; the certificate is trusted"))
        case .startTLS:
            show(Step(result: .works, name: "encryption", detail: "TLS by STARTTLS; the certificate is trusted"))
        case .unencrypted: show(Step(result: .remark, name: "encryption", detail: "none, as configured"))
        }
        show(Step(result: .works, name: "log-in", detail: "the server accepts the user"))
    }

    private func imap(
        _ settings: [IMAPCollector.Settings], _ show: (Step) -> Void
    ) async throws(CollectionError) -> Bool {
        guard let first = settings.first else { return false }
        try await signIn(first.endpoint, first.credential, show)
        var hasShown = false
        var works = true
        for settings in settings {
            let mailbox: IMAPMailbox
            do throws(CollectionError) {
                mailbox = try await IMAPMailbox.open(settings, resuming: nil)
            } catch {
                guard case .protocolFailure = error else { throw error }
                // The log-in has worked; it is this folder that does not.
                if !hasShown { signedIn(settings.endpoint, show) }
                hasShown = true
                works = false
                show(Step(result: .fails, name: "folder \(settings.folder)", detail: "\(error)"))
                continue
            }
            if !hasShown {
                signedIn(settings.endpoint, show)
                for step in Self.extensions(mailbox, settings) { show(step) }
            }
            hasShown = true
            show(
                Step(
                    result: .works, name: "folder \(settings.folder)",
                    detail: "\(mailbox.messageCount) mails, UIDVALIDITY \(mailbox.uidValidity)"))
            show(try await newestMail(mailbox))
            if mailbox.isReadOnly {
                works = false
                show(
                    Step(
                        result: .fails, name: "after storing",
                        detail: "this user may not change «\(settings.folder)»; remove after_storing or give the right")
                )
            }
            await mailbox.logOut()
        }
        return works
    }

    private static func extensions(_ mailbox: IMAPMailbox, _ settings: IMAPCollector.Settings) -> [Step] {
        let has = mailbox.capabilities.contains
        var steps: [Step] = []
        if !settings.usesIDLE {
            steps.append(Step(result: .remark, name: "announcements", detail: "switched off by idle: false"))
        } else if has("IDLE") {
            steps.append(Step(result: .works, name: "announcements", detail: "new mails are announced (IDLE)"))
        } else {
            steps.append(
                Step(
                    result: .remark, name: "announcements",
                    detail: "the server has no IDLE; it is asked every \(settings.pollInterval.components.seconds) s"))
        }
        switch settings.afterStoring {
        case .nothing:
            steps.append(Step(result: .works, name: "after storing", detail: "nothing in the mailbox is changed"))
        case .markSeen: steps.append(Step(result: .works, name: "after storing", detail: "mails are marked as seen"))
        case .move(let folder):
            let way = has("MOVE") ? Step.Result.works : .remark
            let note = has("MOVE") ? "" : "; the server has no MOVE, so they are copied and deleted"
            steps.append(Step(result: way, name: "after storing", detail: "mails are moved into «\(folder)»\(note)"))
        case .delete(let days):
            let isWhole = has("UIDPLUS") || has("IMAP4REV2")
            let note = isWhole ? "" : "; the server has no UIDPLUS, so they are only marked as deleted"
            steps.append(
                Step(
                    result: isWhole ? .works : .remark, name: "after storing",
                    detail: "mails are deleted \(days) days after they were stored\(note)"))
        }
        return steps
    }

    private func newestMail(_ mailbox: IMAPMailbox) async throws(CollectionError) -> Step {
        guard mailbox.messageCount > 0 else {
            return Step(result: .remark, name: "reading", detail: "the folder is empty, so no mail could be read")
        }
        var newest: UInt32 = 0
        _ = try await mailbox.ask(.uidFetchFrom(.max, items: [.uid])) { response in
            if case .fetch(let fetch) = response { newest = max(newest, fetch.uid ?? 0) }
        }
        var bytes = 0
        guard newest > 0 else { return Step(result: .fails, name: "reading", detail: "the server lists no mail") }
        let answer = try await mailbox.ask(.uidFetch(UIDSet([newest]), items: [.uid, .header])) { response in
            if case .fetch(let fetch) = response, case .bytes(let header)? = fetch.section("HEADER") {
                bytes = header.count
            }
        }
        return answer.condition == .ok && bytes > 0
            ? Step(result: .works, name: "reading", detail: "the newest mail's header has \(bytes) bytes")
            : Step(result: .fails, name: "reading", detail: "the server does not give a mail (\(answer.text.text))")
    }

    private func pop3(_ settings: POP3Collector.Settings, _ show: (Step) -> Void) async throws(CollectionError) -> Bool
    {
        try await signIn(settings.endpoint, settings.credential, show)
        let found = try await POP3Collector(settings).probe()
        signedIn(settings.endpoint, show)
        show(Step(result: .works, name: "mails", detail: "\(found.mails) mails, each with a lasting name (UIDL)"))
        let isPipelined = found.capabilities.contains("PIPELINING")
        show(
            Step(
                result: isPipelined ? .works : .remark, name: "speed",
                detail: isPipelined ? "commands are sent ahead (PIPELINING)" : "no PIPELINING: mails come one by one"))
        let after = settings.deleteAfterDays.map { "mails are deleted \($0) days after they were stored" }
        show(Step(result: .works, name: "after storing", detail: after ?? "nothing in the mailbox is changed"))
        return true
    }

    /// The step at which a failure shows.
    private static func step(of error: CollectionError) -> String {
        switch error {
        case .credentialUnusable, .tokenRefused, .accessRefused: "secret"
        case .transfer(_, .hostNotFound): "name"
        case .transfer(_, .connectionFailed), .transfer(_, .timedOut), .transfer(_, .addressBlocked): "connection"
        case .transfer(_, .certificateRejected), .transfer(_, .encryptionUnavailable): "encryption"
        case .transfer(_, .loginDenied), .transfer(_, .refusedForNow): "log-in"
        case .transfer, .unexpectedStatus, .askedToWait, .protocolFailure: "answer"
        case .localFolder: "folder"
        case .store: "store"
        }
    }
}
