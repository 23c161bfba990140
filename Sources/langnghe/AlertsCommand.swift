import ArgumentParser
import Casework
import CivilCalendar
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import OfficeConfiguration
import Places
import Reporting
import RuleFiles
import SQLiteStore

/// `langnghe alerts`: alerts of the hot-spot detector on a terminal.
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "List alerts, show one with its evidence, act on one.",
        subcommands: [
            List.self, Show.self, Acknowledge.self, Snooze.self, Escalate.self, Dismiss.self, Confirm.self, Close.self,
            Rebuild.self, AlertNoticesCommand.self,
        ])

    /// `langnghe alerts list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List alerts, the highest score first.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "Closed ones too, but for the archive.") var all = false
        @Flag(help: "The archive: those closed longer ago than archive_after_months, newest first.") var archived =
            false
        @Option(help: "In the archive: words of place or sentence, with or without accents.") var search: String?
        @Flag(help: "JSON lines.") var json = false
        @Flag(help: "CSV with a head.") var csv = false

        func validate() throws {
            guard archived || search == nil else { throw ValidationError("--search goes with --archived.") }
            guard !archived || !csv else { throw ValidationError("The archive is written as text or --json.") }
        }

        func run() async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            let cutoff = Timestamp.now().adding(
                seconds: -AlertArchive.seconds(months: configuration.hotSpots.archiveAfterMonths))
            if archived {
                let filter = ArchiveFilter(closedBefore: cutoff, search: search, limit: 10_000)
                for record in try await store.archivedAlerts(filter) {
                    print(json ? try JSONLine.text(record) : Self.line(record))
                }
                return
            }
            let alerts = try await store.alerts(AlertFilter(livingOnly: !all, closedSince: cutoff, limit: 10_000))
            if csv { print("id,state,topic,places,score,threshold,observed,expected,opened_at,immediate,why") }
            for kept in alerts {
                if json {
                    print(try JSONLine.text(kept))
                } else {
                    print(csv ? Self.csv(kept) : Self.line(kept))
                }
            }
        }

        private static func line(_ record: AlertRecord) -> String {
            [
                "\(record.id)", String(format: "%.1f", record.peak), record.topic, LocalTime.text(record.openedAt),
                record.closedAt.map { "kết thúc \(LocalTime.text($0))" } ?? "", TerminalText.clean(record.why),
            ].joined(separator: "  ")
        }

        private static func line(_ kept: KeptAlert) -> String {
            let alert = kept.alert
            return [
                "\(alert.id)", String(format: "%.1f", alert.sheet.score), alert.state.vietnameseName, alert.topic,
                LocalTime.text(Timestamp(rawValue: alert.openedAt.rawValue)), TerminalText.clean(alert.sheet.why),
            ].joined(separator: "  ")
        }

        private static func csv(_ kept: KeptAlert) -> String {
            let alert = kept.alert
            let sheet = alert.sheet
            let fields: [String] = [
                "\(alert.id)", alert.state.rawValue, alert.topic, kept.placeNames.joined(separator: "; "),
                "\(sheet.score)", "\(sheet.threshold)", "\(sheet.observed)",
                "\(sheet.expected)",
                LocalTime.text(Timestamp(rawValue: alert.openedAt.rawValue)), alert.isImmediate ? "1" : "0", sheet.why,
            ]
            return fields.map(CSVReport.quoted).joined(separator: ",")
        }
    }

    /// `langnghe alerts show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an alert with its evidence and what happened to it, as JSON or text.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON.") var json = false
        @Argument(help: "Number of the alert.") var id: Int

        private struct Whole: Encodable {
            var alert: KeptAlert
            var history: [KeptAlertChange]
            var opinions: [AlertOpinion]
        }

        /// The weekly second opinion.
        private static func show(_ week: AlertOpinion) {
            let name = "Farrington, tuần \(week.week.monday.vietnamese)–\(week.week.sunday.vietnamese)"
            guard week.years > 0 else { return print("\(name): chưa đủ ba năm số liệu") }
            for opinion in week.opinions {
                let place = TerminalText.clean(opinion.commune.name)
                print("\(name), \(place): \(opinion.isAbove ? "cũng vượt ngưỡng" : "không vượt ngưỡng")")
            }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            guard let (kept, history) = try await store.alert(id) else { throw AlertsCommand.missing(id) }
            if json {
                let opinions = try await store.opinions(on: kept, at: .now())
                return print(try JSONLine.text(Whole(alert: kept, history: history, opinions: opinions)))
            }
            let alert = kept.alert
            print("Cảnh báo \(alert.id)  \(alert.state.vietnameseName)  \(alert.topic)")
            print(TerminalText.clean(alert.sheet.why))
            print(
                String(
                    format: "điểm %.2f, ngưỡng %.2f; %d vụ việc, bình thường %.2f; %d bản sao, %d người gửi",
                    alert.sheet.score, alert.sheet.threshold, alert.sheet.observed, alert.sheet.expected,
                    alert.sheet.copies, alert.sheet.senders))
            for part in alert.sheet.severity.parts {
                let words = part.quote.map { TerminalText.clean($0) } ?? ""
                let start = HotSpotOptions().cueWeights[part.kind] ?? 0
                print(
                    "  \(part.kind.rawValue)  \(String(format: "%.2f ban, trọng số %.3f", part.bans, part.weight ?? start))  \(words)"
                )
            }
            if let since = alert.sheet.weightsSince {
                print("  trọng số học theo kết luận, áp dụng từ \(LocalTime.text(Timestamp(rawValue: since.rawValue)))")
            }
            for week in try await store.opinions(on: kept, at: .now()) { Self.show(week) }
            print("Hồ sơ: " + alert.sheet.messages.joined(separator: " "))
            for change in history {
                let told = change.notice.map { " – đã báo: \($0.vietnameseName)" } ?? ""
                print(
                    "\(LocalTime.text(change.at))  \(change.actor ?? AuditEntry.system)  \(change.kind.vietnameseName)\(told)"
                )
            }
        }
    }

    /// `langnghe alerts ack`.
    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Mark an alert as seen; notices that only repeat are kept back.")
        @OptionGroup var target: Target
        func run() async throws { try await target.ask(.acknowledge) }
    }

    /// `langnghe alerts snooze`.
    struct Snooze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Silence an alert until a day, unless it becomes materially worse.")
        @OptionGroup var target: Target
        @Option(help: "The day, as 2026-12-01.") var until: String
        func run() async throws {
            guard let day = CivilDate(iso: until) else {
                throw CommandFailure("«\(until)» is no day; write it as 2026-12-01.")
            }
            try await target.ask(.snooze(until: HotSpotTime(rawValue: LocalMoment(day, second: 0).utcMilliseconds)))
        }
    }

    /// `langnghe alerts escalate`.
    struct Escalate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hand an alert to a named level.")
        @OptionGroup var target: Target
        @Option(help: "The level, for example \"UBND tỉnh\".") var to: String
        func run() async throws { try await target.ask(.escalate(level: to)) }
    }

    /// `langnghe alerts dismiss`.
    struct Dismiss: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Mark an alert as a false alarm: copied_text, wrong_place, wrong_topic, normal_season, other.")
        @OptionGroup var target: Target
        @Option(help: "Why.") var reason: String
        func run() async throws {
            guard let known = DismissalReason(rawValue: reason) else {
                let choices = DismissalReason.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure("There is no reason «\(reason)»; there are \(choices).")
            }
            try await target.ask(.dismiss(known))
        }
    }

    /// `langnghe alerts confirm`.
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mark an alert as a true hot spot.")
        @OptionGroup var target: Target
        func run() async throws { try await target.ask(.confirm) }
    }

    /// `langnghe alerts close`.
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an alert.")
        @OptionGroup var target: Target
        func run() async throws { try await target.ask(.close) }
    }

    /// `langnghe alerts rebuild`.
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make all alerts anew from the cases; what officers did with alerts is forgotten.")
        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            let rules = try RulesInForce(of: configuration)
            let cases = try await store.restartWatch(at: .now())
            let watch = HotSpotWatch(
                store: store, places: WatchedPlaces.of(rules.rules.rules.places), ways: configuration.noticeWays)
            let summary = try await watch.pass(at: .now())
            guard !summary.isElsewhere else {
                return print("\(cases) cases wait; the running daemon watches them anew.")
            }
            try await watch.stop(at: .now())
            print("\(cases) cases watched anew, \(try await store.alerts(AlertFilter()).count) alerts are open.")
        }
    }

    /// An alert and who acts on it.
    struct Target: ParsableArguments {
        @OptionGroup var office: OfficeOptions
        @Option(help: "Who acts, for the audit log.") var actor = "dòng lệnh"
        @Argument(help: "Number of the alert.") var id: Int

        /// Asks for an act, and carries it out unless a daemon does.
        func ask(_ act: OperatorAct) async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            guard try await store.alert(id) != nil else { throw AlertsCommand.missing(id) }
            try await store.request(act, on: id, actor: actor, at: .now())
            let rules = try RulesInForce(of: configuration)
            let watch = HotSpotWatch(
                store: store, places: WatchedPlaces.of(rules.rules.rules.places), ways: configuration.noticeWays)
            let summary = try await watch.pass(at: .now())
            if !summary.isElsewhere { try await watch.stop(at: .now()) }
            print(summary.isElsewhere ? "Noted; the running daemon carries it out within seconds." : "Done.")
        }
    }

    private static func missing(_ id: Int) -> CommandFailure {
        CommandFailure("There is no alert \(id). `langnghe alerts list --all` shows those there are.")
    }
}
