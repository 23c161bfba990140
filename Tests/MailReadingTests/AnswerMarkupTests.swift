import MailReading
import Testing
import TextRegions

/// How mail programs mark up an answer in HTML.
@Suite("Markup of mail programs tells the answer from what it quotes")
struct AnswerMarkupTests {
    private static func cut(_ html: String, subject: String = "Đơn") throws -> [String] {
        let mail = try Mails.read(
            "From: a@example.vn\nSubject: \(subject)\nContent-Type: text/html; charset=utf-8\n\n\(html)")
        let bytes = Array(mail.text.utf8)
        return mail.regions.map { region in
            let words = String(decoding: bytes[region.start..<region.end], as: UTF8.self)
            return "\(region.kind.rawValue): \(words.split(separator: "\n").joined(separator: "/"))"
        }
    }

    @Test(
        "Each program's markup",
        arguments: [
            (
                "Gmail",
                #"<div dir="ltr">Tôi đồng ý.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Vào T2, 3 thg 3, 2025 lúc 09:15 A &lt;<a href="mailto:a@example.vn">a@example.vn</a>&gt; đã viết:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"><div>Cũ</div></blockquote></div>"#,
                ["body: Tôi đồng ý.", "quoted: Vào T2, 3 thg 3, 2025 lúc 09:15 A <a@example.vn> đã viết:/> Cũ"]
            ),
            (
                "Gmail in a tongue nobody listed",
                #"<div>Tôi đồng ý.</div><div class="gmail_quote"><div class="gmail_attr">2025년 3월 3일 (월) A &lt;a@example.vn&gt;님이 작성:<br></div><blockquote class="gmail_quote">Cũ</blockquote></div>"#,
                ["body: Tôi đồng ý.", "quoted: 2025년 3월 3일 (월) A <a@example.vn>님이 작성:/> Cũ"]
            ),
            (
                "Gmail, answers in between",
                #"<div class="gmail_quote"><div class="gmail_attr">Vào T2, 3 thg 3, 2025 lúc 09:15 A &lt;a@example.vn&gt; đã viết:</div><blockquote class="gmail_quote">Một?</blockquote><div>Có.</div><blockquote class="gmail_quote">Hai?</blockquote><div>Không.</div></div>"#,
                [
                    "quoted: Vào T2, 3 thg 3, 2025 lúc 09:15 A <a@example.vn> đã viết:/> Một?", "body: Có.",
                    "quoted: > Hai?", "body: Không.",
                ]
            ),
            (
                "Gmail, passed on",
                #"<div>Nhờ chị.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>Từ: <strong>A</strong> <span>&lt;a@example.vn&gt;</span><br>Date: T2<br>Subject: Đơn<br>To: b<br></div><br><div>Nước đen.</div></div>"#,
                [
                    "body: Nhờ chị.",
                    "forwarded: ---------- Forwarded message ---------/Từ: A <a@example.vn>/Date: T2/Subject: Đơn/To: b/Nước đen.",
                ]
            ),
            (
                "Outlook",
                #"<div>Tôi đồng ý.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font><b>Từ:</b> A &lt;a@example.vn&gt;<br><b>Đã gửi:</b> Thứ Hai<br><b>Đến:</b> b<br><b>Chủ đề:</b> Đơn</font><div>&nbsp;</div></div><div>Cũ</div>"#,
                ["body: Tôi đồng ý.", "quoted: Từ: A <a@example.vn>/Đã gửi: Thứ Hai/Đến: b/Chủ đề: Đơn/Cũ"]
            ),
            (
                "Outlook in a tongue nobody listed",
                #"<div>Tôi đồng ý.</div><hr><div id="divRplyFwdMsg"><b>보낸 사람:</b> A<br><b>제목:</b> Đơn</div><div>Cũ</div>"#,
                ["body: Tôi đồng ý.", "quoted: 보낸 사람: A/제목: Đơn/Cũ"]
            ),
            (
                "Outlook on a telephone",
                #"<div>Tôi đồng ý.</div><div id="ms-outlook-mobile-signature">Tải <a href="https://aka.ms/o0ukef">Outlook cho iOS</a></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg"><b>From:</b> A<br><b>Sent:</b> T2<br><b>Subject:</b> Đơn</div>Cũ</div>"#,
                ["body: Tôi đồng ý.", "boilerplate: Tải Outlook cho iOS", "quoted: From: A/Sent: T2/Subject: Đơn/Cũ"]
            ),
            (
                "Thunderbird",
                #"<div class="moz-cite-prefix">Vào 3/3/25 09:15, A đã viết:<br></div><blockquote type="cite" cite="mid:1@example.vn"><p>Một?</p></blockquote><p>Có.</p><div class="moz-signature">-- <br>Lê B<br>ĐT: 0909 000 111</div>"#,
                [
                    "quoted: Vào 3/3/25 09:15, A đã viết:/> Một?", "body: Có.",
                    "signature: --/Lê B/ĐT: 0909 000 111",
                ]
            ),
            (
                "Thunderbird, passed on",
                #"<p>Nhờ chị.</p><div class="moz-forward-container"><br>-------- Thư chuyển đi --------<table class="moz-email-headers-table"><tr><th>Tiêu đề:</th><td>Đơn</td></tr></table>Nước đen.</div>"#,
                ["body: Nhờ chị.", "forwarded: -------- Thư chuyển đi --------/Tiêu đề:\tĐơn/Nước đen."]
            ),
            (
                "Apple Mail",
                #"<div>Tôi đồng ý.</div><div id="AppleMailSignature">Đã gửi từ iPhone của tôi</div><div><br><blockquote type="cite">Vào 09:15, 3 thg 3, 2025, A &lt;a@example.vn&gt; đã viết:<br><br></blockquote></div><blockquote type="cite"><div>Cũ</div></blockquote>"#,
                [
                    "body: Tôi đồng ý.", "boilerplate: Đã gửi từ iPhone của tôi",
                    "quoted: > Vào 09:15, 3 thg 3, 2025, A <a@example.vn> đã viết:/> /> Cũ",
                ]
            ),
            (
                "Yahoo",
                #"<div>Tôi đồng ý.</div><div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted"><div>Vào T2, A viết thế này:</div><div>Cũ</div></div>"#,
                ["body: Tôi đồng ý.", "quoted: Vào T2, A viết thế này:/Cũ"]
            ),
            (
                "Zimbra",
                #"<div>Tôi đồng ý.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Người gửi: </b>A<br><b>Gửi cho: </b>b</div><div data-marker="__QUOTED_TEXT__">Cũ</div>"#,
                ["body: Tôi đồng ý.", "quoted: Người gửi: A/Gửi cho: b/Cũ"]
            ),
            (
                "Zoho",
                #"<div>Tôi đồng ý.</div><div class="zmail_extra"><div>Trước đó:</div><blockquote>Cũ</blockquote></div>"#,
                ["body: Tôi đồng ý.", "quoted: Trước đó:/> Cũ"]
            ),
            (
                "a signature of Gmail's",
                #"<div>Đường hỏng.</div><div class="gmail_signature">Lê B<br>chủ vườn cam</div>"#,
                ["body: Đường hỏng.", "signature: Lê B/chủ vườn cam"]
            ),
        ])
    func readsMarkup(program: String, html: String, regions: [String]) throws {
        #expect(try Self.cut(html) == regions, "\(program)")
    }

