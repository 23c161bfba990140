import Testing
import TextRegions

@Suite("A text is cut into the letter and the rest")
struct TextRegionsTests {
    /// The text with each region's kind in front of it, easy to read in a table.
    static func cut(_ text: String, isForwarded: Bool = false) -> [String] {
        let bytes = Array(text.utf8)
        return TextRegions.regions(of: text, isForwarded: isForwarded).map { region in
            let words = String(decoding: bytes[region.start..<region.end], as: UTF8.self)
            return "\(region.kind.rawValue): \(words.split(separator: "\n").joined(separator: "/"))"
        }
    }

    @Test(
        "What an answer quotes is told from the answer, whatever program quoted it",
        arguments: [
            (
                "Gmail, Vietnamese",
                "Vâng.\n\nVào Th 2, 4 thg 3, 2024 vào lúc 10:00 Lê A <a@b>\nđã viết:\n\n> cũ\n> nữa\n\nMới",
                [
                    "body: Vâng.",
                    "quoted: Vào Th 2, 4 thg 3, 2024 vào lúc 10:00 Lê A <a@b>/đã viết:/> cũ/> nữa", "body: Mới",
                ]
            ),
            (
                "Gmail, English, marks lost", "Vâng.\nOn Mon, 4 Mar 2024 at 10:00, Lê A <a@b> wrote:\ncũ\nnữa",
                ["body: Vâng.", "quoted: On Mon, 4 Mar 2024 at 10:00, Lê A <a@b> wrote:/cũ/nữa"]
            ),
            (
                "Apple Mail", "Vâng.\n\n> On 12 Nov 2026, at 10:20, A <a@b> wrote:\n> \n> cũ\n",
                ["body: Vâng.", "quoted: > On 12 Nov 2026, at 10:20, A <a@b> wrote:/> /> cũ"]
            ),
            (
                "Apple Mail, Vietnamese", "Vâng.\n\nVào 10:20, 12 thg 11, 2026, A <a@b> đã viết:\n\ncũ",
                ["body: Vâng.", "quoted: Vào 10:20, 12 thg 11, 2026, A <a@b> đã viết:/cũ"]
            ),
            (
                "Outlook, English",
                "Vâng.\n\n-----Original Message-----\nFrom: a\nSent: b\nTo: c\nSubject: d\n\ncũ\n> cũ hơn",
                ["body: Vâng.", "quoted: -----Original Message-----/From: a/Sent: b/To: c/Subject: d/cũ/> cũ hơn"]
            ),
            (
                "Outlook, Vietnamese",
                "Vâng.\n________________________________\nTừ: A <a@b>\nĐã gửi: Thứ Tư\nĐến: c\nChủ đề: d\n\ncũ",
                [
                    "body: Vâng.",
                    "quoted: ________________________________/Từ: A <a@b>/Đã gửi: Thứ Tư/Đến: c/Chủ đề: d/cũ",
                ]
            ),
            (
                "Outlook, bold", "Vâng.\n\n*From:* A <a@b>\n*Sent:* Friday\n*Subject:* d\n\ncũ",
                ["body: Vâng.", "quoted: *From:* A <a@b>/*Sent:* Friday/*Subject:* d/cũ"]
            ),
            (
                "Zimbra", "Vâng.\n\n----- Thư gốc -----\nTừ: \"A\" <a@b>\nĐến: \"C\" <c@d>\n\ncũ",
                ["body: Vâng.", "quoted: ----- Thư gốc -----/Từ: \"A\" <a@b>/Đến: \"C\" <c@d>/cũ"]
            ),
            (
                "telephone",
                "Vâng.\n-------- Tin nhắn gốc --------\nTừ: A <a@b>\nNgày: 12/11/2026 10:20 (GMT+07:00)\n\ncũ",
                [
                    "body: Vâng.",
                    "quoted: -------- Tin nhắn gốc --------/Từ: A <a@b>/Ngày: 12/11/2026 10:20 (GMT+07:00)/cũ",
                ]
            ),
            (
                "decomposed letters", "Vâng.\n----- Thư gốc -----\ncũ".decomposed,
                ["body: Vâng.".decomposed, "quoted: ----- Thư gốc -----/cũ".decomposed]
            ),
            (
                "without marks", "Vang.\nTu: A <a@b>\nDa gui: hom qua\nChu de: don\ncu",
                ["body: Vang.", "quoted: Tu: A <a@b>/Da gui: hom qua/Chu de: don/cu"]
            ),
            (
                "answers in between", "> một?\nVâng.\n> hai?\nKhông.",
                ["quoted: > một?", "body: Vâng.", "quoted: > hai?", "body: Không."]
            ),
            ("nested", "Vâng.\n> một\n>> hai\n> > ba\n", ["body: Vâng.", "quoted: > một/>> hai/> > ba"]),
            ("CRLF", "Vâng.\r\n> cũ\r\n", ["body: Vâng.\r\n", "quoted: > cũ\r\n"]),
        ])
    func quotes(name: String, text: String, regions: [String]) {
        #expect(Self.cut(text) == regions, "\(name)")
    }

