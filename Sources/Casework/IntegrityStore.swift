/// Whether what an office keeps is still what it accepted.
///
/// Three things hold each other: the hash chain of the audit log; the SHA-256 of every original, taken when it was accepted
/// and kept apart from its bytes; and entries of the audit log that tell, for every stretch of the inbox, how many originals
/// it has and the running hash over their sums. So a changed byte shows where it stands, a removed original shows as
/// missing, and whoever changes a sum with the byte has to change the log as well.
public protocol IntegrityStore: Sendable {
    /// Takes the sums of originals that were accepted before sums were kept, and writes how many originals there are into the
    /// audit log when enough have come or enough time has passed.
    ///
    /// - Parameters:
    ///   - limit: Originals to look at.
    ///   - time: Now.
    /// - Returns: How many sums were taken; 0 when all are there.
    /// - Throws: ``StoreError/failed(operation:reason:)``.
    func sumOriginals(limit: Int, at time: Timestamp) async throws(StoreError) -> Int

    /// Checks the audit log, every original, and that inbox, originals, messages and cases belong together.
    ///
    /// - Parameter progress: Told how far the check is.
    /// - Returns: What was checked and what does not fit.
    /// - Throws: ``StoreError/failed(operation:reason:)``.
    func verify(_ progress: @escaping @Sendable (IntegrityProgress) -> Void) async throws(StoreError) -> IntegrityReport
}

/// How far a check is.
public struct IntegrityProgress: Sendable, Hashable {
    /// What is being looked at.
    public enum Part: Sendable, Hashable {
        /// Entries of the audit log.
        case audit
        /// Originals with their bytes.
        case originals
    }

    /// What is being looked at.
    public var part: Part
    /// Looked at so far.
    public var done: Int
    /// In all.
    public var total: Int

    /// Creates a progress.
    public init(part: Part, done: Int, total: Int) {
        self.part = part
        self.done = done
        self.total = total
    }
}

/// Something that does not fit.
public struct IntegrityFinding: Sendable, Hashable, Codable {
    /// What does not fit.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// An entry of the audit log was changed or removed; what comes after it proves nothing.
        case auditBroken = "audit_broken"
        /// An original's bytes are not those that were accepted.
        case originalChanged = "original_changed"
        /// An original is gone although nobody removed it by the rules.
        case originalMissing = "original_missing"
        /// A row of the inbox is gone.
        case itemMissing = "item_missing"
        /// What the inbox says of an item is not what its original says.
        case itemChanged = "item_changed"
        /// The sums of a stretch of the inbox are not those that the audit log has.
        case sumsChanged = "sums_changed"
        /// A case has another number of messages than it should.
        case messageMissing = "message_missing"
        /// A case that the audit log opened is gone.
        case caseMissing = "case_missing"
    }

    /// What does not fit.
    public var kind: Kind
    /// Number of the audit entry, or of the item in the inbox.
    public var sequence: Int64?
    /// The item.
    public var item: ItemID?
    /// The case, where there is one.
    public var code: TrackingCode?
    /// What was expected and what was found, without any word of a citizen.
    public var detail: String

    /// Creates a finding.
    public init(
        _ kind: Kind, sequence: Int64? = nil, item: ItemID? = nil, code: TrackingCode? = nil, detail: String
    ) {
        self.kind = kind
        self.sequence = sequence
        self.item = item
        self.code = code
        self.detail = detail
    }
}

/// What a check found.
public struct IntegrityReport: Sendable, Hashable, Codable {
    /// Most findings that are listed.
    public static let findingsListed = 1_000

    /// Entries of the audit log.
    public var auditEntries: Int
    /// Originals whose bytes were checked against the sum taken when they were accepted.
    public var originals: Int
    /// Originals without a sum: accepted by an older version, and not summed yet.
    public var unsummed: Int
    /// Originals that were removed by the rules of retention or by an officer.
    public var removed: Int
    /// Stretches of the inbox whose running hash stands in the audit log.
    public var stretches: Int
    /// Number in the inbox of the last item that a stretch covers; 0 without any.
    public var coveredThrough: Int64
    /// What does not fit, at most ``findingsListed``.
    public var findings: [IntegrityFinding]
    /// How many more there are.
    public var furtherFindings: Int

    /// Creates an empty report.
    public init() {
        (auditEntries, originals, unsummed, removed, stretches, coveredThrough) = (0, 0, 0, 0, 0, 0)
        findings = []
        furtherFindings = 0
    }

    /// Whether everything fits.
    public var isWhole: Bool { findings.isEmpty }

    /// Adds a finding, within the bound.
    public mutating func add(_ finding: IntegrityFinding) {
        if findings.count < Self.findingsListed {
            findings.append(finding)
        } else {
            furtherFindings += 1
        }
    }
}
