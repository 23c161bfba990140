import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import SQLiteStore

/// `langnghe verify`: whether the audit log is whole and every original is as it was accepted.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Check the hash chain of the audit log, and every original against the sum taken when it was accepted.",
        discussion: "Exit status 0 when everything fits, 1 when something was changed or is gone.")

    @OptionGroup var office: OfficeOptions
    @Flag(help: "Print the report as JSON.") var json = false

    func run() async throws {
        let store = try OfficeOptions.store(of: office.configuration())
        let line = ProgressLine()
        // What an older version accepted has no sum yet: it is proven from today on, not before, and that is said.
        var late = 0
        while case let summed = try await store.sumOriginals(limit: 100, at: .now()), summed > 0 {
            late += summed
            line.show("\(late) originals of an older version summed")
        }
        let report = try await store.verify { progress in
            let what = progress.part == .audit ? "entries of the audit log" : "originals"
            line.show(ProgressBar.text(done: min(progress.done, progress.total), of: progress.total, what: what))
        }
        line.end()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            write(report, late: late)
        }
        guard report.isWhole else {
            throw CommandFailure(
                "\(report.findings.count + report.furtherFindings) findings: what was kept is not what was accepted. "
                    + "Stop the service, keep this data folder as evidence, and compare it with a backup.")
        }
    }

    private func write(_ report: IntegrityReport, late: Int) {
        if !report.findings.contains(where: { $0.kind == .auditBroken }) {
            print("audit log whole: \(report.auditEntries) entries")
        }
        print(
            "originals checked: \(report.originals), of these \(report.removed) removed by the rules; "
                + "\(report.stretches) running sums in the audit log, up to item \(report.coveredThrough)")
        if late > 0 {
            print(
                "\(late) originals were accepted by an older version and summed only now: they are proven from today on"
            )
        }
        for finding in report.findings {
            let parts = [
                finding.sequence.map { "number \($0)" }, finding.item.map { "item \($0.rawValue)" },
                finding.code.map { "case \($0)" },
            ]
            print(
                "\(finding.kind.rawValue.replacing("_", with: " ")): "
                    + "\(parts.compactMap(\.self).joined(separator: ", ")): \(TerminalText.clean(finding.detail))")
        }
        if report.furtherFindings > 0 { print("and \(report.furtherFindings) more") }
    }
}
