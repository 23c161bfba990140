import Casework
import Classification
import Foundation
import GRDB
import Places
import Testing

@testable import SQLiteStore

/// What is out of a reader's reach does not exist: not in a list, a count, a link or a search.
@Suite struct ReadingScopeTests {
    /// Four cases: an open queue in two communes, a queue kept to named readers, and one entered by a collaborator.
    private struct Office {
        let folder = TemporaryFolder()
        let store: SQLiteStore
        var here: TrackingCode
        var there: TrackingCode
        var sealed: TrackingCode
        var entered: TrackingCode

        init() async throws {
            let store = try folder.store()
            self.store = store
            func file(_ name: String, queue: String, unit: String, topic: String = "land") async throws -> TrackingCode
            {
                let source = name == "sealed" ? "nguồn kín" : "hòm thư"
                let item = CollectedItem(
                    source: source, key: name, receivedAt: Sample.start, mediaType: .mail, bytes: Array(name.utf8))
                _ = try await store.accept([item], watermark: nil)
                let pending = try #require(try await store.pending(limit: 10).first { $0.key == name })
                var message = Sample.message(
                    pending.id.rawValue, sender: "\(name)@vidu.vn", subject: "Thư \(name)", body: "Việc tại \(name)")
                message.source = source
                let today = PlaceToday(
                    provinceCode: "24", province: "Bắc Ninh", communeCode: unit, commune: "xã \(unit)")
                var verdict = Sample.hot(3)
                verdict.topics = [topic]
                verdict.place = PlaceText(province: "Bắc Ninh", commune: "xã \(unit)", today: today)
                let triaged = TriagedMessage(message: message, verdict: verdict)
                return try #require(try await store.file(triaged, queue: queue, at: Sample.start).code)
            }
            here = try await file("here", queue: "dat-dai", unit: "00001")
            there = try await file("there", queue: "dat-dai", unit: "00002")
            sealed = try await file("sealed", queue: "to-cao", unit: "00001", topic: "complaints")
            entered = try await file("entered", queue: "moi-truong", unit: "00003", topic: "environment")
            let code = entered
            try await store.write(store.casework, "enter") {
                try $0.run("UPDATE cases SET filed_by = 'ctv' WHERE code = ?", [code.digits])
            }
        }

        func seen(_ name: String, _ role: OfficeRole, queues: Set<String> = [], units: Set<String> = []) -> SQLiteStore
        {
            store.seen(by: Reader(name: name, role: role, queues: queues, units: units, closedQueues: ["to-cao"]))
        }
    }

