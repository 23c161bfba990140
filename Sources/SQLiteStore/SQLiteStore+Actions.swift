public import Casework
import Foundation
import GRDB

extension SQLiteStore {
    /// Carries out an operator's action on a case and writes it to the audit log; an action that changes nothing writes nothing.
    public func act(
        _ action: CaseAction, on code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "carry out an action on case \(code)") { database in
            var row = try CaseRow.find(code, in: database)
            guard let done = try CaseActing(actor: actor).apply(action, to: &row.file) else { return }
            row.file.changedAt = max(row.file.changedAt, time)
            try row.update(in: database)
            try AuditLog.append(
                done.act, actor: actor, caseID: row.file.id, detail: done.detail, at: time, in: database)
        }
    }
}

/// What operators may do with a case, by where it stands.
struct CaseActing {
    static let reasonLimit = 2000
    static let topicLimit = 50

    var actor: String

    /// Changes the case; returns the audit act and its sentence, nil when there was nothing to change.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)``.
    func apply(_ action: CaseAction, to file: inout Case) throws(StoreError) -> (act: AuditAct, detail: String)? {
        switch action {
        case .confirmTopics:
            try requireOpen(file)
            file.topicsConfirmed = true
            return (.confirmed, "Xác nhận lĩnh vực: \(list(file.topics)).")
        case .correctTopics(let topics, let queue):
            try requireOpen(file)
            return try correct(&file, topics: topics, queue: queue)
        case .take:
            try requireOpen(file)
            return take(&file)
        case .close(let reason):
            try requireOpen(file)
            let reason = try checked(reason, "kết thúc")
            file.state = .closed
            return (.closed, "Kết thúc hồ sơ: \(reason)")
        case .reopen(let reason):
            guard file.state == .closed else {
                throw .notAllowed(reason: "Hồ sơ \(file.trackingCode) chưa kết thúc nên không cần mở lại.")
            }
            let reason = try checked(reason, "mở lại")
            file.state = file.assignee == nil ? .new : .inProgress
            return (.reopened, "Mở lại hồ sơ: \(reason)")
        }
    }

    private func correct(
        _ file: inout Case, topics: [String], queue: String
    ) throws(StoreError) -> (act: AuditAct, detail: String) {
        var kept: [String] = []
        for topic in topics where !kept.contains(topic) { kept.append(topic) }
        guard kept.count <= Self.topicLimit, (kept + [queue]).allSatisfy(isName) else {
            throw .notAllowed(
                reason: "Lĩnh vực hoặc hàng đợi không hợp lệ: không được để trống, quá 200 ký tự hoặc quá 50 lĩnh vực.")
        }
        let detail =
            "Sửa lĩnh vực từ \(list(file.topics)) thành \(list(kept)), "
            + "hàng đợi từ «\(file.queue)» thành «\(queue)»."
        file.topics = kept
        file.topicsConfirmed = true
        file.queue = queue
        return (.corrected, detail)
    }

    private func take(_ file: inout Case) -> (act: AuditAct, detail: String)? {
        guard file.assignee != actor || file.state != .inProgress else { return nil }
        let before = file.assignee.flatMap { $0 == actor ? nil : $0 }
        file.assignee = actor
        file.state = .inProgress
        return (.assigned, before.map { "Nhận xử lý hồ sơ, trước đó do «\($0)» xử lý." } ?? "Nhận xử lý hồ sơ.")
    }

    private func requireOpen(_ file: Case) throws(StoreError) {
        guard file.state != .closed else {
            throw .notAllowed(reason: "Hồ sơ \(file.trackingCode) đã kết thúc. Mở lại hồ sơ trước khi làm việc này.")
        }
    }

    private func checked(_ reason: String, _ purpose: String) throws(StoreError) -> String {
        let trimmed = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.unicodeScalars.contains(where: { !$0.properties.isDefaultIgnorableCodePoint }) else {
            throw .notAllowed(reason: "Phải ghi lý do \(purpose) hồ sơ.")
        }
        guard trimmed.unicodeScalars.count <= Self.reasonLimit else {
            throw .notAllowed(reason: "Lý do \(purpose) hồ sơ dài quá \(Self.reasonLimit) ký tự. Viết ngắn lại.")
        }
        return trimmed
    }

    private func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count) && !text.allSatisfy(\.isWhitespace)
    }

    private func list(_ topics: [String]) -> String {
        topics.isEmpty ? "chưa có" : topics.map { "«\($0)»" }.joined(separator: ", ")
    }
}
