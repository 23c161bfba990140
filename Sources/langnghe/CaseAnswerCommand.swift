import ArgumentParser
import Casework
import Crypto
import Foundation
import Intake
import MailWriting
import OfficeConfiguration
import SQLiteStore

/// `langnghe cases answer`: an answer to the people who wrote in a case, with files if wanted.
struct CaseAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Put an answer to the senders of a case into the outbox.")

    @OptionGroup var office: OfficeOptions
    @Argument(help: "Tracking code of the case.") var code: String
    @Option(help: "File with the text of the answer.") var text: String
    @Option(help: "File that goes with it; may be given several times.") var attach: [String] = []
    @Option(help: "Only this sender, by the number that `cases show` gives; all of them when left out.") var to: [Int] =
        []
    @Option(name: .customLong("as"), help: "User name of the officer who answers.") var officer: String

    /// Bytes of all files together: most servers take mails of 25 MB, and base64 adds a third.
    private static let limit = 15_000_000

    func run() async throws {
        let configuration = try office.configuration()
        guard let code = TrackingCode(code) else {
            throw CommandFailure("\(code) is no tracking code; it has nine digits, such as 482-719-356.")
        }
        guard let mail = try OfficeMail(configuration, rules: try RulesInForce(of: configuration))
        else {
            throw CommandFailure("\(office.config) has no block answering; the documentation shows one.")
        }
        let store = try OfficeOptions.store(of: configuration)
        guard try await store.account(named: officer) != nil else {
            throw CommandFailure("There is no account \(officer). `langnghe user add` makes one.")
        }
        let words = String(decoding: try contents(text), as: UTF8.self)
        guard words.contains(where: { !$0.isWhitespace }) else { throw CommandFailure("\(text) holds no words.") }
        var attachments: [OutgoingAttachment] = []
        for path in attach {
            attachments.append(
                OutgoingAttachment(
                    filename: URL(fileURLWithPath: path).lastPathComponent, mediaType: Self.type(of: path),
                    bytes: Array(try contents(path))))
        }
        guard attachments.reduce(0, { $0 + $1.bytes.count }) <= Self.limit else {
            throw CommandFailure(
                "The files have more than \(Self.limit / 1_000_000) MB together; hand them over in another way.")
        }
        let senders = try await store.seal(of: code).writers.filter(\.isAnswerable).map(\.number)
        let recipients = to.isEmpty ? senders : to
        for recipient in recipients where !senders.contains(recipient) {
            throw CommandFailure("Sender \(recipient) of case \(code) has not written by mail.")
        }
        let count = try await OfficeAnswering(store: store, settings: mail.settings).answer(
            words, attachments: attachments, to: recipients, in: code,
            onceKey: Self.onceKey(code, words, attachments, try await store.threadKey()), actor: officer, at: .now())
        print("\(count) mails in the outbox; they are sent by the daemon or by `langnghe outbox send`")
    }

    private func contents(_ path: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path) cannot be read. Check the path and that this user may read it.")
        }
        return data
    }

    /// The same answer twice, such as a command repeated by mistake, is sent once.
    private static func onceKey(
        _ code: TrackingCode, _ text: String, _ attachments: [OutgoingAttachment], _ key: ThreadKey
    ) -> String {
        var sum = SHA256()
        sum.update(data: Data("\(code.digits)\n\(text)".utf8))
        for file in attachments {
            sum.update(data: Data("\n\(file.filename)\n\(file.bytes.count)\n".utf8))
            sum.update(data: Data(file.bytes))
        }
        // An answer names its recipient, whose name must not be found by trying.
        return key.blindSum(of: Data(sum.finalize())).prefix(16).map { String(format: "%02x", $0) }.joined()
    }

    private static func type(of path: String) -> String {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "pdf": "application/pdf"
        case "doc": "application/msword"
        case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case "xls": "application/vnd.ms-excel"
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case "odt": "application/vnd.oasis.opendocument.text"
        case "jpg", "jpeg": "image/jpeg"
        case "png": "image/png"
        case "txt": "text/plain"
        default: "application/octet-stream"
        }
    }
}
