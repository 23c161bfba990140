import Casework
import Classification
import Foundation
import JSONWriting
import Places
import Testing

/// What is stored of a message is written by code of ours and read by `JSONDecoder`.
@Suite struct StoredMessageTests {
    private static let evidence = Evidence(
        group: "land", rule: "land.certificate", name: "Sổ đỏ «/»", text: "sổ\u{1}đỏ\n", field: .subject, start: 3,
        end: 12,
        bans: -0.425, isSmallWord: true)

    private static let full: TriagedMessage = {
        var entry = EntryFacts(kind: .part, filedBy: "lan")
        entry.registerNumber = "12/CV"
        entry.bookNumber = "7"
        entry.receptionHead = "Chủ tịch"
        entry.participants = 12
        entry.letterDate = "2026-11-21"
        entry.part = EntryFacts.Part(parent: .random(), number: 2, letterClass: .mixed, channel: .zalo)
        let message = Message(
            item: ItemID(rawValue: "01a2"), source: "thu", channel: .email, kind: .autoReply,
            receivedAt: Timestamp(rawValue: 1_795_308_111_862), writtenAt: Timestamp(rawValue: -5), messageID: "a@b",
            references: ["c@d"], sender: Correspondent(name: "Trần \"Mẫu\"", address: "mau@example.org"),
            subject: "Về \\ việc", body: "Kính gửi\r\n\t🙏🏽 </script>", link: "https://example.org/a?b=c",
            attachments: [AttachmentListing(path: "2", type: "image/jpeg", filename: "anh.jpg", size: 12)],
            defects: ["không rõ bảng mã"], extra: ["b": "2", "a": "1"], entry: entry,
            reply: ReplyRequest(
                person: Correspondent(name: "Lành «b»", address: "a@thu.example"), refusal: .officialBody))
        let today = PlaceToday(
            provinceCode: "24", province: "Bắc Ninh", communeCode: "09169", commune: "phường Kinh Bắc",
            candidates: [.init(code: "09169", name: "phường Kinh Bắc")])
        let mention = PlaceMention(
            inSubject: true, text: "p. Vệ An", start: 1, end: 9, kind: .commune, name: "phường Vệ An", code: "09169",
            parent: "24", former: FormerUnit(name: "phường Vệ An", code: "09163", candidates: ["09169"]),
            rule: .typedName, confidence: 0.95)
        let authority = NamedAuthority(
            scope: .commune, queue: "q", units: ["09169"], unitName: "phường Vệ An", text: "UBND phường", field: .body,
            start: 4, end: 20)
        let verdict = Verdict(
            topics: ["land"], scores: ["land": 1.25, "water": -2], letterClass: .denunciation, hotspot: true,
            alarms: [.init(id: "hotspot.gathering", name: "Tụ tập", cues: ["gathering"])], severity: 3.5,
            cues: [evidence], evidence: [evidence, evidence], classEvidence: [evidence], contexts: ["official-news"],
            places: [mention],
            place: PlaceText(
                province: "Bắc Ninh", commune: "phường Vệ An", hamlet: "khu 5", oldDistrict: "thành phố Bắc Ninh",
                today: today),
            accented: true, language: .vietnamese,
            signs: RoutingSigns(
                conditions: [MetCondition(id: "c", evidence: [evidence])], authorities: [authority]),
            rulesHash: "abc")
        return TriagedMessage(message: message, verdict: verdict)
    }()

    private static var bare: TriagedMessage {
        var triaged = full
        triaged.message.writtenAt = nil
        triaged.message.messageID = nil
        triaged.message.sender = Correspondent(name: nil, address: "")
        triaged.message.subject = nil
        triaged.message.link = nil
        triaged.message.attachments[0].filename = nil
        triaged.message.extra = nil
        triaged.message.reply = ReplyRequest(person: Correspondent(name: nil, address: ""), refusal: nil)
        triaged.message.entry = EntryFacts(kind: .hotline, filedBy: "")
        triaged.verdict.language = nil
        triaged.verdict.signs = nil
        triaged.verdict.place = PlaceText()
        triaged.verdict.places[0] = PlaceMention(inSubject: false, text: "", start: 0, end: 0, kind: .hamlet, name: "")
        triaged.verdict.evidence[0].isSmallWord = nil
        triaged.verdict.severity = .infinity
        return triaged
    }

    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return encoder
    }

    @Test(arguments: [full, bare])
    func whatIsWrittenIsWhatTheEncoderWrites(triaged: TriagedMessage) throws {
        #expect(triaged.json == String(decoding: try Self.encoder().encode(triaged), as: UTF8.self))
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        #expect(try decoder.decode(TriagedMessage.self, from: Data(triaged.json.utf8)) == triaged)
    }

    /// A property that is added must get a value above, and then must be written.
    @Test func theFullMessageLeavesNothingOut() {
        var empty: [String] = []
        func look(_ value: Any, _ path: String) {
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .optional where mirror.children.isEmpty, .collection where mirror.children.isEmpty,
                .dictionary where mirror.children.isEmpty:
                empty.append(path)
            default: for child in mirror.children { look(child.value, path + "." + (child.label ?? "")) }
            }
        }
        look(Self.full, "")
        #expect(empty.isEmpty)
    }
}
