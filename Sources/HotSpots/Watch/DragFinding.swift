import Foundation

/// A matter that drags on: the same people write again, answers are overdue, settled matters come back.
public struct DragFinding: Sendable, Hashable, Codable {
    /// Messages in 60 days by senders with two and more distinct messages.
    public var repeatedMessages = 0
    /// Evidence of those.
    public var repeatedBans = 0.0
    /// Matters beyond their deadline.
    public var overdue = 0
    /// Evidence of the oldest of them, and of more of them than is usual in the province.
    public var overdueBans = 0.0
    /// Matters taken up again in 60 days.
    public var reopened = 0
    /// Evidence of those.
    public var reopenedBans = 0.0

    /// The sum in bans, at most 2.5.
    public var bans: Double { min(Self.cap, repeatedBans + overdueBans + reopenedBans) }

    private static let cap = 2.5

    init() {}

    /// Looks at a stream.
    ///
    /// - Parameters:
    ///   - matters: its matters of the last 60 days.
    ///   - open: how many of its matters wait for an answer.
    ///   - overdue: how many of those are beyond their deadline.
    ///   - oldest: how long the oldest of those has been.
    ///   - reopened: matters taken up again in 60 days.
    ///   - provinceOverdueShare: share of open matters that are overdue in the province; nil when unknown.
    init(
        _ matters: ArraySlice<StreamHistory.Matter>, open: Int, overdue: Int, oldest: Int64, reopened: Int,
        provinceOverdueShare: Double?
    ) {
        if matters.count >= 2 {
            repeatedMessages = Self.repeated(matters)
            repeatedBans = min(Self.cap, 0.45 * Double(max(0, repeatedMessages - 2)))
        }
        self.overdue = overdue
        // Each doubling beyond the fourth week: a few days' delay is everyday life.
        let periods = Double(oldest) / Double(28 * HotSpotTime.day)
        if overdue >= 2, periods > 1 { overdueBans = 0.3 * log2(periods) }
        if let share = provinceOverdueShare, open >= 4,
            Double(overdue) / Double(open) > 2 * share
        {
            overdueBans += 0.3
        }
        self.reopened = reopened
        reopenedBans = 0.4 * Double(reopened)
    }

    /// Messages by senders with two and more of them.
    private static func repeated(_ matters: ArraySlice<StreamHistory.Matter>) -> Int {
        // Most streams have a handful: to compare each with each costs less than to sort a list of them.
        guard matters.count > 12 else {
            return matters.indices.count { one in
                guard let sender = matters[one].sender else { return false }
                return matters.indices.contains { $0 != one && matters[$0].sender == sender }
            }
        }
        let senders = matters.compactMap(\.sender).sorted()
        var repeated = 0
        var start = 0
        for index in senders.indices where index + 1 == senders.count || senders[index + 1] != senders[index] {
            let run = index + 1 - start
            if run >= 2 { repeated += run }
            start = index + 1
        }
        return repeated
    }
}
