import Casework
import Foundation
import Intake
import SQLiteStore
import TableReading
import Testing

/// Forms that other services send, from the signed body to the case.
@Suite struct WebhookTests {
    private static let secret = Array("bí mật đủ dài cho mọi người".utf8)
    private static let now = TrialOffice.now.rawValue / 1000

    private func receiver(
        kind: WebItemRecord.Kind = .letter, form: WebhookSignature.Form = .timestamped,
        fields: [ColumnMeaning: String] = [:], secrets: [[UInt8]] = [Self.secret]
    ) -> WebhookReceiver {
        WebhookReceiver(
            WebhookReceiver.Settings(
                source: "biểu mẫu", labels: ItemLabels(channel: .web, kind: kind), fields: fields,
                signature: WebhookSignature(form: form, header: "x-langnghe-signature", windowSeconds: 300),
                secrets: { secrets }))
    }

    private func send(
        _ body: String, to receiver: WebhookReceiver, _ office: TrialOffice, id: String? = nil
    ) async -> WebhookReceiver.Outcome {
        let bytes = Array(body.utf8)
        let signature = receiver.settings.signature.written(over: bytes, secret: Self.secret, now: Self.now)
        return await receiver.take(
            .init(signature: signature, id: id, body: bytes), into: office.store, at: TrialOffice.now)
    }

    private static let script = """
        {"responseId":"2_ABaOnud","timestamp":"2025-02-03T01:30:00.000Z","answers":{"Họ và tên":"Nguyễn Thị Mơ",
        "Số điện thoại":"0912345678","Nội dung phản ánh":"Nước thải chảy ra mương, cá chết","Vấn đề khác":["Mùi","Tiếng ồn"]}}
        """
    private static let kobo = """
        {"_id":77,"_uuid":"9a1f-77","_submission_time":"2025-02-03T01:30:00","__version__":"v1","meta/instanceID":"uuid:9a1f",
        "nhom_1/ho_ten":"Trần Văn Bão","nhom_1/so_dien_thoai":"0987654321","noi_dung_phan_anh":"Rác chất đống đầu làng",
        "_attachments":[],"_geolocation":[21.02,105.85]}
        """
    private static let typeform = """
        {"event_id":"01E","event_type":"form_response","form_response":{"form_id":"lT9Z2j","token":"tok-9",
        "landed_at":"2025-02-03T01:20:00Z","submitted_at":"2025-02-03T01:30:00Z","definition":{"id":"lT9Z2j","title":"Góp ý",
        "fields":[{"id":"q1","title":"Họ tên của ông/bà","type":"short_text","ref":"r1"},
        {"id":"q2","title":"Nội dung kiến nghị","type":"long_text","ref":"r2"},
        {"id":"q3","title":"Lĩnh vực","type":"multiple_choice","ref":"r3"},{"id":"q4","title":"Số người","type":"number"}]},
        "answers":[{"type":"text","text":"Lê Thị Lụa","field":{"id":"q1","type":"short_text","ref":"r1"}},
        {"type":"text","text":"Đường làng ngập, đề nghị sửa cống","field":{"id":"q2","type":"long_text","ref":"r2"}},
        {"type":"choice","choice":{"label":"Giao thông"},"field":{"id":"q3","type":"multiple_choice","ref":"r3"}},
        {"type":"number","number":12,"field":{"id":"q4","type":"number"}}]}}
        """

    @Test(
        arguments: [
            (script, "Nguyễn Thị Mơ", "0912345678", "Nước thải chảy ra mương, cá chết"),
            (kobo, "Trần Văn Bão", "0987654321", "Rác chất đống đầu làng"),
            (typeform, "Lê Thị Lụa", "", "Đường làng ngập, đề nghị sửa cống"),
        ])
    func formsOfThreeServicesBecomeLetters(body: String, name: String, phone: String, text: String) async throws {
        let office = try TrialOffice()
        #expect(await send(body, to: receiver(), office) == .accepted)
        try await office.processAll()
        let message = try await office.onlyCase().messages[0].message
        #expect(message.sender?.name == name)
        #expect(message.sender?.address == phone)
        #expect(message.body == text)
        #expect(message.writtenAt == Timestamp(rawValue: 1_738_546_200_000))
        #expect(message.kind == .letter)
    }

    @Test func fieldsThatNobodyMappedAreWrittenWithTheirLabels() async throws {
        let office = try TrialOffice()
        let body =
            #"{"Câu 1":"Có","Câu 2":3,"nhóm":{"Câu 3":["a","b"]},"hỏi":[{"question":"Vì sao?","answer":"Ồn"}],"x":null}"#
        #expect(await send(body, to: receiver(), office) == .accepted)
        try await office.processAll()
        let lines = Set(try await office.onlyCase().messages[0].message.body.split(separator: "\n"))
        #expect(lines == ["Câu 1: Có", "Câu 2: 3", "Câu 3: a, b", "Vì sao?: Ồn"])
    }

    @Test func aMappingDecidesWhatTheMatterIs() async throws {
        let office = try TrialOffice()
        let receiver = receiver(fields: [.content: "q2", .name: "q1"])
        #expect(await send(#"{"q1":"Lụa","q2":"Đèn hỏng","noi_dung":"không phải"}"#, to: receiver, office) == .accepted)
        try await office.processAll()
        let message = try await office.onlyCase().messages[0].message
        #expect(message.body == "Đèn hỏng")
        #expect(message.sender?.name == "Lụa")
        #expect(message.extra?["noi dung"] == "không phải")
    }

