import Casework
import Classification
import CurlTransfer
import Foundation
import Open311Endpoint
import SQLiteStore
import Testing

/// The endpoint as another system sees it: over HTTP, from the discovery to the closed request.
@Suite struct Open311EndpointTests {
    private func report(_ more: [String: String] = [:], key: String) -> [String: String] {
        [
            "api_key": key, "service_code": "environment", "lat": "21.12345", "long": "105.98765",
            "description": "Bãi rác đầu làng bốc mùi. Liên hệ anh Nguyễn Văn Tùng, số 0912 345 678.",
            "first_name": "Tùng", "last_name": "Nguyễn Văn", "phone": "0912345678",
        ]
        .merging(more) { $1 }
    }

    private func requests(_ answer: Any) throws -> [[String: Any]] { try #require(answer as? [[String: Any]]) }

    private func onlyOne(_ answer: Any) throws -> [String: Any] { try #require(try requests(answer).first) }

    private func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test func aSystemFindsTheEndpointFilesAReportAndFollowsItToItsEnd() async throws {
        try await TrialEndpoint.run { endpoint in
            let discovery = try #require(try await endpoint.json("/discovery.json") as? [String: Any])
            let found = try #require((discovery["endpoints"] as? [[String: Any]])?.first)
            #expect(found["url"] as? String == "http://127.0.0.1:\(endpoint.port)/open311/v2")
            #expect(found["specification"] as? String == "http://wiki.open311.org/GeoReport_v2")

            let services = try requests(try await endpoint.json("/v2/services.json"))
            #expect(services.compactMap { $0["service_code"] as? String } == ["environment", "land", "khac"])
            let definition = try #require(try await endpoint.json("/v2/services/land.json") as? [String: Any])
            #expect((definition["attributes"] as? [Any])?.count == 1)

            let posted = try await endpoint.post(report(key: endpoint.key))
            #expect(posted.status == 201)
            let ticket = try onlyOne(try JSONSerialization.jsonObject(with: Data(posted.body)))
            let token = try #require(ticket["token"] as? String)
            #expect(try await endpoint.get("/v2/tokens/\(token).json").status == 404)
            #expect(try await endpoint.store.pending(limit: 5).count == 1)

            try await endpoint.fileAll()
            let number = try onlyOne(try await endpoint.json("/v2/tokens/\(token).json"))
            let id = try #require(number["service_request_id"] as? String)
            let first = try onlyOne(try await endpoint.json("/v2/requests/\(id).json"))
            #expect(first["status"] as? String == "open")
            #expect(first["status_notes"] as? String == "Mới tiếp nhận")
            #expect(first["service_code"] as? String == "environment")
            #expect(first["agency_responsible"] as? String == "Phòng Môi trường")
            #expect(first["address"] as? String == "xã Cao Dương, Phú Thọ")
            #expect(first["lat"] as? String == "21.123")
            #expect(first["requested_datetime"] as? String == "2026-11-21T16:07:00+07:00")

            let code = try #require(TrackingCode(id))
            try await endpoint.store.act(.take, on: code, actor: "canbo", at: TrialEndpoint.now)
            try await endpoint.store.act(
                .close(reason: "Đã dọn; nội bộ: ông Tùng 0912345678"), on: code, actor: "canbo", at: TrialEndpoint.now)
            let closed = try onlyOne(try await endpoint.json("/v2/requests/\(id).json?extensions=true"))
            #expect(closed["status"] as? String == "closed")
            let attributes = try #require(closed["extended_attributes"] as? [String: Any])
            let updates = try #require(attributes["updates"] as? [[String: Any]])
            #expect(updates.compactMap { $0["status"] as? String } == ["open", "open", "closed"])
            let said = text(try await endpoint.get("/v2/requests/\(id).json?extensions=true"))
            #expect(!said.contains("canbo") && !said.contains("nội bộ"))
        }
    }

    @Test func personalDataOfWhoReportsIsNeverShown() async throws {
        try await TrialEndpoint.run { endpoint in
            _ = try await endpoint.post(report(key: endpoint.key))
            try await endpoint.fileAll()
            for path in ["/v2/requests.json", "/v2/requests.xml?extensions=true"] {
                let answer = text(try await endpoint.get(path))
                #expect(answer.contains("Bãi rác đầu làng bốc mùi"))
                for secret in ["0912", "345 678", "Tùng", "thôn Đông", "ung-dung-tinh"] {
                    #expect(!answer.contains(secret), "\(secret)")
                }
            }
        }
    }

    @Test(arguments: [LetterClass.denunciation, .mixed, .complaint, .inadmissible])
    func closedClassesAreNeitherListedNorFound(letterClass: LetterClass) async throws {
        try await TrialEndpoint.run(listing: .confirmed) { endpoint in
            let code = try await endpoint.letter("Ông X nhận tiền", letterClass: letterClass)
            #expect(try requests(try await endpoint.json("/v2/requests.json")).isEmpty)
            let hidden = try await endpoint.get("/v2/requests/\(code.digits).json")
            let missing = try await endpoint.get("/v2/requests/\(TrackingCode.random().digits).json")
            #expect(hidden.status == 404)
            #expect(hidden.body == missing.body)
            #expect(
                try requests(try await endpoint.json("/v2/requests.json?service_request_id=\(code.digits)")).isEmpty)
        }
    }

    @Test func hotCasesAndCasesThatNobodyConfirmedAreNotShown() async throws {
        try await TrialEndpoint.run(listing: .confirmed) { endpoint in
            try await endpoint.letter("Tập trung đông người", hotspot: true)
            try await endpoint.letter("Chưa ai xem", isConfirmed: false)
            let shown = try await endpoint.letter("Đường hỏng")
            let list = try requests(try await endpoint.json("/v2/requests.json"))
            #expect(list.compactMap { $0["service_request_id"] as? String } == [shown.digits])
        }
        try await TrialEndpoint.run(listing: .filed) { endpoint in
            try await endpoint.letter("Đường hỏng")
            #expect(try requests(try await endpoint.json("/v2/requests.json")).isEmpty)
        }
    }

    @Test func aListIsNarrowedByCodeStatusWindowAndPage() async throws {
        try await TrialEndpoint.run(listing: .confirmed) { endpoint in
            let land = try await endpoint.letter("Đất", topics: ["land"])
            let closed = try await endpoint.letter("Khói bụi", topics: ["environment"], daysAgo: 2)
            try await endpoint.store.act(.close(reason: "xong"), on: closed, actor: "canbo", at: TrialEndpoint.now)
            let other = try await endpoint.letter("Khác hẳn", topics: [], daysAgo: 30)
            let old = try await endpoint.letter("Quá cũ", daysAgo: 100)
            func ids(_ query: String) async throws -> [String] {
                try requests(try await endpoint.json("/v2/requests.json?" + query))
                    .compactMap { $0["service_request_id"] as? String }
            }
            let all = [land.digits, closed.digits, other.digits]
            #expect(try await ids("") == all)
            #expect(try await ids("service_code=land") == [land.digits])
            #expect(try await ids("service_code=land,khac") == [land.digits, other.digits])
            #expect(try await ids("status=closed") == [closed.digits])
            #expect(try await ids("status=open,closed") == all)
            #expect(try await ids("start_date=2026-11-19T00:00:00Z") == [land.digits, closed.digits])
            #expect(try await ids("end_date=2026-11-01T00:00:00%2B07:00") == [other.digits, old.digits])
            #expect(try await ids("start_date=2026-08-01&end_date=2026-08-20") == [old.digits])
            #expect(try await ids("per_page=2") == [land.digits, closed.digits])
            #expect(try await ids("per_page=2&page=2") == [other.digits])
            #expect(
                try await ids("service_request_id=\(closed.digits),khong-co,\(land.digits)") == [
                    closed.digits, land.digits,
                ])
        }
    }

