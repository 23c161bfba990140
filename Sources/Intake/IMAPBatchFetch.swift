import Casework
import IMAPWire

/// Fetches listed mails in chunks, several asked for ahead, and hands them out in the order of their UIDs.
final class IMAPBatchFetch {
    /// Mails to commit together with the position after them.
    struct Batch {
        var items: [CollectedItem]
        /// The UID of each item.
        var uids: [UInt32] = []
        var position: IMAPPosition
        var tooLarge = 0
        var unreadable = 0
        /// Set when the pass must end here: what the server said instead of giving the next mail.
        var refusal: String?
    }

    private enum State {
        case waiting
        case sent(tag: String)
        case done
        case refused(String)
    }

    private struct Chunk {
        var entries: [IMAPMailbox.Entry]
        var state = State.waiting
        var items: [UInt32: CollectedItem] = [:]
        /// Why only the header is asked for.
        var defect: String?
        /// Something that could not be read came while this chunk was awaited.
        var isDamaged = false

        var bytes: UInt64 { defect == nil ? entries.reduce(0) { $0 &+ $1.size } : 65_536 }
        var isSent: Bool { if case .sent = state { true } else { false } }
    }

    private static let chunkBytes: UInt64 = 4_000_000
    private static let chunksAhead = 4
    private static let bytesAhead: UInt64 = 16_000_000
    /// Passes in which a mail may be refused before it is given up: a server in trouble must not cost mails.
    private static let refusalsAllowed: UInt32 = 2
    /// Sessions that may break before mails are asked for one by one, which finds the one that breaks them; before only that
    /// one's header is asked for; and before it is stepped over.
    private static let breaksBefore = (oneByOne: UInt32(2), headerOnly: UInt32(6), steppedOver: UInt32(8))

    private let mailbox: IMAPMailbox
    private let settings: IMAPCollector.Settings
    private let time: Timestamp
    private let breaks: UInt32
    /// Mails still to be asked for one by one: as many as lay in the batch that broke.
    private var singles: Int
    private var isFirst = true
    /// Entries not yet cut into chunks, last first.
    private var remaining: [IMAPMailbox.Entry]
    /// Chunks not yet handed out, in the order of UIDs.
    private var chunks: [Chunk] = []
    private var tooLarge: Set<UInt32> = []

    init(
        mailbox: IMAPMailbox, settings: IMAPCollector.Settings, entries: [IMAPMailbox.Entry], breaks: UInt32,
        time: Timestamp
    ) {
        self.mailbox = mailbox
        self.settings = settings
        self.breaks = breaks
        singles = breaks < Self.breaksBefore.oneByOne ? 0 : settings.mailsPerBatch
        self.time = time
        remaining = entries.reversed()
    }

    /// The next mails to commit, or nil when all have been handed out.
    func nextBatch(_ position: IMAPPosition) async throws(CollectionError) -> Batch? {
        while true {
            try await askAhead()
            guard let first = chunks.first else { return nil }
            switch first.state {
            case .done:
                chunks.removeFirst()
                return batch(first, position)
            case .refused(let reason):
                if position.refusals < Self.refusalsAllowed {
                    var next = position
                    next.refusals += 1
                    let uid = first.entries.first?.uid ?? 0
                    return Batch(
                        items: [], position: next,
                        refusal: "the mail server does not give mail \(uid) of «\(mailbox.folder)» (\(reason)). "
                            + "It is tried again at the next pass.")
                }
                chunks[0].defect = "Máy chủ thư không đưa trọn thư này (\(reason)). Hãy đọc trực tiếp trong hộp thư."
                chunks[0].state = .waiting
                chunks[0].isDamaged = false
            case .waiting, .sent: try await take(try await mailbox.next())
            }
        }
    }

    // MARK: Asking

    private func askAhead() async throws(CollectionError) {
        var commands: [IMAPCommand] = []
        var asked: [Int] = []
        var index = 0
        var ahead = chunks.count { $0.isSent }
        var bytes = chunks.reduce(UInt64(0)) { $0 &+ ($1.isSent || !$1.items.isEmpty ? $1.bytes : 0) }
        while ahead < (singles > 0 ? 1 : Self.chunksAhead) {
            if index == chunks.count {
                // Chunks that are done but wait for an earlier one count as well: memory holds their mails.
                guard chunks.count < 2 * Self.chunksAhead, let chunk = cutChunk() else { break }
                chunks.append(chunk)
            }
            if case .waiting = chunks[index].state {
                guard index == 0 || bytes + chunks[index].bytes <= Self.bytesAhead else { break }
                commands.append(command(chunks[index]))
                asked.append(index)
                ahead += 1
                bytes += chunks[index].bytes
            }
            index += 1
        }
        guard !commands.isEmpty else { return }
        let tags = try await mailbox.send(commands)
        for (index, tag) in zip(asked, tags) { chunks[index].state = .sent(tag: tag) }
    }

    private func command(_ chunk: Chunk) -> IMAPCommand {
        let content: IMAPFetchItem = chunk.defect == nil ? .wholeMessage : .header
        return .uidFetch(UIDSet(chunk.entries.lazy.map(\.uid)), items: [.uid, .internalDate, .size, content])
    }

