import Casework
import Classification
import Foundation
import Places
import SQLiteStore
import Sealing

/// Made-up items, messages and verdicts.
enum Sample {
    static let start = Timestamp(rawValue: 1_780_000_000_000)

    static func time(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }

    static func item(
        _ key: String, source: String = "hòm thư", seconds: Int64 = 0, bytes: [UInt8] = Array("Kính gửi".utf8),
        defect: String? = nil
    ) -> CollectedItem {
        CollectedItem(
            source: source, key: key, receivedAt: time(seconds), mediaType: .mail, bytes: bytes, defect: defect)
    }

    static func message(
        _ item: String, sender: String? = "an@vidu.vn", subject: String? = "Đơn kiến nghị",
        body: String = "Kính gửi Ủy ban.",
        seconds: Int64 = 0, messageID: String? = nil, references: [String] = [], kind: MessageKind = .letter,
        channel: Channel = .email, attachments: [AttachmentListing] = []
    ) -> Message {
        Message(
            item: ItemID(rawValue: item), source: "hòm thư", channel: channel, kind: kind, receivedAt: time(seconds),
            writtenAt: nil, messageID: messageID, references: references,
            sender: sender.map { Correspondent(name: nil, address: $0) }, subject: subject, body: body, link: nil,
            attachments: attachments, defects: [])
    }

    static func verdict(
        topics: [String] = ["land"], hotspot: Bool = false, severity: Double = 0, alarms: [Verdict.Alarm] = [],
        letterClass: LetterClass = .petition, place: PlaceText = PlaceText()
    ) -> Verdict {
        Verdict(
            topics: topics, scores: ["land": 1.5], letterClass: letterClass, hotspot: hotspot, alarms: alarms,
            severity: severity, cues: [],
            evidence: [
                Evidence(
                    group: "land", rule: "land.certificate", name: "Giấy chứng nhận", text: "sổ đỏ", field: .body,
                    start: 0, end: 9, bans: 1.6)
            ], classEvidence: [], contexts: [], places: [], place: place, accented: true, rulesHash: "abc")
    }

    static func hot(_ severity: Double = 2, alarm: String = "hotspot.gathering", cues: [String] = ["gathering"])
        -> Verdict
    {
        verdict(
            hotspot: true, severity: severity, alarms: [Verdict.Alarm(id: alarm, name: "Tụ tập đông người", cues: cues)]
        )
    }

    static func triaged(_ message: Message, _ verdict: Verdict = verdict()) -> TriagedMessage {
        TriagedMessage(message: message, verdict: verdict)
    }
}

extension CaseStore {
    /// Files a message into the queue "dat-dai" at the time of its receipt.
    @discardableResult
    func file(_ message: Message, _ verdict: Verdict = Sample.verdict()) async throws -> Filing {
        try await file(Sample.triaged(message, verdict), queue: "dat-dai", at: message.receivedAt)
    }
}

extension Filing {
    /// The tracking code, if there is a case.
    var code: TrackingCode? {
        switch self {
        case .opened(let code), .joined(let code): code
        case .setAside: nil
        }
    }
}

/// A folder that goes away with its last user.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "langnghe-store-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// One key for all, so that a copy of a folder opens as well.
    static let key: Result<OfficeKeyFile, any Error> = Result {
        let file = OfficeKeyFile(
            path: FileManager.default.temporaryDirectory.appending(path: "langnghe-key-\(UUID().uuidString)").path)
        try file.write(OfficeKey())
        return file
    }

    func store() throws -> SQLiteStore { try SQLiteStore.open(folder: path, key: Self.key.get()) }
}
