import Casework
import CurlTransfer
import Foundation
import Intake
import MailWriting
import OfficeConfiguration
import SQLiteStore

/// How the configured office answers by mail.
struct OfficeMail: Sendable {
    let settings: AnsweringSettings
    private let answering: OfficeConfiguration.Answering

    /// Takes the block `answering`; nil when there is none.
    ///
    /// - Throws: ``CommandFailure`` when it cannot be used.
    init?(_ configuration: OfficeConfiguration) throws {
        guard let answering = configuration.answering else { return nil }
        self.answering = answering
        guard let from = OutgoingAddress(answering.from, name: answering.fromName ?? configuration.officeName) else {
            throw CommandFailure("answering: «\(answering.from)» is no address that mail can be sent from.")
        }
        var own = answering.ownAddresses
        for source in configuration.sources {
            switch source.kind {
            case .imap(let mailbox): own.append(mailbox.account.user)
            case .pop3(let mailbox): own.append(mailbox.account.user)
            case .feed, .table, .folder, .webhook: break
            }
        }
        settings = AnsweringSettings(
            from: from, ownAddresses: Set(own.map { $0.lowercased() }), server: try Self.endpoint(answering),
            acknowledgement: answering.acknowledgement.map { words in
                AnsweringSettings.Acknowledgement(
                    subject: words.subject, text: words.text, neutralSubject: words.neutralSubject,
                    neutralText: words.neutralText,
                    cap: AcknowledgementCap(perSenderAndDay: words.perSenderAndDay, perHour: words.perHour))
            })
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
            clientName: answering.clientName)
    }

    /// Who signs in at the server; read anew each time, so that a renewed token counts.
    func credential() throws -> MailCredential? {
        guard let user = answering.user else { return nil }
        if let file = answering.tokenFile { return .bearer(user: user, token: try Self.firstLine(of: file)) }
        guard let file = answering.passwordFile else { return nil }
        return .password(user: user, password: try Self.firstLine(of: file))
    }

    private static func firstLine(of file: String) throws -> String {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty
        else {
            throw CommandFailure(
                "answering: the file \(file) cannot be read or is empty. Put the password or token on its first line.")
        }
        return String(line)
    }

    /// What sends the outbox of a store.
    func runner(_ store: SQLiteStore) -> OutboxRunner {
        OutboxRunner(store: store, settings: settings) { try credential() }
    }
}
