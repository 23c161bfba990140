import Casework
import Foundation
import Logging

/// Whether the site and its store are well, for machines; no log-in, no personal data.
enum HealthAnswer {
    private struct Health: Encodable {
        struct Cases: Encodable {
            var open: Int
            var escalated: Int
            var setAside: Int
        }
        struct Inbox: Encodable {
            var pending: Int
            var quarantined: Int
            var accepted: Int
        }
        /// Numbers only: the names of sources, and what their servers say, are nobody else's business.
        struct Sources: Encodable {
            var alarming: Int
            var alarms: [String: Int]
            var paused: Int
        }
        var v = 1
        var status: String
        var cases: Cases?
        var inbox: Inbox?
        var sources: Sources?
        /// `present` or `missing`: without it letters are taken in and wait.
        var identityKey: String?
    }

    static func check(_ visit: Visit) async throws -> PageAnswer {
        do {
            let counts = try await visit.navigationCounts(in: visit.parts.store)
            let cases = Health.Cases(
                open: counts.queues.open.filter { $0.key != Queue.surveys }.values.reduce(0, +),
                escalated: counts.queues.escalated,
                setAside: counts.queues.setAside)
            let inbox = Health.Inbox(
                pending: counts.inbox.pending, quarantined: counts.inbox.quarantined, accepted: counts.inbox.accepted)
            let sources = Health.Sources(
                alarming: Set(counts.sourceAlarms.map(\.source)).count,
                alarms: counts.sourceAlarms.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 },
                paused: try await visit.parts.store.sourceControls().values.count { $0.pause != nil })
            var isOpen = false
            if case .open = counts.seal { isOpen = true }
            return answer(
                Health(
                    status: isOpen ? "ok" : "identity_key_missing", cases: cases, inbox: inbox, sources: sources,
                    identityKey: isOpen ? "present" : "missing"), status: 200)
        } catch {
            visit.parts.logger.error("health check failed", metadata: ["error": "\(error)"])
            return answer(Health(status: "store_failed"), status: 503)
        }
    }

    private static func answer(_ health: Health, status: Int) -> PageAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let body = (try? encoder.encode(health)).map { Array($0) } ?? []
        return PageAnswer(
            status: status, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")], body: body)
    }
}