    @Test(
        arguments: [
            ("service_code", "", 400, "service_code was not provided"),
            ("service_code", "x", 404, "service_code not found"),
            ("description", " ", 400, "description was not provided"), ("lat", "91", 400, "lat and long"),
            ("lat", "", 400, "lat and long"), ("api_key", "sai", 403, "api_key is not valid"),
            ("api_key", "", 403, "api_key was not provided"),
        ])
    func errorsHaveTheShapeOfTheSpecification(field: String, value: String, status: Int, words: String) async throws {
        try await TrialEndpoint.run { endpoint in
            let fields = report([field: value], key: endpoint.key)
            let json = try await endpoint.post(fields)
            #expect(json.status == status)
            let error = try onlyOne(try JSONSerialization.jsonObject(with: Data(json.body)))
            #expect(error["code"] as? Int == status)
            #expect((error["description"] as? String)?.contains(words) == true)
            let xml = try await endpoint.post(fields, format: "xml")
            #expect(text(xml).contains("<errors><error><code>\(status)</code><description>"))
            #expect(try await endpoint.store.pending(limit: 5).isEmpty)
        }
    }

    @Test(
        arguments: [
            ("/v2/requests.json?status=bad", 400), ("/v2/requests.json?start_date=hôm%20qua", 400),
            ("/v2/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", 400),
            ("/v2/requests.json?start_date=2026-06-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", 400),
            ("/v2/requests/123456789.json", 404), ("/v2/requests/482.xml", 404), ("/v2/services/x.json", 404),
            ("/v2/services/land", 404), ("/v2/tokens/x.json", 404), ("/v2/services.yaml", 404),
        ])
    func wrongQuestionsAreAnsweredSo(path: String, status: Int) async throws {
        try await TrialEndpoint.run { endpoint in
            let answer = try await endpoint.get(path)
            #expect(answer.status == status)
        }
    }

