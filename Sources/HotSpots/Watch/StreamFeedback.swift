import Foundation

/// What operators' verdicts did to one stream; everything here can be listed and undone.
public struct StreamFeedback: Sendable, Hashable, Codable {
    /// A season in which more is expected because an operator said that it is so every year.
    public struct Season: Sendable, Hashable, Codable {
        /// The alert dismissed.
        public var alert: Int
        /// The middle of the season.
        public var time: HotSpotTime
        /// How many times as much.
        public var ratio: Double
    }

    /// Bans that the threshold is raised by, when it was last changed.
    var offset = 0.0
    var changed: Int64 = 0
    /// Groups of copies whose signs of danger do not count.
    public internal(set) var mutedGroups: Set<String> = []
    /// Seasons in which more is expected.
    public internal(set) var seasons: [Season] = []

    private static let halfLife = 90.0 * Double(HotSpotTime.day)
    private static let step = 0.5
    private static let cap = 1.5

    /// Bans that the threshold is raised by now; half of it is gone after 90 days.
    func offset(at now: Int64) -> Double {
        guard offset > 0 else { return 0 }
        return offset * exp2(-Double(max(0, now - changed)) / Self.halfLife)
    }

    mutating func raise(at now: Int64) {
        offset = min(Self.cap, offset(at: now) + Self.step)
        changed = now
    }

    mutating func clear() { offset = 0 }

    mutating func lower(at now: Int64) {
        offset = max(0, offset(at: now) - Self.step)
        changed = now
    }

    /// How many times as much is expected now.
    func seasonRatio(at now: Int64) -> Double {
        guard !seasons.isEmpty else { return 1 }
        let year = 365.25 * Double(HotSpotTime.day)
        let reach = 21 * Double(HotSpotTime.day)
        return seasons.reduce(1) { ratio, season in
            let distance = Double(now - season.time.rawValue)
            let inYear = distance - (distance / year).rounded() * year
            return abs(inYear) <= reach ? max(ratio, season.ratio) : ratio
        }
    }
}
