import VietnameseText

/// Lines that stand around articles on Vietnamese sites, known by their words.
enum FurnitureLines {
    /// What a line is.
    enum Kind {
        /// It stands over a list of other articles.
        case listHeading
        /// It stands over what readers wrote, or may write: the article has ended.
        case end
        /// A button, a counter, a notice of the site.
        case label
    }

    /// Longest line that is judged, in characters.
    private static let longest = 160

    /// What the line is; nil for a line that may be an article's.
    static func kind(_ line: PageLine) -> Kind? {
        guard line.length <= longest else { return nil }
        if !line.text.utf8.contains(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x80 }) {
            return line.text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } ? nil : .label
        }
        return kind(of: line.text, depth: 0)
    }

    private static func kind(of text: String, depth: Int) -> Kind? {
        let folded = foldedForSearch(text)
        // "Trả lời" is a button, "Trả lời:" is where an answer begins.
        if text.hasSuffix(":"), answers.contains(folded) { return nil }
        if let kind = kind(folded: folded, endsSentence: text.hasSuffix(".")) { return kind }
        if isCategory(text, folded) { return .label }
        guard depth == 0 else { return nil }
        // Several labels on one line.
        let pieces = pieces(of: text)
        guard pieces.count > 1 else { return nil }
        return pieces.allSatisfy { kind(of: $0, depth: 1) != nil } ? .label : nil
    }

    /// The parts of a line that are set apart by bars, dots and tabs.
    static func pieces(of text: String) -> [String] {
        let separators: Set<Unicode.Scalar> = ["|", "•", "·", "»", "\t", "¦", "●", "▪"]
        return text.unicodeScalars.split { separators.contains($0) }
            .map { Trimming.trim(String(String.UnicodeScalarView($0))) }
            .filter { !$0.isEmpty }
    }

    private static func kind(folded: String, endsSentence: Bool) -> Kind? {
        guard !folded.isEmpty else { return .label }
        let words = folded.split(separator: " ")
        let plain = words.filter { !$0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }.joined(separator: " ")
        if listHeadings.contains(plain) { return .listHeading }
        if ends.contains(plain) { return .end }
        if labels.contains(plain) || counters.contains(plain) { return .label }
        if opens(folded, with: imprint) { return .label }
        guard !endsSentence || words.count <= 10 else { return nil }
        return opens(folded, with: openings) ? .label : nil
    }

    private static func opens(_ folded: String, with openings: [String]) -> Bool {
        openings.contains { opening in
            guard folded.hasPrefix(opening) else { return false }
            let rest = folded.utf8.dropFirst(opening.utf8.count)
            return rest.isEmpty || rest.first == 0x20
        }
    }

    /// "Chuyên mục: Tin tức".
    private static func isCategory(_ text: String, _ folded: String) -> Bool {
        guard text.utf8.count <= 80, text.contains(":"), !text.hasSuffix(".") else { return false }
        return opens(folded, with: ["chuyen muc", "danh muc", "the loai", "muc", "category", "trong muc"])
    }

    private static let answers: Set<String> = [
        "tra loi", "trich dan", "bao cao", "gop y", "y kien", "y kien phan hoi", "phan hoi",
    ]
    private static let listHeadings: Set<String> = [
        "cac tin khac", "tin khac", "tin tuc khac", "tin lien quan", "bai lien quan", "bai viet lien quan",
        "cac bai lien quan", "cac tin lien quan", "tin bai lien quan", "tin cung chuyen muc", "cung chuyen muc",
        "bai cung chuyen muc", "tin moi hon", "tin cu hon", "nhung tin moi hon", "nhung tin cu hon", "cac tin da dua",
        "cac tin da dang", "tin da dua", "tin da dang", "cac bai khac", "bai viet khac", "cac bai viet khac",
        "xem nhieu nhat", "xem nhieu", "doc nhieu nhat", "doc nhieu", "tin doc nhieu", "tin doc nhieu nhat",
        "tin xem nhieu", "tin xem nhieu nhat", "tin moi nhat", "tin moi", "tin noi bat", "tin tieu diem",
        "bai viet moi",
        "bai viet moi nhat", "bai moi nhat",
        "co the ban quan tam", "ban doc quan tam", "dung bo lo", "tin nong", "related posts", "related articles",
        "related news", "related", "recent posts", "read more", "van ban moi", "thong bao moi", "video noi bat",
        "lien ket website",
        "lien ket web", "trang lien ket", "cac tin moi hon", "cac tin cu hon", "tin bai khac", "cung su kien",
        "dong su kien", "chu de lien quan", "cac thong bao khac", "thong bao khac", "cac chu de tuong tu",
        "chu de tuong tu",
        "similar threads", "tin tuc lien quan", "tin tuc moi nhat", "tin tuc noi bat", "bai doc nhieu",
        "chuyen muc khac",
    ]
    private static let ends: Set<String> = [
        "binh luan", "y kien ban doc", "y kien cua ban", "gui binh luan", "viet binh luan", "gui y kien",
        "y kien phan hoi", "gui phan hoi", "leave a reply", "leave a comment", "comments", "comment", "tra loi nhanh",
        "binh luan facebook", "y kien", "cac y kien", "gui y kien cua ban", "thao luan", "gop y", "them binh luan",
        "de lai binh luan", "tra loi huy", "binh luan cua ban",
    ]
    private static let labels: Set<String> = [
        "facebook", "zalo", "twitter", "email", "print", "pinterest", "linkedin", "youtube", "google plus", "tweet",
        "like", "share", "thich", "chia se", "tra loi", "trich dan", "in", "in tin", "ban in", "in trang", "in bai",
        "in bai viet", "luu",
        "luu bai viet", "sao chep lien ket", "copy link", "xem tiep", "xem them", "doc tiep", "chi tiet",
        "xem chi tiet",
        "tro ve", "quay lai", "ve trang truoc", "ve dau trang", "len dau trang", "ve trang chu", "trang chu",
        "tim kiem",
        "dang nhap", "dang ky", "thoat", "trang truoc", "trang sau", "bai truoc", "bai tiep", "bai tiep theo",
        "tin truoc",
        "tin tiep theo", "quang cao", "advertisement", "a a a", "a a", "rss", "sitemap", "so do site", "so do trang",
        "tieng viet", "english", "font size", "co chu", "kich thuoc chu", "hom nay", "hom qua", "tuan nay", "thang nay",
        "tat ca", "tong cong", "dang online", "khach", "thanh vien", "online", "reply", "quote", "report", "bao cao",
        "home", "xem",
        "nghe bai viet", "nghe doc bai", "gui", "huy", "danh gia", "sao", "luot danh gia", "binh luan bai viet",
        "dau trang", "prev", "next", "menu", "close", "dong", "skip to content", "toi thich bai nay", "bao xau",
        "gui mail", "gui email", "gui tin", "gui bai viet", "phan hoi", "xem voi co chu", "luot thich", "thich tra loi",
        "so luot thich",
    ]
    private static let openings: [String] = [
        "gui cho ban be", "gui bai viet cho", "gui bai viet qua", "gui tin qua", "gui qua email", "tong luot truy cap",
        "tong so luot truy cap", "so luot truy cap", "so nguoi dang truy cap", "so nguoi online", "thong ke truy cap",
        "tu khoa", "tags", "tag", "the tag", "chia se bai viet", "chia se len", "chia se qua", "chia se tin nay",
        "chia se facebook", "theo doi chung toi", "theo doi bao", "tong so diem", "click de danh gia",
        "click vao day de", "hay la nguoi dau tien", "danh gia bai viet", "diem danh gia",
        "thiet ke va phat trien", "phat trien boi",
        "thiet ke boi", "designed by", "powered by", "ghi ro nguon", "vui long ghi ro nguon", "xem voi co chu",
        "ban dang o day", "ban dang xem", "trang thong tin dien tu nay", "dang ky nhan tin", "dang nhap de",
        "ban can dang nhap", "ban phai dang nhap", "vui long dang nhap", "vui long bat javascript",
        "trinh duyet cua ban", "your browser", "please enable", "ma bao ve", "ma xac nhan", "nhap ma", "ban con ky tu",
        "nhung y kien duoc", "this entry was posted", "posted in", "filed under",
        "share this", "like this", "dang trong chuyen muc", "bai viet nay da duoc xem", "bai viet da duoc xem",
        "quay tro lai", "tro lai trang", "thich va chia se", "quan tam zalo", "tai ung dung",
    ]
    /// How the imprint of a site begins, sentence or not.
    private static let imprint: [String] = [
        "ban quyen thuoc", "ban quyen c", "copyright", "c copyright", "c ban quyen", "chiu trach nhiem",
        "giay phep so", "giay phep thiet lap", "giay phep xuat ban", "giay phep hoat dong", "co quan chu quan",
        "tong bien tap", "pho tong bien tap", "moi hinh thuc sao chep", "cam sao chep duoi moi hinh thuc",
    ]
    /// Counters; nothing but numbers may stand beside these words.
    private static let counters: Set<String> = [
        "luot xem", "so luot xem", "so lan xem", "luot doc", "so luot doc", "da xem", "so lan doc", "so nguoi xem",
        "views", "view", "hits", "lan xem", "luot truy cap", "dang truy cap", "lan doc", "luot xem luot", "so luot",
        "binh luan", "luot thich", "chia se", "cap nhat lan cuoi", "xep hang", "nguoi xem", "nguoi da xem", "doc",
        "may chu tim kiem", "hit counter", "khach vieng tham", "thanh vien online", "duong day nong", "dien thoai",
        "luot tai",
    ]
}