    @Test func theSameReportSentAgainIsOneReport() async throws {
        try await TrialEndpoint.run { endpoint in
            let first = try await endpoint.post(report(key: endpoint.key))
            let second = try await endpoint.post(report(key: endpoint.key))
            #expect(first.body == second.body)
            _ = try await endpoint.post(report(["description": "Rác ở nơi khác"], key: endpoint.key))
            #expect(try await endpoint.store.pending(limit: 5).count == 2)
        }
    }

    @Test func aJurisdictionIsAskedForWhereThereIsOne() async throws {
        try await TrialEndpoint.run(jurisdiction: "caoduong.vn") { endpoint in
            let questions = ["", "?jurisdiction_id=khac.vn", "?jurisdiction_id=caoduong.vn"]
            var statuses: [Int] = []
            for question in questions { statuses.append(try await endpoint.get("/v2/services.json" + question).status) }
            #expect(statuses == [400, 404, 200])
            let without = try await endpoint.post(report(key: endpoint.key))
            let with = try await endpoint.post(report(["jurisdiction_id": "caoduong.vn"], key: endpoint.key))
            #expect(without.status == 400)
            #expect(with.status == 201)
        }
    }

    @Test func bodiesAreBoundedAndStrangersKeptToAPace() async throws {
        try await TrialEndpoint.run { endpoint in
            let long = String(repeating: "a", count: 70_000)
            #expect(try await endpoint.post(report(["description": long], key: endpoint.key)).status == 413)
            #expect(try await endpoint.post(report(key: endpoint.key), type: "text/plain").status == 400)
            var statuses: [Int] = []
            for _ in 0..<25 { statuses.append(try await endpoint.post(["api_key": "đoán"]).status) }
            #expect(statuses.contains(429))
            // Reading has a pace of its own.
            #expect(try await endpoint.get("/v2/services.json").status == 200)
        }
    }

    @Test func wordsOfCitizensCannotBreakTheAnswer() async throws {
        try await TrialEndpoint.run { endpoint in
            let nasty = "</description><status>closed</status> & \" \\ \u{1} \u{2028} ]]> 𝄞"
            _ = try await endpoint.post(report(["description": nasty], key: endpoint.key))
            try await endpoint.fileAll()
            let json = try onlyOne(try await endpoint.json("/v2/requests.json"))
            #expect((json["description"] as? String)?.contains("</description><status>closed</status> & \" \\") == true)
            let xml = text(try await endpoint.get("/v2/requests.xml"))
            #expect(xml.contains("&lt;/description&gt;&lt;status&gt;closed&lt;/status&gt; &amp;"))
            #expect(!xml.contains("\u{1}"))
        }
    }

    @Test func keysAreKnownByTheirSumsOnly() throws {
        let (key, line) = try #require(APIKeys.make(for: "tinh-1"))
        #expect(!line.contains(key))
        #expect(APIKeys.holder(of: key, in: "# ghi chú\nrác\n\(line)\n") == "tinh-1")
        #expect(APIKeys.holder(of: key, in: "#" + line) == nil)
        #expect(APIKeys.holder(of: key + "0", in: line) == nil)
        #expect(APIKeys.holder(of: "", in: ":\n" + line) == nil)
        for name in ["", "a:b", "a\nb", "đ", String(repeating: "a", count: 61)] {
            #expect(APIKeys.make(for: name) == nil)
        }
    }
}
