import Casework
import Classification
import LetterRedaction
import PersonalData
import Places
import Testing

/// What a sender calls themselves is their name by its place, whatever its shape.
@Suite struct SenderNameTests {
    private static func redacted(
        _ body: String, name: String?, subject: String? = nil, extra: [String: String]? = nil, files: [String] = []
    ) -> Message {
        let message = Message(
            item: ItemID(rawValue: "i1"), source: "hop-thu", channel: .email, kind: .letter,
            receivedAt: Timestamp(rawValue: 0), writtenAt: nil, messageID: nil, references: [],
            sender: Correspondent(name: name, address: "x9@thu.example"), subject: subject, body: body, link: nil,
            attachments: files.enumerated().map { index, name in
                AttachmentListing(path: "\(index + 2)", type: "image/jpeg", filename: name, size: 10)
            }, defects: [], extra: extra)
        let verdict = Verdict(
            topics: [], scores: [:], letterClass: .petition, hotspot: false, alarms: [], severity: 0, cues: [],
            evidence: [], classEvidence: [], contexts: [], places: [], place: PlaceText(), accented: true,
            rulesHash: "h")
        let once = LetterRedaction.redacted(TriagedMessage(message: message, verdict: verdict))
        #expect(LetterRedaction.redacted(once) == once, "redacting twice")
        return once.message
    }

    @Test(
        arguments: [
            // No family name of the lists, in every way of typing.
            ("Ong Thế Vượng", "Tôi Ong Thế Vượng xin báo.", "Tôi [họ tên] xin báo."),
            ("Ong Thế Vượng", "ong the vuong o xom 3 gui don", "[họ tên] o xom 3 gui don"),
            ("ONG THẾ VƯỢNG", "Người gửi là Ong Thế Vượng", "Người gửi là [họ tên]"),
            ("Ong Thế Vượng", "Ký: Vượng Ong Thế", "Ký: [họ tên]"),
            ("Ong Thế Vượng", "Chào anh Vượng, việc đã xong", "Chào anh [họ tên], việc đã xong"),
            ("Ong Thế Vượng", "Gọi Thế Vượng nhé", "Gọi [họ tên] nhé"),
            ("Ong Thế Vượng (xóm 3)", "ong con bay vào nhà thế là vượng", "ong con bay vào nhà thế là vượng"),
            // English names, initials, order turned round.
            ("J. Halloran", "I am writing again. J. Halloran", "I am writing again. [họ tên]"),
            ("Halloran, J.", "Dear Mr Halloran, thank you", "Dear Mr [họ tên], thank you"),
            ("Margaret Ainsworth", "AINSWORTH MARGARET, flat 4", "[họ tên], flat 4"),
            // Khmer, Chăm, Ê Đê.
            ("Thạch Sâm Nang", "thạch sâm nang ở phum Trà Kha", "[họ tên] ở phum Trà Kha"),
            ("Neang Sóc Kha", "Tôi tên Neang Sóc Kha.", "Tôi tên [họ tên]."),
            ("សុខ ចាន់ណា", "ខ្ញុំឈ្មោះ សុខ ចាន់ណា", "ខ្ញុំឈ្មោះ [họ tên]"),
            ("Chế Quảng Nự", "Chế Quảng Nự ký", "[họ tên] ký"),
            ("Y Bhăm Êban", "Con trai Y Bhăm Êban bị đánh", "Con trai [họ tên] bị đánh"),
            ("H'Hen Niê", "h'hen niê gửi đơn", "[họ tên] gửi đơn"),
            // Names that are common words.
            (
                "Đất", "Tên tôi là Đất. Đất nhà tôi bị lấn, sổ đất chưa có.",
                "Tên tôi là [họ tên]. Đất nhà tôi bị lấn, sổ đất chưa có."
            ),
            ("Đất", "Xin cảm ơn\nĐất", "Xin cảm ơn\n[họ tên]"),
            ("Đất", "anh Đạt và chị Đất", "anh Đạt và chị [họ tên]"),
            ("Hà Giang", "Quê ở tỉnh Hà Giang. Tôi là Hà Giang.", "Quê ở tỉnh Hà Giang. Tôi là [họ tên]."),
            // Nicknames of one word that no text has by itself.
            ("thanhtung92", "nick thanhtung92 đã nhắn", "nick [họ tên] đã nhắn"),
            ("Kuromi", "mình là kuromi nè", "mình là [họ tên] nè"),
            ("Ban Mai", "Ban Mai gửi ảnh", "[họ tên] gửi ảnh"),
            // Words of offices inside names of people.
            ("Trần Văn Hội", "Trần Văn Hội gửi Hội Nông dân xã", "[họ tên] gửi Hội Nông dân xã"),
            ("Mai Văn Phòng", "mai van phong gui don", "[họ tên] gui don"),
        ])
    func aSenderIsMaskedWhereverTheyAreNamed(row: (name: String, text: String, shown: String)) {
        #expect(Self.redacted(row.text, name: row.name).body == row.shown)
    }

