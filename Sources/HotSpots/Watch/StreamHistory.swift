/// What one commune sent in about one topic: distinct matters in order of time, copies counted apart.
struct StreamHistory: Sendable, Codable {
    /// A distinct matter: the first message of its text.
    struct Matter: Sendable, Codable, Hashable {
        var time: Int64
        var id: String
        var sender: UInt64?
        var hamlet: String?
        var cues: [DangerCue]
        var signers: Int
        var group: String?
    }

    /// Copies of one text.
    struct Copies: Sendable, Codable, Hashable {
        var group: String
        var last: Int64
        /// Messages, the first one included.
        var count: Int
        /// Senders, as many as are worth telling apart.
        var senders: Set<UInt64>
        /// Senders beyond those, and messages without sender, are not told apart.
        static let senderLimit = 256
    }

    /// Times of distinct matters of the last 400 days.
    private(set) var times: [Int64] = []
    /// The matters of the last 60 days in full.
    private(set) var recent: [Matter] = []
    private(set) var copies: [Copies] = []
    private(set) var open = OpenMatters()
    /// When answered matters were taken up again.
    private(set) var reopenings: [Int64] = []
    /// Confirmed hot spots; what fell into them is no part of what is usual.
    var confirmed: [ClosedRange<Int64>] = []
    var feedback = StreamFeedback()
    var slowRise = SlowRise()

    /// How long a text is remembered after its last copy.
    private static let copyMemory = 90 * HotSpotTime.day
    private static let fullMemory = 60 * HotSpotTime.day
    private static let timeMemory = 400 * HotSpotTime.day
    /// Texts and open matters remembered at most; the oldest go first.
    private static let limit = 2000

    /// Takes in a message; its own times are in UTC, those that are handed over by the office's clock.
    ///
    /// - Returns: whether it is a matter of its own; false for a copy.
    mutating func add(_ message: WatchMessage, time: Int64, now: Int64, deadline: Int64?) -> Bool {
        if let deadline { open.add(message.id, deadline: deadline, atMost: Self.limit) }
        if let group = message.duplicateGroup {
            if let index = copies.lastIndex(where: { $0.group == group }) {
                if now - copies[index].last <= Self.copyMemory {
                    copies[index].count += 1
                    copies[index].last = max(copies[index].last, now)
                    if let sender = message.sender, copies[index].senders.count < Copies.senderLimit {
                        copies[index].senders.insert(sender)
                    }
                    return false
                }
                copies.remove(at: index)
            }
            if copies.count >= Self.limit { copies.removeFirst() }
            copies.append(
                Copies(group: group, last: now, count: 1, senders: Set(message.sender.map { [$0] } ?? [])))
        }
        insert(time)
        if now - time <= Self.fullMemory {
            let matter = Matter(
                time: time, id: message.id, sender: message.sender, hamlet: message.hamlet, cues: message.cues,
                signers: message.signers ?? 0, group: message.duplicateGroup)
            var slot = recent.count
            while slot > 0, recent[slot - 1].time > time { slot -= 1 }
            recent.insert(matter, at: slot)
        }
        return true
    }

    /// Takes a message back; its copies stay as one matter at its time.
    ///
    /// - Returns: whether there was such a message.
    mutating func remove(_ message: WatchMessage, time: Int64) -> Bool {
        open.remove(message.id)
        if let group = message.duplicateGroup, let index = copies.firstIndex(where: { $0.group == group }) {
            copies[index].count -= 1
            if copies[index].count > 0 { return true }
            copies.remove(at: index)
        }
        recent.removeAll { $0.id == message.id }
        let place = times.lowerBound(time)
        guard place < times.count, times[place] == time else { return false }
        times.remove(at: place)
        return true
    }

    /// Takes back the matters of these messages, because they belong elsewhere.
    ///
    /// - Returns: the matters, to be put back if that was a mistake.
    mutating func remove(ids: Set<String>) -> [Matter] {
        let removed = recent.filter { ids.contains($0.id) }
        for matter in removed {
            let place = times.lowerBound(matter.time)
            if place < times.count, times[place] == matter.time { times.remove(at: place) }
        }
        recent.removeAll { ids.contains($0.id) }
        return removed
    }

    /// Puts back what was taken out by mistake.
    mutating func restore(_ matters: [Matter]) {
        for matter in matters {
            insert(matter.time)
            recent.append(matter)
        }
        recent.sort { $0.time < $1.time }
    }

    /// The matter of a message was answered.
    mutating func resolve(_ id: String) { open.remove(id) }

    /// An answered matter was taken up again.
    mutating func reopen(_ message: WatchMessage, at time: Int64, deadline: Int64?) {
        reopenings.append(time)
        if let deadline { open.add(message.id, deadline: deadline) }
    }

    /// Distinct matters after `start`, up to and including `end`.
    @inline(__always)
    func count(after start: Int64, through end: Int64) -> Int {
        times.count - times.count(above: end) - times.lowerBound(start + 1)
    }

    /// Distinct matters after `start`; none lies in the future.
    @inline(__always)
    func count(after start: Int64) -> Int { times.count(above: start) }

    /// Forgets what no window reaches any more.
    mutating func prune(now: Int64) {
        let old = times.lowerBound(now - Self.timeMemory)
        if old > 16, old > times.count / 4 { times.removeFirst(old) }
        if let first = recent.first, first.time < now - Self.fullMemory {
            recent.removeFirst(recent.firstIndex { $0.time >= now - Self.fullMemory } ?? recent.count)
        }
        if let first = copies.first, first.last < now - Self.copyMemory {
            copies.removeAll { $0.last < now - Self.copyMemory }
        }
        if let first = reopenings.first, first < now - Self.fullMemory {
            reopenings.removeAll { $0 < now - Self.fullMemory }
        }
        if let first = confirmed.first, first.upperBound < now - Self.timeMemory {
            confirmed.removeAll { $0.upperBound < now - Self.timeMemory }
        }
    }

    private mutating func insert(_ time: Int64) {
        if let last = times.last, last > time {
            times.insert(time, at: times.lowerBound(time + 1))
        } else {
            times.append(time)
        }
    }
}

extension [Int64] {
    /// The first place whose value is not less than `value`, in an array in order.
    @inline(__always)
    func lowerBound(_ value: Int64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How many values are greater than `value`, in an array in order; the fewer, the faster.
    @inline(__always)
    func count(above value: Int64) -> Int {
        withUnsafeBufferPointer { values in
            // All from `high` on are greater; what lies before `low` is not.
            var high = values.count
            var low = 0
            var step = 1
            while high >= step {
                let probe = high - step
                if values[probe] <= value {
                    low = probe + 1
                    break
                }
                high = probe
                step *= 2
            }
            while low < high {
                let middle = (low + high) / 2
                if values[middle] <= value { low = middle + 1 } else { high = middle }
            }
            return values.count - high
        }
    }
}
