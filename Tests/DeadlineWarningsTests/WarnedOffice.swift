import Casework
import CivilCalendar
import Classification
import DeadlineWarnings
import Deadlines
import Foundation
import Intake
import MailWriting
import Places
import SQLiteStore
import Synchronization
import Testing

/// An office in a folder of its own whose people are told of deadlines: three working days to classify, ten days to settle.
final class WarnedOffice: Sendable {
    private let folder: URL
    private let opened: Mutex<SQLiteStore>
    let routing = RoutingTable(
        queues: [
            Queue(id: "dat-dai", name: "Đất đai", owner: "an", substitutes: ["binh"]),
            Queue(id: "to-cao", name: "Đơn tố cáo", isClosed: true, owner: "dung"),
            Queue(id: "chung", name: "Chung"),
        ], routes: [], otherwise: "chung")

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("dw-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        opened = Mutex(try SQLiteStore.open(folder: folder.appendingPathComponent("data").path))
        for (name, role) in [
            ("an", OfficeRole.officer), ("binh", .officer), ("dung", .officer), ("chi", .lead),
            ("quan-tri", .administrator),
        ] {
            let queues: Set<String> = role == .officer ? routing.queues(of: name) : []
            try await store.add(
                Account(name: name, displayName: name, passwordHash: "x", role: role, queues: queues),
                at: try Self.at(1, 7, 0))
        }
    }

    deinit {
        opened.withLock { try? $0.close() }
        try? FileManager.default.removeItem(at: folder)
    }

    var store: SQLiteStore { opened.withLock { $0 } }

    /// Ends the process and begins another.
    func restart() throws {
        try opened.withLock { store in
            try store.close()
            store = try SQLiteStore.open(folder: folder.appendingPathComponent("data").path)
        }
    }

    /// A moment of June 2026, whose first day is a Monday.
    static func at(_ day: Int, _ hour: Int, _ minute: Int, month: Int = 6) throws -> Timestamp {
        let date = try #require(CivilDate(year: 2026, month: month, day: day))
        return Timestamp(rawValue: LocalMoment(date, second: hour * 3_600 + minute * 60).utcMilliseconds)
    }

    static let clock: DeadlineClock = {
        func rule(_ step: DeadlineStep, _ term: Int, _ unit: DeadlineUnit, _ basis: String) -> DeadlineRule {
            DeadlineRule(
                id: step.rawValue, step: step, classes: nil, start: .received, term: term, unit: unit, warnings: [1],
                basis: basis, isToBeConfirmed: step == .classify, validFrom: CivilDate(dayNumber: 0))
        }
        return DeadlineClock(
            calendar: WorkCalendar(years: [.init(year: 2026, daysOff: [:], workingWeekends: [:])]),
            table: DeadlineTable(rules: [
                rule(.classify, 3, .workingDays, "Thông tư 05/2021/TT-TTCP"),
                rule(.settle, 10, .days, "Luật Khiếu nại 2011, Điều 28"),
            ]))
    }()

    func runner(_ names: [String] = ["an", "binh", "dung", "chi"]) throws -> WarningRunner {
        let from = try #require(OutgoingAddress("tiepdan@xa.example", name: "UBND xã Mẫu"))
        let addresses = try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try #require(OutgoingAddress("\($0)@xa.example"))) })
        return WarningRunner(
            store: store, settings: .init(second: 7 * 3_600 + 1_800, workingDays: 2, addresses: addresses),
            writer: WarningMailWriter(
                mail: StaffMail(office: "UBND xã Mẫu", from: from), page: "https://tiepdan.xa.example"),
            rules: { [routing] in (routing, Self.clock) })
    }

    @discardableResult
    func file(_ key: String, queue: String = "dat-dai", at time: Timestamp) async throws -> TrackingCode {
        let message = Message(
            item: ItemID(rawValue: key), source: "hòm thư", channel: .email, kind: .letter, receivedAt: time,
            writtenAt: nil, messageID: key, references: [],
            sender: Correspondent(name: "Nguyễn Thị Lành", address: "\(key)@vidu.vn"), subject: "Đơn xin cứu xét",
            body: "Nội dung riêng \(key)", link: nil, attachments: [], defects: [])
        let verdict = Verdict(
            topics: ["land"], scores: [:], letterClass: .complaint, hotspot: false, alarms: [], severity: 0, cues: [],
            evidence: [], classEvidence: [], contexts: [], places: [], place: PlaceText(), accented: true,
            rulesHash: "abc")
        let filing = try await store.file(
            TriagedMessage(message: message, verdict: verdict), queue: queue, at: time)
        guard case .opened(let code) = filing else { throw StoreError.noSuchCase(key) }
        return code
    }

    /// Takes the mails out of the outbox as they travel, by user name.
    func sentMails(at time: Timestamp) async throws -> [String: OutgoingMessage] {
        var mails: [String: OutgoingMessage] = [:]
        for mail in try await store.claim(limit: 100, at: time, until: time.adding(seconds: 60)) {
            try await store.settle(mail.id, .sent(answer: "250"), at: time)
            let user = String(mail.recipient.prefix { $0 != "@" })
            #expect(mails[user] == nil, "two mails to \(user)")
            mails[user] = mail
        }
        return mails
    }
}
