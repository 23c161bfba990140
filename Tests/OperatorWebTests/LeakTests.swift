import Casework
import Classification
import Foundation
import GRDB
import Intake
import SQLiteStore
import TableReading
import Testing

@testable import OperatorWeb

/// Who wrote stands nowhere in the open: not in a column of a table, not on a page, not in an export, not in an answer of search.
@Suite struct LeakTests {
    /// What tells who the writers are; every string is the writers' own and occurs nowhere else.
    private static let secrets = [
        // Display names of every kind, and how bodies and files spell them.
        "Ong Thế Vượng", "Ong The Vuong", "ong_the_vuong", "J. Halloran", "Halloran", "Thạch Sâm Nang", "Kuromi Xíu",
        "Cồ Bát Tiên", "Sái Thị Chuồn", "Y Bhăm Êban", "Quàng Văn Lả",
        // Ways to reach them.
        "vuong.ong@thu.example", "vuong.ong", "halloran@thu.example", "0912345678", "0912 345 678", "0987654321",
        "0905111222", "0978000111",
        // Numbers and addresses.
        "001085012345", "19034567890123", "29A-123.45", "số 27 ngõ 14 đường Cầu Đơ", "số nhà 12 ngõ 5 đường Láng",
        // What only the head of a mail has.
        "bi-mat-123@thu.example",
    ]

    private static let mail = """
        From: =?UTF-8?B?\(Data("Ong Thế Vượng".utf8).base64EncodedString())?= <vuong.ong@thu.example>\r
        Reply-To: "J. Halloran" <halloran@thu.example>\r
        To: xa@vidu.vn\r
        Message-ID: <bi-mat-123@thu.example>\r
        Date: Sat, 21 Nov 2026 08:00:00 +0700\r
        Subject: =?UTF-8?B?\(Data("Đơn của Ong Thế Vượng về nước thải".utf8).base64EncodedString())?=\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary=b\r
        \r
        --b\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        Tôi ở số 27 ngõ 14 đường Cầu Đơ, điện thoại 0912 345 678, CCCD 001085012345, xe 29A-123.45,\r
        STK 19034567890123 Techcombank. Xưởng xả nước thải ra mương chung, mong xem xét.\r
        Ong The Vuong\r
        \r
        On Tue, 3 Feb 2026 at 10:05, J. Halloran <halloran@thu.example> wrote:\r
        > The water is black. Halloran\r
        --b\r
        Content-Type: text/plain; name="don_ong_the_vuong.txt"\r
        Content-Disposition: attachment; filename="don_ong_the_vuong.txt"\r
        \r
        x\r
        --b--\r
        """

    /// What reading the mail's attachment gives.
    private static let attached = """
        ĐƠN PHẢN ÁNH
        Người viết đơn: Cồ Bát Tiên, cùng Ong Thế Vượng, 0912345678. Nước thải làm cá chết. Gọi Co Bat Tien.
        Trân trọng
        Cồ Bát Tiên
        """