    @Test(
        arguments: [
            ("UBND xã Hợp Thịnh", "UBND xã Hợp Thịnh báo cáo"),
            ("Công ty TNHH Ong Vàng", "Công ty TNHH Ong Vàng xả thải"),
            ("Ban Tiếp công dân", "Ban Tiếp công dân đã nhận"), ("Sở TNMT", "gửi Sở TNMT"),
            ("EVN Hà Nội", "gửi EVN Hà Nội"),
            ("Mail Delivery System", "This is the mail system at host"),
            ("Điện lực Yên Thế", "Điện lực Yên Thế cắt điện"),
            ("Báo Tiếng Dân", "theo Báo Tiếng Dân"), ("Cổng 1022", "gửi qua Cổng 1022"),
            ("Ẩn danh", "Tôi xin ẩn danh"), ("Công dân", "Công dân đề nghị"), ("Người dùng Facebook", "trên Facebook"),
            ("Người dân tổ 5", "Người dân tổ 5 kêu cứu"), ("[họ tên]", "họ tên người bị hại"),
            ("Nguyễn Thái Bình", "dân tỉnh Thái Bình, ông Lê Thái Hòa"), ("A", "A lô"), ("🌸🌸🌸", "hoa 🌸🌸🌸"),
            ("0912345678 9", "năm 2026"),
        ])
    func officesPlacesAndNobodyStay(row: (name: String, text: String)) {
        let shown = Self.redacted(row.text, name: row.name).body
        if row.name == "Nguyễn Thái Bình" {
            #expect(shown.contains("tỉnh Thái Bình"))
        } else {
            #expect(shown == row.text)
        }
    }

    @Test(
        arguments: [
            ("Họ tên: Ong Thế Vượng\nNội dung: rác. ong the vuong ký", "Vượng", "vuong"),
            ("Người gửi: Halloran, J.\nWater is off. Halloran", "Halloran", "J."),
            (
                "Vào Th 3, 3 thg 2, 2026 lúc 10:05 Ong Thế Vượng <vuong.ong@thu.example> đã viết:\n> Thưa. ong the vuong",
                "Vượng", "vuong"
            ),
            ("On Tue, 3 Feb 2026 at 10:05, J. Halloran <jh@thu.example> wrote:\n> Signed, Halloran", "Halloran", "jh@"),
            ("Thưa cơ quan. Trân trọng\nOng Thế Vượng\n\nong the vuong, xóm 3", "Vượng", "vuong"),
            ("Tên tôi là Cồ Bát Tiên, ở xóm 3. Co Bat Tien ký", "Tiên", "Tien"),
            ("From: \"Ksor Blôh\" <kb@thu.example>\nTo: x\n\nblôh đây, Ksor Blôh", "Blôh", "kb@"),
        ])
    func aNameThatTheTextGivesIsMaskedInAllOfIt(row: (text: String, one: String, other: String)) {
        let shown = Self.redacted(row.text, name: nil).body
        #expect(!shown.contains(row.one) && !shown.contains(row.other), "\(shown)")
    }

    @Test(
        arguments: [
            "Người dân: rất bức xúc, mong xử lý. Ai cũng rất bức xúc", "Tôi là Đảng viên, Đảng viên nói",
            "Từ: hôm qua đến nay mất nước, hôm qua", "Kính gửi: Chủ tịch UBND xã. Chủ tịch xã hứa",
            "Tôi là người dân thôn Đoài", "Trân trọng\nKính đề nghị xã trả lời. Kính đề nghị",
        ])
    func ordinarySentencesNameNobody(text: String) { #expect(Self.redacted(text, name: nil).body == text) }

    @Test func fieldsFilesAndSubjectAreMaskedToo() {
        let message = Self.redacted(
            "Xem ảnh", name: nil, subject: "Đơn của Ong Thế Vượng",
            extra: ["Họ và tên": "Ong Thế Vượng", "Ghi chú": "ong thế vượng đã gọi"],
            files: ["ONG_THE_VUONG.jpg", "don-cua-Ong.The.Vuong.pdf", "anh-ong-bay.jpg"])
        #expect(message.subject == "Đơn của [họ tên]")
        #expect(message.extra?["Ghi chú"] == "[họ tên] đã gọi")
        #expect(
            message.attachments.map(\.filename) == ["[họ tên].jpg", "don-cua-[họ tên].pdf", "anh-ong-bay.jpg"])
    }

    @Test func longAndManyNamesCostLittle() {
        let name = String(repeating: "Ong Thế Vượng (", count: 10_000)
        let body = String(repeating: "Họ tên: Ong Thế Vượng <a@b.example>\nTrân trọng\nVượng\n", count: 1_000)
        #expect(!Self.redacted(body, name: name).body.contains("Vượng"))
    }
}
