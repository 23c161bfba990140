import Testing
import TextRegions

/// How mail programs put an older mail under an answer, in Vietnamese and English, version by version.
///
/// Each row: the program, the lines it writes between the answer and the older mail, the older mail itself. The answer is always
/// the same, and all the rest must be told from it.
@Suite("An answer is told from what it quotes, whatever program wrote it")
struct AnswerFormsTests {
    private static let introductions: [(String, String)] = [
        ("Gmail", "Vào T2, 3 thg 3, 2025 lúc 09:15 Nguyễn A <a@example.vn> đã viết:"),
        ("Gmail, older", "Vào Th 2, 3 thg 3, 2025 vào lúc 09:15 Nguyễn A <a@example.vn> đã viết:"),
        ("Gmail, oldest", "Vào 09:15 Ngày 03 tháng 03 năm 2025, Nguyễn A <a@example.vn> đã viết:"),
        ("Gmail, broken over lines", "Vào T2, 3 thg 3, 2025 lúc 09:15 Nguyễn Thị Hồng A <\na@example.vn> đã viết:"),
        ("Gmail, day in full", "Vào Thứ Hai, 3 tháng 3, 2025 lúc 09:15 Nguyễn A <a@example.vn> đã viết:"),
        ("Gmail, Sunday", "Vào CN, 2 thg 3, 2025 lúc 21:02 <a@example.vn> đã viết:"),
        ("Gmail, English", "On Mon, Mar 3, 2025 at 9:15 AM Nguyễn A <a@example.vn> wrote:"),
        ("Gmail, English, narrow space", "On Mon, Mar 3, 2025 at 9:15\u{202F}AM Nguyễn A <a@example.vn> wrote:"),
        ("Gmail, no time", "On Mon, 3 Mar 2025, 9:15 Nguyễn A, <a@example.vn> wrote:"),
        ("Apple Mail", "On 3 Mar 2025, at 09:15, Nguyễn A <a@example.vn> wrote:"),
        ("Apple Mail, American", "On Mar 3, 2025, at 9:15 AM, Nguyễn A <a@example.vn> wrote:"),
        ("iPhone", "Vào 09:15, 3 thg 3, 2025, Nguyễn A <a@example.vn> đã viết:"),
        ("iPhone, day first", "Vào Th 2, 3 thg 3, 2025 lúc 09:15 Nguyễn A <a@example.vn> đã viết:"),
        ("iPhone, date first", "Vào ngày 3 thg 3, 2025, lúc 09:15, Nguyễn A <a@example.vn> đã viết:"),
        ("iPhone, no verb in the past", "Ngày 3 thg 3, 2025, lúc 09:15, Nguyễn A <a@example.vn> viết:"),
        ("Thunderbird", "On 3/3/25 09:15, Nguyễn A wrote:"),
        ("Thunderbird, Vietnamese", "Vào lúc 09:15 ngày 03/03/2025, Nguyễn A đã viết:"),
        ("Thunderbird, halves of the day", "Vào 3/3/2025 9:15 SA, Nguyễn A đã viết:"),
        ("Yahoo", "Vào Thứ Hai, 3 tháng 3, 2025 lúc 09:15:22 GMT+7, Nguyễn A <a@example.vn> đã viết:"),
        ("Yahoo, English", "On Monday, March 3, 2025 at 09:15:22 AM GMT+7, Nguyễn A <a@example.vn> wrote:"),
        ("Roundcube", "On 2025-03-03 09:15, Nguyễn A wrote:"),
        ("Roundcube, Vietnamese", "Vào 2025-03-03 09:15, Nguyễn A đã viết:"),
        ("K-9", "On March 3, 2025 9:15:22 AM GMT+07:00, Nguyễn A <a@example.vn> wrote:"),
        ("K-9, Vietnamese", "Vào 09:15:22 GMT+07:00, ngày 3 tháng 3 năm 2025, Nguyễn A <a@example.vn> đã viết:"),
        ("Zoho", "---- On Mon, 03 Mar 2025 09:15:22 +0700 Nguyễn A <a@example.vn> wrote ----"),
        ("Zoho, Vietnamese", "---- Vào T2, 03 thg 3 2025 09:15:22 +0700 Nguyễn A <a@example.vn> đã viết ----"),
        ("Mail.ru's way", "Nguyễn A <a@example.vn> đã viết vào ngày 3/3/2025 09:15:"),
        ("Proton", "On Monday, March 3rd, 2025 at 9:15 AM, Nguyễn A <a@example.vn> wrote:"),
        (
            "Proton, short",
            "------- Original Message -------\nOn Monday, March 3rd, 2025 at 9:15 AM, Nguyễn A <a@example.vn> wrote:"
        ),
        ("Lotus", "Nguyễn A <a@example.vn> wrote on 03/03/2025 09:15:22 AM:"),
        ("without marks", "Vao T2, 3 thg 3, 2025 luc 09:15 Nguyen A <a@example.vn> da viet:"),
    ]

