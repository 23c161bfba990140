public import Casework
import Classification
import Foundation
import GRDB

extension SQLiteStore {
    /// Carries out an operator's action on a case and writes it to the audit log; an action that changes nothing writes nothing.
    public func act(
        _ action: CaseAction, on code: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64?
    ) async throws(StoreError) {
        try require(.actOnCases)
        try await write(casework, "carry out an action on case \(code)") { [reader] database in
            var row = try CaseRow.find(code, by: reader, in: database)
            if let revision, revision != row.file.revision {
                throw StoreError.changedMeanwhile(reason: try Self.change(of: row.file, in: database))
            }
            var handling = try HandlingTable.handling(of: row, in: database)
            let before = handling
            let acting = CaseActing(actor: actor, time: time)
            try Self.refuseUnlawful(action, on: row, in: database)
            var routing = ActRouting(
                action, way: try CaseWay(row, at: time, in: database), reader: reader, actor: actor)
            try routing.check(in: database)
            guard var done = try acting.apply(action, to: &row.file, &handling) else { return }
            if routing.confirmsConflict { done.act = .conflictConfirmed }
            if case .handle(let act) = action, act.move == .reopen {
                try CasePartTable(database: database).part(row, actor: actor, at: time)
            }
            row.file.stage = handling.stage
            row.file.changedAt = max(row.file.changedAt, time)
            try routing.follow(into: &row)
            try row.update(in: database)
            if handling != before { try HandlingTable.keep(handling, of: row, in: database) }
            try AuditLog.append(
                done.act, actor: actor, caseID: row.file.id, detail: done.detail, at: time, in: database)
        }
    }

    /// What nobody signed is information that denounces, and no denunciation to accept.
    ///
    /// > Source: Luật Tố cáo 2018, Điều 25.
    private static func refuseUnlawful(_ action: CaseAction, on row: CaseRow, in database: Database) throws {
        guard case .handle(let act) = action, act.move == .accept, row.file.letterClass == .denunciation,
            try LetterCheckTable(database: database).check(at: row.position).isAnonymous
        else { return }
        throw StoreError.notAllowed(
            reason:
                "Đây là thông tin có nội dung tố cáo, không rõ người tố cáo, nên không thụ lý (Luật Tố cáo 2018, Điều 25). "
                + "Nếu đã biết họ tên, xác nhận ở mục «Kiểm tra đơn» trước.")
    }

    /// Says what somebody did to a case that an operator still sees as it was.
    static func change(of file: Case, in database: Database) throws -> String {
        let last = try AuditLog.entries(of: file.id, limit: 1, in: database).last
        let what = last.map { " Việc gần nhất, của «\($0.actor)»: \($0.detail)" } ?? ""
        return "Hồ sơ \(file.trackingCode) vừa thay đổi trong lúc trang đang mở, nên việc vừa gửi chưa được thực hiện."
            + "\(what) Xem lại hồ sơ rồi làm lại nếu vẫn cần."
    }
}

/// What operators may do with a case, by where it stands.
struct CaseActing {
    static let topicLimit = 50

    var actor: String
    var time: Timestamp

    /// Changes the case; returns the audit act and its sentence, nil when there was nothing to change.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)``.
    func apply(
        _ action: CaseAction, to file: inout Case, _ handling: inout CaseHandling
    ) throws(StoreError) -> (act: AuditAct, detail: String)? {
        switch action {
        case .confirmTopics:
            try requireOpen(file)
            file.topicsConfirmed = true
            return (.confirmed, "Xác nhận lĩnh vực: \(list(file.topics)).")
        case .correctTopics(let topics, let route):
            try requireOpen(file)
            return try correct(&file, topics: topics, route: route)
        case .take:
            try requireOpen(file)
            return try take(&file, &handling)
        case .handle(let act):
            let detail = try act.apply(to: &file, &handling, actor: actor, now: time)
            return (self.act(for: act.move), detail)
        }
    }

    private func act(for move: CaseMove) -> AuditAct {
        switch move {
        case .settle: .closed
        case .reopen: .reopened
        default: .handled
        }
    }

    private func correct(
        _ file: inout Case, topics: [String], route: RoutingDecision
    ) throws(StoreError) -> (act: AuditAct, detail: String) {
        let queue = route.queue
        var kept: [String] = []
        for topic in topics where !kept.contains(topic) { kept.append(topic) }
        guard kept.count <= Self.topicLimit, (kept + [queue]).allSatisfy(isName) else {
            throw .notAllowed(
                reason: "Lĩnh vực hoặc hàng đợi không hợp lệ: không được để trống, quá 200 ký tự hoặc quá 50 lĩnh vực.")
        }
        let detail =
            "Sửa lĩnh vực từ \(list(file.topics)) thành \(list(kept)), "
            + "hàng đợi từ «\(file.queue)» thành «\(queue)»\(route.auditPhrase)."
        file.topics = kept
        file.topicsConfirmed = true
        file.queue = queue
        file.isUrgent = route.isUrgent
        file.isUnrouted = route.isUnrouted
        return (.corrected, detail)
    }

    private func take(
        _ file: inout Case, _ handling: inout CaseHandling
    ) throws(StoreError) -> (act: AuditAct, detail: String)? {
        let isBeginning = CaseTransition.of(.begin)?.from.contains(handling.stage) == true
        guard file.assignee != actor || isBeginning else { return nil }
        let before = file.assignee.flatMap { $0 == actor ? nil : $0 }
        if isBeginning { _ = try HandlingAct(.begin).apply(to: &file, &handling, actor: actor, now: time) }
        file.assignee = actor
        return (.assigned, before.map { "Nhận xử lý hồ sơ, trước đó do «\($0)» xử lý." } ?? "Nhận xử lý hồ sơ.")
    }

    private func requireOpen(_ file: Case) throws(StoreError) {
        guard file.state != .closed else {
            throw .notAllowed(reason: "Hồ sơ \(file.trackingCode) đã kết thúc. Mở lại hồ sơ trước khi làm việc này.")
        }
    }

    private func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count) && !text.allSatisfy(\.isWhitespace)
    }

    private func list(_ topics: [String]) -> String {
        topics.isEmpty ? "chưa có" : topics.map { "«\($0)»" }.joined(separator: ", ")
    }
}
