/// The audit log, to be read.
public protocol AuditStore: Sendable {
    /// Lines of the log, the newest first; none for who may not read it.
    func auditEntries(_ filter: AuditFilter) async throws(StoreError) -> [AuditEntry]

    /// Writes into the log that lines of it were taken out of the product.
    func noteLogExport(lines: Int, actor: String, at time: Timestamp) async throws(StoreError)

    /// Users that stand in the log, in the order of their bytes.
    func auditActors() async throws(StoreError) -> [String]
}

/// Which lines of the audit log.
public struct AuditFilter: Sendable, Hashable {
    /// Only what this user did.
    public var actor: String?
    /// Only this act, as ``AuditAct`` names it.
    public var act: String?
    /// Only from this instant on.
    public var from: Timestamp?
    /// Only before this instant.
    public var before: Timestamp?
    /// Only lines before this sequence number.
    public var beforeSequence: Int64?
    /// At most so many.
    public var limit: Int

    /// Creates a filter; without arguments, the newest 100 lines.
    public init(
        actor: String? = nil, act: String? = nil, from: Timestamp? = nil, before: Timestamp? = nil,
        beforeSequence: Int64? = nil, limit: Int = 100
    ) {
        self.actor = actor
        self.act = act
        self.from = from
        self.before = before
        self.beforeSequence = beforeSequence
        self.limit = limit
    }
}
