import Casework
import CurlTransfer
import Foundation
import LocalServers
import SQLiteStore
import Testing

@testable import Intake

@Suite struct FacebookCollectorTests {
    private static let now = TrialOffice.now.rawValue / 1_000
    private static let page = FacebookServer.page

    private static func entry(
        _ id: String, _ author: String, _ minutesAgo: Int64, _ text: String, parent: String? = nil
    ) -> FacebookServer.Entry {
        .init(id: id, author: author, created: now - minutesAgo * 60, text: text, parent: parent)
    }

    private func collector(
        _ office: TrialOffice, _ server: FacebookServer,
        _ change: (inout FacebookCollector.Settings) throws -> Void = { _ in }
    ) throws -> FacebookCollector {
        var settings = FacebookCollector.Settings(
            source: "fb", page: "xa.hoa.binh", token: try office.secret("EAAB-trang"))
        settings.url = server.url("")
        try change(&settings)
        return FacebookCollector(settings, requests: try office.requests("fb"), strangers: try office.strangers("fb"))
    }

    private func withServer(_ body: (TrialOffice, FacebookServer) async throws -> Void) async throws {
        let office = try TrialOffice()
        let server = try await FacebookServer()
        try await body(office, server)
        await server.stop()
    }

    // MARK: Posts and comments

