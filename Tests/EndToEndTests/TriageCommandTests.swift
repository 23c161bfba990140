import Foundation
import Testing

/// `langnghe triage` as a script sees it: JSON lines in, JSON lines out.
@Suite struct TriageCommandTests {
    private struct Output: Decodable {
        struct Span: Decodable {
            var kind: String?
            var rule: String?
            var field: String
            var start: Int
            var end: Int
        }

        struct Place: Decodable {
            var commune: String?
            var province: String?
        }

        struct Routing: Decodable {
            struct Reason: Decodable {
                var kind: String
                var value: String
                var words: [String]?
            }

            var line: Int?
            var because: [Reason]
            var also: [String]
            var urgent: Bool
        }

        var v: Int
        var id: String?
        var queue: String
        var routing: Routing
        var topics: [String]
        var hotspot: Bool
        var accented: Bool
        var language: String
        var evidence: [Span]
        var places: [Span]
        var place: Place
        var pii: [Span]
    }

    @Test func theQueueIsToldWithTheLineAndTheWordsThatMadeIt() throws {
        let output = try triage(
            Message(subject: nil, body: "Sáng nay cá chết hàng loạt trên sông vì nước thải hôi thối."),
            Message(subject: nil, body: "Chúc cơ quan năm mới."))
        let urgent = try #require(output.first)
        #expect(urgent.queue == "moi-truong" && urgent.routing.urgent && urgent.routing.line != nil)
        #expect(urgent.routing.because.map(\.kind) == ["topic", "words"])
        #expect(urgent.routing.because.last?.words == ["cá chết hàng loạt"])
        let other = try #require(output.last)
        #expect(other.queue == "tiep-nhan-chung" && other.routing.line == nil && other.routing.because.isEmpty)
    }

    private struct Message: Encodable {
        var id = "1"
        var channel: String? = "email"
        var subject: String?
        var body: String

        /// The words of a span, cut out of the field as given.
        func words(_ span: Output.Span) -> String {
            let bytes = Array((span.field == "subject" ? subject ?? "" : body).utf8)
            return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        }
    }

    private func run(_ input: Data) throws -> (lines: [String], errors: String, status: Int32) {
        let process = Process()
        process.executableURL = try BuiltProgram.find()
        process.arguments = ["triage", "--rules", "rules"]
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: input)
        try standardInput.fileHandleForWriting.close()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init),
            String(decoding: complaints, as: UTF8.self), process.terminationStatus
        )
    }

    private func triage(_ messages: Message...) throws -> [Output] {
        let input = try messages.map { try JSONEncoder().encode($0) + Data("\n".utf8) }.reduce(Data(), +)
        let (lines, errors, status) = try run(input)
        #expect(status == 0 && errors.isEmpty)
        return try lines.map { try JSONDecoder().decode(Output.self, from: Data($0.utf8)) }
    }

    @Test func personalDataOfBothFieldsIsTold() throws {
        let message = Message(
            subject: "Đơn của bà Nguyễn Thị Lành, ĐT 0905 000 482",
            body: "Tôi là Trần Văn Quế, CCCD 001099000123, số nhà 12 ngõ 5 đường Hòa Bình. "
                + "STK 0011000123456 Vietcombank, xe 29A-123.45, thư que@example.com 😀 gọi 0905000483.")
        let output = try #require(try triage(message).first)
        let told = output.pii.map { "\($0.field) \($0.kind ?? ""): \(message.words($0))" }
        #expect(
            told == [
                "subject person_name: Nguyễn Thị Lành", "subject phone: 0905 000 482",
                "body person_name: Trần Văn Quế", "body national_id: 001099000123",
                "body address: số nhà 12 ngõ 5 đường Hòa Bình", "body bank_account: 0011000123456",
                "body plate: 29A-123.45", "body email: que@example.com", "body phone: 0905000483",
            ])
    }

    @Test func aMessageWithoutPersonalDataHasAnEmptyList() throws {
        let output = try triage(Message(subject: nil, body: "Đường thôn ngập nước."), Message(subject: nil, body: ""))
        #expect(output.map(\.pii.count) == [0, 0])
    }

    @Test func languageAndMarksAreTold() throws {
        let rows = [
            ("Đường thôn tôi ngập nước", "vi", true), ("duong thon toi ngap nuoc", "vi", false),
            ("The road in front of my house is broken", "en", false),
            ("Bonjour, je voudrais savoir quand la mairie va réparer la route", "other", false),
            ("道路坏了", "other", false), ("", "other", false), ("12/5 100.000", "other", false),
            ("ko dc tra loi j ca, ko ai quan tam, ko biet hoi ai", "vi", false),
        ]
        let input = try rows.map { try JSONEncoder().encode(Message(subject: nil, body: $0.0)) + Data("\n".utf8) }
        let (lines, _, _) = try run(input.reduce(Data(), +))
        try #require(lines.count == rows.count)
        for (line, (body, language, accented)) in zip(lines, rows) {
            let output = try JSONDecoder().decode(Output.self, from: Data(line.utf8))
            #expect(output.language == language && output.accented == accented, "\(body)")
        }
    }

    static let quoting =
        "Vâng, cháu cảm ơn các bác, mai cháu sang.\n\nVào 10:20, 12/11/2026, Trực ban <truc@example.vn> đã viết:\n"
        + "> Nhà tôi ở xã Đèo Gia xin cấp sổ đỏ ba năm nay chưa được trả lời.\n"

    @Test func whatAnAnswerQuotesWasJudgedBefore() throws {
        let output = try #require(try triage(Message(subject: "Re: Tin", body: Self.quoting)).first)
        #expect(output.topics.isEmpty && output.evidence.isEmpty)
        #expect(output.place.commune == nil && output.places.isEmpty)
    }

    @Test(arguments: ["sms", "web", nil] as [String?])
    func onlyMailQuotes(_ channel: String?) throws {
        let message = Message(channel: channel, subject: "Re: Tin", body: Self.quoting)
        let output = try #require(try triage(message).first)
        #expect(output.topics.contains("land") && output.place.commune == "xã Đèo Gia")
        #expect(output.evidence.allSatisfy { !message.words($0).isEmpty })
    }

    @Test func aLetterHandedOnUnderBareMarksIsJudged() throws {
        let body = "Gửi anh xem giúp.\n> Nhà tôi ở xã Đèo Gia xin cấp sổ đỏ ba năm nay chưa được trả lời.\n"
        let message = Message(subject: "Re: Re: đơn", body: body)
        let output = try #require(try triage(message).first)
        #expect(output.topics.contains("land") && output.place.commune == "xã Đèo Gia")
        #expect(output.evidence.map(message.words).contains("sổ đỏ"))
    }

    @Test func aBrokenLineIsToldAndTheOthersGoOn() throws {
        let good = #"{"id":"a","channel":"email","subject":null,"body":"x"}"#
        let (lines, errors, status) = try run(Data("\(good)\n{\"id\":\n\n\(good)".utf8))
        #expect(lines.count == 2 && status == 1 && errors.contains("Line 2"))
    }
}