    @Test(
        "Words that only look like a quotation are the letter",
        arguments: [
            "Vào làng gặp ông trưởng thôn.\nĐường hỏng.", "Ngày 5/3 tôi có đơn viết:\nKính gửi xã, đường hỏng.",
            "Từ: 7 giờ\nĐến: 11 giờ\nxe chạy ầm ầm.", "Kính gửi: UBND xã\nTừ: bà con xóm Lạn\n\nXin nước sạch.",
            "Ông chủ tịch trả lời báo đã viết:\nKhông có chuyện đó.", "Một\n---\nHai\n---\nBa", "> toàn bộ là trích",
            "-----\nMục một\n-----\nMục hai", "> một\n> hai\n\n> ba", "On the road:\nxe chạy",
            "Lúc 10:20 anh ấy nhắn, tôi viết:\nXin đến ngay.",
            "Ngày 5/3 tôi nộp đơn.\nTôi viết:\nxin nước sạch cho 12 hộ, thư a@b.",
            "-----Original Message-----\nFrom: a@b\nSent: x\nSubject: d\n\nTôi khiếu nại.",
        ])
    func keepsLetters(text: String) {
        #expect(TextRegions.regions(of: text).map(\.kind) == [.body])
    }

    @Test(
        "What is passed on is told apart and counts as the letter",
        arguments: [
            (
                "Gmail", false,
                "Nhờ chị.\n\n---------- Forwarded message ---------\nFrom: A <a@b>\nDate: x\n\nNước đen.\n> Thật.",
                [
                    "body: Nhờ chị.",
                    "forwarded: ---------- Forwarded message ---------/From: A <a@b>/Date: x/Nước đen./> Thật.",
                ]
            ),
            (
                "Gmail, Vietnamese", false, "Nhờ chị.\n---------- Thư đã chuyển tiếp ----------\nTừ: A\n\nNước đen.",
                ["body: Nhờ chị.", "forwarded: ---------- Thư đã chuyển tiếp ----------/Từ: A/Nước đen."]
            ),
            (
                "Yahoo", false, "----- Forwarded Message -----\nFrom: A\n\nNước đen.",
                ["forwarded: ----- Forwarded Message -----/From: A/Nước đen."]
            ),
            (
                "Apple Mail", false,
                "Nhờ chị.\n\nBegin forwarded message:\n\n> From: A <a@b>\n> Subject: d\n> \n> Nước đen.",
                ["body: Nhờ chị.", "forwarded: Begin forwarded message:/> From: A <a@b>/> Subject: d/> /> Nước đen."]
            ),
            (
                "marks that begin with a header", false,
                "Em gửi lại để anh nắm.\n\n> Từ: Trần Q\n> Gửi: phòng A\n> Nước đen.\n\nEm cảm ơn.",
                [
                    "body: Em gửi lại để anh nắm.",
                    "forwarded: > Từ: Trần Q/> Gửi: phòng A/> Nước đen.",
                    "body: Em cảm ơn.",
                ]
            ),
            (
                "marks under a word", false, "(chuyển tiếp từ nhóm kín)\n> Anh em nghe đây.\nTôi lo quá.",
                ["body: (chuyển tiếp từ nhóm kín)", "forwarded: > Anh em nghe đây.", "body: Tôi lo quá."]
            ),
            (
                "the subject says so: Outlook", true,
                "Kính chuyển.\n\nFrom: c\nSent: hôm qua\nSubject: đơn\n\nTôi khiếu nại.",
                ["body: Kính chuyển.", "forwarded: From: c/Sent: hôm qua/Subject: đơn/Tôi khiếu nại."]
            ),
            (
                "the subject says so: marks", true, "Kính chuyển.\n> Tôi khiếu nại.\n>> Từ đâu?",
                ["body: Kính chuyển.", "forwarded: > Tôi khiếu nại./>> Từ đâu?"]
            ),
            (
                "the subject says so: introduction", true,
                "Kính chuyển.\nOn Mon, 4 Mar 2024, A wrote:\n> Tôi khiếu nại.",
                ["body: Kính chuyển.", "forwarded: On Mon, 4 Mar 2024, A wrote:/> Tôi khiếu nại."]
            ),
        ])
    func passesOn(name: String, isForwarded: Bool, text: String, regions: [String]) {
        #expect(Self.cut(text, isForwarded: isForwarded) == regions, "\(name)")
        #expect(TextRegions.letter(of: text, regions: TextRegions.regions(of: text, isForwarded: isForwarded)) == text)
    }