    @Test("What Outlook quotes of a mail that is passed on is the letter")
    func readsForward() throws {
        let html = #"<div>Kính chuyển.</div><div id="divRplyFwdMsg"><b>보낸 사람:</b> A</div><div>Nước đen.</div>"#
        #expect(try Self.cut(html, subject: "FW: Đơn") == ["body: Kính chuyển.", "forwarded: 보낸 사람: A/Nước đen."])
    }

    @Test("Words that were only moved to the right are the letter")
    func keepsIndentation() throws {
        let html =
            #"<div>Tôi kiến nghị:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>Sửa đường.</div></blockquote>"#
        #expect(try Self.cut(html) == ["body: Tôi kiến nghị:/Sửa đường."])
    }

    @Test("A signature as long as a letter is one")
    func keepsLongSignature() throws {
        let words = String(repeating: "<p>Đường trong thôn hỏng đã ba năm nay.</p>", count: 30)
        #expect(try Self.cut("<p>Kính gửi.</p><div id=\"Signature\">\(words)</div>").count == 1)
    }

    @Test("A mail that is nothing but a quotation says what it quotes")
    func keepsAll() throws {
        #expect(try Self.cut("<div class=\"yahoo_quoted\">Cả thư.</div>") == ["body: Cả thư."])
    }

    @Test("Where the tree cannot be built, the mark of Outlook still counts")
    func readsWithoutTree() throws {
        let deep = String(repeating: "<div>", count: 400)
        let html = "\(deep)Tôi đồng ý.<div id=\"divRplyFwdMsg\"><b>보낸 사람:</b> A</div>Cũ"
        #expect(try Self.cut(html) == ["body: Tôi đồng ý.", "quoted: 보낸 사람: A/Cũ"])
    }
}
