/// What an account is for.
///
/// A role is a set of rights over the *work*; which cases they reach is said by ``Reader``.
public enum OfficeRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Cộng tác viên: files what people said, and reads nothing but what they filed themselves.
    case collaborator
    /// Cán bộ xử lý: handles the cases of their queues and places.
    case officer
    /// Lãnh đạo: reads every queue that is not kept to named readers, decides, reads reports.
    case lead
    /// Người soạn quy tắc: reads redacted cases to improve the rules; acts on none.
    case ruleAuthor = "rule_author"
    /// Kiểm tra: reads the log of acts, never a case nor an identity.
    case auditor
    /// Quản trị: users and sources, never a letter.
    case administrator

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .collaborator: "Cộng tác viên"
        case .officer: "Cán bộ xử lý"
        case .lead: "Lãnh đạo"
        case .ruleAuthor: "Người soạn quy tắc"
        case .auditor: "Kiểm tra nhật ký"
        case .administrator: "Quản trị"
        }
    }

    /// What an account with this role may do.
    public var rights: Set<OfficeRight> {
        switch self {
        case .collaborator: [.fileCases]
        case .officer: [.readCases, .actOnCases, .fileCases, .readAlerts, .openIdentities]
        case .lead:
            [
                .readCases, .actOnCases, .fileCases, .readAlerts, .openIdentities, .readReports, .decideRetention,
                .handleQuarantine, .manageSources, .overrideConflicts, .publishAnswers, .tuneAlerts,
            ]
        case .ruleAuthor: [.readCases, .readAlerts]
        case .auditor: [.readAuditLog]
        case .administrator: [.manageUsers, .manageSources]
        }
    }
}

/// Something that not everybody may do.
public enum OfficeRight: String, Sendable, Hashable, Codable, CaseIterable {
    /// Read the redacted text of the cases in reach.
    case readCases = "read_cases"
    /// Move cases on, answer, correct topics, link.
    case actOnCases = "act_on_cases"
    /// Enter what somebody said or handed in.
    case fileCases = "file_cases"
    /// See alerts of hot spots and decide about them.
    case readAlerts = "read_alerts"
    /// Open a sealed identity, with a reason that is logged.
    case openIdentities = "open_identities"
    /// Read reports.
    case readReports = "read_reports"
    /// Read the log of acts.
    case readAuditLog = "read_audit_log"
    /// Add, change and lock accounts.
    case manageUsers = "manage_users"
    /// Pause sources and try them.
    case manageSources = "manage_sources"
    /// Look at what could not be read, and have it tried again.
    case handleQuarantine = "handle_quarantine"
    /// Have a case go to the body that it accuses, with a reason that is logged.
    case overrideConflicts = "override_conflicts"
    /// Set and lift legal holds, run retention.
    case decideRetention = "decide_retention"
    /// Put back what verdicts taught the watch for hot spots.
    case tuneAlerts = "tune_alerts"
    /// Publish answers that somebody else wrote for the public, and take them back.
    case publishAnswers = "publish_answers"
}
