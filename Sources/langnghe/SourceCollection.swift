import Casework
import CurlTransfer
import Foundation
import Intake
import OfficeConfiguration

/// Runs one pass over one configured source.
struct SourceCollection: Sendable {
    let source: OfficeConfiguration.Source
    let store: any InboxStore

    /// Collects what is new.
    ///
    /// - Returns: How many items were new and known.
    func pass() async throws -> Acceptance {
        switch source.kind {
        case .imap(let mailbox):
            return try await collect(mailbox)
        case .feed(let feed):
            let fetcher = try HTTPFetcher(
                HTTPFetcher.Settings(
                    addressPolicy: feed.allowsPrivateNetwork ? .officeNetwork : .publicOnly, caFile: feed.caFile))
            let collector = FeedCollector(
                source: source.name, url: feed.url, maximumBytes: feed.maximumBytes, fetcher: fetcher)
            return try await collector.collect(into: store, at: .now())
        }
    }

    private func collect(_ mailbox: OfficeConfiguration.IMAP) async throws -> Acceptance {
        guard let url = URLComponents(string: mailbox.url), let host = url.host else {
            throw CommandFailure("\(source.name): the address \(mailbox.url) names no host.")
        }
        let endpoint = MailEndpoint(
            host: host, port: url.port, security: url.scheme == "imaps" ? .tls : .startTLS, caFile: mailbox.caFile,
            addressPolicy: mailbox.allowsPrivateNetwork ? .officeNetwork : .publicOnly)
        let credential = MailCredential.password(
            user: mailbox.user, password: try password(in: mailbox.passwordFile))
        let collector = IMAPCollector(
            IMAPCollector.Settings(
                source: source.name, endpoint: endpoint, credential: credential, folder: mailbox.folder))
        let outcome = try await collector.collect(into: store, at: .now())
        for notice in outcome.notices { CommandFailure.report("\(source.name): \(notice)") }
        return outcome.acceptance
    }

    /// Reads the first line of a password file, told to the user when it cannot.
    private func password(in file: String) throws -> String {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty
        else {
            throw CommandFailure(
                "\(source.name): the password file \(file) cannot be read or is empty. Put the password on its first line."
            )
        }
        return String(line)
    }
}