    @Test(
        "An answer that quotes a passed-on letter quotes it",
        arguments: ["Cảm ơn.\nVào 10:20, 12/11/2026, A <a@b> đã viết:\n> Từ: B <b@c>\n> Chủ đề: gấp\n> Cả xóm kéo lên."]
    )
    func quotesPassedOn(text: String) {
        #expect(TextRegions.regions(of: text).map(\.kind) == [.body, .quoted])
    }

    @Test(
        "A subject says that a mail is passed on",
        arguments: [
            ("Fwd: đơn", true), ("FW: FW: đơn", true), ("[Fwd: đơn]", true), ("Chuyển tiếp: đơn", true),
            ("chuyen tiep: don", true), ("Fwd : đơn", true), ("Re: Fwd: đơn", false), ("Đơn", false), (nil, false),
            ("", false), ("fwd đơn", false),
        ] as [(String?, Bool)])
    func readsSubject(subject: String?, isForward: Bool) {
        #expect(TextRegions.isForward(subject: subject) == isForward)
    }

    @Test("Regions cover every byte in order, whatever the text")
    func coversAll() {
        var state: UInt64 = 3
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "\n", "\n", "\r\n", "> ", ">", "-- ", "--", "_____________", "-----", "Original Message",
            "Forwarded message", "Từ: ",
            "Chủ đề: ", "a@b", "đã viết:", "On ", "wrote:", "Trân trọng,", "ĐT: 0909000111", "Sent from my iPhone",
            "đất", " ", "\u{0}",
            "This e-mail is confidential", "Huỷ đăng ký | http", "\u{301}", "10:20",
        ]
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<random(40) {
                if random(12) == 0 {
                    bytes.append(UInt8(random(256)))
                } else {
                    bytes.append(contentsOf: Array(pieces[random(pieces.count)].utf8))
                }
            }
            let regions = TextRegions.regions(of: bytes, isForwarded: random(2) == 0)
            #expect(regions.first?.start ?? 0 == 0)
            #expect(regions.last?.end ?? 0 == bytes.count)
            #expect(zip(regions, regions.dropFirst()).allSatisfy { $0.end == $1.start && $0.kind != $1.kind })
            #expect(regions.allSatisfy { $0.start < $0.end })
            #expect(bytes.isEmpty || bytes.allSatisfy { $0 <= 0x20 } || regions.contains { $0.kind.isLetter })
        }
    }

    @Test(
        "Hostile texts take no longer than their length",
        arguments: [
            "\n", "> \n", ">\n\n", "a:\n", "On a\n", "On a wrote:\n\n", "From: a@b\n", "-- \n", "--\na\n", "-----\n",
            "Trân trọng,\n", "Sent from my iPhone\n", "This e-mail is confidential\n", "-", ">", "Từ: ", "viết:", "| ",
            "\u{301}",
        ])
    func isLinear(piece: String) {
        let clock = ContinuousClock()
        let text = [UInt8](String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
        let start = clock.now
        #expect(TextRegions.regions(of: text).last?.end == text.count)
        // Far more than it takes, far less than the square of the length would.
        #expect(clock.now - start < .seconds(30))
    }
}

extension String {
    /// Letters and their marks apart, as some programs send them.
    fileprivate var decomposed: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.flatMap { scalar in Self.parts[scalar].map { $0.unicodeScalars.map { $0 } } ?? [scalar] }
            ))
    }

    private static let parts: [Unicode.Scalar: String] = ["ư": "u\u{31B}", "ố": "o\u{302}\u{301}", "â": "a\u{302}"]
}
