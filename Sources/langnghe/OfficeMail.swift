import Casework
import CurlTransfer
import Foundation
import Intake
import MailWriting
import OfficeConfiguration
import RuleFiles
import SQLiteStore

/// How the configured office answers by mail.
struct OfficeMail: Sendable {
    let settings: AnsweringSettings
    /// What all mail to the office's own people has in common.
    let staff: StaffMail
    /// Composes mail about alarms; nil when nobody is told by mail.
    let alarms: AlarmWriter?
    private let credential: (any MailCredentialProvider)?

    /// Takes the block `answering`; nil when there is none.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - rules: The rules, which hold the words.
    /// - Throws: ``CommandFailure`` when it cannot be used.
    init?(_ configuration: OfficeConfiguration, rules: RulesInForce) throws {
        guard let answering = configuration.answering else { return nil }
        credential = try Self.credential(answering, dataFolder: configuration.dataFolder)
        guard let from = OutgoingAddress(answering.from, name: answering.fromName ?? configuration.officeName) else {
            throw CommandFailure("answering: «\(answering.from)» is no address that mail can be sent from.")
        }
        guard let texts = rules.rules.replies else {
            throw CommandFailure(
                "answering: \(configuration.rulesFolder) has no folder replies with the words of answers. Copy the shipped one."
            )
        }
        let words = answering.acknowledgement
        let settings = AnsweringSettings(
            from: from, ownAddresses: configuration.ownAddresses, server: try Self.endpoint(answering),
            texts: { (rules.rules.replies ?? texts).overridden(by: words) },
            acknowledgement: words.map {
                AcknowledgementCap(perSenderAndDay: $0.perSenderAndDay, perHour: $0.perHour)
            }, satisfaction: configuration.satisfactionLinks)
        self.settings = settings
        staff = StaffMail(office: configuration.officeName, from: settings.from)
        alarms = try Self.alarmWriter(configuration, staff, settings)
    }

    /// What composes mail about alarms.
    ///
    /// An address that the office collects or sends from is refused: a mail about a source must not become an item of a source.
    private static func alarmWriter(
        _ configuration: OfficeConfiguration, _ staff: StaffMail, _ settings: AnsweringSettings
    ) throws -> AlarmWriter? {
        guard !configuration.alarmRecipients.isEmpty else { return nil }
        let recipients = try recipients(configuration.alarmRecipients, of: "alarms", settings)
        return AlarmWriter(mail: staff, recipients: recipients)
    }

    /// The office's own people whom a block of the configuration names.
    ///
    /// - Parameters:
    ///   - addresses: Their addresses.
    ///   - block: The block, for errors.
    ///   - settings: How the office answers, with the addresses that nobody may be told at.
    /// - Returns: Addresses that mail can be sent to.
    /// - Throws: ``CommandFailure``.
    static func recipients(
        _ addresses: [String], of block: String, _ settings: AnsweringSettings
    ) throws -> [OutgoingAddress] {
        try addresses.map { address in
            guard !settings.ownAddresses.contains(address.lowercased()) else {
                throw CommandFailure(
                    "\(block): «\(address)» is an address of the office itself, whose mail is collected. "
                        + "Name the people who are to be told.")
            }
            guard let recipient = OutgoingAddress(address) else {
                throw CommandFailure("\(block): «\(address)» is no address that mail can be sent to.")
            }
            return recipient
        }
    }

    private static func endpoint(_ answering: OfficeConfiguration.Answering) throws -> SMTPEndpoint? {
        guard let text = answering.server else { return nil }
        guard let url = URLComponents(string: text), let host = url.host else {
            throw CommandFailure("answering: the address \(text) names no host.")
        }
        let security: SMTPEndpoint.Security =
            answering.isUnencrypted ? .unencryptedOnThisMachine : url.scheme == "smtps" ? .tls : .startTLS
        return SMTPEndpoint(
            host: host, port: url.port, security: security, caFile: answering.caFile,
            addressPolicy: answering.allowsPrivateNetwork ? .officeNetwork : .publicOnly,
            authentication: MailCredentials.authentication(answering.authentication), clientName: answering.clientName)
    }

    /// Who signs in at the server; nil when it takes mail without.
    private static func credential(
        _ answering: OfficeConfiguration.Answering, dataFolder: String
    ) throws -> (any MailCredentialProvider)? {
        let source = "answering"
        guard let user = answering.user else { return nil }
        if let file = answering.passwordFile { return SecretFileCredential(source: source, user: user, path: file) }
        if let file = answering.tokenFile {
            return SecretFileCredential(source: source, user: user, path: file, holding: .accessToken)
        }
        return try answering.oauth.map { oauth in
            try MailCredentials.account(
                oauth, user: user, source: source, dataFolder: dataFolder,
                fetching: HTTPFetcher.Settings(
                    addressPolicy: answering.allowsPrivateNetwork ? .officeNetwork : .publicOnly,
                    caFile: answering.caFile))
        }
    }

    /// What sends the outbox of a store.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - patience: How long a store that cannot be written is tried with what a server said.
    /// - Returns: The runner.
    func runner(_ store: SQLiteStore, patience: Duration = .seconds(60)) -> OutboxRunner {
        OutboxRunner(store: store, settings: settings, patience: patience, credential: credential)
    }
}

extension ReplyTexts {
    /// The texts with what the configuration words otherwise.
    fileprivate func overridden(by words: OfficeConfiguration.Acknowledgement?) -> ReplyTexts {
        guard let words else { return self }
        var texts = self
        texts.acknowledgement.subject = words.subject ?? acknowledgement.subject
        texts.acknowledgement.text = words.text ?? acknowledgement.text
        texts.neutralAcknowledgement.subject = words.neutralSubject ?? neutralAcknowledgement.subject
        texts.neutralAcknowledgement.text = words.neutralText ?? neutralAcknowledgement.text
        return texts
    }
}

extension OfficeConfiguration {
    /// The links by which citizens say what they think of outcomes; nil when they are not asked.
    var satisfactionLinks: SatisfactionLinks? {
        guard let days = answering?.satisfactionDays, let publicURL else { return nil }
        return SatisfactionLinks(days: days, origin: publicURL)
    }
}