    @Test("An introduction opens the quotation, marked or not", arguments: introductions)
    func readsIntroduction(program: String, line: String) {
        let marked = "> Đơn cũ của tôi.\n>\n> Cả xóm kéo lên."
        #expect(Self.quoted("Tôi đồng ý.\n\n\(line)\n\n\(marked)\n") == "\(line)\n\n\(marked)\n", "\(program), marked")
        let bare = "Đơn cũ của tôi.\n\nCả xóm kéo lên."
        #expect(Self.quoted("Tôi đồng ý.\n\n\(line)\n\n\(bare)\n") == "\(line)\n\n\(bare)\n", "\(program), bare")
    }

    private static let headers: [(String, String)] = [
        (
            "Outlook",
            "From: Nguyễn A <a@example.vn>\nSent: Monday, March 3, 2025 9:15 AM\nTo: Một cửa <b@example.vn>\nSubject: Đơn"
        ),
        (
            "Outlook, Vietnamese",
            "Từ: Nguyễn A <a@example.vn>\nĐã gửi: Thứ Hai, 3 Tháng Ba 2025 9:15 SA\nĐến: Một cửa <b@example.vn>\nChủ đề: Đơn"
        ),
        (
            "Outlook, with a rule",
            "________________________________\nTừ: Nguyễn A <a@example.vn>\nĐã gửi: Thứ Hai, 3 Tháng Ba 2025 9:15 SA\nĐến: b@example.vn <b@example.vn>\nChủ đề: Đơn"
        ),
        (
            "Outlook, titles",
            "-----Original Message-----\nFrom: Nguyễn A [mailto:a@example.vn]\nSent: Monday, March 3, 2025 9:15 AM\nTo: b@example.vn\nSubject: Đơn"
        ),
        (
            "Outlook, Vietnamese titles",
            "-----Thư gốc-----\nTừ: Nguyễn A\nĐã gửi: 03 Tháng Ba 2025 9:15\nĐến: Một cửa\nChủ đề: Đơn"
        ),
        (
            "Outlook, copies and importance",
            "From: Nguyễn A\nDate: Monday, 3 March 2025 at 09:15\nTo: Một cửa\nCc: Thanh tra\nSubject: Đơn"
        ),
        (
            "Outlook for Mac",
            "Từ: Nguyễn A <a@example.vn>\nNgày: Thứ Hai, 3 tháng 3, 2025 lúc 09:15\nĐến: Một cửa\nChủ đề: Đơn"
        ),
        (
            "Outlook on a phone",
            "________________________________\nFrom: Nguyễn A <a@example.vn>\nSent: Monday, March 3, 2025 9:15:22 AM\nTo: b@example.vn <b@example.vn>\nSubject: Đơn"
        ),
        ("Windows Mail", "Người gửi: Nguyễn A\nĐã gửi: 3/3/2025 9:15 SA\nĐến: Một cửa\nTiêu đề: Đơn"),
        ("labels in stars", "*Từ:* Nguyễn A <a@example.vn>\n*Đã gửi:* Thứ Hai\n*Đến:* b@example.vn\n*Chủ đề:* Đơn"),
        (
            "Samsung",
            "-------- Original message --------\nFrom: Nguyễn A <a@example.vn>\nDate: 03/03/2025  09:15  (GMT+07:00)\nTo: b@example.vn\nSubject: Đơn"
        ),
        (
            "Samsung, Vietnamese",
            "-------- Tin nhắn gốc --------\nTừ: Nguyễn A <a@example.vn>\nNgày: 03/03/2025  09:15  (GMT+07:00)\nTới: b@example.vn\nChủ đề: Đơn"
        ),
        ("Samsung, other words", "-------- Thư gốc --------\nNgười gửi: Nguyễn A\nNgày: 03/03/2025\nĐến: b@example.vn"),
        (
            "Zimbra",
            "----- Original Message -----\nFrom: \"Nguyễn A\" <a@example.vn>\nTo: \"Một cửa\" <b@example.vn>\nSent: Monday, March 3, 2025 9:15:22 AM\nSubject: Đơn"
        ),
        (
            "Zimbra, Vietnamese",
            "----- Thư gốc -----\nTừ: \"Nguyễn A\" <a@example.vn>\nTới: \"Một cửa\" <b@example.vn>\nĐã gửi: Thứ hai, 3 Tháng 3 năm 2025 09:15:22\nTiêu đề: Đơn"
        ),
        (
            "Zimbra, other words",
            "----- Tin nhắn gốc -----\nTừ: \"Nguyễn A\" <a@example.vn>\nĐến: b@example.vn\nChủ đề: Đơn"
        ),
        (
            "Hotmail",
            "> Date: Mon, 3 Mar 2025 09:15:22 +0700\n> From: a@example.vn\n> To: b@example.vn\n> Subject: Đơn\n>"
        ),
        ("MDaemon", "----------------- Thư gốc -----------------\nTừ: Nguyễn A\nNgày: 03/03/2025"),
        ("Date first", "Ngày: 3/3/2025 09:15\nTừ: Nguyễn A <a@example.vn>\nĐến: b@example.vn\nChủ đề: Đơn"),
        (
            "Outlook, label with the value below",
            "From:\nNguyễn A <a@example.vn>\nSent:\nMonday, March 3, 2025\nTo:\nb@example.vn\nSubject:\nĐơn"
        ),
    ]

