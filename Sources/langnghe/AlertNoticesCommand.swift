import ArgumentParser
import Casework
import HotSpots
import SQLiteStore

/// `langnghe alerts notices`: what was told of alerts, to whom, and what could not be told.
struct AlertNoticesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices", abstract: "List notices of alerts by mail and webhook, have one told again.",
        subcommands: [List.self, Retry.self], defaultSubcommand: List.self)

    /// `langnghe alerts notices list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List notices that wait or are dead letters, newest first.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "Those that were told too.") var all = false
        @Flag(help: "JSON lines.") var json = false
        @Option(help: "At most so many.") var limit = 200

        func validate() throws {
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            let states = all ? Set(NoticeState.allCases) : [.waiting, .dead]
            for notice in try await store.notices(NoticeFilter(states: states, limit: limit)) {
                print(json ? try JSONLine.text(NoticeRecord(notice)) : Self.line(notice))
            }
        }

        private static func line(_ notice: AlertNotice) -> String {
            let due = notice.state == .waiting ? "  lần tới \(LocalTime.text(notice.dueAt))" : ""
            let mails = notice.mails.map { "\($0.recipient): \($0.state.vietnameseName)" }.joined(separator: ", ")
            return [
                "\(notice.id)", LocalTime.text(notice.createdAt), "cảnh báo \(notice.alert.alert.id)",
                notice.reason.vietnameseName, TerminalText.clean(notice.way.vietnameseName),
                notice.state.vietnameseName, "\(notice.attempts)×" + due, TerminalText.clean(mails),
                TerminalText.clean(notice.lastAnswer ?? ""),
            ].filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }

    /// `langnghe alerts notices retry`.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a notice told as soon as possible, in quiet hours too; the running daemon does it.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "Who asks, for the audit log.") var actor = "dòng lệnh"
        @Argument(help: "Number of the notice.") var id: Int64

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            do throws(StoreError) {
                try await store.retryNotice(id, actor: actor, at: .now())
            } catch .noSuchItem {
                throw CommandFailure("There is no notice \(id). `langnghe alerts notices --all` shows those there are.")
            }
            print("Noted; the running daemon tells it within seconds.")
        }
    }
}

/// A notice as `--json` writes it.
private struct NoticeRecord: Encodable {
    let id: Int64
    let key: String
    let alert: Int
    let reason: String
    let way: String
    let urgent: Bool
    let createdAt: Int64
    let state: String
    let attempts: Int
    let dueAt: Int64?
    let settledAt: Int64?
    let answer: String?
    let mails: [Mail]

    struct Mail: Encodable {
        let recipient: String
        let state: String
    }

    init(_ notice: AlertNotice) {
        id = notice.id
        key = notice.key
        alert = notice.alert.alert.id
        reason = notice.reason.rawValue
        way = notice.way.rawValue
        urgent = notice.isUrgent
        createdAt = notice.createdAt.rawValue
        state = notice.state.rawValue
        attempts = notice.attempts
        dueAt = notice.state == .waiting ? notice.dueAt.rawValue : nil
        settledAt = notice.settledAt?.rawValue
        answer = notice.lastAnswer
        mails = notice.mails.map { Mail(recipient: $0.recipient, state: $0.state.rawValue) }
    }
}
