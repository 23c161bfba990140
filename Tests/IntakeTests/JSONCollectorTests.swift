import Casework
import CurlTransfer
import Foundation
import JSONReading
import LocalServers
import SQLiteStore
import Testing

@testable import Intake

@Suite struct JSONCollectorTests {
    private static func mapping() throws -> JSONItemMapping {
        var mapping = JSONItemMapping(
            list: try JSONPath("$.data.items"), id: try JSONPath("maPhanAnh"),
            text: [
                try JSONPath("noiDung"), try JSONPath("diaDiem"),
            ])
        mapping.title = try JSONPath("tieuDe")
        mapping.author = try JSONPath("nguoiGui.hoTen")
        mapping.authorID = try JSONPath("nguoiGui.ma")
        mapping.date = .init(path: try JSONPath("ngayGui"))
        mapping.status = try JSONPath("trangThai.ten")
        mapping.tags = try JSONPath("linhVuc")
        mapping.link = .template("https://phananh.example.vn/{id}")
        mapping.files = .init(
            list: try JSONPath("tepDinhKem"), address: try JSONPath("duongDan"), name: try JSONPath("ten"))
        mapping.extra = ["Nơi": try JSONPath("diaDiem")]
        return mapping
    }

    private static func reports(_ numbers: some Sequence<Int>) -> [PortalServer.Report] {
        numbers.map { .init(id: $0, title: "Phản ánh \($0)", text: "<p>Đường thôn \($0) ngập &amp; hỏng.</p>") }
    }

    private func collector(
        _ office: TrialOffice, _ server: PortalServer,
        _ change: (inout JSONCollector.Settings) throws -> Void = { _ in }
    ) throws -> JSONCollector {
        var settings = JSONCollector.Settings(
            source: "cong", url: server.url("/api/phan-anh"), mapping: try Self.mapping())
        try change(&settings)
        return JSONCollector(settings, requests: try office.requests("cong"), strangers: try office.strangers("cong"))
    }

    // MARK: Mapping

