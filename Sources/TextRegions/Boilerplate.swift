/// Tells lines that programs and offices put under every mail.
enum Boilerplate {
    /// Beginnings of what telephones and programs add, and what must follow somewhere in the line.
    private static let sentFrom = PhraseBook([
        "sent from", "sent via", "gui tu", "duoc gui tu", "da gui tu", "da duoc gui tu", "thu duoc gui tu",
        "get outlook for", "sent with", "gui bang", "duoc gui bang", "lay outlook cho",
        "tai outlook cho", "tai xuong outlook", "download outlook", "nhan outlook cho",
    ])
    private static let devices = PhraseBook([
        "iphone", "ipad", "android", "galaxy", "samsung", "outlook", "yahoo", "gmail", "oppo", "xiaomi", "redmi",
        "vivo", "realme",
        "huawei", "nokia", "sony", "blackberry", "windows", "dien thoai", "thiet bi di dong", "may tinh bang",
        "smartphone",
        "mobile", "phone", "zimbra", "hop thu", "proton", "zalo", "di dong", "bluemail", "fairemail",
    ])

    /// What only a disclaimer says in its first words.
    private static let disclaimers = PhraseBook([
        "this e mail is confidential", "this email is confidential", "this message is confidential",
        "confidentiality notice",
        "this e mail and any", "this email and any", "this message and any", "this e mail is intended",
        "this email is intended", "this message is intended", "this email message is intended",
        "the information contained in this e", "the information in this e mail", "the information in this email",
        "if you are not the intended recipient", "please consider the environment", "think before you print",
        "legal disclaimer", "email disclaimer", "disclaimer this message", "disclaimer this email",
        "disclaimer this e mail", "disclaimer the information", "the information transmitted",
        "the contents of this", "this email has been checked for viruses", "this email has been scanned",
        "this message has been scanned", "tuyen bo mien trach", "email nay da duoc quet", "thu nay da duoc quet",
        "hay vi moi truong", "thu nay co the chua thong tin mat",
        "thu nay co the chua thong tin bao mat",
        "thu nay chi danh cho nguoi nhan", "tuyen bo mien tru trach nhiem", "neu ban khong phai nguoi nhan",
        "neu ban khong phai la nguoi nhan", "neu quy vi khong phai la nguoi nhan", "neu khong phai la nguoi nhan",
        "hay nghi den moi truong truoc khi in", "hay can nhac den moi truong truoc khi in",
        "vui long can nhac moi truong truoc khi in",
    ])

    /// What a disclaimer may begin with, and a citizen too ("Thông tin trong thư này là sự thật"): the recipient must be spoken of.
    private static let doubtfulDisclaimers = PhraseBook([
        "thong tin trong thu nay", "thong tin trong email nay", "thong tin trong thu dien tu nay", "noi dung email nay",
        "email nay", "thu dien tu nay", "luu y email nay", "luu y thu nay", "luu y thu dien tu nay",
        "luu y thong tin trong",
    ])

    /// What newsletters and lists say under their letters.
    private static let footers = PhraseBook([
        "unsubscribe", "manage your subscription", "manage preferences", "view in browser",
        "view this email in your browser",
        "view it in your browser", "you received this message because", "you are receiving this", "huy dang ky",
        "huy dang ky nhan tin", "ngung nhan thu", "ngung nhan tin", "tu choi nhan thu", "xem tren web",
        "xem tren trinh duyet", "xem thu tren trinh duyet", "ban nhan duoc thu nay vi", "ban nhan duoc email nay vi",
        "danh sach thu", "mailing list", "virus free", "khong co vi rut", "thu nay khong co vi rut",
        "email nay khong co vi rut", "khong muon nhan thu", "khong muon nhan email", "khong muon nhan tin",
        "yahoo mail search organize conquer", "xem thu nay tren trinh duyet", "xem email nay tren trinh duyet",
        "xem ban tin tren trinh duyet", "moi quyen duoc bao luu", "all rights reserved",
    ])

