import AlertNotices
import Casework
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import Intake
import LocalServers
import MailWriting
import Places
import SQLiteStore
import Testing

/// An office in a folder of its own, whose letters are watched and whose alerts are told.
final class WatchedOffice: Sendable {
    /// 10:00 on a Monday in Việt Nam.
    static let start = Timestamp(rawValue: 1_780_282_800_000)
    static let secret = "khóa bí mật: thử"
    static let recipients = ["truc@xa.example", "chu-tich@xa.example"]
    private static let places = [
        WatchPlace(
            code: "07294", name: "xã Bố Hạ", province: "Bắc Ninh",
            position: GroundPosition(latitude: 21.43, longitude: 106.2)),
        WatchPlace(
            code: "07375", name: "xã Lạng Giang", province: "Bắc Ninh",
            position: GroundPosition(latitude: 21.36, longitude: 106.25)),
    ]

    let folder: URL
    let store: SQLiteStore
    let secretFile: String
    private let ways: [NoticeWay]

    init(ways: [NoticeWay]) throws {
        self.ways = ways
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        secretFile = folder.appendingPathComponent("secret").path
        try Data((Self.secret + "\n").utf8).write(to: URL(fileURLWithPath: secretFile))
        store = try SQLiteStore.open(folder: folder.appendingPathComponent("data").path)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    static func at(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }

    var watch: HotSpotWatch { HotSpotWatch(store: store, places: Self.places, ways: ways) }

    /// What tells notices: mail when it is one of the ways, and these webhooks.
    func runner(
        _ webhooks: [NoticeWebhook] = [], quietHours: QuietHours? = nil, minimumIntervalSeconds: Int64 = 600
    ) throws -> NoticeRunner {
        let words = NoticeWords(office: "UBND xã Mẫu", page: "https://tiepdan.xa.example") { topic in
            topic == "land" ? "Đất đai" : topic
        }
        let mail = NoticeMailWriter(
            words: words,
            mail: StaffMail(
                office: words.office, from: try #require(OutgoingAddress("tiepdan@xa.example", name: "UBND xã Mẫu"))),
            recipients: try Self.recipients.map { try #require(OutgoingAddress($0)) })
        return NoticeRunner(
            store: store, words: words, mail: ways.contains(.mail) ? mail : nil, webhooks: webhooks,
            quietHours: quietHours, minimumIntervalSeconds: minimumIntervalSeconds)
    }

    /// The webhook «trực» at an address.
    func webhook(_ url: String, timeoutSeconds: Int = 15, allowsPrivateNetwork: Bool = true) throws -> NoticeWebhook {
        try NoticeWebhook(
            name: "trực", url: url, secret: .file(secretFile), allowsPrivateNetwork: allowsPrivateNetwork,
            timeoutSeconds: timeoutSeconds)
    }

    /// Files one letter that nobody may wait with.
    func fileUrgent(_ key: String = "khẩn", commune: String = "07294", at seconds: Int64 = 0) async throws {
        try await file(key, commune: commune, isHot: true, at: seconds)
    }

    /// Files so many ordinary letters that they are an alert.
    func fileMany(topic: String = "land", commune: String = "07294", at seconds: Int64 = 0) async throws {
        for index in 0..<12 {
            try await file("\(topic)-\(commune)-\(index)", commune: commune, topic: topic, at: seconds)
        }
    }

    private func file(
        _ key: String, commune: String, topic: String = "land", isHot: Bool = false, at seconds: Int64
    ) async throws {
        var place = PlaceText(commune: "xã")
        place.today = PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: commune, commune: "xã")
        let message = Message(
            item: ItemID(rawValue: key), source: "hòm thư", channel: .email, kind: .letter,
            receivedAt: Self.at(seconds), writtenAt: nil, messageID: key, references: [],
            sender: Correspondent(name: "Nguyễn Thị Lành", address: "\(key)@vidu.vn"), subject: "Đơn của bà Lành",
            body: "Kéo lên trụ sở! Tôi là Lành. Nội dung \(key)", link: nil, attachments: [], defects: [])
        let cue = Evidence(
            group: "gathering", rule: "gathering.go", name: "Kéo đông", text: "kéo lên trụ sở", field: .body, start: 0,
            end: "kéo lên trụ sở".utf8.count, bans: 1.1)
        let verdict = Verdict(
            topics: [topic], scores: [:], letterClass: .petition, hotspot: isHot, alarms: [], severity: isHot ? 2 : 0,
            cues: isHot ? [cue] : [], evidence: [], classEvidence: [], contexts: [], places: [], place: place,
            accented: true, rulesHash: "abc")
        _ = try await store.file(
            TriagedMessage(message: message, verdict: verdict), queue: "dat-dai", at: Self.at(seconds))
    }

    func notices(_ states: NoticeState...) async throws -> [AlertNotice] {
        try await store.notices(NoticeFilter(states: Set(states)))
    }

    func mails() async throws -> [OutgoingMessage] { try await store.outgoing(in: [.waiting], limit: 100) }
}

/// A receiver of webhooks on loopback that answers in turn as it is told, the last answer again and again.
actor Receiver {
    private var replies: [ServiceReply]
    private var waits: Duration?
    private(set) var requests: [ServiceRequest] = []

    init(_ replies: [ServiceReply], waits: Duration? = nil) {
        self.replies = replies
        self.waits = waits
    }

    func answer(_ request: ServiceRequest) async -> ServiceReply {
        requests.append(request)
        if let waits { try? await Task.sleep(for: waits) }
        return replies.count > 1 ? replies.removeFirst() : replies[0]
    }
}

extension ServiceReply {
    static func status(_ status: Int, _ headers: [String: String] = [:]) -> ServiceReply {
        ServiceReply(status: status, headers: headers, body: [])
    }
}

/// Runs a test with a receiver and ends its server whatever happens.
func withReceiver(
    _ receiver: Receiver, _ body: (String) async throws -> Void
) async throws {
    let server = try await ServiceServer { await receiver.answer($0) }
    do {
        try await body(server.url("/nhan/tin?khoa=bi-mat"))
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}
