import Casework
import Synchronization

/// Keeps strangers to their pace: each address has a store of requests that fills again with time.
///
/// Memory is bounded: when the table is full, addresses whose store is full again make room, and should there be none, a
/// new address shares one store with all others that find no room.
final class StrangerThrottle: Sendable {
    private static let capacity = 16_384
    private static let crowd = "*"

    private struct Key: Hashable {
        var route: String
        var address: String
    }

    private struct Level {
        var left: Double
        var at: Timestamp
    }

    private struct Table {
        var levels: [Key: Level] = [:]
        /// When room was last made: a flood of addresses must not have the whole table searched for each of them.
        var clearedAt = Timestamp(rawValue: 0)

        mutating func makeRoom(at now: Timestamp) {
            guard now.rawValue - clearedAt.rawValue >= 60_000 else { return }
            clearedAt = now
            levels = levels.filter { now.rawValue - $0.value.at.rawValue < 600_000 }
        }
    }

    private let table = Mutex(Table())

    /// Takes one request off the store.
    ///
    /// - Returns: nil when it may go on, else the seconds to wait.
    func take(route: String, pace: StrangerRoute.Pace, address: String, at now: Timestamp) -> Int? {
        table.withLock { table in
            var key = Key(route: route, address: Self.network(of: address))
            if table.levels[key] == nil, table.levels.count >= Self.capacity {
                table.makeRoom(at: now)
                if table.levels.count >= Self.capacity { key.address = Self.crowd }
            }
            let known = table.levels[key] ?? Level(left: Double(pace.burst), at: now)
            let minutes = Double(max(0, now.rawValue - known.at.rawValue)) / 60_000
            let left = min(Double(pace.burst), known.left + minutes * Double(pace.perMinute))
            guard left >= 1 else {
                table.levels[key] = Level(left: left, at: now)
                return max(1, Int(((1 - left) * 60 / Double(pace.perMinute)).rounded(.up)))
            }
            table.levels[key] = Level(left: left - 1, at: now)
            return nil
        }
    }

    /// Whoever has one address of IPv6 mostly has 2^64 of them: the first half stands for all.
    private static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let groups = address.prefix { $0 != "%" }.split(separator: ":", omittingEmptySubsequences: false)
        if let gap = groups.firstIndex(of: ""), gap < 4 { return groups[..<gap].joined(separator: ":") + "::" }
        return groups.prefix(4).joined(separator: ":")
    }
}