    private func cutChunk() -> Chunk? {
        guard let first = remaining.popLast() else { return nil }
        defer { isFirst = false }
        if singles > 0 {
            singles -= 1
            if isFirst { return suspect(first) }
        }
        guard !isTooLarge(first) else {
            tooLarge.insert(first.uid)
            return Chunk(entries: [first], defect: tooLargeReason(first.size))
        }
        var chunk = Chunk(entries: [first])
        var bytes = first.size
        let most = singles > 0 ? 1 : settings.mailsPerBatch
        while let entry = remaining.last, chunk.entries.count < most, !isTooLarge(entry),
            bytes + entry.size <= Self.chunkBytes
        {
            chunk.entries.append(entry)
            bytes += entry.size
            remaining.removeLast()
        }
        return chunk
    }

    /// The mail at which earlier sessions broke.
    private func suspect(_ entry: IMAPMailbox.Entry) -> Chunk {
        guard breaks >= Self.breaksBefore.headerOnly else { return Chunk(entries: [entry]) }
        let reason =
            "Kết nối với máy chủ thư đứt \(breaks) lần liên tiếp khi lấy thư này (số \(entry.uid) trong "
            + "«\(mailbox.folder)»). Hãy đọc trực tiếp trong hộp thư."
        var chunk = Chunk(entries: [entry], defect: reason)
        if breaks >= Self.breaksBefore.steppedOver {
            chunk.items[entry.uid] = item(withoutContent: entry, reason)
            chunk.state = .done
        }
        return chunk
    }

    private func isTooLarge(_ entry: IMAPMailbox.Entry) -> Bool {
        entry.size > UInt64(clamping: settings.maximumMailBytes)
    }

    private func tooLargeReason(_ size: UInt64) -> String {
        "Thư có \(size) byte, quá giới hạn \(settings.maximumMailBytes) byte; chỉ lấy phần đầu thư. "
            + "Hãy đọc trực tiếp trong hộp thư, hoặc nâng giới hạn."
    }

    // MARK: Taking

    private func take(_ response: IMAPResponse) async throws(CollectionError) {
        switch response {
        case .fetch(let fetch): take(fetch)
        case .unrecognised: for index in chunks.indices where chunks[index].isSent { chunks[index].isDamaged = true }
        case .tagged(let tag, let condition, let text):
            let index = chunks.firstIndex { chunk in
                if case .sent(tag) = chunk.state { true } else { false }
            }
            if let index { finish(index, condition, text.text) }
        default: break
        }
    }

    private func take(_ fetch: IMAPFetch) {
        // FLAGS may come unasked at any time; only an answer has the message in it.
        guard let uid = fetch.uid, let content = fetch.section("") ?? fetch.section("HEADER"),
            let index = chunks.firstIndex(where: { $0.isSent && $0.entries.contains { $0.uid == uid } })
        else { return }
        var item = CollectedItem(
            source: settings.source, key: "",
            receivedAt: fetch.internalDate.map { Timestamp(rawValue: $0) } ?? time, mediaType: .mail, bytes: [],
            defect: chunks[index].defect)
        switch content {
        case .bytes(let bytes):
            item.bytes = bytes
            let size = fetch.size ?? 0
            item.key = item.defect == nil ? MailKey.content(bytes) : MailKey.header(bytes, size: size)
        case .overLimit(let size):
            tooLarge.insert(uid)
            item.defect = tooLargeReason(size)
            item.key = place(of: uid)
        case .absent:
            chunks[index].isDamaged = true
            return
        }
        chunks[index].items[uid] = item
    }

    private func finish(_ index: Int, _ condition: IMAPCondition, _ text: String) {
        let chunk = chunks[index]
        // A mail that is missing from a good answer has been deleted meanwhile; from a damaged one it has been lost.
        let isWhole = condition == .ok && (!chunk.isDamaged || chunk.items.count == chunk.entries.count)
        guard !isWhole else {
            chunks[index].state = .done
            return
        }
        let reason = condition == .ok ? "its answer cannot be read" : text
        guard chunk.entries.count == 1, let entry = chunk.entries.first else {
            // Halves find out which mail it is in few steps, while the others are still collected.
            let middle = chunk.entries.count / 2
            chunks[index] = Chunk(entries: Array(chunk.entries[..<middle]))
            chunks.insert(Chunk(entries: Array(chunk.entries[middle...])), at: index + 1)
            return
        }
        if let defect = chunk.defect {
            // Not even the header: what is known is kept, so that somebody looks into the mailbox.
            chunks[index].items[entry.uid] = item(withoutContent: entry, defect)
            chunks[index].state = .done
        } else {
            chunks[index].state = .refused(reason)
        }
    }

    private func item(withoutContent entry: IMAPMailbox.Entry, _ defect: String) -> CollectedItem {
        CollectedItem(
            source: settings.source, key: place(of: entry.uid), receivedAt: time, mediaType: .mail, bytes: [],
            defect: defect)
    }

    private func place(of uid: UInt32) -> String {
        MailKey.place("\(settings.folder)@\(settings.account)", "\(mailbox.uidValidity):\(uid)")
    }

    private func batch(_ chunk: Chunk, _ position: IMAPPosition) -> Batch {
        var batch = Batch(items: [], position: position.advanced(to: chunk.entries.last?.uid ?? 0))
        for entry in chunk.entries {
            guard let item = chunk.items[entry.uid] else { continue }
            batch.items.append(item)
            batch.uids.append(entry.uid)
            if tooLarge.contains(entry.uid) {
                batch.tooLarge += 1
            } else if item.defect != nil {
                batch.unreadable += 1
            }
        }
        return batch
    }
}
