import Casework
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import Places
import SQLiteStore

/// An office in a folder of its own whose letters are watched, judged and learned from.
final class LearningOffice: Sendable {
    /// 10:00 on Monday 2026-06-01 in Việt Nam.
    static let start = Timestamp(rawValue: 1_780_282_800_000)
    static let places = [
        WatchPlace(code: "07294", name: "xã Bố Hạ", province: "Bắc Ninh", position: nil),
        WatchPlace(code: "07375", name: "xã Lạng Giang", province: "Bắc Ninh", position: nil),
    ]

    let folder: String
    let store: SQLiteStore

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/learning-\(UUID().uuidString)"
        store = try SQLiteStore.open(folder: folder)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func at(days: Int, seconds: Int64 = 0) -> Timestamp { start.adding(seconds: Int64(days) * 86_400 + seconds) }

    var watch: HotSpotWatch { HotSpotWatch(store: store, places: Self.places, owner: "thử") }

    func learning(learnsCues: Bool = true) -> WeeklyLearning {
        WeeklyLearning(store: store, places: Self.places, learnsCues: learnsCues)
    }

    @discardableResult
    func file(
        _ key: String, commune: String = "07294", topic: String = "land", cue: String? = nil, isHot: Bool = false,
        at time: Timestamp
    ) async throws -> TrackingCode {
        var place = PlaceText(commune: "xã")
        place.today = PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: commune, commune: "xã")
        let message = Message(
            item: ItemID(rawValue: key), source: "hòm thư", channel: .email, kind: .letter, receivedAt: time,
            writtenAt: nil, messageID: key, references: [], sender: Correspondent(name: nil, address: "\(key)@vidu.vn"),
            subject: "Đơn \(key)", body: "Nội dung \(key)", link: nil, attachments: [], defects: [])
        let cues = cue.map {
            Evidence(group: $0, rule: $0, name: $0, text: "kéo lên", field: .body, start: 0, end: 4, bans: 1)
        }
        let verdict = Verdict(
            topics: [topic], scores: [:], letterClass: .petition, hotspot: isHot, alarms: [], severity: 0,
            cues: cues.map { [$0] } ?? [], evidence: [], classEvidence: [], contexts: [], places: [], place: place,
            accented: true, rulesHash: "abc")
        let filing = try await store.file(
            TriagedMessage(message: message, verdict: verdict), queue: "dat-dai", at: time)
        switch filing {
        case .opened(let code), .joined(let code): return code
        case .setAside: throw StoreError.noSuchCase(key)
        }
    }

    /// Closes a case as settled.
    func close(_ code: TrackingCode, at time: Timestamp) async throws {
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: time)
    }
}
