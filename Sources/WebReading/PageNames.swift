/// What class names and ids of Vietnamese and international sites mean.
///
/// A name is judged whole with its separators taken out (`tin-lien-quan`, `tinLienQuan`) and word by word (`site-nav`).
struct PageNames {
    struct Verdict {
        var hints: PageHints = []
        var furniture: Furniture?
        /// The class without numbers.
        var signature = ""
    }

    /// What was said before, by the number that the names give; see ``verdict(classes:id:)``.
    private var known: [PhraseNumber.Value: Known] = [:]
    private var key: [UInt8] = []

    private struct Known {
        var key: [UInt8]
        var verdict: Verdict
    }

    /// What a class list and an id say together.
    mutating func verdict(classes: AttributeValue, id: AttributeValue) -> Verdict {
        guard !classes.bytes.isEmpty || !id.bytes.isEmpty else { return Verdict() }
        // Numbers tell elements of one kind apart and say nothing about the kind.
        key.removeAll(keepingCapacity: true)
        addWithoutNumbers(classes)
        let signatureLength = key.count
        if !id.bytes.isEmpty {
            key.append(contentsOf: [0x20, UInt8(ascii: "#")])
            addWithoutNumbers(id)
        }
        let number = PhraseNumber(key)
        if let found = known[number.value], found.key == key { return found.verdict }
        var verdict = Verdict(signature: String(decoding: key[..<signatureLength], as: UTF8.self))
        for token in classes.bytes.split(whereSeparator: { $0 <= 0x20 }).prefix(12) { Self.judge(token, &verdict) }
        if !id.bytes.isEmpty { Self.judge(id.bytes[...], &verdict) }
        if known.count < 4096 { known[number.value] = Known(key: key, verdict: verdict) }
        return verdict
    }

    private mutating func addWithoutNumbers(_ name: AttributeValue) {
        for byte in name.bytes.prefix(200) where byte < 0x30 || byte > 0x39 { key.append(byte) }
    }

    private static func judge(_ token: Slice<UnsafeBufferPointer<UInt8>>, _ verdict: inout Verdict) {
        let words = words(token)
        let whole = meanings[words.joined()] ?? []
        if whole.contains(.comments) { verdict.furniture = .comments }
        if verdict.furniture == nil, whole.contains(.footer) || words.last == "footer" { verdict.furniture = .footer }
        if verdict.furniture == nil, whole.contains(.hidden) { verdict.furniture = .hidden }
        if verdict.furniture == nil, whole.contains(.furniture) { verdict.furniture = .name }
        verdict.hints.formUnion(whole.hints)
        for word in words {
            guard let meaning = meanings[word] else { continue }
            verdict.hints.formUnion(meaning.hints.intersection([.title, .date, .author]))
            if verdict.furniture == nil, meaning.contains(.furniture) { verdict.furniture = .name }
        }
    }

    /// What a name or a word means.
    private struct Meaning: OptionSet {
        let rawValue: Int

        static let comments = Meaning(rawValue: 0x100)
        static let footer = Meaning(rawValue: 0x200)
        static let hidden = Meaning(rawValue: 0x400)
        static let furniture = Meaning(rawValue: 0x800)

        init(rawValue: Int) { self.rawValue = rawValue }
        init(_ hints: PageHints) { rawValue = Int(hints.rawValue) }

        /// The lower eight bits.
        var hints: PageHints { PageHints(rawValue: UInt8(truncatingIfNeeded: rawValue)) }
    }

    private static let meanings: [String: Meaning] = {
        var meanings: [String: Meaning] = [:]
        let lists: [(Set<String>, Meaning)] = [
            (titles, Meaning(.title)), (dates, Meaning(.date)), (authors, Meaning(.author)), (leads, Meaning(.lead)),
            (bodies, Meaning(.body)), (comments, .comments), (footers, .footer), (hidden, .hidden),
            (furniture, .furniture),
        ]
        for (names, meaning) in lists {
            for name in names { meanings[name, default: []].formUnion(meaning) }
        }
        return meanings
    }()

