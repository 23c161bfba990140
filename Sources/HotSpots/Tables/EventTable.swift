/// Filed messages from a table, for replays.
///
/// Columns: `id,received,commune,topic`, and if they are there
/// `occurred,hamlet,dup_group,cues,sender,signers,due,resolved,immediate`. Cues are letters: C gathering, V violence, P
/// petition, U prolonged, O over the levels, H health. Times are local.
public struct EventTable: Sendable {
    /// Messages in the order in which they were received.
    public internal(set) var messages: [WatchMessage] = []
    /// When each message's matter was answered, in the same order; nil where it was not.
    public internal(set) var resolved: [HotSpotTime?] = []
    /// Rows left out because their commune is not among the places.
    public private(set) var unknownPlaces = 0

    /// What of the columns is used.
    public struct Use: Sendable, Hashable {
        /// Signs of danger.
        public var cues = true
        /// Senders, deadlines and answers.
        public var senders = true

        /// Uses everything.
        public init() {}
    }

    /// Reads events.
    ///
    /// - Parameters:
    ///   - bytes: the table.
    ///   - places: the places that communes are looked up in, by code.
    ///   - minutesAheadOfUTC: how far its local times are ahead of UTC.
    ///   - use: which columns are used.
    /// - Throws: `TableError` for what cannot be read.
    public init(
        _ bytes: [UInt8], places: [WatchPlace], minutesAheadOfUTC: Int = 420, use: Use = Use()
    ) throws(TableError) {
        var numbers: [String: Int] = [:]
        for (number, place) in places.enumerated() { numbers[place.code] = number }
        var columns: Columns?
        var unknown = 0
        var read: [(WatchMessage, HotSpotTime?)] = []
        try CommaTable.read(bytes, name: "events", required: ["id", "received", "commune", "topic"]) {
            (table, row) throws(TableError) in
            if columns == nil { columns = Columns(table) }
            guard let columns else { return }
            func time(_ column: Int?) throws(TableError) -> HotSpotTime? {
                guard let column else { return nil }
                let raw = row.raw(column)
                if raw.isEmpty { return nil }
                guard let local = LocalMinute.parse(raw) else {
                    throw TableError(
                        table: "events", line: row.line,
                        problem: "«\(row.text(column))» is no time; write 2025-11-05T17:25.")
                }
                return HotSpotTime(rawValue: local - Int64(minutesAheadOfUTC) * 60_000)
            }
            guard let received = try time(columns.received) else {
                throw TableError(table: "events", line: row.line, problem: "received is empty.")
            }
            guard let place = numbers[row.text(columns.commune)] else {
                unknown += 1
                return
            }
            var message = WatchMessage(
                id: row.text(columns.id), received: received, occurred: try time(columns.occurred), place: place,
                topic: row.text(columns.topic))
            message.hamlet = Self.optional(row, columns.hamlet)
            message.duplicateGroup = Self.optional(row, columns.duplicateGroup)
            if use.cues, let column = columns.cues { message.cues = Self.cues(row.raw(column)) }
            if let column = columns.immediate { message.isImmediate = row.text(column) == "1" }
            if use.senders {
                if let column = columns.sender, !row.raw(column).isEmpty {
                    message.sender = Self.hash(row.raw(column))
                }
                if let column = columns.signers { message.signers = Int(row.text(column)) }
                message.deadline = try time(columns.due)
            }
            read.append((message, use.senders ? try time(columns.resolved) : nil))
        }
        // Stable, so that messages of one minute keep their order.
        let order = read.indices.sorted { (read[$0].0.received, $0) < (read[$1].0.received, $1) }
        messages = order.map { read[$0].0 }
        resolved = order.map { read[$0].1 }
        unknownPlaces = unknown
    }

    private struct Columns {
        let id: Int
        let received: Int
        let commune: Int
        let topic: Int
        let occurred: Int?
        let hamlet: Int?
        let duplicateGroup: Int?
        let cues: Int?
        let sender: Int?
        let signers: Int?
        let due: Int?
        let resolved: Int?
        let immediate: Int?

        init?(_ table: CommaTable) {
            guard let id = table.column("id"), let received = table.column("received"),
                let commune = table.column("commune"), let topic = table.column("topic")
            else { return nil }
            self.id = id
            self.received = received
            self.commune = commune
            self.topic = topic
            occurred = table.column("occurred")
            hamlet = table.column("hamlet")
            duplicateGroup = table.column("dup_group")
            cues = table.column("cues")
            sender = table.column("sender")
            signers = table.column("signers")
            due = table.column("due")
            resolved = table.column("resolved")
            immediate = table.column("immediate")
        }
    }

    private static func optional(_ row: CommaTable.Row, _ column: Int?) -> String? {
        guard let column, !row.raw(column).isEmpty else { return nil }
        return row.text(column)
    }

    private static func cues(_ letters: UnsafeRawBufferPointer) -> [DangerCue] {
        letters.compactMap { letter in
            switch letter {
            case UInt8(ascii: "C"): DangerCue(.gathering)
            case UInt8(ascii: "V"): DangerCue(.violence)
            case UInt8(ascii: "P"): DangerCue(.petition)
            case UInt8(ascii: "U"): DangerCue(.prolonged)
            case UInt8(ascii: "O"): DangerCue(.overLevels)
            case UInt8(ascii: "H"): DangerCue(.health)
            default: nil
            }
        }
    }

    /// FNV-1a, 64 bits: names of made-up senders become numbers, the same in every run.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
