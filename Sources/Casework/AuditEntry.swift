/// One line of the audit log: who did what to which case, when and why.
///
/// Entries form a hash chain: ``hash`` covers the entry and the hash before it, so that a changed or missing line shows.
public struct AuditEntry: Sendable, Hashable, Codable {
    /// Position in the log, from 1, without gaps.
    public var sequence: Int64
    /// When.
    public var at: Timestamp
    /// User name, or "hệ thống" for what the system did by itself.
    public var actor: String
    /// What was done: a ``AuditAct`` raw value.
    public var act: String
    /// The case, if the act concerns one.
    public var caseID: CaseID?
    /// Details, as operators read them.
    public var detail: String
    /// SHA-256 over the previous hash and this entry, hexadecimal.
    public var hash: String

    /// Creates an entry.
    public init(
        sequence: Int64, at: Timestamp, actor: String, act: String, caseID: CaseID?, detail: String, hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.act = act
        self.caseID = caseID
        self.detail = detail
        self.hash = hash
    }

    /// Actor name of what the system does by itself.
    public static let system = "hệ thống"
}

/// Everything that can stand in the audit log.
public enum AuditAct: String, Sendable, Hashable, Codable, CaseIterable {
    /// A case was opened for a message.
    case opened
    /// A message joined a case.
    case joined
    /// The case went to the escalation queue.
    case escalated
    /// Topics were confirmed as they were.
    case confirmed
    /// Topics were corrected.
    case corrected
    /// An officer took the case.
    case assigned
    /// Handling of the case moved on; the details begin with the ``CaseMove``.
    case handled
    /// An officer acted on an alert.
    case alertActed = "alert_acted"
    /// A lead put the weight of a sign of danger back to the one it began with.
    case cueReset = "cue_reset"
    /// An officer had a notice of an alert told again.
    case noticeRetried = "notice_retried"
    /// The case was closed.
    case closed
    /// The case was opened again.
    case reopened
    /// An acknowledgement was put into the outbox.
    case acknowledged
    /// An officer's answer was put into the outbox.
    case replied
    /// An officer decided about a mail that had failed or whose fate was unknown.
    case mailDecided = "mail_decided"
    /// A mail came back as undeliverable.
    case bounced
    /// Two cases were linked.
    case linked
    /// A link between two cases was taken away or refused.
    case parted
    /// A further queue was told of the case.
    case queueTold = "queue_told"
    /// The conflict rule kept the case away from the body that it accuses.
    case diverted
    /// A lead had the case go to the body that it accuses.
    case conflictConfirmed = "conflict_confirmed"
    /// An officer's absence was entered or ended.
    case absenceChanged = "absence_changed"
    /// An item in quarantine was set to be tried again.
    case retried
    /// Attachments were read, or could not be.
    case attachmentsRead = "attachments_read"
    /// Someone got an attachment's bytes.
    case attachmentOpened = "attachment_opened"
    /// Someone opened what is sealed: who wrote, an original, or an attachment that may tell it.
    case identityOpened = "identity_opened"
    /// An attachment was set to be read again.
    case attachmentRetried = "attachment_retried"
    /// A source was stopped for a while.
    case sourcePaused = "source_paused"
    /// A paused source goes on.
    case sourceResumed = "source_resumed"
    /// A source was to be collected at once.
    case sourceTried = "source_tried"
    /// An officer confirmed or corrected the checklist of a letter, or how many people stand behind it.
    case checked
    /// A letter of several matters was split.
    case split
    /// A case was taken over by another one of the same matter, or took one over.
    case merged
    /// A letter that came after a split was given to one of the parts.
    case lateLetter = "late_letter"
    /// A reminder (công văn đôn đốc) was sent about the case.
    case reminded
    /// Someone logged in.
    case loggedIn = "logged_in"
    /// A log-in failed.
    case logInFailed = "log_in_failed"
    /// The number and the running hash of the originals were written down.
    case originalsSummed = "originals_summed"
    /// An original was removed by the rules of retention.
    case originalRemoved = "original_removed"
    /// An officer removed an attachment with its original.
    case attachmentRemoved = "attachment_removed"
    /// A run of retention ended.
    case retentionRun = "retention_run"
    /// A legal hold was set on a case.
    case holdSet = "hold_set"
    /// A legal hold was lifted.
    case holdLifted = "hold_lifted"
    /// An account was made.
    case accountAdded = "account_added"
    /// An account's role, reach or state was changed.
    case accountChanged = "account_changed"
    /// An account was locked after failed log-ins.
    case accountLocked = "account_locked"
    /// A password was changed or set anew.
    case passwordChanged = "password_changed"
    /// Sessions of an account were ended.
    case sessionsEnded = "sessions_ended"
    /// The log was taken out of the product.
    case logExported = "log_exported"
    /// A dialogue, reception or meeting was entered.
    case dialogueRecorded = "dialogue_recorded"
    /// A promise was entered.
    case promiseRecorded = "promise_recorded"
    /// What became of a promise was recorded.
    case promiseSettled = "promise_settled"
    /// What a citizen thinks of the outcome was recorded.
    case satisfactionRecorded = "satisfaction_recorded"
    /// An officer decided not to reopen a case although the citizen is dissatisfied.
    case reviewClosed = "review_closed"
    /// The draft of a public answer was saved.
    case publicationDrafted = "publication_drafted"
    /// An answer was published without identity.
    case answerPublished = "answer_published"
    /// A published answer was taken back, with a reason.
    case publicationWithdrawn = "publication_withdrawn"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .opened: "Mở hồ sơ"
        case .joined: "Nhập thêm tin vào hồ sơ"
        case .escalated: "Báo điểm nóng"
        case .confirmed: "Xác nhận lĩnh vực"
        case .corrected: "Sửa lĩnh vực"
        case .assigned: "Nhận xử lý"
        case .handled: "Xử lý"
        case .alertActed: "Xử lý cảnh báo"
        case .cueReset: "Đặt lại trọng số dấu hiệu"
        case .noticeRetried: "Gửi lại tin báo"
        case .closed: "Kết thúc hồ sơ"
        case .reopened: "Mở lại hồ sơ"
        case .acknowledged: "Báo đã nhận"
        case .replied: "Trả lời người gửi"
        case .mailDecided: "Xử lý thư đi"
        case .bounced: "Thư bị trả lại"
        case .linked: "Liên kết hồ sơ"
        case .parted: "Tách hồ sơ"
        case .queueTold: "Báo cho hàng đợi khác"
        case .diverted: "Chuyển khỏi nơi bị tố cáo, khiếu nại"
        case .conflictConfirmed: "Xác nhận chuyển cho nơi bị tố cáo, khiếu nại"
        case .absenceChanged: "Ghi lịch vắng mặt"
        case .retried: "Thử đọc lại"
        case .attachmentsRead: "Đọc tệp kèm theo"
        case .attachmentOpened: "Tải tệp kèm theo"
        case .identityOpened: "Mở danh tính"
        case .attachmentRetried: "Cho đọc lại tệp kèm theo"
        case .sourcePaused: "Tạm dừng nguồn tin"
        case .sourceResumed: "Tiếp tục nguồn tin"
        case .sourceTried: "Lấy ngay từ nguồn tin"
        case .checked: "Kiểm tra đơn"
        case .split: "Tách đơn"
        case .merged: "Nhập hồ sơ"
        case .lateLetter: "Chuyển tin đến sau"
        case .reminded: "Đôn đốc"
        case .loggedIn: "Đăng nhập"
        case .logInFailed: "Đăng nhập không thành công"
        case .originalsSummed: "Ghi tổng kiểm bản gốc"
        case .originalRemoved: "Gỡ bản gốc theo thời hạn lưu"
        case .attachmentRemoved: "Gỡ tệp kèm theo"
        case .retentionRun: "Thực hiện thời hạn lưu"
        case .holdSet: "Đặt lệnh giữ"
        case .holdLifted: "Bỏ lệnh giữ"
        case .accountAdded: "Thêm tài khoản"
        case .accountChanged: "Sửa tài khoản"
        case .accountLocked: "Khoá tài khoản"
        case .passwordChanged: "Đổi mật khẩu"
        case .sessionsEnded: "Kết thúc phiên đăng nhập"
        case .logExported: "Tải nhật ký"
        case .dialogueRecorded: "Ghi buổi đối thoại, tiếp dân"
        case .promiseRecorded: "Ghi lời hứa"
        case .promiseSettled: "Ghi kết quả lời hứa"
        case .satisfactionRecorded: "Ghi đánh giá của người dân"
        case .reviewClosed: "Giữ kết quả sau khi xem lại"
        case .publicationDrafted: "Soạn câu trả lời công khai"
        case .answerPublished: "Công khai câu trả lời"
        case .publicationWithdrawn: "Gỡ câu trả lời công khai"
        }
    }
}