    @Test func aPortalsReportBecomesALetterWithEveryMappedField() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports([7]) }
        let pass = try await collector(office, server).collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 1, known: 0))
        let record = try #require(try await office.records().first)
        #expect(record.id == "7")
        #expect(record.title == "Phản ánh 7")
        #expect(record.text == "Đường thôn 7 ngập & hỏng.\nThôn 3, xã Hoà Bình")
        #expect(record.authorName == "Nguyễn Văn A")
        #expect(record.authorID == "nd-7")
        #expect(record.published == 1_789_964_050_000, "21/09/2026 11:14:10 in Vietnam")
        #expect(record.link == "https://phananh.example.vn/7")
        #expect(record.tags == ["Hạ tầng"])
        #expect(record.extra == ["Nơi": "Thôn 3, xã Hoà Bình", "Trạng thái ở nguồn": "Đang xử lý"])
        #expect(try await office.processAll().opened == 1)
        #expect(try await office.onlyCase().messages.first?.message.kind == .letter)
    }

    @Test func aChangedStateOrTextJoinsTheCaseOfTheFirstVersion() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports([1, 2]) }
        let collector = try collector(office, server)
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        server.change { $0.reports[0].status = "Đã xử lý xong" }
        let second = try await collector.collect(into: office.store, at: TrialOffice.later(60))
        #expect(second.acceptance.new == 1)
        let summary = try await office.processAll(at: TrialOffice.later(61))
        #expect(summary.opened == 0 && summary.joined == 1)
        let states = try await office.caseFiles().flatMap(\.messages).compactMap {
            $0.message.extra?["Trạng thái ở nguồn"]
        }
        #expect(states.sorted() == ["Đang xử lý", "Đang xử lý", "Đã xử lý xong"])
    }

    @Test func filesAreFetchedOnceAndOnlyForNewItems() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change {
            $0.reports = Self.reports([1])
            $0.reports[0].photograph = server.url("/anh/1.jpg")
            $0.photographs["/anh/1.jpg"] = [0xFF, 0xD8, 0xFF]
        }
        let collector = try collector(office, server)
        for pass in 0..<3 { _ = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(pass))) }
        #expect(server.now.photographsAsked == 1)
        let attachment = try #require(try await office.records().first?.attachments?.first)
        #expect(attachment.filename == "anh.jpg" && attachment.type == "image/jpeg")
        #expect(Array(attachment.content) == [0xFF, 0xD8, 0xFF])
    }

    @Test func aFileInTheOfficesOwnNetworkThatAStrangerNamesIsNotFetched() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        let inner = try await FileServer(.texts(["/mat.txt": "bí mật"]))
        server.change {
            $0.reports = Self.reports([1])
            $0.reports[0].photograph = inner.url("/mat.txt")
        }
        _ = try await collector(office, server).collect(into: office.store, at: TrialOffice.now)
        let record = try #require(try await office.records().first)
        #expect(record.attachments == nil)
        #expect(record.extra?["Tệp không lấy được"] == inner.url("/mat.txt"))
    }

    // MARK: Pages

    private static func ways() throws -> [JSONPaging.Way] {
        [
            .number(parameter: "trang", first: 1), .offset(parameter: "batDau"),
            .cursor(parameter: "con_tro", path: try JSONPath("$.data.paging.cursor")),
            .address(path: try JSONPath("$.data.paging.next")), .linkHeader,
        ]
    }

    @Test(arguments: try ways())
    func everyPageIsTakenWhicheverWayTheyAreAskedFor(way: JSONPaging.Way) async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports((1...11).reversed()) }
        let collector = try collector(office, server) { $0.paging.way = way }
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 11)
        let asked = server.now.asked.count
        server.change { $0.reports.insert(contentsOf: Self.reports([12]), at: 0) }
        let second = try await collector.collect(into: office.store, at: TrialOffice.later(60))
        #expect(second.acceptance.new == 1)
        #expect(server.now.asked.count - asked <= 2, "it stops at the first page that is known")
        #expect(try await Set(office.records().map(\.id)) == Set((1...12).map(String.init)))
    }

    @Test func aLongHistoryIsTakenOverSeveralPassesWithoutAGap() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports((1...30).reversed()) }
        let collector = try collector(office, server) {
            $0.paging = JSONPaging(way: .number(parameter: "trang", first: 1), mostPages: 3)
        }
        let first = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(first.acceptance.new == 12)
        #expect(first.notices == ["Nguồn còn trang chưa lấy; lần sau lấy tiếp từ đó."])
        // New reports push the old ones to later pages in between.
        server.change { $0.reports.insert(contentsOf: Self.reports([32, 31]), at: 0) }
        for pass in 1...6 {
            _ = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(pass) * 60))
        }
        #expect(try await Set(office.records().map(\.id)) == Set((1...32).map(String.init)))
    }

    @Test(arguments: try ways())
    func fewPagesAPassComeToTheEndToo(way: JSONPaging.Way) async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports((1...10).reversed()) }
        let collector = try collector(office, server) { $0.paging = JSONPaging(way: way, mostPages: 2) }
        for pass in 0..<6 {
            _ = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(pass) * 60))
        }
        #expect(try await Set(office.records().map(\.id)) == Set((1...10).map(String.init)))
    }

    @Test func pagesCanBeAskedForInABody() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports(1...6) }
        let collector = try collector(office, server) {
            $0.body = ["maXa": .number("26734"), "tu": .text("khoá")]
            $0.paging.way = .number(parameter: "trang", first: 1)
        }
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 6)
        let asked = try #require(server.now.asked.first)
        #expect(asked.method == "POST" && asked.body == #"{"maXa":26734,"trang":1,"tu":"khoá"}"#)
    }

    @Test func anAddressOfAnotherServerIsNotFollowedWithTheKey() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        let other = try await PortalServer()
        server.change {
            $0.reports = Self.reports(1...9)
            $0.key = "Bearer khoa-cua-xa"
            $0.nextHost = other.url("")
        }
        let key = try office.secret("khoa-cua-xa")
        for way in [JSONPaging.Way.linkHeader, .address(path: try JSONPath("$.data.paging.next"))] {
            let collector = try collector(office, server) {
                $0.authentication = .bearer(key)
                $0.paging.way = way
            }
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.description.contains("another server") == true)
        }
        #expect(other.now.asked.isEmpty)
    }

    @Test func onlyWhatIsNewSinceTheLastPassIsAskedFor() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports([1]) }
        let collector = try collector(office, server) {
            $0.since = JSONSince(parameter: "tuNgay", style: .isoVietnam, overlapHours: 2, firstDays: 10)
        }
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        _ = try await collector.collect(into: office.store, at: TrialOffice.later(86_400))
        #expect(
            server.now.asked.map { $0.query["tuNgay"] }
                == ["2027-01-05T15:00:00+07:00", "2027-01-15T13:00:00+07:00"])
    }

    @Test func aListThatHasNotChangedIsNotReadAgain() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports([1]) }
        let collector = try collector(office, server)
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        _ = try await collector.collect(into: office.store, at: TrialOffice.later(60))
        let asked = server.now.asked
        #expect(asked[0].headers["if-none-match"] == nil)
        #expect(asked[1].headers["if-none-match"] != nil)
    }

    // MARK: Signing in

    private static func authentications(_ secret: ServiceSecret) -> [(JSONAuthentication, String)] {
        [
            (.bearer(secret), "Bearer bí-mật"),
            (.basic(user: "xa", password: secret), "Basic " + Data("xa:bí-mật".utf8).base64EncodedString()),
            (.header(name: "X-Api-Key", key: secret), "bí-mật"), (.query(name: "api_key", key: secret), "bí-mật"),
        ]
    }

    @Test(arguments: 0..<4)
    func eachWayOfSigningInIsTaken(index: Int) async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        let (authentication, key) = Self.authentications(try office.secret("bí-mật"))[index]
        server.change {
            $0.reports = Self.reports([1])
            $0.key = key
        }
        let good = try collector(office, server) { $0.authentication = authentication }
        #expect(try await good.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        server.change { $0.key = "another" }
        let error = await failure { () async throws(CollectionError) in
            _ = try await good.collect(into: office.store, at: TrialOffice.later(60))
        }
        #expect(error?.isRefusal == true)
        #expect(error?.description.contains("bí-mật") == false)
    }

    @Test func anAccountsTokenIsKeptUntilItEndsAndRenewedOnceWhenRefused() async throws {
        for inForm in [false, true] {
            let office = try TrialOffice()
            let server = try await PortalServer()
            server.change {
                $0.reports = Self.reports([1])
                $0.key = "nothing yet"
            }
            let collector = try collector(office, server) {
                $0.authentication = .clientCredentials(
                    tokenURL: server.url("/oauth/token"), clientID: PortalServer.clientID,
                    clientSecret: try office.secret(PortalServer.clientSecret), scope: "doc", sendsSecretInForm: inForm)
            }
            for pass in 0..<3 {
                _ = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(pass)))
            }
            #expect(server.now.tokens == 1)
            // Withdrawn before its time: one renewal, and the pass goes on.
            server.change { $0.key = "withdrawn" }
            server.change { $0.reports = Self.reports([1, 2]) }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 1)
            #expect(server.now.tokens == 2)
        }
    }

    @Test func aRefusedAccountSaysWhatToDoAndNotTheSecret() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        let collector = try collector(office, server) {
            $0.authentication = .clientCredentials(
                tokenURL: server.url("/oauth/token"), clientID: "someone",
                clientSecret: try office.secret("sai-mat-khau"),
                scope: nil, sendsSecretInForm: true)
        }
        let error = await failure { () async throws(CollectionError) in
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        }
        let words = error?.description ?? ""
        #expect(words.contains("invalid_client: Sai mã") && words.contains("client_id"), "\(words)")
        #expect(!words.contains("sai-mat-khau"))
        #expect(error?.isRefusal == true)
    }

    @Test func aSecretThatIsMissingIsNamedByItsPlace() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        for secret in [ServiceSecret.file("/nowhere/key"), .environment("LANG_NGHE_KHONG_CO")] {
            let collector = try collector(office, server) { $0.authentication = .bearer(secret) }
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            let words = error?.description ?? ""
            #expect(words.contains("/nowhere/key") || words.contains("LANG_NGHE_KHONG_CO"), "\(words)")
        }
        #expect(server.now.asked.isEmpty)
    }

    // MARK: What is not understood

    @Test func aFieldThatVanishesIsToldOnceWithTheRawAnswerInQuarantine() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports(1...4) }
        let collector = try collector(office, server)
        _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        server.change {
            $0.textField = "content"
            $0.reports = Self.reports(5...8)
        }
        let pass = try await collector.collect(into: office.store, at: TrialOffice.later(60))
        #expect(pass.notices == ["Trường 'noiDung' biến mất khỏi mọi mục của nguồn."])
        #expect(try await office.quarantineReasons() == ["Trường 'noiDung' biến mất khỏi mọi mục của nguồn."])
        let item = try #require(try await office.store.quarantined(limit: 1).first)
        let raw = String(decoding: try await office.store.original(item.id) ?? [], as: UTF8.self)
        #expect(raw.contains("\"content\":\"<p>Đường thôn 5"))
        server.change { $0.reports = Self.reports(9...12) }
        #expect(try await collector.collect(into: office.store, at: TrialOffice.later(120)).notices == [])
    }

    @Test(arguments: [
        (#"{"code":500,"message":"Lỗi"}"#, "$.data.items"), ("<html>Bảo trì</html>", "không phải JSON"),
        (#"{"data":{"items":{"id":1}}}"#, "$.data.items"), (String(repeating: "[", count: 5_000), "lồng nhau"),
    ])
    func anAnswerWithoutTheListGoesToQuarantineAsItCame(body: String, reason: String) async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.instead = ServiceReply(json: body) }
        let collector = try collector(office, server)
        for pass in 0..<2 {
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.later(Int64(pass)))
            }
            #expect(error?.description.contains("quarantine") == true)
        }
        let kept = try await office.store.quarantined(limit: 10)
        #expect(kept.count == 1, "the same answer again is the same item")
        #expect(kept.first?.reason.contains(reason) == true, "\(kept.first?.reason ?? "")")
        let item = try #require(kept.first)
        #expect(try await office.store.original(item.id) == Array(body.utf8))
    }

    @Test func anItemWithoutIdentifierIsSetApartAndTheOthersAreTaken() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change {
            $0.instead = ServiceReply(
                json: #"{"data":{"items":[{"maPhanAnh":null,"noiDung":"a"},{"maPhanAnh":2,"noiDung":"b"},7]}}"#)
        }
        let pass = try await collector(office, server).collect(into: office.store, at: TrialOffice.now)
        #expect(try await office.records().map(\.id) == ["2"])
        #expect(try await office.store.quarantined(limit: 10).count == 2)
        #expect(pass.notices == ["2 mục không hiểu được, nằm trong khu cách ly."])
    }

    @Test func aServerThatAsksForRestGetsIt() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.instead = ServiceReply(status: 429, headers: ["retry-after": "120"], json: "{}") }
        let collector = try collector(office, server)
        let error = await failure { () async throws(CollectionError) in
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
        }
        #expect(error?.notBefore == TrialOffice.later(120))
    }

    @Test func anotherOfficesServiceRequestsCanBeMappedToo() async throws {
        let office = try TrialOffice()
        let server = try await Open311Server()
        server.change {
            $0.requests = [
                .init(
                    id: "XH-2027-0001", requested: TrialOffice.now.rawValue / 1_000,
                    fields: ["service_name": "Môi trường", "description": "Rác đổ ra kênh", "status": "open"])
            ]
        }
        var mapping = JSONItemMapping(
            list: try JSONPath("$"), id: try JSONPath("service_request_id"), text: [try JSONPath("description")])
        mapping.title = try JSONPath("service_name")
        mapping.status = try JSONPath("status")
        mapping.date = .init(path: try JSONPath("requested_datetime"))
        let settings = JSONCollector.Settings(source: "xa", url: server.url("/v2/requests.json"), mapping: mapping)
        let collector = JSONCollector(
            settings, requests: try office.requests("xa"), strangers: try office.strangers("xa"))
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        let record = try #require(try await office.records().first)
        #expect(record.id == "XH-2027-0001" && record.text == "Rác đổ ra kênh")
        #expect(record.published == TrialOffice.now.rawValue)
        await server.stop()
    }

    // MARK: Trying out

    @Test func aTrialShowsWhatWouldBeTakenAndWhatIsMissing() async throws {
        let office = try TrialOffice()
        let server = try await PortalServer()
        server.change { $0.reports = Self.reports(1...5) }
        let collector = try collector(office, server) {
            $0.paging.way = .number(parameter: "trang", first: 1)
            $0.mapping.authorID = try JSONPath("nguoiGui.cccd")
        }
        let trial = await steps(collector)
        #expect(trial.works)
        let shown = trial.steps.map { "\($0.result.rawValue) \($0.name): \($0.detail)" }
        #expect(shown.contains("works list: 4 items at «$.data.items», 4 understood"))
        #expect(shown.contains("remark author_id: no item has a value at «nguoiGui.cccd»"))
        #expect(
            shown.contains(
                "works item 1: 2026-09-21T04:14:10Z | Nguyễn Văn A | «Phản ánh 1» | Đường thôn 1 ngập & hỏng. Thôn 3, xã Hoà Bình"
            ), "\(shown)")
        #expect(shown.contains("works pages: there is a further page"))
        #expect(try await office.store.inboxCounts().accepted == 0, "nothing is stored")
        let lost = try self.collector(office, server) { $0.mapping.list = try JSONPath("$.ketQua") }
        let other = await steps(lost)
        #expect(!other.works)
        #expect(other.steps.last?.detail == "there is no list at «$.ketQua»; the answer has code, data, message")
    }
}
