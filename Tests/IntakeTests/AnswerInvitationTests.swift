import Casework
import Classification
import Intake
import MailWriting
import Places
import Testing

/// Which answers ask a citizen what they think of the outcome.
@Suite struct AnswerInvitationTests {
    private static let now = Timestamp(rawValue: 1_795_252_020_000)
    private static let links = SatisfactionLinks(days: 30, origin: "https://phananh.example")

    private static func text(
        _ letterClass: LetterClass, _ state: CaseState, links: SatisfactionLinks?, key: ThreadKey, code: TrackingCode
    ) throws -> String {
        let from = try #require(OutgoingAddress("tiepdan@example.gov.vn", name: "Ban Tiếp công dân"))
        let words = ReplyTexts.Words(subject: "s", text: "t")
        let texts = ReplyTexts(
            acknowledgement: words, neutralAcknowledgement: words,
            reply: .init(subject: "Re", subjectWithoutAny: "Re", confidentialSubject: "Re", text: "{tra_loi}"))
        let settings = AnsweringSettings(
            from: from, server: nil, texts: { texts }, acknowledgement: nil, satisfaction: links)
        let summary = Case(
            id: .make(at: now), trackingCode: code, receivedAt: now, changedAt: now, state: state, queue: "chung",
            topics: [], topicsConfirmed: false, letterClass: letterClass, title: "", channel: .email, source: "h",
            place: PlaceText(), assignee: nil, escalation: nil, messageCount: 1)
        let message = Message(
            item: .make(at: now), source: "h", channel: .email, kind: .letter, receivedAt: now, writtenAt: nil,
            messageID: "m@example.org", references: [],
            sender: Correspondent(name: nil, address: "nguoi.viet@example.org"), subject: nil, body: "", link: nil,
            attachments: [], defects: [])
        let verdict = Verdict(
            topics: [], scores: [:], letterClass: letterClass, hotspot: false, alarms: [], severity: 0, cues: [],
            evidence: [], classEvidence: [], contexts: [], places: [], place: PlaceText(), accented: true,
            rulesHash: "0")
        let file = CaseFile(
            summary: summary, messages: [TriagedMessage(message: message, verdict: verdict)], history: [])
        let mails = AnswerWriter(settings: settings, key: key).reply(
            "Đã làm xong.", in: file, to: ["nguoi.viet@example.org"], author: "lan", onceKey: "k", at: now)
        return try #require(mails.first).text
    }

    @Test func theAnswerOfAClosedCaseHoldsALinkThatItsKeySigned() throws {
        let key = ThreadKey.make().key
        let code = TrackingCode.random()
        let text = try Self.text(.petition, .closed, links: Self.links, key: key, code: code)
        #expect(text.hasPrefix("Đã làm xong.\n") && text.contains("đến hết ngày 21/12/2026"))
        let address = try #require(text.split(whereSeparator: \.isWhitespace).last)
        #expect(address.hasPrefix("https://phananh.example/danh-gia/"))
        let token = try #require(SatisfactionToken(String(address.split(separator: "/").last ?? "")))
        #expect(token.code == code && key.signed(token))
    }

    @Test(arguments: [
        (LetterClass.petition, CaseState.closed, false), (.petition, .inProgress, true), (.denunciation, .closed, true),
        (.mixed, .closed, true),
    ])
    func everyOtherAnswerHoldsNone(letterClass: LetterClass, state: CaseState, isConfigured: Bool) throws {
        let text = try Self.text(
            letterClass, state, links: isConfigured ? Self.links : nil, key: ThreadKey.make().key, code: .random())
        #expect(text == "Đã làm xong.")
    }
}
