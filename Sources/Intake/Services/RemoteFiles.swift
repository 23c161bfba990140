import Casework
import CurlTransfer
import Foundation

/// Fetches the files that items name by address: photos of a pothole, scans of a letter.
///
/// Addresses stand in what strangers wrote. Only those at the source's own server are fetched the way the office has
/// allowed for that source; all others must be on the public Internet. Secrets are never sent along.
struct RemoteFiles: Sendable {
    /// A file as an item names it.
    struct Reference: Sendable, Hashable {
        /// Address.
        var address: String
        /// Name, if given.
        var name: String?
        /// Media type, if given.
        var type: String?
    }

    static let mostFiles = 20
    static let mostBytes = 15_000_000

    private let own: SourceRequests
    private let strangers: SourceRequests
    private let origin: WebOrigin?

    /// Makes a fetcher.
    init(own: SourceRequests, strangers: SourceRequests, address: String) {
        self.own = own
        self.strangers = strangers
        origin = WebOrigin(address)
    }

    /// Stands for files that are not fetched yet, so that an item with one file more counts as changed; addresses change
    /// from one look to the next and say nothing.
    static func placeholders(_ files: [Reference]) -> [ItemFile]? {
        guard !files.isEmpty else { return nil }
        return files.indices.map { ItemFile(filename: "\($0 + 1)", type: "", content: Data()) }
    }

    /// The item with its files: those that cannot be had are named in its further fields, with their addresses.
    func attach(_ files: [Reference], to record: WebItemRecord, at time: Timestamp) async -> WebItemRecord {
        var record = record
        var got: [ItemFile] = []
        var missing: [String] = []
        for file in files {
            if got.count < Self.mostFiles, let attachment = await fetch(file, at: time) {
                got.append(attachment)
            } else {
                missing.append(file.address)
            }
        }
        record.attachments = got.isEmpty ? nil : got
        if !missing.isEmpty {
            record.extra = (record.extra ?? [:]).merging(
                ["Tệp không lấy được": missing.prefix(50).map { String($0.prefix(500)) }.joined(separator: "\n")]
            ) { $1 }
        }
        return record
    }

    private func fetch(_ file: Reference, at time: Timestamp) async -> ItemFile? {
        guard let target = WebOrigin(file.address) else { return nil }
        var request = HTTPRequest(url: file.address)
        request.limits.maximumBodyBytes = Self.mostBytes
        request.limits.totalTimeout = .seconds(30)
        guard let response = try? await (target == origin ? own : strangers).send(request, at: time),
            response.status == 200, !response.body.isEmpty
        else { return nil }
        let sent = response.header("content-type")?.prefix { $0 != ";" }.lowercased()
            .trimmingCharacters(in: .whitespaces)
        let type = [sent, file.type].compactMap { $0 }.first { $0.contains("/") } ?? "application/octet-stream"
        return ItemFile(
            filename: file.name ?? Self.name(in: file.address), type: type, content: Data(response.body))
    }

    private static func name(in address: String) -> String? {
        guard let last = URLComponents(string: address)?.path.split(separator: "/").last else { return nil }
        return String(last.prefix(120))
    }
}
