import Casework
import Classification
import Foundation
import RuleFiles
import Testing

/// The shipped rules with a table in which two communes, their province and a board have queues of their own.
enum TwoCommunes {
    static let folder = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("conflict-" + UUID().uuidString)
        try FileManager.default.copyItem(atPath: "rules", toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try String(contentsOfFile: "fixtures/routing/two-communes.yaml", encoding: .utf8)
        try Data(table.utf8).write(to: folder.appendingPathComponent("routing.yaml"))
        return try RuleFolder.load(folder.path)
    }
}

@Suite struct ConflictRuleTests {
    struct Letter: Sendable, CustomTestStringConvertible {
        var subject: String?
        var body: String
        /// Where it goes.
        var queue: String
        /// Queues that it must not reach.
        var barred: [String]

        var testDescription: String { (subject.map { $0 + " | " } ?? "") + body }
    }

    private static func to(
        _ queue: String, barred: [String] = [], subject: String? = nil, _ body: String
    ) -> Letter { Letter(subject: subject, body: body, queue: queue, barred: barred) }

    static let letters: [Letter] = [
        // Addressed and nothing more.
        to(
            "kinh-bac",
            "Kính gửi UBND phường Kinh Bắc, tỉnh Bắc Ninh. Tôi khiếu nại quyết định số 12/QĐ của ban quản lý chợ thu thêm tiền."
        ),
        to(
            "kinh-bac",
            "Kính gửi: Chủ tịch UBND phường Kinh Bắc, tỉnh Bắc Ninh\nTôi làm đơn khiếu nại việc trưởng khu phố gạch tên nhà tôi."
        ),
        to(
            "kinh-bac",
            "KÍNH GỬI: UBND PHƯỜNG KINH BẮC\nTôi làm đơn khiếu nại việc trưởng khu phố gạch tên nhà tôi khỏi danh sách."
        ),
        to(
            "kinh-bac", subject: "Kính gửi UBND phường Kinh Bắc",
            "Tôi ở tổ 3 phường Kinh Bắc, Bắc Ninh, làm đơn khiếu nại trưởng khu phố gạch tên nhà tôi."),
        to(
            "kinh-bac", "kinh gui ubnd phuong kinh bac, bac ninh. toi lam don khieu nai truong khu pho gach ten nha toi"
        ),
        to(
            "kinh-bac",
            "Kính gửi:\n- UBND tỉnh Bắc Ninh\n- UBND phường Kinh Bắc\nTôi làm đơn khiếu nại việc trưởng khu phố gạch tên nhà tôi khỏi danh sách."
        ),
        to(
            "kinh-bac",
            "Nhà tôi ở phường Kinh Bắc, Bắc Ninh. Tôi làm đơn khiếu nại trưởng khu phố. Kính đề nghị UBND phường Kinh Bắc xem xét giải quyết."
        ),
        // Named, but nobody is accused of anything.
        to("kinh-bac", "Đường trước UBND phường Kinh Bắc, Bắc Ninh có ổ gà, mong sửa giúp."),
        to("kinh-bac", "Cảm ơn cán bộ UBND phường Kinh Bắc, Bắc Ninh đã giúp tôi."),
        // The accused is somebody else.
        to(
            "kinh-bac", barred: ["luong-tai"],
            "Tôi ở phường Kinh Bắc, Bắc Ninh, tố cáo cán bộ địa chính UBND xã Lương Tài nhận hối lộ 20 triệu."),
        // Accused by name.
        to(
            "tinh", barred: ["kinh-bac"],
            "Kính gửi UBND tỉnh Bắc Ninh. Tôi tố cáo cán bộ địa chính UBND phường Kinh Bắc đòi tiền 5 triệu mới làm sổ đỏ."
        ),
        to(
            "tinh", barred: ["kinh-bac"],
            "Kính gửi UBND phường Kinh Bắc, tỉnh Bắc Ninh. Tôi tố cáo cán bộ địa chính UBND phường Kinh Bắc đòi tiền 5 triệu."
        ),
        to(
            "tinh", barred: ["kinh-bac"],
            "Kính gửi UBND phường Kinh Bắc, Bắc Ninh, tôi tố cáo cán bộ phường Kinh Bắc đòi hối lộ"),
        to(
            "tinh", barred: ["kinh-bac"], "Kinh gui tinh Bac Ninh, toi to cao chu tich UBND phuong Kinh Bac nhan hoi lo"
        ),
        to(
            "tinh", barred: ["kinh-bac"], subject: "Tố cáo chủ tịch phường Kinh Bắc",
            "Ông ấy nhận hối lộ 30 triệu của dân phường Kinh Bắc, Bắc Ninh."),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi không đồng ý với quyết định thu hồi đất của UBND phường Kinh Bắc, tỉnh Bắc Ninh, tôi làm đơn khiếu nại."
        ),
        to(
            "tinh", barred: ["kinh-bac"],
            "UBND phường Suối Hoa, thành phố Bắc Ninh cũ thu hồi đất nhà tôi trái luật, tôi làm đơn khiếu nại."),
        to(
            "tinh", barred: ["kinh-bac"],
            "KÍNH GỬI UBND PHƯỜNG KINH BẮC, TỈNH BẮC NINH. TÔI TỐ CÁO CÁN BỘ UBND PHƯỜNG KINH BẮC NHẬN HỐI LỘ."),
        to(
            "tinh", barred: ["kinh-bac"],
            "Kính gửi UBND tỉnh Bắc Ninh. UBND phường Kinh Bắc thu tiền trái luật của tôi, tôi làm đơn khiếu nại."),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi làm đơn khiếu nại. Đề nghị UBND phường Kinh Bắc, Bắc Ninh trả lại 20 triệu đã thu sai của nhà tôi."),
        // Accused by office, the place told elsewhere.
        to(
            "tinh", barred: ["kinh-bac"],
            "Ở phường Kinh Bắc, Bắc Ninh, ông chủ tịch nhận hối lộ 20 triệu, tôi làm đơn tố cáo."),
        to(
            "tinh", barred: ["kinh-bac"],
            "Nhà tôi ở phường Kinh Bắc, Bắc Ninh. Cán bộ địa chính đòi 5 triệu mới làm sổ, tôi làm đơn tố cáo."),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi ở phường Kinh Bắc, Bắc Ninh, làm đơn khiếu nại. Phường không giải quyết, im lặng hơn một năm."),
        // Written in other ways.
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi tố cáo ủy ban nhân dân P. Kinh Bắc, Bắc Ninh nhận hối lộ 20 triệu"),
        to("tinh", barred: ["kinh-bac"], "Tôi tố cáo chủ tịch p.Kinh Bắc, Bắc Ninh nhận hối lộ 20 triệu"),
        to("tinh", barred: ["kinh-bac"], "Tôi tố cáo UBND Kinh Bắc, Bắc Ninh nhận hối lộ 20 triệu"),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi làm đơn khiếu nại: phường Kinh Bắc, Bắc Ninh thu hồi 96 m2 đất của tôi mà chưa trả"),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi tố cáo bà Nguyễn Thị Mẫu, công chức tư pháp - hộ tịch phường Kinh Bắc, Bắc Ninh đòi phong bì"),
        to(
            "tinh", barred: ["kinh-bac"],
            "Tôi tố cáo ông Mẫu làm ở ủy ban phường, nhà tôi phường Kinh Bắc Bắc Ninh, ông đòi 5 triệu tiền bôi trơn"),
        to(
            "tinh", barred: ["kinh-bac"],
            "Kính gửi ông Chủ tịch UBND phường Kinh Bắc. Tôi ở Kinh Bắc, Bắc Ninh. Tôi tố cáo chính ông đòi 5 triệu"),
        to(
            "kinh-bac", barred: ["tinh"],
            "Tôi ở phường Kinh Bắc, Bắc Ninh. Tôi làm đơn khiếu nại quyết định thu hồi đất của UBND tỉnh Bắc Ninh."),
        // A body without one above it, named by its own phrases.
        to(
            "to-cao", barred: ["luong-tai"], "Tôi tố cáo ông chủ tịch UBND xã Lương Tài, Bắc Ninh nhận hối lộ 20 triệu."
        ),
        to("to-cao", barred: ["ban-cho"], "Tôi tố cáo Ban Quản lý chợ Ví Dụ nhận hối lộ để chia lô."),
        to(
            "to-cao", barred: ["kinh-bac", "tinh"],
            "Tôi ở phường Kinh Bắc, Bắc Ninh, tố cáo cán bộ UBND phường Kinh Bắc và lãnh đạo UBND tỉnh Bắc Ninh nhận hối lộ."
        ),
    ]

    @Test(arguments: letters)
    func aLetterNeverReachesWhomItAccuses(_ letter: Letter) throws {
        let folder = try TwoCommunes.folder.get()
        let verdict = Classifier(rules: folder.rules).verdict(subject: letter.subject, body: letter.body)
        let routed = RoutedLetter(verdict, channel: .email)
        let decision = folder.routing.route(routed, at: .now())
        let named = routed.signs.authorities.map(\.text)
        #expect(decision.queue == letter.queue, "\(verdict.letterClass) \(verdict.topics) \(named)")
        #expect(Set(decision.conflicts.map(\.queue)) == Set(letter.barred), "\(named)")
        #expect(Set(decision.also).isDisjoint(with: letter.barred))
    }

    @Test func whatIsFoundCanBeRead() throws {
        let folder = try TwoCommunes.folder.get()
        let body = "Tôi tố cáo cán bộ địa chính UBND phường Kinh Bắc, Bắc Ninh nhận hối lộ."
        let verdict = Classifier(rules: folder.rules).verdict(subject: nil, body: body)
        let named = try #require(verdict.signs?.authorities.first)
        #expect(named.text == "cán bộ địa chính UBND phường Kinh Bắc")
        #expect(named.units == ["09187"])
        #expect(Array(body.utf8)[named.start..<named.end].elementsEqual(named.text.utf8))
        let moved = verdict.signs?.moved { words in
            var words = words
            (words.text, words.start, words.end) = ("[…]", words.start - 1, words.start + 4)
            return words
        }
        let there = try #require(moved?.authorities.first)
        #expect(there.text == "[…]" && there.start == named.start - 1 && there.end == named.start + 4)
        #expect(there.units == named.units)
    }

    @Test func whatTheWriterQuotesCountsAndASignatureDoesNot() throws {
        let folder = try TwoCommunes.folder.get()
        let letter = "Tôi làm đơn tố cáo việc nhận hối lộ.\n"
        let words = "Chủ tịch UBND phường Kinh Bắc, Bắc Ninh\n"
        for (region, isNamed) in [
            (Region.quoted, true), (.forwarded, true), (.signature, false), (.boilerplate, false),
        ] {
            let start = letter.utf8.count
            let regions = [
                BodyRegion(region: .body, start: 0, end: start),
                BodyRegion(region: region, start: start, end: start + words.utf8.count),
            ]
            let verdict = Classifier(rules: folder.rules).verdict(subject: nil, body: letter + words, regions: regions)
            #expect((verdict.signs?.authorities.isEmpty == false) == isNamed, "\(region)")
        }
    }

    @Test
    func aLetterThatNamesAnAuthorityWithoutEndIsReadToItsEnd() throws {
        let folder = try TwoCommunes.folder.get()
        for words in ["Kính gửi UBND phường Kinh Bắc, ", "đề nghị UBND xã ", "cán bộ địa chính phường Kinh Bắc. "] {
            let body = "Tôi tố cáo việc nhận hối lộ. " + String(repeating: words, count: 600)
            let verdict = Classifier(rules: folder.rules).verdict(subject: nil, body: body)
            #expect(verdict.signs.map { $0.authorities.count <= 50 } ?? true)
        }
    }
}
