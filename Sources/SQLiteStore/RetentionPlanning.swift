import Casework
import CivilCalendar
import Classification
import Crypto
import Foundation
import GRDB

/// Works out which cases have their turn on a day, inside one transaction.
struct RetentionPlanning {
    var table: RetentionTable
    var day: CivilDate
    var reader: Reader
    var database: Database

    private static let examples = 5

    /// The plan; `visit` is given each case in which something would go.
    func plan(_ visit: (Int64, RetentionRule, Int64) throws -> Void = { _, _, _ in }) throws -> RetentionPlan {
        var sum = SHA256()
        sum.update(text: day.iso)
        var shares: [RetentionPlan.Share] = []
        var earlier: [ReadingScope.Condition] = []
        for rule in table.valid(on: day) {
            sum.update(text: rule.signature)
            let fit = fit(rule)
            shares.append(try share(rule, fit, without: earlier, into: &sum, visit))
            earlier.append(fit)
        }
        return RetentionPlan(
            day: day, fingerprint: AuditLog.hexadecimal(Data(sum.finalize().prefix(16))), shares: shares)
    }

    private func share(
        _ rule: RetentionRule, _ fit: ReadingScope.Condition, without earlier: [ReadingScope.Condition],
        into sum: inout SHA256, _ visit: (Int64, RetentionRule, Int64) throws -> Void
    ) throws -> RetentionPlan.Share {
        var share = RetentionPlan.Share(rule: rule, cases: 0, originals: 0, bytes: 0, held: 0, examples: [])
        guard rule.action != .keep else { return share }
        let cutOff = Timestamp(rawValue: LocalMoment(rule.cutOff(on: day), second: 0).utcMilliseconds)
        let scope = ReadingScope(reader)
        var arguments = fit.arguments
        var conditions = [fit.sql]
        for other in earlier {
            conditions.append("NOT \(other.sql)")
            arguments += other.arguments
        }
        switch rule.start {
        case .received:
            conditions.append("c.position < ?")
            arguments += [CasePosition.first(at: cutOff)]
        case .changed:
            conditions.append("c.changed_at < ?")
            arguments += [cutOff.rawValue]
        }
        conditions.append("c.retained < ?")
        arguments += [rule.action.depth]
        // Only these messages lose their originals.
        let affected = rule.action == .attachments ? " AND json_array_length(m.message, '$.attachments') > 0" : ""
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT c.position, c.code, c.changed_at,
                    EXISTS (SELECT 1 FROM legal_hold h WHERE h.position = c.position AND h.lifted_at IS NULL) AS held,
                    (SELECT count(*) FROM message m WHERE m.position = c.position\(affected)) AS originals,
                    (SELECT sum(i.size) FROM message m JOIN inbox i ON i.id = m.item
                        WHERE m.position = c.position\(affected)) AS bytes
                FROM cases c WHERE \(conditions.joined(separator: " AND "))\(scope.andSQL) ORDER BY c.position
                """, arguments: arguments + scope.arguments)
        while let row = try rows.next() {
            let originals: Int = row["originals"]
            if rule.action == .attachments, originals == 0 { continue }
            if row["held"] {
                share.held += 1
                continue
            }
            let (position, changedAt) = (row["position"] as Int64, row["changed_at"] as Int64)
            share.cases += 1
            share.originals += originals
            share.bytes += row["bytes"] as Int? ?? 0
            if share.examples.count < Self.examples, let code = TrackingCode(row.text("code")) {
                share.examples.append(code)
            }
            sum.update(integer: position)
            sum.update(integer: changedAt)
            try visit(position, rule, changedAt)
        }
        return share
    }

    /// Whether a case is of a class; columns that are never NULL only, so that its opposite is true or false too.
    private func fit(_ rule: RetentionRule) -> ReadingScope.Condition {
        var parts: [String] = []
        var arguments = StatementArguments()
        func add(_ column: String, _ values: [String]?) {
            guard let values = values?.sorted() else { return }
            parts.append("c.\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        add("kind", rule.kinds?.map(\.rawValue))
        add("letter_class", rule.classes?.map(\.rawValue))
        add("state", rule.states?.map(\.rawValue))
        add("channel", rule.channels?.map(\.rawValue))
        return ("(" + (parts.isEmpty ? "1" : parts.joined(separator: " AND ")) + ")", arguments)
    }
}
