/// Who asks the store, and how far their sight reaches.
///
/// A store is always seen by a reader (``ReaderScoped/seen(by:)``), and leaves out what the reader may not see *in the
/// query itself*: a case out of reach is not found, not counted and not linked to, exactly as if it did not exist.
///
/// > Source: Luật Tố cáo 2018, Chương VI: who denounces, and what the denunciation says, is kept from everyone who does
/// > not handle it.
public struct Reader: Sendable, Hashable {
    /// User name, as the audit log has it.
    public var name: String
    /// What the account is for.
    public var role: OfficeRole
    /// Queues that the account is named for; empty means every queue that is not kept to named readers.
    public var queues: Set<String>
    /// Codes of today's units that the account is confined to, two digits for a province, five for a commune; empty
    /// means everywhere.
    public var units: Set<String>
    /// Queues that only accounts named for them may read, whatever their role.
    public var closedQueues: Set<String>
    /// Whether it is the office itself: the daemon, or who runs commands as owner of the data.
    public let isOffice: Bool

    /// Creates the reader of an account.
    ///
    /// - Parameters:
    ///   - name: User name.
    ///   - role: What the account is for.
    ///   - queues: Queues it is named for; empty for every queue that is not closed.
    ///   - units: Units it is confined to; empty for everywhere.
    ///   - closedQueues: Queues that only named accounts may read.
    public init(
        name: String, role: OfficeRole, queues: Set<String> = [], units: Set<String> = [],
        closedQueues: Set<String> = []
    ) {
        self.name = name
        self.role = role
        self.queues = queues
        self.units = units
        self.closedQueues = closedQueues
        isOffice = false
    }

    private init() {
        name = AuditEntry.system
        role = .lead
        queues = []
        units = []
        closedQueues = []
        isOffice = true
    }

    /// The office itself, from whom nothing is kept.
    public static let office = Reader()

    /// Nobody: who has not logged in sees no case.
    public static let nobody = Reader(name: "", role: .auditor)

    /// Whether the reader has a right.
    public func may(_ right: OfficeRight) -> Bool { isOffice || role.rights.contains(right) }

    /// Whether the reader reads the cases of a queue, as far as the queue decides it.
    public func reads(queue: String) -> Bool {
        guard may(.readCases) else { return false }
        if isOffice || queues.contains(queue) { return true }
        return !closedQueues.contains(queue) && (role != .officer || queues.isEmpty)
    }
}

/// A store that can be seen through the eyes of a reader.
public protocol ReaderScoped: Sendable {
    /// The same store with nothing in it but what the reader may see.
    func seen(by reader: Reader) -> Self
}

extension Account {
    /// The account as a reader under a routing table: officers in charge of a queue, and their substitutes, are named
    /// for it, and leads read a closed queue for which nobody is named yet.
    public func reader(of table: RoutingTable) -> Reader {
        let own = table.queues(of: name)
        let unnamed = role == .lead ? Set(table.unnamedQueues.map(\.id)) : []
        var reader = reader(closedQueues: table.closedQueues.subtracting(own).subtracting(unnamed))
        // An account without queues reads every queue; naming it for one must not take the others away.
        if !queues.isEmpty { reader.queues.formUnion(own) }
        return reader
    }

    /// The account as a reader.
    public func reader(closedQueues: Set<String>) -> Reader {
        Reader(name: name, role: role, queues: queues, units: units, closedQueues: closedQueues)
    }
}