    private static func collect(_ site: TestSite, into store: SQLiteStore) async throws {
        let now = site.clock.now
        _ = try await store.accept(
            [CollectedItem(source: "hộp thư", key: "1", receivedAt: now, mediaType: .mail, bytes: Array(mail.utf8))],
            watermark: nil)
        // A form of another service, signed.
        let secret = Array("bí mật đủ dài cho mọi người".utf8)
        let form = WebhookReceiver(
            WebhookReceiver.Settings(
                source: "biểu mẫu", labels: ItemLabels(channel: .web, kind: .letter), fields: [:],
                signature: WebhookSignature(form: .timestamped, header: "x", windowSeconds: 300), secrets: { [secret] })
        )
        let body = Array(
            #"{"Họ và tên":"Kuromi Xíu","Số điện thoại":"0987654321","Địa chỉ":"số nhà 12 ngõ 5 đường Láng","Nội dung phản ánh":"Kuromi Xíu báo bị thu hồi đất, kuromi xíu đã gọi 0987654321"}"#
                .utf8)
        let signature = form.settings.signature.written(over: body, secret: secret, now: now.rawValue / 1000)
        #expect(await form.take(.init(signature: signature, id: nil, body: body), into: store, at: now) == .accepted)
        // A register of the hot line, with a row that cannot be taken.
        let table = site.folder + "-so.csv"
        try Data(
            """
            Mã phản ánh;Ngày tiếp nhận;Họ tên;Số điện thoại;Nội dung phản ánh;Kết quả
            PA-1;3/2/2025;Thạch Sâm Nang;0905111222;Thach Sam Nang báo nước thải đổ ra kênh;
            PA-2;4/2/2025;Quàng Văn Lả;0978000111;;thừa;một;ô;nữa

            """.utf8
        ).write(to: URL(fileURLWithPath: table))
        defer { try? FileManager.default.removeItem(atPath: table) }
        let collector = TableCollector(
            TableCollector.Settings(
                source: "đường dây nóng", path: table, labels: ItemLabels(channel: .hotline, kind: .letter),
                layout: TableLayout(), maximumBytes: 1_000_000, settleSeconds: 0, workFolder: site.folder + "-doc"))
        defer { try? FileManager.default.removeItem(atPath: site.folder + "-doc") }
        let pass = try await collector.collect(into: store, at: now)
        #expect(pass.acceptance.new == 2)
        // By hand.
        let entry = ManualEntry(
            EntryFacts(kind: .walkIn, filedBy: "canbo"), id: "phieu-1", title: "Bà Sái Thị Chuồn hỏi về nước thải",
            text: "Sái Thị Chuồn tới hỏi, sai thi chuon hẹn 0978000111.",
            person: .init(
                name: "Sái Thị Chuồn", address: "số 27 ngõ 14 đường Cầu Đơ", phone: "0978000111",
                email: "vuong.ong@thu.example"),
            files: [.init(filename: "Sai Thi Chuon.txt", type: "text/plain", content: Data("Sái Thị Chuồn".utf8))])
        _ = try await store.enter([ReceivedEntry(entry, receivedAt: now)], at: now)
        try await SmallRules.processAll(site)
        // A denunciation, as triage leaves it.
        var letter = SampleLetter(
            subject: "Tố cáo của Y Bhăm Êban",
            body: "Tôi là Y Bhăm Êban tố cáo cán bộ nhận tiền. Y BHĂM ÊBAN, 0987654321.",
            sender: Correspondent(name: "Y Bhăm Êban", address: "0987654321"), letterClass: .denunciation)
        letter.defects = ["Phần «don cua Y Bham Eban.doc» bị cắt."]
        try await site.file(letter)
    }

    /// Reads attachments, answers, corrects and closes, so that every kind of row and history is there.
    private static func work(_ site: TestSite, _ store: SQLiteStore) async throws {
        let now = site.clock.now
        let cases = try await store.cases(CaseFilter())
        #expect(cases.count == 5)
        for file in cases {
            for message in try await store.wholeCaseFile(file.trackingCode).messages.map(\.message) {
                for listing in message.attachments {
                    let text = AttachmentText(
                        sha256: "ab" + listing.path + message.item.rawValue, size: 9,
                        kind: BilingualText(vi: "Văn bản", en: "Text"),
                        text: message.entry == nil ? attached : "Sái Thị Chuồn ký, Sai Thi Chuon, 0978 000 111",
                        unreadable: nil, notes: [],
                        isPartial: false, missingPackage: nil)
                    try await store.finishReading(AttachmentID(item: message.item, path: listing.path), text)
                }
                try await store.concludeAttachments(nil, of: message.item, at: now)
            }
            let whole = try await store.wholeCaseFile(file.trackingCode).messages.first?.message
            let name = whole?.sender?.name ?? ""
            let mail = OutgoingMessage(
                id: .make(at: now), code: file.trackingCode, kind: .reply, author: "canbo", createdAt: now,
                sender: "xa@vidu.vn", recipient: "vuong.ong@thu.example", subject: "Re: \(whole?.subject ?? "")",
                text: "Kính gửi \(name), \(whole?.sender?.address ?? ""). Đã nhận.",
                messageID: "m\(file.trackingCode.digits)@vidu.vn", content: Array("Kính gửi \(name)".utf8),
                onceKey: file.trackingCode.digits)
            #expect(try await store.post([mail], actor: "canbo", at: now) == 1)
        }
    }

