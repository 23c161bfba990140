import Casework
import Classification
import CurlTransfer
import Testing

@testable import OperatorWeb

@Suite struct AttachmentPageTests {
    private static let names = ["Đơn \"khiếu nại\".pdf", "ảnh<b>.svg", nil, "ghi chú.txt"]

    /// A letter with four attachments: one read, one not, one waiting, one that stands in the text.
    private static func letter(text: String = "Nhà tôi xin cấp sổ đỏ <script>alert(1)</script> đã ba năm.")
        -> SampleLetter
    {
        var letter = SampleLetter(subject: "Gửi đơn", body: "Xin xem tệp kèm theo.")
        letter.attachments = names.enumerated().map { index, name in
            AttachmentListing(path: "\(index + 2)", type: "application/x-khai", filename: name, size: 1200)
        }
        let start = letter.body.utf8.count + 2
        let words = "sổ đỏ"
        if let place = text.utf8.firstOffset(of: words) {
            letter.extraEvidence = [
                Evidence(
                    group: "land", rule: "land.certificate", name: "Giấy chứng nhận", text: words, field: .body,
                    start: start + place, end: start + place + words.utf8.count, bans: 1.6)
            ]
        }
        return letter
    }

    private static func text(_ text: String, sha256: String, unreadable: Bool = false) -> AttachmentText {
        AttachmentText(
            sha256: sha256, size: 1234, kind: BilingualText(vi: "Tài liệu PDF", en: "PDF document"), text: text,
            unreadable: unreadable
                ? BilingualText(vi: "Chưa đọc được: máy không nhận ra chữ.", en: "Not read: illegible.") : nil,
            notes: unreadable ? [] : [BilingualText(vi: "Chỉ đọc <2> trang đầu.", en: "Only <2> pages.")],
            isPartial: !unreadable, missingPackage: nil)
    }

    /// Files the letter and reads its attachments as the daemon would.
    private func file(_ site: TestSite, letter: SampleLetter = letter(), text: String? = nil) async throws
        -> TrackingCode
    {
        let code = try #require(try await site.file(letter))
        let triaged = try #require(try await site.store.caseFile(code).messages.first)
        let item = triaged.message.item
        // The verdict as triage gave it, on the whole letter.
        let judged = try #require(try await site.store.attachedMessage(item)).triaged.verdict
        let words = text ?? "Nhà tôi xin cấp sổ đỏ <script>alert(1)</script> đã ba năm."
        try await site.store.finishReading(AttachmentID(item: item, path: "2"), Self.text(words, sha256: "aa"))
        try await site.store.finishReading(
            AttachmentID(item: item, path: "3"), Self.text("ngu@#ch <i>", sha256: "bb", unreadable: true))
        try await site.store.finishReading(AttachmentID(item: item, path: "5"), nil)
        try await site.store.concludeAttachments(
            AttachmentJudgement(
                verdict: judged, queue: "dat-dai", places: ["2": letter.body.utf8.count + 2]),
            of: item, at: site.clock.now)
        return code
    }

