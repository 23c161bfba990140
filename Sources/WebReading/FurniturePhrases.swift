/// The words by which ``FurnitureLines`` knows a line, folded as for search.
struct FurniturePhrases {
    static let shared = FurniturePhrases()

    private let whole: [PhraseNumber.Value: [Whole]]
    /// By their first word.
    private let openings: [PhraseNumber.Value: [Opening]]
    private let answers: [[UInt8]]
    private let categories: [[UInt8]]

    /// What is a line of its own.
    private struct Whole {
        var words: [UInt8]
        var kind: FurnitureLines.Kind
    }

    private struct Opening {
        var words: [UInt8]
        /// Holds for a sentence of any length as well.
        var isImprint: Bool
    }

    private init() {
        var kinds: [String: FurnitureLines.Kind] = [:]
        for phrase in Self.labels + Self.counters { kinds[phrase] = .label }
        for phrase in Self.ends { kinds[phrase] = .end }
        for phrase in Self.listHeadings { kinds[phrase] = .listHeading }
        var whole: [PhraseNumber.Value: [Whole]] = [:]
        for (phrase, kind) in kinds {
            whole[PhraseNumber(phrase.utf8).value, default: []].append(Whole(words: Array(phrase.utf8), kind: kind))
        }
        self.whole = whole
        var openings: [PhraseNumber.Value: [Opening]] = [:]
        for (list, isImprint) in [(Self.imprint, true), (Self.beginnings, false)] {
            for phrase in list {
                openings[PhraseNumber(phrase.utf8.prefix { $0 != 0x20 }).value, default: []]
                    .append(Opening(words: Array(phrase.utf8), isImprint: isImprint))
            }
        }
        self.openings = openings
        answers = Self.answerHeads.map { Array($0.utf8) }
        categories = Self.categoryLabels.map { Array($0.utf8) }
    }

    /// What a folded line is.
    func kind(_ folded: UnsafeBufferPointer<UInt8>, endsSentence: Bool, hasColon: Bool) -> FurnitureLines.Kind? {
        // "Trả lời" is a button, "Trả lời:" is where an answer begins.
        if hasColon, answers.contains(where: { $0.elementsEqual(folded) }) { return nil }
        let words = WordsOfLine(folded)
        if let found = whole[words.withoutNumbers.value]?.first(where: { Self.is($0.words, folded) }) {
            return found.kind
        }
        guard let candidates = openings[words.first.value] else { return nil }
        let isShort = !endsSentence || words.count <= 10
        return candidates.contains { ($0.isImprint || isShort) && Self.opens(folded, with: $0.words) } ? .label : nil
    }

    /// Whether a folded line begins with the label of a category.
    func isCategory(_ folded: UnsafeBufferPointer<UInt8>) -> Bool {
        categories.contains { Self.opens(folded, with: $0) }
    }

    private static func opens(_ folded: UnsafeBufferPointer<UInt8>, with opening: [UInt8]) -> Bool {
        folded.starts(with: opening) && (folded.count == opening.count || folded[opening.count] == 0x20)
    }

    /// Whether a phrase is a line without the words that are numbers.
    private static func `is`(_ phrase: [UInt8], _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
        let words = folded.split(separator: 0x20).filter { !$0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
        return phrase.elementsEqual(words.joined(separator: [0x20]))
    }

    /// The words of a line as numbers for looking up.
    private struct WordsOfLine {
        /// The whole line without words that are numbers.
        var withoutNumbers = PhraseNumber()
        var first = PhraseNumber()
        /// How many there are, numbers as well.
        var count = 0

        init(_ folded: UnsafeBufferPointer<UInt8>) {
            var hasWords = false
            var index = 0
            while index < folded.count {
                let before = withoutNumbers
                if hasWords { withoutNumbers.add(0x20) }
                var isNumber = true
                while index < folded.count, folded[index] != 0x20 {
                    let byte = folded[index]
                    if byte < 0x30 || byte > 0x39 { isNumber = false }
                    withoutNumbers.add(byte)
                    if count == 0 { first.add(byte) }
                    index += 1
                }
                index += 1
                count += 1
                if isNumber { withoutNumbers = before } else { hasWords = true }
            }
        }
    }

    private static let answerHeads: [String] = [
        "tra loi", "trich dan", "bao cao", "gop y", "y kien", "y kien phan hoi", "phan hoi",
    ]
    private static let listHeadings: [String] = [
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
    private static let ends: [String] = [
        "binh luan", "y kien ban doc", "y kien cua ban", "gui binh luan", "viet binh luan", "gui y kien",
        "y kien phan hoi", "gui phan hoi", "leave a reply", "leave a comment", "comments", "comment", "tra loi nhanh",
        "binh luan facebook", "y kien", "cac y kien", "gui y kien cua ban", "thao luan", "gop y", "them binh luan",
        "de lai binh luan", "tra loi huy", "binh luan cua ban",
    ]
    private static let labels: [String] = [
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
    private static let beginnings: [String] = [
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
    private static let counters: [String] = [
        "luot xem", "so luot xem", "so lan xem", "luot doc", "so luot doc", "da xem", "so lan doc", "so nguoi xem",
        "views", "view", "hits", "lan xem", "luot truy cap", "dang truy cap", "lan doc", "luot xem luot", "so luot",
        "binh luan", "luot thich", "chia se", "cap nhat lan cuoi", "xep hang", "nguoi xem", "nguoi da xem", "doc",
        "may chu tim kiem", "hit counter", "khach vieng tham", "thanh vien online", "duong day nong", "dien thoai",
        "luot tai",
    ]
    private static let categoryLabels = ["chuyen muc", "danh muc", "the loai", "muc", "category", "trong muc"]
}
