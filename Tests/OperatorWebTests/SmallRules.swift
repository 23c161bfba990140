import Casework
import Classification
import Foundation
import Intake
import RuleFiles

/// A few rules of their own: the shipped ones take seconds to read, and servers of other tests would wait for a thread.
enum SmallRules {
    /// The folder as it is read from disk; its words of reminders are the shipped ones.
    static let folder = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rules-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        try FileManager.default.copyItem(
            at: URL(fileURLWithPath: "rules/reminder.yaml"), to: folder.appendingPathComponent("reminder.yaml"))
        return try RuleFolder.load(folder.path)
    }

    /// Reads, judges and files what waits.
    static func processAll(_ site: TestSite) async throws {
        let loaded = try folder.get()
        let rules = InboxProcessor.Rules(classifier: Classifier(rules: loaded.rules), routing: loaded.routing)
        let now = site.clock.now
        _ = try await InboxProcessor(store: site.store, rules: { rules }).processAll(clock: { now })
    }

    private static let files = [
        "land.yaml": """
        kind: topic
        id: land
        name: Đất đai
        rules:
          - {id: land.take, name: Thu hồi đất, weight: 3, match: [thu hồi đất], hits: ["bị [thu hồi đất]"], misses: [đất]}
        """,
        "environment.yaml": """
        kind: topic
        id: environment
        name: Môi trường
        rules:
          - {id: environment.water, name: Nước thải, weight: 3, match: [nước thải], hits: ["xả [nước thải]"], misses: [nước]}
        """,
        "class.yaml": """
        kind: class
        id: khieu_nai
        name: Khiếu nại
        rules:
          - {id: khieu_nai.form, name: Đơn khiếu nại, weight: 3, match: [đơn khiếu nại], hits: ["[đơn khiếu nại]"], misses: [đơn]}
        """,
        "hotspot.yaml": "immediate: []\nunless: []\n",
        "routing.yaml": """
        queues: [{id: dat-dai, name: Đất đai}, {id: moi-truong, name: Môi trường}, {id: chung, name: Chung}]
        routes: [{to: moi-truong, topic: [environment]}, {to: dat-dai, topic: [land]}]
        otherwise: chung
        """,
    ]
}
