import ArgumentParser
import Casework
import CivilCalendar
import Foundation
import OfficeConfiguration
import RuleFiles
import SQLiteStore

/// `langnghe retention`: what goes when its time has come.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Show what would go by rules/retention.yaml, and let exactly that go.",
        subcommands: [Plan.self, Run.self, Log.self, Holds.self])

    /// Shows the plan.
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what would go on a day and why; nothing is changed.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "The day, such as 2030-01-31; today when left out.") var at: String?
        @Flag(help: "JSON.") var json = false

        func run() async throws {
            let configuration = try office.configuration()
            let rules = try RuleFolder.load(configuration.rulesFolder)
            let store = try OfficeOptions.store(of: configuration)
            let plan = try await store.retentionPlan(rules.retention, on: try RetentionDay.read(at))
            if json {
                print(try RetentionText.json(plan))
            } else {
                RetentionText.lines(plan).forEach { print($0) }
            }
        }
    }

    /// Carries a plan out.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let go what `langnghe retention plan` has shown; a run that was broken off goes on.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "The day of the plan; today when left out.") var at: String?
        @Option(help: "Fingerprint that the plan ended with.") var fingerprint: String?
        @Option(help: "Name of who decided, for the log.") var actor: String

        func run() async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            let day = try RetentionDay.read(at)
            if let unfinished = try await store.retentionRuns(limit: 1).first, unfinished.finishedAt == nil {
                print("run \(unfinished.id) of \(unfinished.actor) was broken off; it goes on")
            } else {
                guard let fingerprint else {
                    throw CommandFailure(
                        "Give the fingerprint of the plan with --fingerprint; `langnghe retention plan` shows it.")
                }
                // What has not come yet is nothing to throw away.
                guard day <= LocalMoment(utcMilliseconds: Timestamp.now().rawValue).date else {
                    throw CommandFailure("The day \(day.iso) has not come yet; a run is for today or a day before.")
                }
                let rules = try RuleFolder.load(configuration.rulesFolder)
                _ = try await store.beginRetention(
                    rules.retention, on: day, fingerprint: fingerprint, actor: actor, at: .now())
            }
            let line = ProgressLine()
            while let run = try await store.continueRetention(limit: 50, at: .now()) {
                let done = run.done + run.leftAlone
                line.show(ProgressBar.text(done: min(done, run.cases), of: run.cases, what: "cases"))
                guard run.finishedAt == nil else {
                    line.end()
                    print(RetentionText.line(run))
                    return
                }
                // Others may be reading from the log of changes that is to be emptied.
                if done >= run.cases { try await Task.sleep(for: .milliseconds(200)) }
            }
        }
    }

    /// Lists runs.
    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List runs of retention, the newest first.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            for run in try await store.retentionRuns(limit: 1_000) {
                print(try json ? JSONLine.text(run) : RetentionText.line(run))
            }
        }
    }

    /// Lists legal holds.
    struct Holds: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List legal holds in force; they are set and lifted on the operator's page.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            for hold in try await store.legalHolds(limit: 10_000) {
                let parts = [
                    hold.code.description, LocalTime.text(hold.at), TerminalText.clean(hold.actor),
                    TerminalText.clean(hold.document), TerminalText.clean(hold.reason),
                ]
                print(try json ? JSONLine.text(hold) : parts.joined(separator: "  "))
            }
        }
    }
}

/// The day that a plan is for.
private enum RetentionDay {
    static func read(_ text: String?) throws -> CivilDate {
        guard let text else { return LocalMoment(utcMilliseconds: Timestamp.now().rawValue).date }
        guard let day = CivilDate(iso: text) else {
            throw CommandFailure("«\(TerminalText.clean(text))» is no day; write it as 2030-01-31.")
        }
        return day
    }
}

/// Plans and runs as text.
private enum RetentionText {
    static func lines(_ plan: RetentionPlan) -> [String] {
        var lines = ["What would go on \(plan.day.iso):", ""]
        for share in plan.shares {
            let rule = share.rule
            let check = rule.isToBeConfirmed ? " [check]" : ""
            let unit = "\(rule.age) \(rule.unit.rawValue) after \(rule.start.rawValue)"
            lines.append("\(rule.id): \(rule.action.rawValue), \(unit); \(rule.basis)\(check)")
            guard rule.action != .keep else { continue }
            let held = share.held > 0 ? ", \(share.held) more held" : ""
            lines.append(
                "  \(share.cases) cases, \(share.originals) originals, \(share.bytes) bytes\(held)"
                    + (share.examples.isEmpty
                        ? "" : "; such as " + share.examples.map(\.description).joined(separator: ", ")))
        }
        if plan.shares.isEmpty { lines.append("No class is valid on this day; everything is kept.") }
        if plan.shares.contains(where: \.rule.isToBeConfirmed) {
            lines += ["", "[check]: nobody has compared this basis with the law and the office's own list yet."]
        }
        lines += ["", "fingerprint \(plan.fingerprint)"]
        return lines
    }

    static func line(_ run: RetentionRun) -> String {
        let end = run.finishedAt.map { "finished \(LocalTime.text($0))" } ?? "not finished"
        return "run \(run.id), \(LocalTime.text(run.startedAt)), \(TerminalText.clean(run.actor)), \(end): "
            + "\(run.done) of \(run.cases) cases, \(run.originals) originals, \(run.bytes) bytes removed, "
            + "\(run.leftAlone) left alone; plan \(run.fingerprint)"
    }

    static func json(_ plan: RetentionPlan) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(plan), as: UTF8.self)
    }
}
