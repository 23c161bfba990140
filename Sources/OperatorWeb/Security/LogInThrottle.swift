import Casework
import Synchronization

/// Slows down guessing of passwords: so many failures per user name, per address and per both, then a pause.
///
/// Memory is bounded; when the table is full, the entry that ends soonest makes room.
final class LogInThrottle: Sendable {
    /// Milliseconds after which failures are forgotten.
    private static let window: Int64 = 15 * 60 * 1000
    private static let capacity = 8192

    private enum Key: Hashable {
        case name(String)
        case address(String)
        case both(name: String, address: String)

        /// Failures allowed within the window.
        ///
        /// One office may share one address, and a stranger must not lock an officer out too easily, hence the wider
        /// bounds on name and address alone.
        var limit: Int {
            switch self {
            case .name: 20
            case .address: 30
            case .both: 5
            }
        }
    }

    private struct Failures {
        var count: Int
        var endsAt: Timestamp
    }

    private let table = Mutex<[Key: Failures]>([:])

    /// Counts an attempt before it is checked, so that attempts in parallel count too.
    ///
    /// - Returns: nil when the attempt may go on, else the seconds to wait.
    func begin(name: String, address: String, at now: Timestamp) -> Int64? {
        table.withLock { table in
            let keys = Self.keys(name, address)
            let blocking = keys.compactMap { key in
                table[key].flatMap { $0.endsAt > now && $0.count >= key.limit ? $0.endsAt : nil }
            }
            if let end = blocking.max() { return max(1, (end.rawValue - now.rawValue + 999) / 1000) }
            for key in keys {
                if let known = table[key], known.endsAt > now {
                    table[key]?.count += 1
                } else {
                    Self.makeRoom(in: &table, at: now)
                    table[key] = Failures(count: 1, endsAt: Timestamp(rawValue: now.rawValue + Self.window))
                }
            }
            return nil
        }
    }

    /// Takes a right password's attempt off again and forgets the failures of this user at this address.
    func succeeded(name: String, address: String) {
        table.withLock { table in
            table[.both(name: Self.folded(name), address: address)] = nil
            for key in Self.keys(name, address) { table[key]?.count -= 1 }
        }
    }

    /// Number of entries held.
    var entryCount: Int { table.withLock { $0.count } }

    private static func keys(_ name: String, _ address: String) -> [Key] {
        [.name(folded(name)), .address(address), .both(name: folded(name), address: address)]
    }

    private static func folded(_ name: String) -> String { String(name.lowercased().prefix(64)) }

    private static func makeRoom(in table: inout [Key: Failures], at now: Timestamp) {
        guard table.count >= capacity else { return }
        table = table.filter { $0.value.endsAt > now }
        guard table.count >= capacity else { return }
        let soonest = table.sorted { $0.value.endsAt < $1.value.endsAt }.prefix(capacity / 8)
        for entry in soonest { table[entry.key] = nil }
    }
}
