import VietnameseText

/// A word that names the kind of a unit: xã, phường, thôn, tp.
struct TypeWord: Sendable {
    /// The word written out, as it is shown before the name.
    var shown: String
    var kind: PlaceKind
    var syllables: [Syllable]
    /// A number may stand for the name: phường 12, tổ 5.
    var takesNumber: Bool
    /// A name may stand after it; of đội and tổ only a number makes a unit.
    var takesName: Bool
    /// One or two letters, which mean something else in most places: they need a name that the gazetteer knows or a number.
    var isShort: Bool
    /// Whether it is short for a word, so that a point behind it ends no sentence.
    var isAbbreviation: Bool
}

/// The type words.
enum TypeWords {
    private static let written: [(words: String, shown: String, kind: PlaceKind, options: String)] = [
        ("thành phố", "thành phố", .oldDistrict, ""), ("tp", "thành phố", .oldDistrict, ""),
        ("t p", "thành phố", .oldDistrict, "short"), ("t phố", "thành phố", .oldDistrict, "short"),
        ("tỉnh", "tỉnh", .province, ""), ("t", "tỉnh", .province, "short"),
        ("thị xã", "thị xã", .oldDistrict, ""), ("tx", "thị xã", .oldDistrict, ""),
        ("huyện", "huyện", .oldDistrict, ""), ("h", "huyện", .oldDistrict, "short"),
        ("quận", "quận", .oldDistrict, "number"), ("q", "quận", .oldDistrict, "short number"),
        ("thị trấn", "thị trấn", .commune, ""), ("tt", "thị trấn", .commune, "short"),
        ("đặc khu", "đặc khu", .commune, ""), ("phường", "phường", .commune, "number"),
        ("p", "phường", .commune, "short number"), ("xã", "xã", .commune, ""), ("x", "xã", .commune, "short"),
        ("tổ dân phố", "tổ dân phố", .hamlet, "number"), ("tdp", "tổ dân phố", .hamlet, "number"),
        ("tổ nhân dân", "tổ nhân dân", .hamlet, "number only"), ("tổ dân cư", "tổ dân cư", .hamlet, "number"),
        ("khu phố", "khu phố", .hamlet, "number"), ("kp", "khu phố", .hamlet, "number"),
        ("khu dân cư", "khu dân cư", .hamlet, "number"), ("kdc", "khu dân cư", .hamlet, "number"),
        ("khu tái định cư", "khu tái định cư", .hamlet, "number"), ("khu tập thể", "khu tập thể", .hamlet, "number"),
        ("khu tđc", "khu tái định cư", .hamlet, "number"), ("tđc", "khu tái định cư", .hamlet, "number"),
        ("ktt", "khu tập thể", .hamlet, "number"), ("khu đô thị", "khu đô thị", .hamlet, "number"),
        ("kđt", "khu đô thị", .hamlet, "number"), ("khu vực", "khu vực", .hamlet, "number"),
        ("khu chung cư", "khu chung cư", .hamlet, "number"),
        ("khu", "khu", .hamlet, "number"), ("cụm", "cụm", .hamlet, "number"),
        ("cụm dân cư", "cụm dân cư", .hamlet, "number"),
        ("thôn", "thôn", .hamlet, "number"), ("xóm", "xóm", .hamlet, "number"), ("bản", "bản", .hamlet, "number"),
        ("ấp", "ấp", .hamlet, "number"), ("khóm", "khóm", .hamlet, "number"), ("khối", "khối", .hamlet, "number"),
        ("khối phố", "khối phố", .hamlet, "number"), ("tiểu khu", "tiểu khu", .hamlet, "number"),
        ("buôn", "buôn", .hamlet, "number"), ("bon", "bon", .hamlet, "number"), ("sóc", "sóc", .hamlet, ""),
        ("phum", "phum", .hamlet, ""), ("plei", "plei", .hamlet, ""), ("làng", "làng", .hamlet, "number"),
        ("tổ", "tổ", .hamlet, "number only"), ("đội", "đội", .hamlet, "number only"),
    ]

    /// Type words by their first syllable, the longest first.
    private static let byFirst: SyllableKeyTable<[TypeWord]> = {
        let all = written.map { line in
            TypeWord(
                shown: line.shown, kind: line.kind, syllables: FoldedText(line.words).syllables,
                takesNumber: line.options.contains("number"), takesName: !line.options.contains("only"),
                isShort: line.options.contains("short"), isAbbreviation: line.words != line.shown)
        }
        return SyllableKeyTable(
            Dictionary(grouping: all) { $0.syllables[0].plain }
                .mapValues { list in list.sorted { $0.syllables.count > $1.syllables.count } })
    }()

    /// A type word at a syllable of a text, and how well its marks fit.
    struct Found {
        var word: TypeWord
        var end: Int
        /// Whether its marks are those of the type word, or left out in a text without any; otherwise it may be another word (tính, phương).
        var isSure: Bool
    }

    /// The type words that stand at a syllable, the longest first.
    static func found(in text: TypedText, at position: Int) -> [Found] {
        guard let list = byFirst[text.syllables[position].plain] else { return [] }
        return list.compactMap { word in
            let end = position + word.syllables.count
            guard end <= text.syllables.count else { return nil }
            var isSure = true
            for (offset, syllable) in word.syllables.enumerated() {
                let written = text.syllables[position + offset]
                guard written.plain == syllable.plain, offset == 0 || written.gap <= .light else { return nil }
                if !text.reads(position + offset, as: syllable) { isSure = false }
            }
            return Found(word: word, end: end, isSure: isSure)
        }
    }

    /// English type words, which stand behind the name: An Phu ward.
    static let english: [(words: WordList, shown: String, kind: PlaceKind)] = [
        (WordList("ward"), "phường", .commune), (WordList("commune"), "xã", .commune),
        (WordList("township"), "thị trấn", .commune), (WordList("district"), "huyện", .oldDistrict),
        (WordList("province"), "tỉnh", .province), (WordList("city"), "thành phố", .oldDistrict),
        (WordList("hamlet"), "thôn", .hamlet), (WordList("village"), "thôn", .hamlet),
    ]

    /// Words after a type word that make an ordinary word of it: xã hội, xã đội, bản thân, bản án, tỉnh ủy.
    static let notNames = WordList(
        "hội,đội,đoàn,thân,án,đồ,ủy,ông,bà,nào,hội hóa,nghề,tôi,em,mình,cháu,này,đó,kia,ấy,ta,bên,khác,mới sáp,dân cư,"
            + "quyền,sao,lĩnh,chất,năng,tính,luật,tin,kê,ghi,hợp tác,tắc,viên,trưởng,chức,trên,dưới,trong,ngoài")

    /// Words after a number that show that it counts them: thôn Hạ 5 hộ.
    static let counted = WordList(
        "hộ,người,nhà,năm,tháng,ngày,giờ,tuần,km,m,m2,ha,sào,mẫu,đồng,triệu,tỷ,tỉ,con,cái,chiếc,vụ,lần,bữa,căn,gia đình,đứa,"
            + "thằng,cây,tấn,kg,mét,phút,lô,thửa,công,h,k,tr,nghìn,ngàn,trăm,chục,cháu,em,bạn,anh,chị,cụ,ông,bà,đơn,giây,suất,%"
    )
}
