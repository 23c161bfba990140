public import Casework
import GRDB

extension SQLiteStore: CasePartStore {
    /// Splits a case into parts that wait in the inbox.
    ///
    /// The parts' bytes are stored first; the case is closed and the parts enter the inbox in one transaction after that.
    public func split(
        _ code: TrackingCode, into parts: [CasePart], form: String, actor: String, at time: Timestamp,
        expecting revision: Int64?
    ) async throws(StoreError) {
        guard (2...CasePart.limit).contains(parts.count), parts.allSatisfy({ !$0.text.isEmpty }) else {
            throw .notAllowed(reason: "Phải tách thành 2 đến \(CasePart.limit) phần, phần nào cũng có nội dung.")
        }
        let act = HandlingAct(.split, ground: "Đã tách thành \(parts.count) hồ sơ")
        let keys = parts.indices.map { "tach/\(form)/\($0 + 1)" }
        if try await isSplit(code, by: keys[0]) { return }
        let parent = try await read(casework, "look at case \(code) before it is split") { [reader] database in
            var row = try CaseRow.find(code, by: reader, in: database)
            let before = row.file
            var handling = try Self.handling(of: row, expecting: revision, in: database)
            _ = try act.apply(to: &row.file, &handling, actor: actor, now: time)
            return before
        }
        var items: [CollectedItem] = []
        for (index, part) in parts.enumerated() {
            var facts = EntryFacts(kind: .part, filedBy: actor)
            facts.part = EntryFacts.Part(
                parent: code, number: index + 1, letterClass: part.letterClass, channel: parent.channel)
            let entry = ManualEntry(facts, id: keys[index], title: part.title, text: part.text)
            items.append(try entry.item(receivedAt: parent.receivedAt))
        }
        let key = try await sealingKey()
        let kept = try await write(originals, "store the parts of case \(code)") { [items] database in
            try items.map { try KeptOriginal.keep($0, with: key, at: time, in: database) }
        }
        try await write(casework, "split case \(code)") { [reader] database in
            var row = try CaseRow.find(code, by: reader, in: database)
            var handling = try Self.handling(of: row, expecting: revision, in: database)
            let detail = try act.apply(to: &row.file, &handling, actor: actor, now: time)
            try Self.keep(row, handling, .split, detail, actor: actor, at: time, in: database)
            for (index, key) in keys.enumerated() {
                try CasePartTable(database: database).plan(key, of: row.position, number: index + 1)
            }
            let new = try kept.filter { try $0.enter(at: time, in: database) }
            try SourceTally.count(new, at: time, in: database)
        }
    }

    /// Lets one case take another over.
    public func merge(
        _ code: TrackingCode, into main: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64?
    ) async throws(StoreError) {
        try await write(casework, "merge case \(code) into \(main)") { [reader] database in
            var row = try CaseRow.find(code, by: reader, in: database)
            let named = try CaseRow.find(main, by: reader, in: database)
            let table = CasePartTable(database: database)
            let position = try table.main(of: named.position)
            guard position != row.position, try table.main(of: row.position) == row.position else {
                throw StoreError.notAllowed(reason: "Hai hồ sơ này đã là một.")
            }
            let target = try CaseRow.at(position, in: database)
            guard target.file.state != .closed else {
                throw StoreError.notAllowed(
                    reason: "Hồ sơ \(target.file.trackingCode) đã kết thúc. Mở lại hồ sơ đó trước khi nhập vào.")
            }
            var handling = try Self.handling(of: row, expecting: revision, in: database)
            let act = HandlingAct(.merge, ground: "Nhập vào hồ sơ \(target.file.trackingCode)")
            let detail = try act.apply(to: &row.file, &handling, actor: actor, now: time)
            try Self.keep(row, handling, .merged, detail, actor: actor, at: time, in: database)
            try database.run(
                "INSERT INTO case_merge (position, main, at) VALUES (?, ?, ?)",
                [row.position, position, time.rawValue])
            try AuditLog.append(
                .merged, actor: actor, caseID: target.file.id,
                detail: "Hồ sơ \(code) được nhập vào hồ sơ này.", at: time, in: database)
        }
    }

    /// What a case came of, and what came of it.
    public func family(of code: TrackingCode) async throws(StoreError) -> CaseFamily {
        try await read(casework, "read what case \(code) came of") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try CaseFamilyReading(database: database, reader: reader).family(of: row)
        }
    }

    /// Gives a letter that came after a split to one of the parts.
    public func give(
        _ item: ItemID, of code: TrackingCode, to part: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "give a late letter of case \(code) to \(part)") { [reader] database in
            var row = try CaseRow.find(code, by: reader, in: database)
            var child = try CaseRow.find(part, by: reader, in: database)
            let table = CasePartTable(database: database)
            let isPart = try database.row(
                "SELECT 1 FROM case_part WHERE parent = ? AND child = ?", [row.position, child.position])
            guard isPart != nil else {
                throw StoreError.notAllowed(reason: "Hồ sơ \(part) không phải phần tách từ hồ sơ \(code).")
            }
            let late = try table.lateItems(of: row.position)
            guard late.contains(where: { $0.item == item.rawValue }) else { return }
            try database.run(
                "INSERT INTO late_letter (item, child, at) VALUES (?, ?, ?)",
                [StoredText(item.rawValue), child.position, time.rawValue])
            let wasClosed = child.file.state == .closed
            if wasClosed {
                try HandlingTable.reopen(&child, ground: "Có tin mới của người gửi", at: time, in: database)
            }
            child.file.changedAt = max(child.file.changedAt, time)
            try child.update(in: database)
            try AuditLog.append(
                .lateLetter, actor: actor, caseID: child.file.id,
                detail: "Nhận tin đến sau từ hồ sơ \(code)\(wasClosed ? "; mở lại hồ sơ" : "").", at: time, in: database
            )
            try AuditLog.append(
                .lateLetter, actor: actor, caseID: row.file.id, detail: "Chuyển tin đến sau sang hồ sơ \(part).",
                at: time, in: database)
            guard late.count == 1, row.file.stage != .split else { return }
            var handling = try HandlingTable.handling(of: row, in: database)
            guard CaseTransition.of(.split)?.from.contains(handling.stage) == true else { return }
            let detail = try HandlingAct(.split, ground: "Các tin đến sau đã chuyển hồ sơ tách")
                .apply(to: &row.file, &handling, actor: actor, now: time)
            try Self.keep(row, handling, .split, detail, actor: actor, at: time, in: database)
        }
    }

    private func isSplit(_ code: TrackingCode, by key: String) async throws(StoreError) -> Bool {
        try await read(casework, "look whether case \(code) is split") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try database.row(
                "SELECT 1 FROM case_part WHERE key = ? AND parent = ?", [StoredText(key), row.position]) != nil
        }
    }

    private static func handling(
        of row: CaseRow, expecting revision: Int64?, in database: Database
    ) throws -> CaseHandling {
        if let revision, revision != row.file.revision {
            throw StoreError.changedMeanwhile(reason: try change(of: row.file, in: database))
        }
        return try HandlingTable.handling(of: row, in: database)
    }

    private static func keep(
        _ row: CaseRow, _ handling: CaseHandling, _ act: AuditAct, _ detail: String, actor: String, at time: Timestamp,
        in database: Database
    ) throws {
        var row = row
        row.file.stage = handling.stage
        row.file.changedAt = max(row.file.changedAt, time)
        try row.update(in: database)
        try HandlingTable.keep(handling, of: row, in: database)
        try AuditLog.append(act, actor: actor, caseID: row.file.id, detail: detail, at: time, in: database)
    }
}
