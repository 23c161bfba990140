import Foundation
import JSONReading
import MarkedYAML
import OfficeConfiguration
import Testing

/// Sources that are services: JSON interfaces, Facebook, Zalo, Open311.
@Suite struct ServiceSourceTests {
    private func kind(_ block: String) throws -> OfficeConfiguration.Source.Kind {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "oc-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("langnghe.yaml")
        let indented = block.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        try Data(("data: d\nsources:\n  - name: a\n" + indented.joined(separator: "\n") + "\n").utf8).write(to: file)
        let configuration = try OfficeConfiguration.load(file.path)
        return try #require(configuration.sources.first).kind
    }

    private static let json = """
        type: json
        url: https://phananh.example.vn/api/v1/phan-anh
        list: $.data.items
        fields:
          id: maPhanAnh
          text: [noiDung, "$['dia diem']"]
        """

    @Test func everyKeyOfAJSONSourceIsRead() throws {
        let kind = try kind(
            """
            type: json
            url: https://phananh.example.vn/api/v1/phan-anh
            channel: hotline
            query: {trangThai: 1}
            headers: {X-Xa: "26734"}
            body: {maXa: 26734, tu: "1", moi: true}
            auth: {oauth2: {token_url: "https://id.example.vn/token", client_id: xa, client_secret_env: BI_MAT, send: form}}
            list: $.data.items
            fields:
              id: maPhanAnh
              thread: maCha
              title: tieuDe
              text: [noiDung, diaDiem]
              author: nguoiGui.hoTen
              author_id: nguoiGui.ma
              date: {path: ngayGui, style: month_first}
              updated: ngaySua
              link: https://phananh.example.vn/{id}
              status: trangThai.ten
              tags: linhVuc
              files: {list: tep, url: duongDan, name: ten}
              extra: {Địa điểm: diaDiem}
            pages: {by: page, parameter: trang, first: 0, size: 50, size_parameter: soLuong, most: 20}
            since: {parameter: tuNgay, style: day_first, overlap_hours: 48, first_days: 30}
            """)
        guard case .json(let json) = kind else {
            Issue.record("\(kind)")
            return
        }
        #expect(json.labels.channel == "hotline" && json.labels.kind == "letter")
        #expect(json.query == [.init(name: "trangThai", value: "1")])
        #expect(json.headers == [.init(name: "X-Xa", value: "26734")])
        #expect(json.body == ["maXa": .number("26734"), "tu": .text("1"), "moi": .flag(true)])
        #expect(
            json.authentication
                == .clientCredentials(
                    .init(
                        tokenURL: "https://id.example.vn/token", clientID: "xa", clientSecret: .environment("BI_MAT"),
                        scope: nil, sendsSecretInForm: true)))
        #expect(json.mapping.text.map(\.written) == ["noiDung", "diaDiem"])
        #expect(json.mapping.date?.style == .monthFirst && json.mapping.updated?.style == .automatic)
        #expect(json.mapping.link == .template("https://phananh.example.vn/{id}"))
        #expect(json.mapping.files?.address?.written == "duongDan")
        #expect(json.mapping.extra.keys.sorted() == ["Địa điểm"])
        #expect(
            json.paging
                == JSONPaging(
                    way: .number(parameter: "trang", first: 0), size: .init(parameter: "soLuong", items: 50),
                    mostPages: 20))
        #expect(json.since == JSONSince(parameter: "tuNgay", style: .dayFirst, overlapHours: 48, firstDays: 30))
    }

    @Test(arguments: [
        ("bearer: {token_file: k}", "bearer"), ("basic: {user: u, password_env: P}", "basic"),
        ("header: {name: X-Api-Key, key_file: k}", "header"), ("query: {name: key, key_file: k}", "query"),
    ])
    func eachWayOfSigningInIsRead(way: String, name: String) throws {
        guard case .json(let json) = try kind(Self.json + "\nauth: {\(way)}") else {
            Issue.record("no json source")
            return
        }
        #expect("\(json.authentication)".hasPrefix(name))
    }

    @Test func theShortestFormsOfServicesHaveTheServicesOwnAddresses() throws {
        guard case .facebook(let facebook) = try kind("type: facebook\npage: xa.hoa.binh\ntoken_file: t"),
            case .zalo(let zalo) = try kind("type: zalo\napp_id: \"43\"\napp_secret_file: s\nrefresh_token_file: r"),
            case .open311(let open311) = try kind("type: open311\nurl: https://tinh.example.vn/open311/v2")
        else {
            Issue.record("other kinds of sources")
            return
        }
        #expect(
            facebook.address.url == "https://graph.facebook.com" && facebook.readsInbox && facebook.followDays == 30)
        #expect(zalo.address.url == "https://openapi.zalo.me" && zalo.tokenURL == nil && zalo.firstDays == 30)
        #expect(open311.format == "json" && open311.answerLimit == 1_000 && open311.pageSize == nil)
    }

    @Test(arguments: [
        ("type: json\nurl: https://x.vn\nlist: a\nfields: {id: b}", "id and text"),
        ("type: json\nurl: https://x.vn\nfields: {id: b, text: c}", "list and fields"),
        (json + "\nauth: {bearer: {token_file: a}, basic: {user: b}}", "exactly one"),
        (json + "\nauth: {bearer: {token: abc}}", "no key «token»"),
        (json + "\nauth: {basic: {password_file: f}}", "needs the key user"),
        (json + "\nauth: {header: {name: X}}", "key_file or key_env"),
        (json + "\nauth: {bearer: {token_file: a, token_env: B}}", "not both"),
        (json + "\nauth: {bearer: {token_env: \"a b\"}}", "environment variable"),
        (json + "\nheaders: {Authorization: Bearer abc}", "under auth"),
        (json + "\npages: {by: cursor}", "need the key path"), (json + "\npages: {by: magic}", "by must be"),
        (json + "\nsince: {parameter: x, style: later}", "style must be"),
        ("type: facebook\npage: \"../me\"\ntoken_file: t", "page must be"),
        ("type: facebook\npage: x\ntoken_file: t\nposts: false\ninbox: false", "nothing is left"),
        ("type: facebook\npage: x", "token_file"),
        ("type: facebook\npage: x\ntoken_file: t\nversion: \"23\"", "like v23.0"),
        ("type: zalo\napp_id: \"1\"\napp_secret_file: s", "refresh_token_file"),
        ("type: open311\nurl: https://x.vn\nservice_codes: [\"a,b\"]", "comma"),
        ("type: open311\nurl: https://x.vn\nformat: yaml", "json, xml"),
    ])
    func aMistakeIsTold(block: String, words: String) {
        let problem = #expect(throws: YAMLProblem.self) { _ = try kind(block) }
        #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
    }

    @Test func aWrongPathIsToldAtItsCharacterInTheFile() {
        let problem = #expect(throws: YAMLProblem.self) {
            _ = try kind(Self.json.replacing("maPhanAnh", with: "ma..PhanAnh"))
        }
        #expect(problem?.line == 8 && problem?.column == 14, "\(problem?.description ?? "")")
        #expect(problem?.description.contains("descendants") == true)
    }
}
