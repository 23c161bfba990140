import Testing

@testable import OperatorWeb

@Suite struct MultipartFormTests {
    private static let boundary = "X-b0undary"

    private func form(
        _ text: String, _ limits: MultipartForm.Limits = .init()
    ) throws(MultipartForm.Problem) -> MultipartForm {
        try MultipartForm(Array(text.utf8), boundary: Self.boundary, limits: limits)
    }

    private func part(_ disposition: String, _ content: String) -> String {
        "--\(Self.boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
    }

    private let end = "--\(boundary)--\r\n"

    @Test func fieldsAndFilesComeOutAsTheyWereSent() throws {
        let scan = "%PDF-1.7\r\n\u{0}\r\n--X-b0undar\r\n--X-b0undaryX\r\n-- X-b0undary\r\n\r\n"
        let form = try form(
            part("name=\"noi_dung\"", "dòng một\r\ndòng hai") + part("name=\"trong\"", "")
                + part("name=\"tep\"; filename=\"đơn.pdf\"", scan) + end)
        #expect(form.fields.map(\.name) == ["noi_dung", "trong"])
        #expect(form.fields.map(\.value) == ["dòng một\r\ndòng hai", ""])
        #expect(form.files.map(\.filename) == ["đơn.pdf"])
        #expect(String(decoding: form.files[0].content, as: UTF8.self) == scan)
    }

    @Test(arguments: [
        "", "không phải biểu mẫu", "--X-b0undary", "--X-b0undary\r\n",
        "--X-b0undary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nkhông có hồi kết",
        "--X-b0undary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--X-b0undary",
        "--X-b0undary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--X-b0undary\r\n",
        "--X-b0undary\r\nContent-Type: text/plain\r\n\r\nx\r\n--X-b0undary--\r\n",
        "--X-b0undary\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx\r\n--X-b0undary--\r\n",
        "--X-b0undary\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--X-b0undary--\r\n",
        "--X-b0undary\r\n\r\nx\r\n--X-b0undary--\r\n",
        "--khac\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--khac--\r\n",
    ])
    func whatDoesNotKeepToTheFormIsRefusedAsAWhole(body: String) {
        #expect(throws: MultipartForm.Problem.malformed) { try form(body) }
    }

    @Test func everyCutOfAFormIsRefused() throws {
        let whole = Array((part("name=\"a\"", "một") + part("name=\"t\"; filename=\"b\"", "hai") + end).utf8)
        // Behind the closing hyphens nothing is needed any more.
        for length in 0..<(whole.count - 2) {
            #expect(throws: MultipartForm.Problem.self) {
                try MultipartForm(Array(whole[..<length]), boundary: Self.boundary)
            }
        }
        #expect(try MultipartForm(whole, boundary: Self.boundary).parts.count == 2)
    }

    @Test func tenThousandPartsAndTooManyFilesAreRefused() {
        let parts = String(repeating: part("name=\"a\"", "x"), count: 10_000) + end
        #expect(throws: MultipartForm.Problem.tooMany) { try form(parts) }
        let files = String(repeating: part("name=\"t\"; filename=\"a\"", "x"), count: 21) + end
        #expect(throws: MultipartForm.Problem.tooMany) { try form(files) }
    }

    @Test func headersWithoutEndAreRefused() {
        let bomb = "--\(Self.boundary)\r\n" + String(repeating: "X-A: b\r\n", count: 10_000) + "\r\nx\r\n" + end
        #expect(throws: MultipartForm.Problem.malformed) { try form(bomb) }
        let line =
            "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\""
            + String(repeating: "a", count: 100_000) + "\"\r\n\r\nx\r\n" + end
        #expect(throws: MultipartForm.Problem.malformed) { try form(line) }
    }

    @Test func whatIsTooLargeIsRefusedFieldByFieldAndInAll() throws {
        var limits = MultipartForm.Limits()
        (limits.fieldBytes, limits.fileBytes, limits.totalFileBytes) = (10, 20, 30)
        #expect(throws: MultipartForm.Problem.tooLarge) {
            try form(part("name=\"a\"", String(repeating: "x", count: 11)) + end, limits)
        }
        #expect(throws: MultipartForm.Problem.tooLarge) {
            try form(part("name=\"a\"; filename=\"f\"", String(repeating: "x", count: 21)) + end, limits)
        }
        let file = part("name=\"a\"; filename=\"f\"", String(repeating: "x", count: 16))
        #expect(throws: MultipartForm.Problem.tooLarge) { try form(file + file + end, limits) }
        #expect(try form(file + end, limits).files.count == 1)
    }

    @Test func aChoiceOfFilesThatWasLeftEmptyIsNoFile() throws {
        #expect(try form(part("name=\"tep\"; filename=\"\"", "") + end).parts.isEmpty)
    }

    @Test(arguments: [
        ("filename=\"C:\\\\Users\\\\mau\\\\đơn.pdf\"", "đơn.pdf"), ("filename=\"../../etc/passwd\"", "passwd"),
        ("filename=\"/tmp/a b;c.jpg\"", "a b;c.jpg"), ("filename=\"ảnh %22chụp%22.jpg\"", "ảnh \"chụp\".jpg"),
        ("filename=\"a\\\"b.jpg\"", "a\"b.jpg"), ("filename=don.jpg", "don.jpg"),
        ("filename=\"a%0D%0AX-Evil: 1.jpg\"", "aX-Evil: 1.jpg"), ("filename=\"..\"", ""), ("filename=\"a/\"", "a"),
        ("filename=\"tệp\u{202E}gpj.exe\"", "tệpgpj.exe"), ("filename=\"100%.txt\"", "100%.txt"),
    ])
    func aFileNameLosesItsPathAndWhatCouldMislead(disposition: String, expected: String) throws {
        let form = try form(part("name=\"t\"; \(disposition)", "nội dung") + end)
        #expect(form.files.map(\.filename) == [expected])
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=abc", "abc"),
        ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b'c\"", "a b'c"),
        ("multipart/form-data", nil), ("multipart/mixed; boundary=abc", nil), ("multipart/form-data; boundary=", nil),
        ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", nil),
        ("application/x-www-form-urlencoded", nil), ("", nil),
    ])
    func theBoundaryIsTakenFromTheContentType(header: String, expected: String?) {
        #expect(MultipartForm.boundary(of: header) == expected)
    }

    @Test func bytesThatAreNoTextStayWhatTheyAre() throws {
        let bytes: [UInt8] = (0...255).flatMap { [UInt8($0), 0x0D, 0x0A, 0x0D] }
        let head = Array("--X-b0undary\r\nContent-Disposition: form-data; name=\"t\"; filename=\"a\"\r\n\r\n".utf8)
        let form = try MultipartForm(head + bytes + Array("\r\n--X-b0undary--".utf8), boundary: Self.boundary)
        #expect(form.files[0].content == bytes)
    }
}
