import Casework
import Classification
import Reporting

// Names of the terms that Casework and Classification define; the Vietnamese ones stand there.
extension ScreenText {
    static func name(of state: CaseState) -> ScreenText {
        let english =
            switch state {
            case .new: "New"
            case .inProgress: "In progress"
            case .closed: "Closed"
            }
        return ScreenText(vi: state.vietnameseName, en: english)
    }

    static func name(of channel: Channel) -> ScreenText {
        let english =
            switch channel {
            case .email: "Mail"
            case .web: "Web page"
            case .facebook: "Facebook"
            case .zalo: "Zalo"
            case .hotline: "Hotline"
            case .letter: "Paper letter"
            case .reception: "Reception of citizens"
            }
        return ScreenText(vi: channel.vietnameseName, en: english)
    }

    static func name(of kind: MessageKind) -> ScreenText {
        let english =
            switch kind {
            case .letter: "Letter"
            case .autoReply: "Automatic reply"
            case .bounce: "Delivery failure"
            case .bulk: "Bulk mail"
            case .list: "Mailing list"
            case .feedEntry: "Web entry"
            case .survey: "Questionnaire"
            case .ownLoop: "The office's own mail"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    static func name(of kind: CaseKind) -> ScreenText {
        let english =
            switch kind {
            case .letter: "Letter"
            case .news: "News"
            case .survey: "Questionnaire"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    static func name(of letterClass: LetterClass) -> ScreenText {
        let english =
            switch letterClass {
            case .complaint: "Complaint"
            case .denunciation: "Denunciation"
            case .petition: "Petition, feedback"
            case .mixed: "Several matters"
            case .inadmissible: "Not admissible"
            case .otherAuthority: "Other authority"
            case .other: "Other"
            }
        return ScreenText(vi: letterClass.vietnameseName, en: english)
    }

    static func name(of stage: ProcessingStage) -> ScreenText {
        let english =
            switch stage {
            case .collect: "Collecting"
            case .read: "Reading"
            case .triage: "Triage"
            case .file: "Filing"
            }
        return ScreenText(vi: stage.vietnameseName, en: english)
    }

    /// The name of what an audit entry tells; entries of later versions keep their own word.
    static func name(ofAct act: String) -> ScreenText {
        guard let known = AuditAct(rawValue: act) else { return ScreenText(vi: act, en: act) }
        let english =
            switch known {
            case .opened: "Case opened"
            case .joined: "Message joined"
            case .escalated: "Escalated"
            case .confirmed: "Topics confirmed"
            case .corrected: "Topics corrected"
            case .assigned: "Taken"
            case .handled: "Handling"
            case .alertActed: "Alert"
            case .cueReset: "Weight of a sign put back"
            case .noticeRetried: "Notice to be told again"
            case .closed: "Closed"
            case .reopened: "Reopened"
            case .acknowledged: "Acknowledged"
            case .replied: "Answered"
            case .mailDecided: "Outgoing mail decided"
            case .bounced: "Mail came back"
            case .linked: "Cases linked"
            case .parted: "Cases parted"
            case .queueTold: "Another queue told"
            case .diverted: "Kept away from who is accused"
            case .conflictConfirmed: "Sent to who is accused, confirmed"
            case .absenceChanged: "Absence entered"
            case .retried: "Retried"
            case .attachmentsRead: "Attachments read"
            case .attachmentOpened: "Attachment downloaded"
            case .identityOpened: "Identity opened"
            case .attachmentRetried: "Attachment to be read again"
            case .sourcePaused: "Source paused"
            case .sourceResumed: "Source resumed"
            case .sourceTried: "Source to be collected at once"
            case .checked: "Checked the letter"
            case .split: "Split"
            case .merged: "Merged"
            case .lateLetter: "Gave a later letter to a part"
            case .reminded: "Reminded"
            case .loggedIn: "Logged in"
            case .logInFailed: "Failed log-in"
            case .originalsSummed: "Originals summed"
            case .originalRemoved: "Original removed by retention"
            case .attachmentRemoved: "Attachment removed"
            case .retentionRun: "Retention run"
            case .holdSet: "Legal hold set"
            case .holdLifted: "Legal hold lifted"
            case .accountAdded: "Account added"
            case .accountChanged: "Account changed"
            case .accountLocked: "Account locked"
            case .passwordChanged: "Password changed"
            case .sessionsEnded: "Sessions ended"
            case .logExported: "Log exported"
            case .dialogueRecorded: "Dialogue entered"
            case .promiseRecorded: "Promise entered"
            case .promiseSettled: "Outcome of a promise"
            case .satisfactionRecorded: "Citizen's opinion"
            case .reviewClosed: "Outcome kept after review"
            case .publicationDrafted: "Public answer drafted"
            case .answerPublished: "Answer published"
            case .publicationWithdrawn: "Published answer withdrawn"
            }
        return ScreenText(vi: known.vietnameseName, en: english)
    }

    static func name(of length: ReportPeriod.Length) -> ScreenText {
        switch length {
        case .day: ScreenText(vi: "Ngày", en: "Day")
        case .week: ScreenText(vi: "Tuần", en: "Week")
        case .month: ScreenText(vi: "Tháng", en: "Month")
        case .quarter: ScreenText(vi: "Quý", en: "Quarter")
        case .year: ScreenText(vi: "Năm", en: "Year")
        }
    }

    /// How hot a severity is, in a word.
    static func heat(_ heat: Heat) -> ScreenText {
        switch heat {
        case .moderate: ScreenText(vi: "Cần chú ý", en: "Watch")
        case .high: ScreenText(vi: "Cao", en: "High")
        case .veryHigh: ScreenText(vi: "Rất cao", en: "Very high")
        case .urgent: ScreenText(vi: "Khẩn", en: "Urgent")
        }
    }
}

/// Steps of the heat scale.
enum Heat: Int, Sendable {
    /// Below 1 ban.
    case moderate = 1
    /// From 1 ban.
    case high
    /// From 1.5 bans.
    case veryHigh
    /// From 2 bans.
    case urgent

    /// The step of a severity in bans.
    init(severity: Double) {
        switch severity {
        case 2...: self = .urgent
        case 1.5...: self = .veryHigh
        case 1...: self = .high
        default: self = .moderate
        }
    }
}