    /// The words of a name, cut at separators, numbers and capitals.
    private static func words(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        for byte in name.prefix(100) {
            let isUpper = byte >= 0x41 && byte <= 0x5A
            let isLetter = isUpper || byte >= 0x61 && byte <= 0x7A
            if !isLetter || isUpper && wasLower, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
            if isLetter { word.append(byte | 0x20) }
            wasLower = isLetter && !isUpper
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static let titles: Set<String> = [
        "title", "headline", "heading", "tieude", "tieudetin", "tieudebai", "tentin", "newstitle", "subject",
    ]
    private static let dates: Set<String> = [
        "date", "datetime", "time", "published", "pubdate", "ngaydang", "ngay", "thoigian", "postdate", "timestamp",
    ]
    private static let authors: Set<String> = [
        "author", "byline", "tacgia", "nguoidang", "nguoiviet", "username", "poster", "butdanh",
    ]
    private static let leads: Set<String> = [
        "sapo", "lead", "summary", "tomtat", "trichdan", "hometext", "description", "introtext", "excerpt", "chapo",
    ]
    private static let bodies: Set<String> = [
        "articlebody", "articlecontent", "entrycontent", "postcontent", "newscontent", "contentdetail", "detailcontent",
        "noidung", "noidungtin", "noidungbai", "noidungbaiviet", "chitiet", "chitiettin", "newsdetail", "bodytext",
        "newsbody", "newsbodyhtml", "fckdetail", "journalcontentarticle", "tdpostcontent", "detailnews",
        "singlecontent",
        "contentnews", "newscontentdetail", "itemfulltext", "fulltext", "baiviet", "contentarticle", "storybody",
    ]
    private static let comments: Set<String> = [
        "comments", "commentlist", "commentslist", "binhluan", "ykien", "ykienbandoc", "commentsarea", "disqusthread",
        "fbcomments", "commentbox", "boxcomment", "listcomment", "respond", "commentform", "phanhoi", "newscomment",
    ]
    private static let footers: Set<String> = ["footer", "foot", "sitefooter", "pagefooter", "footerwrap", "chantrang"]
    private static let hidden: Set<String> = [
        "hidden", "hide", "dnone", "invisible", "sronly", "visuallyhidden", "displaynone", "screenreadertext",
    ]
    private static let furniture: Set<String> = [
        "nav", "navbar", "navigation", "menu", "menus", "submenu", "megamenu", "mainmenu", "topmenu", "leftmenu",
        "breadcrumb",
        "breadcrumbs", "crumb", "sidebar", "aside", "banner", "advert", "adverts", "advertisement",
        "ads", "adsbox", "adv", "qc", "quangcao", "sponsor", "share", "sharing", "sharedaddy", "social", "socials",
        "addthis", "related", "relatedposts", "lienquan", "tinlienquan", "tinkhac", "cactinkhac", "tinlq", "othernews",
        "othernew", "otherposts", "cungchuyenmuc", "tincungchuyenmuc", "rating", "ratings", "rate", "danhgia", "vote",
        "poll", "thamdo", "thamdoykien", "tags", "taglist", "tagcloud", "tukhoa", "keywords", "print", "printmail",
        "sendmail", "toolbar",
        "pager", "pagination", "paging", "pagenav", "pagenavi", "search", "searchbox", "timkiem", "login", "signin",
        "dangnhap", "signup", "subscribe", "newsletter", "popup", "modal", "cookie", "cookies", "counter", "thongke",
        "thongketruycap", "luottruycap", "luotxem", "visitors", "visitor", "pageviews", "views", "viewcount", "weather",
        "thoitiet", "marquee", "carousel", "slideshow", "copyright", "mostread", "mostviewed", "xemnhieu", "docnhieu",
        "tinxemnhieu",
        "tindocnhieu", "popular", "popularposts", "latestnews", "recentposts", "tinmoi", "tinmoinhat", "tinnoibat",
        "recommend", "recommended", "lienketweb", "lienketwebsite", "weblinks", "signature", "userinfo",
        "postbituserinfo",
        "actions", "buttons", "fontsize", "binhchon", "hotline", "newsletters", "skiplink", "skip", "readmore",
    ]
}
