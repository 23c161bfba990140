import Casework
import Foundation
import LocalServers
import SQLiteStore
import Testing

@testable import Intake

@Suite struct ZaloCollectorTests {
    private static let base = TrialOffice.now.rawValue - 3_600_000

    private static func message(
        _ id: String, _ minute: Int64, person: String = "2512523625412515", isFromPerson: Bool = true, text: String
    ) -> ZaloServer.Message {
        .init(id: id, isFromPerson: isFromPerson, person: person, time: base + minute * 60_000, text: text)
    }

    private func collector(_ office: TrialOffice, _ server: ZaloServer) throws -> ZaloCollector {
        var settings = ZaloCollector.Settings(
            source: "zalo", appID: ZaloServer.appID, appSecret: try office.secret(ZaloServer.secret, "app"),
            refreshToken: try office.secret("refresh-0", "refresh"),
            keptFile: office.folder.appendingPathComponent("tokens/zalo.json").path)
        settings.url = server.url("")
        settings.tokenURL = server.url("/v4/oa/access_token")
        return ZaloCollector(
            settings, requests: try office.requests("zalo"), strangers: try office.strangers("zalo"))
    }

    private func withServer(_ body: (TrialOffice, ZaloServer, ZaloCollector) async throws -> Void) async throws {
        let office = try TrialOffice()
        let server = try await ZaloServer(refreshToken: "refresh-0")
        try await body(office, server, try collector(office, server))
        await server.stop()
    }

    @Test func whatAPersonWritesInAFewMinutesBecomesOneCaseAndTheAccountsAnswersAreNoLetters() async throws {
        try await withServer { office, server, collector in
            server.change {
                $0.messages = [
                    Self.message("m1", 0, text: "Chào xã"), Self.message("m2", 1, text: "Đường thôn 3 bị ngập"),
                    Self.message("m3", 2, isFromPerson: false, text: "Xã đã nhận"),
                    Self.message("m4", 3, text: "Nước vào nhà rồi"),
                    Self.message("k1", 5, person: "77", text: "Xin hỏi giờ làm việc"),
                ]
            }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance == Acceptance(new: 4, known: 0))
            #expect(pass.credentialExpiresAt == TrialOffice.later(90 * 86_400))
            let threads = Dictionary(uniqueKeysWithValues: try await office.records().map { ($0.id, $0.thread) })
            #expect(threads == ["m1": nil, "m2": "m1", "m4": "m1", "k1": nil])
            let summary = try await office.processAll()
            #expect(summary.opened == 2 && summary.joined == 2)
            #expect(try await office.caseFiles().allSatisfy { $0.messages.allSatisfy { $0.message.channel == .zalo } })
        }
    }

    @Test func aLaterMessageIsTakenAloneAndANewDayIsANewMatter() async throws {
        try await withServer { office, server, collector in
            server.change { $0.messages = [Self.message("m1", 0, text: "Đường ngập")] }
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            server.change {
                $0.messages += [
                    Self.message("m2", 30, text: "Vẫn ngập"), Self.message("m3", 60 * 24, text: "Đèn đường hỏng"),
                ]
            }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.later(86_400))
            #expect(pass.acceptance.new == 2)
            let threads = Dictionary(uniqueKeysWithValues: try await office.records().map { ($0.id, $0.thread) })
            #expect(threads == ["m1": nil, "m2": "m1", "m3": nil])
        }
    }

    @Test func chatsAndMessagesAreReadOverAllPages() async throws {
        try await withServer { office, server, collector in
            server.change {
                for person in 1...23 {
                    $0.messages.append(
                        Self.message("p\(person)", Int64(person), person: "10\(person)", text: "Hỏi \(person)"))
                }
                for number in 1...34 {
                    $0.messages.append(Self.message("x\(number)", Int64(number), person: "999", text: "Ý \(number)"))
                }
            }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 57)
            let asked = server.now.asked.count
            let quiet = try await collector.collect(into: office.store, at: TrialOffice.later(60))
            #expect(quiet.acceptance.new == 0)
            #expect(server.now.asked.count - asked < asked, "known chats are not read to their ends again")
        }
    }

    @Test func aPictureIsAnAttachmentAStickerIsNothing() async throws {
        try await withServer { office, server, collector in
            server.change {
                $0.photographs["/anh/a.jpg"] = [0xFF, 0xD8]
                var photo = Self.message("m1", 0, text: "")
                photo.type = "photo"
                photo.url = server.url("/anh/a.jpg")
                var sticker = Self.message("m2", 1, text: "")
                sticker.type = "sticker"
                sticker.url = server.url("/anh/a.jpg")
                $0.messages = [photo, sticker]
            }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance.new == 1)
            let record = try #require(try await office.records().first)
            #expect(record.text == "(Chỉ có tệp đính kèm.)")
            #expect(record.attachments?.first?.filename == "a.jpg")
            #expect(record.attachments.map { Array($0[0].content) } == [0xFF, 0xD8])
        }
    }

    @Test(arguments: [
        (-32, false, "asks not to be asked again"), (-224, true, "package"), (-209, true, "permission"),
        (-221, true, "not verified"), (-240, false, "version"), (-999, false, "error -999"),
    ])
    func anErrorOfZaloIsASentence(code: Int, isRefusal: Bool, words: String) async throws {
        try await withServer { office, server, collector in
            server.change { $0.error = code }
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "none")")
            #expect(error?.isRefusal == isRefusal)
            #expect(error?.description.contains("access-1") == false)
        }
    }

    @Test func anAccessThatWasWithdrawnIsRenewedOnceInTheMiddleOfAPass() async throws {
        try await withServer { office, server, collector in
            server.change { $0.messages = [Self.message("m1", 0, text: "Đường ngập")] }
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            server.change {
                $0.access = []
                $0.messages.append(Self.message("m2", 10, text: "Vẫn ngập"))
            }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 1)
            #expect(server.now.renewals == 2)
        }
    }

    @Test func aTrialShowsMessagesAndStoresNone() async throws {
        try await withServer { office, server, collector in
            server.change { $0.messages = [Self.message("m1", 0, text: "Đường ngập")] }
            let trial = await steps(collector)
            #expect(trial.works)
            #expect(trial.steps.map(\.name) == ["token", "recent chats", "conversation", "message m1"])
            let stored = try await office.records()
            #expect(stored.isEmpty)
        }
    }
}