    @Test("Header lines open the quotation", arguments: headers)
    func readsHeaderLines(program: String, lines: String) {
        let older = lines.hasPrefix(">") ? "> Đơn cũ của tôi." : "Đơn cũ của tôi.\n\nCả xóm kéo lên."
        #expect(Self.quoted("Tôi đồng ý.\n\n\(lines)\n\n\(older)\n") == "\(lines)\n\n\(older)\n", "\(program)")
    }

    private static let forwards: [(String, String)] = [
        (
            "Gmail",
            "---------- Forwarded message ---------\nFrom: Nguyễn A <a@example.vn>\nDate: Mon, Mar 3, 2025\nSubject: Đơn\nTo: b"
        ),
        (
            "Gmail, Vietnamese",
            "---------- Forwarded message ---------\nTừ: Nguyễn A <a@example.vn>\nDate: Th 2, 3 thg 3, 2025\nSubject: Đơn\nTo: b"
        ),
        ("Gmail, all Vietnamese", "---------- Thư đã chuyển tiếp ---------\nTừ: A\nNgày: T2\nTiêu đề: Đơn\nĐến: b"),
        ("Gmail, other words", "---------- Tin nhắn đã được chuyển tiếp ----------\nTừ: A\nĐến: b"),
        ("Gmail, short", "---------- Thư chuyển tiếp ----------\nTừ: A\nĐến: b"),
        ("Apple Mail", "Begin forwarded message:\n\nFrom: A <a@example.vn>\nSubject: Đơn\nDate: 3 March 2025\nTo: b"),
        ("iPhone", "Bắt đầu thư được chuyển tiếp:\n\nTừ: A <a@example.vn>\nNgày: 3 tháng 3\nĐến: b\nChủ đề: Đơn"),
        ("iPhone, other words", "Bắt đầu tin nhắn được chuyển tiếp:\n\nTừ: A <a@example.vn>\nĐến: b"),
        (
            "Thunderbird",
            "-------- Forwarded Message --------\nSubject: \tĐơn\nDate: \tMon, 3 Mar 2025\nFrom: \tA <a@example.vn>\nTo: \tb"
        ),
        (
            "Thunderbird, Vietnamese",
            "-------- Thư đã chuyển tiếp --------\nTiêu đề: \tĐơn\nNgày: \tT2\nTừ: \tA\nĐến: \tb"
        ),
        ("Zimbra", "----- Forwarded Message -----\nFrom: \"A\" <a@example.vn>\nTo: \"b\" <b@example.vn>"),
        (
            "Zimbra, Vietnamese",
            "----- Thư đã được chuyển tiếp -----\nTừ: \"A\" <a@example.vn>\nTới: \"b\" <b@example.vn>"
        ),
        ("Yahoo", "----- Forwarded Message -----\nFrom: A <a@example.vn>\nTo: b\nSent: Monday"),
        ("Yahoo, Vietnamese", "----- Thư được chuyển tiếp -----\nTừ: A <a@example.vn>\nĐến: b\nĐã gửi: Thứ Hai"),
        (
            "Roundcube",
            "-------- Original Message --------\nSubject: Đơn\nDate: 2025-03-03 09:15\nFrom: A <a@example.vn>\nTo: b"
        ),
        ("Proton", "------- Forwarded Message -------\nFrom: A <a@example.vn>\nDate: On Monday\nSubject: Đơn\nTo: b"),
        ("Zoho", "============ Forwarded message ============\nFrom: A <a@example.vn>\nTo: b"),
        ("Lotus", "----- Forwarded by B/Xa on 03/03/2025 09:15 -----\n\nFrom: A\nTo: b"),
        ("Zalo and telephones", "---- Tin nhắn chuyển tiếp ----\nTừ: A"),
        ("mutt", "----- Forwarded message from A <a@example.vn> -----\n\nDate: Mon\nFrom: A"),
    ]

    @Test("A letter passed on is the letter", arguments: forwards)
    func readsForward(program: String, lines: String) {
        let text = "Kính chuyển.\n\n\(lines)\n\nTôi khiếu nại.\nCả xóm đứng tên.\n"
        let regions = TextRegions.regions(of: text, isForwarded: program == "Roundcube")
        #expect(regions.map(\.kind) == [.body, .forwarded], "\(program)")
        #expect(regions.first?.end == "Kính chuyển.\n\n".utf8.count, "\(program)")
        #expect(TextRegions.letter(of: text, regions: regions) == text, "\(program)")
    }

    /// The text from the first quoted byte to the last; nil where the body does not stand alone in front of it.
    private static func quoted(_ text: String) -> String? {
        let regions = TextRegions.regions(of: text)
        guard regions.map(\.kind) == [.body, .quoted], let last = regions.last else { return nil }
        return String(decoding: Array(text.utf8)[last.start..<last.end], as: UTF8.self)
    }
}
