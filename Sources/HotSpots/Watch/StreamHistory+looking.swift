// What is asked of a stream at every letter is asked of its lists: to hand over one list costs less than the whole stream.

extension [StreamHistory.Matter] {
    /// Matters of the last week beyond the first of each sender, by their times: one angry person is no flare.
    func repeats(now: Int64) -> [Int64] {
        let first = firstIndex(after: now - 7 * HotSpotTime.day)
        guard count - first >= 2 else { return [] }
        var repeats: [Int64] = []
        // The latest of a sender counts, so that every window sees it once.
        for index in first..<count {
            guard let sender = self[index].sender else { continue }
            if self[(index + 1)...].contains(where: { $0.sender == sender }) { repeats.append(self[index].time) }
        }
        return repeats
    }

    /// Matters after `start`, up to and including `end`.
    func matters(after start: Int64, through end: Int64) -> ArraySlice<StreamHistory.Matter> {
        let first = firstIndex(after: start)
        var last = count
        while last > first, self[last - 1].time > end { last -= 1 }
        return self[first..<last]
    }

    private func firstIndex(after time: Int64) -> Int {
        var first = count
        while first > 0, self[first - 1].time > time { first -= 1 }
        return first
    }
}

extension [StreamHistory.Copies] {
    /// Copies of the texts among these matters: messages beyond the first, and the senders of the largest group.
    func among(_ matters: ArraySlice<StreamHistory.Matter>) -> (count: Int, senders: Int) {
        guard !isEmpty else { return (0, 0) }
        var count = 0
        var senders = 0
        for group in self where matters.contains(where: { $0.group == group.group }) {
            count += group.count - 1
            senders = Swift.max(senders, group.senders.count)
        }
        return (count, senders)
    }
}