    /// What only the footer of a list or newsletter begins with.
    private static let listFooters = PhraseBook([
        "you received this message because you are subscribed", "you are receiving this email because",
        "you received this email because", "to unsubscribe from this group", "to unsubscribe from this list",
        "to unsubscribe send", "ban nhan duoc thu nay vi", "ban nhan duoc email nay vi", "de huy dang ky khoi nhom",
        "de huy dang ky nhan", "de ngung nhan email", "de ngung nhan thu", "neu khong muon nhan thu nay nua",
        "neu ban khong muon nhan thu nay", "neu ban khong muon nhan email nay",
    ])

    /// What an office's server puts on top of mail from outside.
    private static let banners = PhraseBook([
        "caution this email originated", "caution this message originated", "caution external", "warning external",
        "external email", "external sender", "external mail", "this email originated from outside",
        "this message originated from outside", "this message was sent from outside", "you don t often get email from",
        "some people who received this message don t often get email", "canh bao thu nay den tu ben ngoai",
        "canh bao email nay den tu ben ngoai", "canh bao thu nay duoc gui tu ben ngoai", "thu nay den tu ben ngoai",
        "email nay den tu ben ngoai", "thu tu ben ngoai", "ban thuong khong nhan duoc email tu",
        "ban khong thuong xuyen nhan duoc email tu", "ban khong thuong nhan duoc email tu",
    ])

    /// What a line of boilerplate is.
    enum Kind {
        /// Says who may read the mail; the lines after it in its paragraph belong to it.
        case disclaimer
        /// A footer that stands for itself.
        case note
        /// A warning that a server puts on top; the lines after it in its paragraph belong to it.
        case banner
        /// Nothing but a rule.
        case rule
    }

    /// Whether a line is what lists and newsletters write, rather than a telephone's mark.
    static func isOfNewsletter(_ content: ArraySlice<UInt8>) -> Bool {
        let words = TextLines.folded(content.prefix(240)).split(separator: " ").map(String.init)[...]
        return footers.occurs(in: words) || listFooters.begins(words)
    }

    /// Words that speak of who should read a mail.
    private static let recipients = PhraseBook(["nguoi nhan", "thong tin mat"])

    /// What a line is when it is boilerplate.
    static func kind(of content: ArraySlice<UInt8>) -> Kind? {
        guard let first = content.first, content.count <= 1500 else { return nil }
        if rules.contains(first), content.count >= 3, content.allSatisfy({ rules.contains($0) }) { return .rule }
        let start = content.drop { !isWordByte($0) }.prefix(240)
        let isFooter = mayBeFooter(content)
        // Most lines are a citizen's, and their first word shows it.
        let word = TextLines.folded(start.prefix(24).prefix { isWordByte($0) })
        guard isFooter || books.contains(where: { $0.has(first: word) }) else { return nil }
        let words = TextLines.folded(start).split(separator: " ").map(String.init)[...]
        if disclaimers.begins(words) { return .disclaimer }
        if banners.begins(words) { return .banner }
        if listFooters.begins(words) { return .note }
        if doubtfulDisclaimers.begins(words), recipients.occurs(in: words) { return .disclaimer }
        if content.count <= 120, words.count <= Self.markWords, sentFrom.begins(words), devices.occurs(in: words) {
            return .note
        }
        return isFooter && (footers.isWhole(words) || (!hasNoLink(content) && footers.occurs(in: words))) ? .note : nil
    }

    private static let rules = Array("-_=*~".utf8)
    private static let books = [disclaimers, doubtfulDisclaimers, sentFrom, listFooters, banners]

    /// Words in the mark of a telephone or program, links counted.
    private static let markWords = 16

    /// "Tôi muốn huỷ đăng ký kết hôn" is a citizen's; a footer has a link, is a row of links, or says nothing else.
    private static func mayBeFooter(_ content: ArraySlice<UInt8>) -> Bool {
        content.count <= 240 && (!hasNoLink(content) || content.count <= 60)
    }

    /// Whether a line has no link and no row of links.
    private static func hasNoLink(_ content: ArraySlice<UInt8>) -> Bool {
        guard !content.contains(UInt8(ascii: "|")), !content.starts(with: "©".utf8) else {
            return false
        }
        if content.split(separator: UInt8(ascii: " ")).contains(where: { $0.starts(with: "www.".utf8) }) {
            return false
        }
        var rest = content
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            rest = rest[(slash + 1)...]
            if rest.first == UInt8(ascii: "/") { return false }
        }
        return true
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}