    /// Every spelling in which a secret might lie.
    private static var spellings: [String] {
        var all: Set<String> = []
        for secret in secrets {
            all.formUnion([secret, secret.lowercased(), secret.uppercased()])
            all.insert(
                secret.lowercased().replacing("đ", with: "d").decomposedStringWithCanonicalMapping.unicodeScalars
                    .filter { !$0.properties.isDiacritic }.reduce(into: "") { $0.unicodeScalars.append($1) })
        }
        return all.sorted()
    }

    private static func leaks(in bytes: Data) -> [String] {
        spellings.filter { bytes.range(of: Data($0.utf8)) != nil }
    }

    @Test func nothingOfTheWritersIsInTheOpenAnywhere() async throws {
        try await TestSite.run { site in
            let store = try #require(site.store as? SQLiteStore)
            try await Self.collect(site, into: store)
            try await Self.work(site, store)
            #expect(try await store.quarantined(limit: 9).count == 1)

            for name in ["casework", "originals"] {
                let path = "\(site.folder)/\(name).sqlite"
                try await DatabaseQueue(path: path).read { database in
                    for table in try String.fetchAll(
                        database, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
                    {
                        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM \"\(table)\"")
                        while let row = try rows.next() {
                            for (column, value) in row {
                                guard let bytes = Data.fromDatabaseValue(value) else { continue }
                                let found = Self.leaks(in: bytes)
                                #expect(found.isEmpty, "\(name).\(table).\(column): \(found)")
                            }
                        }
                    }
                }
                for file in [path, path + "-wal"] {
                    let found = Self.leaks(in: FileManager.default.contents(atPath: file) ?? Data())
                    #expect(found.isEmpty, "\(file): \(found)")
                }
            }

            for secret in Self.secrets {
                let found = try await store.cases(CaseFilter(search: secret))
                #expect(found.isEmpty, "search finds «\(secret)»")
            }
            #expect(try await store.cases(CaseFilter(search: "nước thải")).count == 3)

            for (user, role) in [("lan", OfficeRole.lead), ("kim", .auditor), ("tuan", .administrator)] {
                try await Self.crawl(site, as: user, role)
            }
        }
    }

    /// Walks every page and download that can be reached by links, and looks into each.
    private static func crawl(_ site: TestSite, as user: String, _ role: OfficeRole) async throws {
        let browser = try await site.officer(user, role: role)
        var waiting = [
            "/tat-ca", "/tat-ca?q=n%C6%B0%E1%BB%9Bc", "/bao-cao", "/bao-cao/tai-ve", "/thu-di", "/cach-ly",
            "/khong-mo-ho-so",
            "/han-xu-ly", "/canh-bao", "/can-xem-lai", "/cho-cong-khai", SourcesPage.path, AccountPages.path,
            AuditPages.path, AuditPages.path + "/tai-ve", RoutingPage.path, ReminderPages.path, RetentionPage.path,
        ]
        var seen = Set(waiting)
        var read = 0
        while let path = waiting.popLast(), read < 250 {
            let page = try await browser.get(path)
            guard page.status == 200 else { continue }
            read += 1
            let found = leaks(in: Data(page.body))
            #expect(found.isEmpty, "\(role) \(path): \(found)")
            for match in page.text.matches(of: /href="(\/[^"#]*)/) {
                let next = String(match.1).replacing("&amp;", with: "&")
                // One of each list is enough, and who logs out sees nothing more.
                // The bytes of an item in quarantine are read by who handles it, and each look is logged.
                guard !next.contains("/dang-xuat"), !next.hasPrefix("/cach-ly/"), seen.insert(next).inserted else {
                    continue
                }
                waiting.insert(next, at: 0)
            }
        }
        #expect(read > (role == .lead ? 20 : 3), "\(role) read \(read) pages")
    }
}