    @Test func eachAttachmentSaysWhatItIsAndWhetherItWasRead() async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let page = try await site.officer().get("/ho-so/\(code)").text
            #expect(page.contains("Đơn &quot;khiếu nại&quot;.pdf") && page.contains("ảnh&lt;b&gt;.svg"))
            #expect(page.contains("Tài liệu PDF, 1 KB") && page.contains("application/x-khai, 1 KB"))
            #expect(page.contains("Chưa đọc được: máy không nhận ra chữ."))
            #expect(page.contains("Đọc được một phần"))
            #expect(page.contains("Đang chờ đọc") && page.contains("Nội dung đã nằm trong phần chữ của tin"))
            #expect(page.contains("Có 2 tệp kèm theo chưa đọc được hoặc chỉ đọc được một phần"))
            #expect(page.contains("Còn 1 tệp kèm theo đang chờ đọc"))
            #expect(page.contains("Chỉ đọc &lt;2&gt; trang đầu."))
            #expect(page.contains("Đọc được 1 tệp kèm theo, chưa đọc được 1 tệp kèm theo."))
        }
    }

    @Test func whatAnAttachmentSaysIsMarkedAndNothingOfItRuns() async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let page = try await site.officer().get("/ho-so/\(code)").text
            #expect(page.contains("Nhà tôi xin cấp <mark class=\"topic\""))
            #expect(page.contains(">sổ đỏ</mark>") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(page.contains("trong tệp «<bdi>Đơn &quot;khiếu nại&quot;.pdf</bdi>»"))
            #expect(page.contains("Chữ máy đoán") && page.contains("ngu@#ch &lt;i&gt;"))
            for element in ["<script", "<img", "<svg", "<iframe", "<object", "<embed", "<i>"] {
                #expect(!page.contains(element), "\(element)")
            }
            #expect(page.ranges(of: "<mark").count == page.ranges(of: "</mark>").count)
        }
    }

    @Test func longTextsAreCut() async throws {
        try await TestSite.run { site in
            let words = "sổ đỏ " + String(repeating: "đơn ", count: 30_000)
            let code = try await file(site, letter: Self.letter(text: words), text: words)
            let page = try await site.officer().get("/ho-so/\(code)").text
            #expect(page.utf8.count < 200_000)
            #expect(page.contains("Chỉ hiện phần đầu; xin tải tệp để xem đủ."))
        }
    }

    @Test func aDownloadIsAFileToSaveAndIsLogged() async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)/tep/1/1")
            #expect(page.status == 200 && page.body == SampleAttachments.bytes)
            #expect(page.header("Content-Type") == "application/octet-stream")
            let disposition = try #require(page.header("Content-Disposition"))
            #expect(disposition.hasPrefix("attachment; filename=\"tep-\(code)-1-1\"; filename*=UTF-8''"))
            #expect(disposition.hasSuffix("%C4%90%C6%A1n%20%22khi%E1%BA%BFu%20n%E1%BA%A1i%22.pdf"))
            #expect(page.header("X-Content-Type-Options") == "nosniff")
            #expect(page.header("Content-Security-Policy")?.contains("sandbox") == true)
            #expect(page.header("Cache-Control") == "no-store")
            let entry = try #require(try await site.store.caseFile(code).history.last)
            #expect(entry.act == "attachment_opened" && entry.actor == "canbo" && entry.detail.contains("phần 2"))
            #expect(try await officer.get("/ho-so/\(code)").text.contains("Tải tệp kèm theo"))
        }
    }

    @Test(arguments: ["1/0", "1/5", "2/1", "0/1", "1/-1", "1/99999999999999999999", "x/1", "1/2.1", "1/%2e%2e"])
    func whatIsNotThereIsNotGivenAndNotLogged(_ place: String) async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let before = try await site.store.caseFile(code).history.count
            #expect(try await site.officer().get("/ho-so/\(code)/tep/\(place)").status == 404)
            #expect(try await site.store.caseFile(code).history.count == before)
        }
    }

    @Test func anAttachmentMayBeReadAgain() async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let officer = try await site.officer()
            #expect(try await officer.get("/ho-so/\(code)").text.contains("/tep/1/2/doc-lai"))
            let answer = try await officer.post("/ho-so/\(code)/tep/1/2/doc-lai")
            #expect(answer.status == 303 && answer.header("Location") == "/ho-so/\(code)?xong=doc-lai")
            let page = try await officer.get("/ho-so/\(code)?xong=doc-lai").text
            #expect(page.contains("Tệp sẽ được đọc lại.") && page.contains("Còn 2 tệp kèm theo đang chờ đọc"))
            #expect(try await site.store.caseFile(code).history.last?.actor == "canbo")
        }
    }

    @Test func everythingIsThereInEnglishToo() async throws {
        try await TestSite.run { site in
            let code = try await file(site)
            let officer = try await site.officer()
            officer.cookies[SiteCookie.Name.language.rawValue] = "en"
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("PDF document, 1 KB") && page.contains("Not read: illegible."))
            #expect(
                page.contains("2 attachments could not be read, or only in part.")
                    && page.contains("Only &lt;2&gt; pages."))
        }
    }
}

/// Every attachment is the same web page.
struct SampleAttachments: AttachmentSource {
    static let bytes = Array("<html><script>alert(document.cookie)</script>".utf8)

    func bytes(of id: AttachmentID) async throws(StoreError) -> [UInt8]? { Self.bytes }
}
