public import Casework
import Classification
import GRDB
import Places
import Sealing

extension SQLiteStore {
    /// Files one message in a transaction of its own.
    public func file(_ message: TriagedMessage, queue: String, at time: Timestamp) async throws(StoreError) -> Filing {
        let filings = try await file([RoutedMessage(message: message, queue: queue)], at: time)
        guard let filing = filings.first else { return .setAside }
        return filing
    }

    /// Files several messages in one transaction, in their order.
    public func file(_ batch: [RoutedMessage], at time: Timestamp) async throws(StoreError) -> [Filing] {
        let key = try await threadKey()
        let sealing = try await sealingKey()
        let filed = try await filed(batch.map(\.message.message.item))
        let prepared: [PreparedMessage]
        do {
            prepared = try await batch.concurrentlyMapped { routed in
                Result { try PreparedMessage(routed, key: key, sealing: sealing) }
            }.map { try $0.get() }
        } catch {
            throw FailureReason.storeError(error, operation: "prepare messages for filing")
        }
        // What is filed has its seal, which may hold a later verdict.
        let records = prepared.filter { !filed.contains($0.message.item) }.map(\.record)
        // The seal first: a kill between the two leaves a record that the next filing writes again.
        if !records.isEmpty {
            try await write(originals, "seal messages") { try SealedTable.keep(messages: records, in: $0) }
        }
        return try await write(casework, "file messages") { database in
            let batch = FilingBatch(database)
            let filings = try prepared.map {
                try Filer(message: $0, time: time, database: database, batch: batch).file()
            }
            try batch.finish()
            return filings
        }
    }
}

extension SQLiteStore {
    /// Those of some items that are filed already.
    fileprivate func filed(_ items: [ItemID]) async throws(StoreError) -> Set<ItemID> {
        // Not cut off by a cancelled task, which would make a letter that is being filed look like a faulty one.
        let outcome = await Task { [casework] in
            try await casework.read { database in
                Set(try items.filter { try MessageTable.place(of: $0, in: database) != nil })
            }
        }.result
        switch outcome {
        case .success(let filed): return filed
        case .failure(let error): throw FailureReason.storeError(error, operation: "look which items are filed")
        }
    }
}

/// Files one message inside a write transaction.
struct Filer {
    var message: PreparedMessage
    var time: Timestamp
    var database: Database
    /// What is written when all letters of the transaction are filed.
    var batch: FilingBatch

    func file() throws -> Filing {
        let filing: Filing
        if let known = try known() {
            filing = known
        } else {
            filing = try place()
            try BounceMarking.mark(message.bounces, at: time, in: database)
        }
        try database.run(
            "UPDATE inbox SET state = 'done' WHERE id = ? AND state <> 'done'",
            [StoredText(message.message.item.rawValue)])
        return filing
    }

    /// What filing said when the item was filed before.
    private func known() throws -> Filing? {
        guard let place = try MessageTable.place(of: message.message.item, in: database) else { return nil }
        guard let position = place.position else { return .setAside }
        let code = try CaseRow.at(position, in: database).file.trackingCode
        return place.opened ? .opened(code) : .joined(code)
    }

    private func place() throws -> Filing {
        let home = CaseHome(message: message, database: database)
        let isPart = message.message.entry?.part != nil
        if message.message.kind != .ownLoop, !isPart, var home = try home.find() {
            home.position = try CasePartTable(database: database).follow(
                home.position, telling: message.message, at: time)
            return try join(home)
        }
        guard !message.message.kind.isMachineMade else {
            try MessageTable.insert(message, position: nil, opened: false, in: database)
            return .setAside
        }
        return try open()
    }

