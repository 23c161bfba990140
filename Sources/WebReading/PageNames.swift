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

    private var known: [String: Verdict] = [:]

    /// What a class list and an id say together.
    mutating func verdict(classes: String, id: String) -> Verdict {
        guard !classes.isEmpty || !id.isEmpty else { return Verdict() }
        // Ids differ from element to element; a class list comes back often.
        let key = id.isEmpty ? classes : "\(classes) #\(id)"
        if let verdict = known[key] { return verdict }
        var verdict = Verdict()
        for token in classes.split(whereSeparator: \.isWhitespace).prefix(12) { Self.judge(token, &verdict) }
        verdict.signature = String(classes.filter { !$0.isNumber }.prefix(80))
        if !id.isEmpty { Self.judge(id[...], &verdict) }
        if known.count < 4096 { known[key] = verdict }
        return verdict
    }

    private static func judge(_ token: Substring, _ verdict: inout Verdict) {
        let words = words(token)
        let whole = words.joined()
        if comments.contains(whole) { verdict.furniture = .comments }
        if verdict.furniture == nil, footers.contains(whole) || words.last == "footer" { verdict.furniture = .footer }
        if verdict.furniture == nil, hidden.contains(whole) { verdict.furniture = .hidden }
        if bodies.contains(whole) { verdict.hints.insert(.body) }
        if leads.contains(whole) { verdict.hints.insert(.lead) }
        if verdict.furniture == nil, furniture.contains(whole) { verdict.furniture = .name }
        for word in words {
            if titles.contains(word) { verdict.hints.insert(.title) }
            if dates.contains(word) { verdict.hints.insert(.date) }
            if authors.contains(word) { verdict.hints.insert(.author) }
            if verdict.furniture == nil, furniture.contains(word) { verdict.furniture = .name }
        }
        if dates.contains(whole) { verdict.hints.insert(.date) }
        if authors.contains(whole) { verdict.hints.insert(.author) }
        if titles.contains(whole) { verdict.hints.insert(.title) }
    }

    /// The words of a name, cut at separators, numbers and capitals.
    static func words(_ name: Substring) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        for byte in name.utf8.prefix(100) {
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