    @Test func theSameDeliveryTwiceIsOneItemAndAnEditedOneAVersion() async throws {
        let office = try TrialOffice()
        let receiver = receiver()
        #expect(await send(Self.kobo, to: receiver, office) == .accepted)
        #expect(await send(Self.kobo, to: receiver, office) == .known)
        #expect(await send(#"{"a":"Ngập"}"#, to: receiver, office, id: "d-1") == .accepted)
        #expect(await send(#"{ "a" : "Ngập" }"#, to: receiver, office, id: "d-1") == .known)
        let edited = Self.kobo.replacing("đầu làng", with: "cuối làng")
        #expect(await send(edited, to: receiver, office) == .accepted)
        try await office.processAll()
        #expect(try await office.caseFiles().map(\.messages.count).sorted() == [1, 2])
    }

    @Test func answersToQuestionnairesAreNoLetters() async throws {
        let office = try TrialOffice()
        #expect(await send(Self.typeform, to: receiver(kind: .survey), office) == .accepted)
        try await office.processAll()
        #expect(try await office.store.surveys().map(\.answers) == [1])
        let answer = try #require(try await office.store.surveyAnswers(of: "biểu mẫu", limit: 5, offset: 0).first)
        #expect(answer.message.body.contains("Số người: 12"))
    }

    @Test func whatIsSignedOtherwiseOrTooLateIsRefusedAndNothingIsStored() async throws {
        let office = try TrialOffice()
        let receiver = receiver()
        let signing = receiver.settings.signature
        let body = Array(#"{"a":"Ngập"}"#.utf8)
        let good = signing.written(over: body, secret: Self.secret, now: Self.now)
        func outcome(_ signature: String?, _ body: [UInt8] = body) async -> WebhookReceiver.Outcome {
            await receiver.take(
                .init(signature: signature, id: nil, body: body), into: office.store, at: TrialOffice.now)
        }
        for written in [
            nil, "", "t=1", "v1=" + String(repeating: "0", count: 64), "rác", String(repeating: "a", count: 9_999),
        ] {
            #expect(await outcome(written) == .refused(.missing))
        }
        #expect(
            await outcome(signing.written(over: body, secret: Array("khác".utf8), now: Self.now)) == .refused(.wrong))
        #expect(await outcome(good, body + [0x20]) == .refused(.wrong))
        #expect(await outcome(good.replacing("t=\(Self.now)", with: "t=\(Self.now + 1)")) == .refused(.wrong))
        for late in [-301, 301, Int64.min / 2 - Self.now] {
            let signature = signing.written(over: body, secret: Self.secret, now: Self.now + late)
            #expect(await outcome(signature) == .refused(.outsideWindow))
        }
        #expect(try await office.waiting().isEmpty)
        #expect(await outcome(good) == .accepted)
    }

    @Test func aNewSecretIsGoodBesideTheOldOneAndNoneMeansLater() async throws {
        let office = try TrialOffice()
        let both = receiver(secrets: [Array("mới, dài và khác hẳn".utf8), Self.secret])
        #expect(await send(#"{"a":"Ngập"}"#, to: both, office) == .accepted)
        #expect(await send(#"{"a":"Ngập"}"#, to: receiver(secrets: []), office) == .refused(.wrong))
        let broken = WebhookReceiver(
            .init(
                source: "x", labels: ItemLabels(channel: .web, kind: .letter), fields: [:],
                signature: both.settings.signature, secrets: { throw CancellationError() }))
        guard case .later = await send(#"{"a":"Ngập"}"#, to: broken, office) else {
            Issue.record("without a secret nothing may be accepted")
            return
        }
    }

    @Test func servicesThatSignTheBodyAloneAreUnderstood() async throws {
        let office = try TrialOffice()
        let receiver = receiver(form: .body)
        #expect(await send(#"{"a":"Ngập"}"#, to: receiver, office) == .accepted)
        let body = Array(#"{"a":"Rác"}"#.utf8)
        let hexadecimal = receiver.settings.signature.written(over: body, secret: Self.secret, now: 0).dropFirst(7)
        let pairs = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(hexadecimal.dropFirst(place).prefix(2), radix: 16)
        }
        let base64 = "sha256=" + Data(pairs).base64EncodedString()
        #expect(
            await receiver.take(.init(signature: base64, id: nil, body: body), into: office.store, at: TrialOffice.now)
                == .accepted)
    }

    @Test(arguments: ["", "không phải JSON", "[]", "{}", #"{"_id":1}"#, String(repeating: "[", count: 5_000)])
    func whatCannotBeUnderstoodIsKeptInQuarantineUnchanged(body: String) async throws {
        let office = try TrialOffice()
        #expect(await send(body, to: receiver(), office) == .quarantined)
        let kept = try #require(try await office.store.quarantined(limit: 5).first)
        #expect(try await office.store.original(kept.id) == Array(body.utf8))
    }

    @Test func aFormWithThousandsOfFieldsIsBounded() async throws {
        let office = try TrialOffice()
        let body = "{" + (1...4_000).map { "\"f\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
        #expect(await send(body, to: receiver(), office) == .accepted)
        try await office.processAll()
        #expect(try await office.onlyCase().messages[0].message.body.split(separator: "\n").count <= 300)
    }
}