    private func open() throws -> Filing {
        let position = try CasePosition.free(at: message.message.receivedAt, in: database)
        let verdict = message.verdict
        var file = Case(
            id: .make(at: time), trackingCode: try freeCode(), receivedAt: message.message.receivedAt, changedAt: time,
            state: .new, queue: message.decision.queue, topics: CaseRow.unique(verdict.topics), topicsConfirmed: false,
            letterClass: verdict.letterClass, title: message.title, channel: message.message.channel,
            source: message.message.source, place: verdict.place, assignee: nil, escalation: nil, messageCount: 1,
            kind: CaseKind(of: message.message.kind), isUrgent: message.decision.isUrgent,
            isUnrouted: message.decision.isUnrouted)
        if verdict.hotspot {
            file.escalation = Escalation(raisedAt: time, severity: message.severity, alarms: verdict.alarms)
        }
        var row = CaseRow(position: position, file: file, severity: message.severity)
        try row.insert(in: database)
        if let user = message.message.entry?.filedBy {
            try database.run("UPDATE cases SET filed_by = ? WHERE position = ?", [StoredText(user), position])
        }
        try MessageTable.insert(message, position: position, opened: true, in: database)
        try keepCheck(at: position)
        try CaseText.keep(message.folded, at: position, in: database)
        batch.index(message.folded, ofCaseAt: position)
        try audit(
            .opened, file,
            "Mở hồ sơ \(file.trackingCode) cho tin từ nguồn «\(file.source)», đưa vào hàng đợi «\(file.queue)»"
                + "\(message.decision.auditPhrase).")
        var way = try CaseWay(row, at: time, in: database)
        try way.take(message.decision, isPlaced: true, into: &row)
        if verdict.hotspot { try auditEscalation(file) }
        if let part = message.message.entry?.part {
            try CasePartTable(database: database).open(part, of: message.message, as: &row, at: time)
            return .opened(file.trackingCode)
        }
        try CaseHome(message: message, database: database).suggestLinks(from: position, at: time)
        try findCopies(for: position)
        if message.wantsAcknowledgement {
            try database.run(
                "INSERT INTO acknowledgement_due (item, position, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [StoredText(message.message.item.rawValue), position, time.rawValue])
        }
        return .opened(file.trackingCode)
    }

    private func join(_ home: MessageTable.Home) throws -> Filing {
        var row = try CaseRow.at(home.position, in: database)
        let verdict = message.verdict
        row.file.messageCount += 1
        row.file.kind = row.file.kind.joined(by: message.message.kind)
        let isPlaced = row.take(verdict, severity: message.severity, decision: message.decision, at: time)
        var way = try CaseWay(row, at: time, in: database)
        // The same mail fetched twice, a machine's answer or an article's correction tells nothing new to a closed case.
        let reopens =
            row.file.state == .closed && !home.hasSameMessage
            && (verdict.hotspot || !message.message.kind.isMachineMade && message.message.kind != .feedEntry)
        if reopens {
            try HandlingTable.reopen(&row, ground: "Có tin mới của người gửi", at: time, in: database)
        }

        try way.take(message.decision, isPlaced: isPlaced, into: &row)
        try row.update(in: database)
        try MessageTable.insert(message, position: row.position, opened: false, in: database)
        try keepCheck(at: row.position)
        if !home.hasSameContent {
            // What the index holds of the case is replaced, so it must be there.
            try batch.indexWaiting()
            try CaseText.append(message.folded, at: row.position, in: database)
        }
        try audit(.joined, row.file, "Nhập thêm tin từ nguồn «\(message.message.source)» vào hồ sơ.")
        try CaseHome(message: message, database: database).suggestLinks(from: row.position, at: time)
        try findCopies(for: row.position)
        // The same letter to several boxes is one case, and each box's queue is told.
        if home.hasSameContent, !isPlaced {
            try way.tell(
                message.decision.queue, of: row,
                because: "cùng thư này cũng gửi tới nguồn «\(message.message.source)»")
        }
        if reopens { try audit(.reopened, row.file, "Mở lại hồ sơ vì có tin mới của người gửi.") }
        if verdict.hotspot { try auditEscalation(row.file) }
        return .joined(row.file.trackingCode)
    }

    private func keepCheck(at position: Int64) throws {
        guard let check = message.check else { return }
        try LetterCheckTable(database: database).keep(check, of: message.message.item, part: 0, at: position)
    }

    /// Keeps the letter's signature and suggests the case whose letter it copies.
    private func findCopies(for position: Int64) throws {
        guard let signature = message.signature,
            let sequence = try database.value(
                "SELECT sequence FROM message WHERE item = ?", [StoredText(message.message.item.rawValue)],
                as: Int64.self)
        else { return }
        try CopyTable(database: database, batch: batch).file(
            signature, sequence: sequence, position: position, receivedAt: message.message.receivedAt.rawValue,
            at: time)
    }

    private func freeCode() throws -> TrackingCode {
        while true {
            let code = TrackingCode.random()
            let taken = try database.row("SELECT 1 FROM cases WHERE code = ?", [code.digits])
            if taken == nil { return code }
        }
    }

    private func auditEscalation(_ file: Case) throws {
        let names = message.verdict.alarms.prefix(20).map { "«\($0.name)»" }.joined(separator: ", ")
        let why = names.isEmpty ? "" : " theo quy tắc \(names)"
        try audit(.escalated, file, "Đưa vào danh sách điểm nóng\(why); mức độ \(rounded(message.severity)).")
    }

    private func audit(_ act: AuditAct, _ file: Case, _ detail: String) throws {
        try AuditLog.append(
            act, actor: AuditEntry.system, caseID: file.id, detail: detail, at: time, in: database)
    }

    private func rounded(_ number: Double) -> String { "\((number * 10).rounded() / 10)".replacing(".", with: ",") }
}