    @Test func eachReaderSeesTheCasesInReachAndNoOthers() async throws {
        let office = try await Office()
        let all = [office.here, office.there, office.sealed, office.entered]
        let readers: [(SQLiteStore, Set<TrackingCode>)] = [
            (office.store, Set(all)),
            (office.seen("lead", .lead), [office.here, office.there, office.entered]),
            (office.seen("lead", .lead, queues: ["to-cao"]), Set(all)),
            (office.seen("lan", .officer, queues: ["dat-dai"]), [office.here, office.there]),
            (office.seen("lan", .officer, queues: ["dat-dai"], units: ["00001"]), [office.here]),
            (office.seen("lan", .officer, units: ["24"]), [office.here, office.there, office.entered]),
            (office.seen("lan", .officer, units: ["00001", "00003"]), [office.here, office.entered]),
            (office.seen("thanh-tra", .officer, queues: ["to-cao"]), [office.sealed]),
            (office.seen("soan", .ruleAuthor), [office.here, office.there, office.entered]),
            (office.seen("ctv", .collaborator), [office.entered]),
            (office.seen("ctv2", .collaborator), []), (office.seen("kiem-tra", .auditor), []),
            (office.seen("quan-tri", .administrator), []), (office.store.seen(by: .nobody), []),
        ]
        for (store, reach) in readers {
            let label = "\(store.reader.name) \(store.reader.role) \(store.reader.queues) \(store.reader.units)"
            #expect(Set(try await store.cases(CaseFilter()).map(\.trackingCode)) == reach, "\(label)")
            #expect(try await store.count(CaseFilter()) == reach.count, "\(label)")
            #expect(Set(try await store.cases(.escalations).map(\.trackingCode)) == reach, "\(label)")
            #expect(try await store.inReach(all) == reach, "\(label)")
            #expect(try await store.queueCounts().escalated == reach.count, "\(label)")
            for code in all {
                let search = CaseFilter(search: code.digits)
                #expect(try await store.count(search) == (reach.contains(code) ? 1 : 0), "\(label)")
                if reach.contains(code) {
                    #expect(try await store.caseFile(code).summary.trackingCode == code)
                } else {
                    await #expect(throws: StoreError.noSuchCase(code.description)) {
                        _ = try await store.caseFile(code)
                    }
                }
            }
        }
    }

    /// Asks everything that can be asked, and looks for what must not be in any answer.
    @Test func noAnswerTellsOfACaseOutOfReach() async throws {
        let office = try await Office()
        let mail = OutgoingMessage(
            id: OutgoingID(rawValue: "m1"), code: office.sealed, kind: .reply, author: "lan", createdAt: Sample.start,
            sender: "xa@vidu.gov.vn", recipient: "sealed@vidu.vn", subject: "Thư sealed", text: "sealed",
            messageID: "m",
            content: [], onceKey: "k", state: .waiting, attempts: 0, dueAt: Sample.start, lastAnswer: nil,
            settledAt: nil, hasBounced: false)
        _ = try await office.store.post([mail], actor: "lan", at: Sample.start)
        _ = try await office.store.accept([Sample.item("bad", defect: "sealed")], watermark: nil)
        try await office.store.file(Sample.message("x", subject: "sealed auto", kind: .autoReply))
        let sealed = try await office.store.caseFile(office.sealed)
        let readers = [
            office.seen("lan", .officer, queues: ["dat-dai"], units: ["00001"]), office.seen("lan", .officer),
            office.seen("soan", .ruleAuthor), office.seen("ctv", .collaborator), office.seen("kt", .auditor),
            office.seen("qt", .administrator), office.store.seen(by: .nobody),
        ]
        for store in readers {
            var told: [String] = []
            for order in [CaseFilter.Order.newest, .severity, .due] {
                var filter = CaseFilter(order: order)
                told.append("\(try await store.cases(filter))")
                filter.search = "sealed"
                told.append("\(try await store.cases(filter))")
                filter = CaseFilter(queue: "to-cao", topic: "complaints", order: order)
                told.append("\(try await store.cases(filter))")
                filter = CaseFilter(unitCode: "00001", order: order)
                told.append("\(try await store.cases(filter))")
                filter = CaseFilter(source: "nguồn kín", order: order)
                told.append("\(try await store.cases(filter))")
            }
            told.append("\(try await store.queueCounts().open)")
            told.append("\(try await store.setAside(limit: 100))")
            told.append("\(try await store.casesTold(to: "to-cao", limit: 10))")
            told.append("\(try await store.outgoing(in: Set(OutgoingState.allCases), limit: 10))")
            told.append("\(try await store.quarantined(limit: 10))")
            told.append("\(try await store.quarantined(from: "hòm thư", limit: 10))")
            told.append("\(try await store.attachments(of: sealed.messages.map(\.message)))")
            told.append("\(try await store.sharedMatters(of: [office.sealed]))")
            told.append("\(try await store.surveys())")
            for code in [office.here, office.there, office.entered] {
                told.append("\((try? await store.links(of: code)) ?? [])")
            }
            let item = sealed.messages[0].message.item
            await #expect(throws: StoreError.self) { _ = try await store.original(item) }
            #expect(try await store.caseCode(ofItem: "sealed", from: "nguồn kín") == nil)
            for answer in told {
                #expect(!answer.contains("sealed"), "\(store.reader.name): \(answer.prefix(300))")
                #expect(!answer.contains(office.sealed.digits), "\(store.reader.name)")
                #expect(!answer.contains("to-cao"), "\(store.reader.name): \(answer.prefix(300))")
            }
        }
    }

    @Test func nothingOutOfReachIsActedOn() async throws {
        let office = try await Office()
        let officer = office.seen("lan", .officer, queues: ["dat-dai"])
        let now = Sample.time(10)
        await #expect(throws: StoreError.noSuchCase(office.sealed.description)) {
            try await officer.act(.take, on: office.sealed, actor: "lan", at: now)
        }
        await #expect(throws: StoreError.noSuchCase(office.sealed.description)) {
            try await officer.decide(.accepted, on: office.here, and: office.sealed, actor: "lan", at: now)
        }
        for role in [OfficeRole.collaborator, .ruleAuthor, .auditor, .administrator] {
            let store = office.seen("ctv", role)
            await #expect(throws: StoreError.self, "\(role)") {
                try await store.act(.take, on: office.entered, actor: "ctv", at: now)
            }
            await #expect(throws: StoreError.self) { _ = try await store.retryAll(actor: "ctv", at: now) }
            await #expect(throws: StoreError.self) { _ = try await store.figures(from: Sample.start, before: now) }
        }
        #expect(try await office.store.caseFile(office.entered).summary.assignee == nil)
    }

    @Test func whoHandlesACaseKeepsItWhenItMovesOutOfTheirQueue() async throws {
        let office = try await Office()
        let officer = office.seen("lan", .officer, queues: ["dat-dai"], units: ["00001"])
        try await officer.act(.take, on: office.here, actor: "lan", at: Sample.time(5))
        try await office.store.act(
            .correctTopics(["environment"], queue: "moi-truong"), on: office.here, actor: "lead", at: Sample.time(6))
        #expect(try await officer.caseFile(office.here).summary.queue == "moi-truong")
    }

    @Test func accountsAreManagedByAdministratorsAlone() async throws {
        let office = try await Office()
        try await office.store.add(Account(name: "lan", displayName: "Lan", passwordHash: "x"), at: Sample.start)
        for role in OfficeRole.allCases where role != .administrator {
            let store = office.seen("ai", role)
            #expect(try await store.accounts(at: Sample.start).isEmpty)
            await #expect(throws: StoreError.self) {
                try await store.add(Account(name: "moi", displayName: "", passwordHash: "x"), at: Sample.start)
            }
            await #expect(throws: StoreError.self) {
                try await store.setPassword(
                    "y", of: "lan", mustChange: false, keeping: nil, actor: "ai", at: Sample.start)
            }
            await #expect(throws: StoreError.self) { _ = try await store.sessions(of: "lan", at: Sample.start) }
        }
        let own = office.seen("lan", .officer)
        try await own.setPassword("y", of: "lan", mustChange: false, keeping: nil, actor: "lan", at: Sample.start)
        #expect(try await office.seen("qt", .administrator).accounts(at: Sample.start).map(\.account.name) == ["lan"])
    }
}
