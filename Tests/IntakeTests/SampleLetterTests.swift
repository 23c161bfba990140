import Casework
import Classification
import Foundation
import Intake
import SQLiteStore
import Testing

/// The sample letters go the whole way from file to case, and what comes out is held against their tables.
@Suite struct SampleLetterTests {
    /// What became of one file.
    private enum Outcome {
        case filed(Message, Verdict)
        case setAside(Message)
        case quarantined(QuarantinedItem)

        var message: Message? {
            switch self {
            case .filed(let message, _), .setAside(let message): message
            case .quarantined: nil
            }
        }
        var verdict: Verdict? { if case .filed(_, let verdict) = self { verdict } else { nil } }
    }

    /// Takes each file to its own source, so that what came of it can be told, and processes them all together.
    private func outcomes(_ names: [String], in folder: String) async throws -> [String: Outcome] {
        let office = try TrialOffice()
        let items = try names.map { name in
            CollectedItem(
                source: name, key: name, receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: try Fixtures.bytes(folder + "/" + name))
        }
        _ = try await office.store.accept(items, watermark: nil)
        #expect(try await office.processAll().total == names.count)
        var outcomes: [String: Outcome] = [:]
        for file in try await office.caseFiles() {
            for message in file.messages {
                outcomes[message.message.source] = .filed(message.message, message.verdict)
            }
        }
        for message in try await office.store.setAside(limit: 1_000) { outcomes[message.source] = .setAside(message) }
        for item in try await office.store.quarantined(limit: 1_000) { outcomes[item.source] = .quarantined(item) }
        return outcomes
    }

    /// Right, missed and wrong answers.
    private struct Tally {
        var right = 0
        var missed: [String] = []
        var wrong: [String] = []
        var f1: Double {
            2 * Double(right) / Double(max(1, 2 * right + missed.count + wrong.count))
        }
        var report: Comment {
            "F1 \((f1 * 1000).rounded() / 1000): \(right) right; missed \(missed); wrong \(wrong)"
        }
    }

    @Test func everySampleLetterIsOfItsKindAndMostTopicsAndAlarmsAreRight() async throws {
        let rows = try Fixtures.table("mail/EXPECTED.csv")
        #expect(rows.count == 119)
        let outcomes = try await outcomes(rows.compactMap { $0["file"] }, in: "mail")
        var topics = Tally()
        var alarms = Tally()
        for row in rows {
            let file = try #require(row["file"])
            let outcome = try #require(outcomes[file], "\(file) was lost")
            #expect(outcome.message?.kind.rawValue == row["kind"], "\(file)")
            let wanted = Set((row["topics"] ?? "").split(separator: "+").map(String.init))
            let given = Set(outcome.verdict?.topics ?? [])
            topics.right += wanted.intersection(given).count
            topics.missed += wanted.subtracting(given).map { "\(file):\($0)" }
            topics.wrong += given.subtracting(wanted).map { "\(file):\($0)" }
            switch (row["hotspot"] == "true", outcome.verdict?.hotspot ?? false) {
            case (true, true): alarms.right += 1
            case (true, false): alarms.missed.append(file)
            case (false, true): alarms.wrong.append(file)
            case (false, false): break
            }
        }
        #expect(topics.f1 >= 0.80, topics.report)
        #expect(alarms.f1 >= 0.80, alarms.report)
    }

    /// What no person wrote has no topic and never alarms, whatever it quotes.
    @Test func machinesAndBulkMailNeverAlarm() async throws {
        let rows = try Fixtures.table("mail/EXPECTED.csv").filter {
            ["auto_reply", "bounce", "bulk"].contains($0["kind"])
        }
        #expect(rows.count == 9)
        for (file, outcome) in try await outcomes(rows.compactMap { $0["file"] }, in: "mail") {
            #expect(outcome.verdict?.hotspot ?? false == false, "\(file)")
            #expect(outcome.verdict?.topics ?? [] == [], "\(file)")
        }
    }

    @Test(.timeLimit(.minutes(10))) func brokenMailsAreReadOrQuarantinedAndNothingIsLost() async throws {
        let rows = try Fixtures.table("broken/EXPECTED.csv")
        #expect(rows.count == 15)
        let outcomes = try await outcomes(rows.compactMap { $0["file"] }, in: "broken")
        for row in rows {
            let file = try #require(row["file"])
            let text = try #require(row["text"]).precomposedStringWithCanonicalMapping
            switch try #require(outcomes[file], "\(file) was lost") {
            case .quarantined(let item):
                #expect(row["outcome"] != "read", "\(file): \(item.reason)")
                #expect(item.stage == .read && item.reason.hasSuffix("."), "\(file)")
            case .filed(let message, _), .setAside(let message):
                #expect(row["outcome"] != "quarantine", "\(file)")
                let readable = message.body.precomposedStringWithCanonicalMapping
                #expect(text.isEmpty || readable.contains(text), "\(file): \(readable.prefix(300))")
            }
        }
    }

    @Test func noFileNameLeadsAnywhereOrTurnsItsReader() async throws {
        let outcomes = try await outcomes(["evil-file-name.eml"], in: "broken")
        let names = outcomes["evil-file-name.eml"]?.message?.attachments.compactMap(\.filename) ?? []
        #expect(!names.isEmpty)
        for name in names {
            #expect(!name.contains("/") && !name.contains("\\") && name != "..", "\(name)")
            let controls = name.unicodeScalars.filter { $0.properties.generalCategory == .control }
            #expect(controls.isEmpty, "\(name.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test func brokenMailsTellTheirDefects() async throws {
        let named = [
            "nested-200.eml", "bad-date-and-sender.eml", "truncated-base64.eml", "unknown-transfer-encoding.eml",
        ]
        for (file, outcome) in try await outcomes(named, in: "broken") {
            #expect(outcome.message?.defects.isEmpty == false, "\(file)")
        }
    }
}
