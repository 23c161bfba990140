/// The words of a reminder (công văn đôn đốc) to a body that is late, as an office keeps them in its rules.
public struct ReminderText: Sendable, Hashable {
    /// What stands for something in the words, written in braces.
    public enum Placeholder: String, Sendable, Hashable, CaseIterable {
        /// The office that sends it.
        case office = "co_quan"
        /// The body that it goes to.
        case body = "noi_nhan"
        /// How many cases it tells of.
        case count = "so_ho_so"
        /// How many of them are overdue.
        case overdue = "so_qua_han"
        /// The day on which it is written.
        case day = "ngay"
        /// The list of cases.
        case list = "danh_sach"
        /// A case's code.
        case code = "ma"
        /// What a case is about, without anybody's identity.
        case gist = "trich_yeu"
        /// When a case was received.
        case received = "ngay_nhan"
        /// The step that is due.
        case step = "buoc"
        /// When it is due.
        case due = "han"
        /// By which law.
        case basis = "can_cu"
        /// Days overdue or left.
        case standing = "tinh_trang"

        /// What may stand in the subject and the text.
        public static let ofText: Set<Placeholder> = [.office, .body, .count, .overdue, .day, .list]
        /// What may stand in the line of a case.
        public static let ofItem: Set<Placeholder> = [.code, .gist, .received, .step, .due, .basis, .standing]
    }

    /// What it is about (trích yếu), as it stands under the number.
    public var subject: String
    /// The text; paragraphs are separated by empty lines.
    public var text: String
    /// The line of one case.
    public var item: String

    /// Creates words.
    public init(subject: String, text: String, item: String) {
        self.subject = subject
        self.text = text
        self.item = item
    }

    /// A text with values in the place of its placeholders; what a value holds is never read as a placeholder.
    public static func filled(_ text: String, _ values: [Placeholder: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            filled += Placeholder(rawValue: name).flatMap { values[$0] } ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

/// Reminders that were sent.
///
/// Every method is one transaction; every change writes its audit entry in the same transaction.
public protocol ReminderStore: Sendable {
    /// Notes in the history of each case that a reminder about it was sent; noting the same again writes nothing.
    ///
    /// - Parameters:
    ///   - codes: The cases.
    ///   - body: Name of the body that was reminded.
    ///   - document: Number of the reminder.
    ///   - actor: Who sent it.
    ///   - time: Now.
    /// - Returns: In how many histories it was written.
    /// - Throws: ``StoreError/noSuchCase(_:)`` or a failure of the store.
    func noteReminder(
        of codes: [TrackingCode], to body: String, document: String, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int
    /// The last reminder about each case; cases without one are missing.
    func lastReminders(of codes: [TrackingCode]) async throws(StoreError) -> [TrackingCode: AuditEntry]
}
