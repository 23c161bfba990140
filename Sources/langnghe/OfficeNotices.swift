import AlertNotices
import Casework
import Classification
import Intake
import OfficeConfiguration
import RuleFiles
import SQLiteStore

/// How the configured office tells alerts by mail and by webhook.
enum OfficeNotices {
    /// What tells the notices of a store.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - mail: How the office sends mail; nil when it does not.
    ///   - rules: The rules, which name topics.
    ///   - store: Where notices wait.
    /// - Returns: The runner; without a block `notices` it has no way of telling.
    /// - Throws: ``CommandFailure`` or ``CollectionError`` when the block cannot be used.
    static func runner(
        _ configuration: OfficeConfiguration, mail: OfficeMail?, rules: RulesInForce, store: SQLiteStore
    ) throws -> NoticeRunner {
        let words = NoticeWords(office: configuration.officeName, page: configuration.publicURL) { topic in
            rules.rules.rules.topics.first { $0.id == topic }?.name ?? topic
        }
        let notices = configuration.notices ?? OfficeConfiguration.Notices()
        var writer: NoticeMailWriter?
        if let mail, !notices.recipients.isEmpty {
            writer = NoticeMailWriter(
                words: words, mail: mail.staff,
                recipients: try OfficeMail.recipients(notices.recipients, of: "notices", mail.settings))
        }
        return NoticeRunner(
            store: store, words: words, mail: writer,
            webhooks: try notices.webhooks.map { webhook in
                try NoticeWebhook(
                    name: webhook.name, url: webhook.url, secret: secret(webhook.secret), caFile: webhook.caFile,
                    allowsPrivateNetwork: webhook.allowsPrivateNetwork)
            }, quietHours: notices.quietHours.flatMap { QuietHours(start: $0.start, end: $0.end) },
            minimumIntervalSeconds: Int64(notices.minimumIntervalSeconds))
    }

    private static func secret(_ secret: OfficeConfiguration.Secret) -> ServiceSecret {
        switch secret {
        case .file(let path): .file(path)
        case .environment(let name): .environment(name)
        }
    }
}

extension OfficeConfiguration {
    /// The ways on which alerts are told beyond the operator's page.
    var noticeWays: [NoticeWay] {
        guard let notices else { return [] }
        return (notices.recipients.isEmpty ? [] : [.mail]) + notices.webhooks.map { .webhook($0.name) }
    }
}
