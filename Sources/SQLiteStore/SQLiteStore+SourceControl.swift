public import Casework
import GRDB

extension SQLiteStore: SourceControlStore {
    /// Stops a source until somebody lets it go on.
    public func pause(
        _ source: String, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.manageSources)
        let reason = String(
            reason.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(SourcePause.reasonLimit))
        guard !reason.isEmpty else {
            throw .notAllowed(reason: "Xin ghi lý do tạm dừng nguồn «\(source)».")
        }
        try await write(casework, "pause the source «\(source)»") { database in
            guard try SourceControlRow.of(source, in: database)?.pause == nil else { return }
            try database.run(
                """
                INSERT INTO source_control (source, paused_at, paused_by, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET paused_at = excluded.paused_at, paused_by = excluded.paused_by,
                    reason = excluded.reason
                """, [StoredText(source), time.rawValue, StoredText(actor), StoredText(reason)])
            try AuditLog.append(
                .sourcePaused, actor: actor, caseID: nil, detail: "Tạm dừng nguồn «\(source)»: \(reason)", at: time,
                in: database)
        }
    }

    /// Lets a paused source go on.
    public func resume(_ source: String, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.manageSources)
        try await write(casework, "let the source «\(source)» go on") { database in
            try database.run(
                """
                UPDATE source_control SET paused_at = NULL, paused_by = NULL, reason = NULL, resumed_at = ?
                WHERE source = ? AND paused_at IS NOT NULL
                """, [time.rawValue, StoredText(source)])
            guard database.changesCount == 1 else { return }
            try AuditLog.append(
                .sourceResumed, actor: actor, caseID: nil, detail: "Tiếp tục lấy từ nguồn «\(source)».", at: time,
                in: database)
        }
    }

    /// Asks that a source be collected at once.
    public func tryNow(_ source: String, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.manageSources)
        try await write(casework, "ask for a pass over the source «\(source)»") { database in
            guard try SourceControlRow.of(source, in: database)?.pause == nil else {
                throw StoreError.notAllowed(reason: "Nguồn «\(source)» đang tạm dừng; xin cho tiếp tục trước.")
            }
            try database.run(
                """
                INSERT INTO source_control (source, tried_at) VALUES (?, ?)
                ON CONFLICT (source) DO UPDATE SET tried_at = excluded.tried_at
                """, [StoredText(source), time.rawValue])
            try AuditLog.append(
                .sourceTried, actor: actor, caseID: nil, detail: "Lấy ngay từ nguồn «\(source)».", at: time,
                in: database)
        }
    }

    /// What has been decided, by name of the source.
    public func sourceControls() async throws(StoreError) -> [String: SourceControl] {
        try await read(casework, "read what was decided about sources") { try SourceControlRow.all(in: $0) }
    }
}