    @Test func citizensPostsAndCommentsAreLettersAndThePagesOwnWordsAreNot() async throws {
        try await withServer { office, server in
            server.change {
                $0.posts = [
                    Self.entry("p1", Self.page, 600, "Thông báo cắt nước\ntổ 5"),
                    Self.entry("p2", "u20", 500, "Cống trước nhà tôi bị tắc"),
                ]
                $0.comments["p1"] = [
                    Self.entry("c1", "u21", 400, "Bao giờ có nước lại?"),
                    Self.entry("c2", Self.page, 390, "Xã sẽ trả lời", parent: "c1"),
                    Self.entry("c3", "u21", 380, "Vẫn chưa có nước", parent: "c1"),
                    Self.entry("c4", "u22", 300, "Nhà tôi cũng mất nước"),
                    Self.entry("c5", "u22", 290, "Hai ngày rồi"), Self.entry("c6", "u23", 200, ""),
                ]
                $0.comments["p2"] = [Self.entry("d1", "u24", 100, "Nhà tôi cũng ngập")]
            }
            let collector = try collector(office, server) { $0.readsInbox = false }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance.new == 6)
            let records = try await office.records()
            let threads = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.thread) })
            #expect(threads == ["p2": nil, "c1": nil, "c3": "c1", "c4": nil, "c5": "c4", "d1": "p2"])
            let first = try #require(records.first { $0.id == "c1" })
            #expect(first.extra == ["Bài viết": "Thông báo cắt nước tổ 5", "Nơi viết": "Bình luận dưới bài của trang"])
            #expect(first.link == "https://www.facebook.com/c1" && first.authorID == "u21")
            #expect(first.published == (Self.now - 400 * 60) * 1_000)
            let summary = try await office.processAll()
            #expect(summary.opened == 3 && summary.joined == 3)
        }
    }

    @Test func onlyPostsWithSomethingNewAreReadAgain() async throws {
        try await withServer { office, server in
            server.change {
                for number in 0..<8 {
                    $0.posts.append(Self.entry("p\(number)", Self.page, Int64(number) * 60, "Bài \(number)"))
                }
                $0.comments["p5"] = [Self.entry("c1", "u1", 50, "Hỏi")]
            }
            let collector = try collector(office, server) { $0.readsInbox = false }
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            let asked = server.now.asked.count
            server.change { $0.comments["p5"]?.append(Self.entry("c2", "u2", 1, "Hỏi thêm")) }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 1)
            let again = server.now.asked[asked...].filter { $0.hasSuffix("/comments") }
            #expect(again == ["p5/comments"])
        }
    }

    @Test func anEditIsAChangedVersionAndADeletionIsTold() async throws {
        try await withServer { office, server in
            server.change {
                $0.posts = [Self.entry("p1", Self.page, 600, "Thông báo"), Self.entry("p2", "u9", 500, "Xin hỏi")]
                $0.comments["p1"] = [
                    Self.entry("c1", "u1", 50, "Đường hỏng"), Self.entry("c2", "u2", 40, "Tôi cũng thấy"),
                ]
            }
            let collector = try collector(office, server) { $0.readsInbox = false }
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(try await office.processAll().opened == 3)
            server.change {
                $0.comments["p1"] = [Self.entry("c1", "u1", 50, "Đường thôn 3 hỏng nặng")]
                $0.posts.removeAll { $0.id == "p2" }
            }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 3)
            let summary = try await office.processAll(at: TrialOffice.later(61))
            #expect(summary.opened == 0 && summary.joined == 3)
            let texts = try await office.caseFiles().map { $0.messages.map(\.message.body).sorted() }
            #expect(texts.contains(["Đường hỏng", "Đường thôn 3 hỏng nặng"]))
            #expect(texts.contains { $0.contains { $0.hasPrefix("Bình luận này không còn trên Facebook") } })
            #expect(texts.contains { $0.contains { $0.hasPrefix("Bài viết này không còn trên Facebook") } })
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(120)).acceptance.new == 0)
        }
    }

    @Test func postsOlderThanFollowedAreLeft() async throws {
        try await withServer { office, server in
            server.change {
                $0.posts = [Self.entry("p1", "u1", 60 * 24 * 40, "Cũ"), Self.entry("p2", "u1", 60, "Mới")]
            }
            let collector = try collector(office, server) { $0.readsInbox = false }
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(try await office.records().map(\.id) == ["p2"])
        }
    }

    @Test func aPictureIsAnAttachment() async throws {
        try await withServer { office, server in
            server.change {
                var post = Self.entry("p1", "u1", 60, "")
                post.picture = server.url("/anh/1.jpg")
                $0.posts = [post]
                $0.pictures["/anh/1.jpg"] = [0xFF, 0xD8]
            }
            _ = try await collector(office, server) { $0.readsInbox = false }
                .collect(into: office.store, at: TrialOffice.now)
            let record = try #require(try await office.records().first)
            #expect(record.attachments?.first?.content == Data([0xFF, 0xD8]))
            #expect(record.attachments?.first?.type == "image/jpeg")
        }
    }

    // MARK: The inbox

    @Test func messagesToThePageAreLettersOfOneMatter() async throws {
        try await withServer { office, server in
            server.change {
                $0.messages["t_1"] = [
                    Self.entry("m1", "u1", 60, "Chào xã"), Self.entry("m2", Self.page, 59, "Chào bác"),
                    Self.entry("m3", "u1", 58, "Rác không ai thu"), Self.entry("m4", "u1", 57, "Ba ngày rồi"),
                    Self.entry("m5", "u1", 56, "Mong xã xem"),
                ]
                $0.messages["t_2"] = [Self.entry("m9", "u2", 10, "Xin hỏi")]
            }
            let collector = try collector(office, server)
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 5)
            let threads = Dictionary(uniqueKeysWithValues: try await office.records().map { ($0.id, $0.thread) })
            #expect(threads == ["m1": nil, "m3": "m1", "m4": "m1", "m5": "m1", "m9": nil])
            server.change { $0.messages["t_2"]?.append(Self.entry("m10", "u2", 1, "Cảm ơn")) }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 1)
        }
    }

    @Test func anInboxThatMayNotBeReadDoesNotHoldUpTheComments() async throws {
        try await withServer { office, server in
            server.change {
                $0.posts = [Self.entry("p1", "u1", 60, "Xin hỏi")]
                $0.errors["conversations"] = (10, 0)
            }
            let pass = try await collector(office, server).collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance.new == 1)
            #expect(pass.notices.first?.contains("pages_messaging") == true)
        }
    }

    // MARK: Token, limits, errors

    @Test func theEndOfTheTokenIsKnownAheadAndLookedUpFourTimesADay() async throws {
        try await withServer { office, server in
            server.change {
                $0.expiresAt = Self.now + 50 * 86_400
                $0.dataAccessExpiresAt = Self.now + 20 * 86_400
            }
            let collector = try collector(office, server)
            for hour in 0..<8 {
                let pass = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(hour) * 3_600))
                #expect(pass.credentialExpiresAt == TrialOffice.later(20 * 86_400))
            }
            #expect(server.now.asked.filter { $0 == "debug_token" }.count == 2)
            server.change {
                $0.expiresAt = 0
                $0.dataAccessExpiresAt = 0
            }
            #expect(
                try await collector.collect(into: office.store, at: TrialOffice.later(86_400)).credentialExpiresAt
                    == nil)
        }
    }

    @Test func aRequestProvesThatItComesFromTheApp() async throws {
        try await withServer { office, server in
            server.change {
                $0.proof = { FacebookClient.proof($0, "bi-mat-ung-dung") }
                $0.posts = [Self.entry("p1", "u1", 60, "Xin hỏi")]
            }
            let without = try collector(office, server) { $0.readsInbox = false }
            let error = await failure { () async throws(CollectionError) in
                _ = try await without.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.description.contains("app_secret_file") == true)
            let secret = try office.secret("bi-mat-ung-dung", "app")
            let with = try collector(office, server) {
                $0.readsInbox = false
                $0.appSecret = secret
            }
            #expect(try await with.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        }
    }

    /// The example value was computed with `openssl dgst -sha256 -hmac`.
    @Test func theProofIsAnHMAC() {
        #expect(
            FacebookClient.proof("EAAB", "secret")
                == "d74f12571ff86b9314ba90b9bc99b872b0e2586ef3b2dbb825531d5278001f28")
    }

    @Test(arguments: [
        ("feed", 190, 463, true, "has expired"), ("feed", 190, 460, true, "changed the password"),
        ("feed", 200, 0, true, "lacks a permission"), ("feed", 10, 0, true, "pages_read_user_content"),
        ("feed", 4, 0, false, "asks not to be asked again"), ("feed", 32, 0, false, "asks not to be asked again"),
        ("feed", 2, 0, false, "asked again at the next pass"), ("feed", 999, 7, false, "error 999/7"),
    ])
    func anErrorOfFacebookIsASentence(
        path: String, code: Int, subcode: Int, isRefusal: Bool, words: String
    ) async throws {
        try await withServer { office, server in
            server.change { $0.errors[path] = (code, subcode) }
            let collector = try collector(office, server)
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "none")")
            #expect(error?.isRefusal == isRefusal)
            #expect(error?.description.contains("EAAB") == false)
        }
    }

    @Test func aTokenThatEndedIsARefusal() async throws {
        try await withServer { office, server in
            server.change { $0.token = "EAAB-moi" }
            let collector = try collector(office, server)
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.isRefusal == true)
            #expect(error?.description.contains("The token has expired. Make a new page token") == true)
        }
    }

    @Test(
        arguments: [
            (["x-app-usage": #"{"call_count":95,"total_cputime":20,"total_time":10}"#], 900),
            (
                [
                    "x-business-use-case-usage":
                        #"{"102":[{"type":"pages","call_count":99,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":30}]}"#
                ], 1_800
            ), (["x-page-usage": #"{"call_count":40}"#], 0), (["x-app-usage": "nonsense"], 0),
        ] as [([String: String], Int64)])
    func whatIsNearlyUsedUpIsLeftForLater(headers: [String: String], wait: Int64) async throws {
        try await withServer { office, server in
            server.change {
                $0.headers = headers
                $0.posts = [Self.entry("p1", "u1", 60, "Xin hỏi"), Self.entry("p2", Self.page, 50, "Bài")]
                $0.comments["p2"] = [Self.entry("c1", "u2", 40, "Hỏi")]
            }
            let collector = try collector(office, server)
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.notBefore == (wait == 0 ? nil : TrialOffice.later(wait)))
            #expect(pass.acceptance.new == (wait == 0 ? 2 : 1), "what was got is kept")
            server.change { $0.headers = [:] }
            let next = try await collector.collect(into: office.store, at: TrialOffice.later(3_600))
            #expect(pass.acceptance.new + next.acceptance.new == 2, "and the rest follows")
        }
    }

    @Test func aTrialTellsPageTokenAndMissingPermissions() async throws {
        try await withServer { office, server in
            server.change {
                $0.scopes = ["pages_read_engagement"]
                $0.posts = [Self.entry("p1", "u1", 60, "Xin hỏi"), Self.entry("p2", Self.page, 50, "Bài")]
                $0.errors["conversations"] = (200, 0)
            }
            let trial = await steps(try collector(office, server))
            #expect(!trial.works)
            let shown = trial.steps.map { "\($0.result.rawValue) \($0.name): \($0.detail)" }
            #expect(shown[0] == "works page: Xã Hoà Bình (\(Self.page))")
            #expect(shown[1] == "works token: does not end")
            #expect(shown[2] == "remark permissions: not granted: pages_read_user_content, pages_messaging")
            #expect(shown.contains { $0.contains("the page itself, not taken") })
            #expect(shown.last?.hasPrefix("fails inbox: fb: Facebook answers with error 200") == true, "\(shown)")
        }
    }
}
