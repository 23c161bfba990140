import VietnameseText

/// Type words and province names by which places are found.
enum PlaceLexicon {
    /// A word that names the kind of a unit.
    struct TypeWord: Sendable {
        var name: String
        var kind: PlaceKind
        var acceptsNumber: Bool
        /// "thành phố" may name a province-level city or a former district-level one.
        var isCity: Bool
        var syllables: [Syllable]

        init(_ written: String, as name: String? = nil, _ kind: PlaceKind, number: Bool = false, city: Bool = false) {
            self.name = name ?? written
            self.kind = kind
            acceptsNumber = number
            isCity = city
            syllables = FoldedText(written).syllables
        }

        func matches(_ text: FoldedText, at position: Int) -> Bool {
            guard position + syllables.count <= text.syllables.count else { return false }
            for (offset, syllable) in syllables.enumerated() {
                let candidate = text.syllables[position + offset]
                guard candidate.fit(syllable) == .exact, offset == 0 || candidate.gap <= .space else { return false }
            }
            return true
        }
    }

    /// Longer type words first, so that "tổ dân phố" is not read as "tổ".
    private static let typeWords: [TypeWord] = [
        TypeWord("thành phố", .oldDistrict, city: true),
        TypeWord("tp", as: "thành phố", .oldDistrict, city: true),
        TypeWord("tỉnh", .province),
        TypeWord("thị xã", .oldDistrict),
        TypeWord("tx", as: "thị xã", .oldDistrict),
        TypeWord("huyện", .oldDistrict),
        TypeWord("quận", .oldDistrict, number: true),
        TypeWord("thị trấn", .commune),
        TypeWord("đặc khu", .commune),
        TypeWord("phường", .commune, number: true),
        TypeWord("xã", .commune),
        TypeWord("tổ dân phố", .hamlet, number: true),
        TypeWord("tdp", as: "tổ dân phố", .hamlet, number: true),
        TypeWord("khu phố", .hamlet, number: true),
        TypeWord("khu dân cư", .hamlet, number: true),
        TypeWord("thôn", .hamlet, number: true),
        TypeWord("xóm", .hamlet, number: true),
        TypeWord("bản", .hamlet),
        TypeWord("ấp", .hamlet, number: true),
        TypeWord("buôn", .hamlet),
        TypeWord("khóm", .hamlet, number: true),
        TypeWord("sóc", .hamlet),
        TypeWord("làng", .hamlet),
    ]

    /// Today's 34 provinces and cities, and those that were merged into them on 2025-07-01.
    ///
    /// > Source: Nghị quyết 202/2025/QH15 and the list of 63 units before it.
    private static let provinceNames = [
        "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
        "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
        "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
        "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
        "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
        "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng",
        "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
        "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
    ]

    /// Type words by their first syllable, in the order above.
    private static let typeWordsByFirst = Dictionary(grouping: typeWords) { $0.syllables[0].plain }

    /// The first syllables of type words and provinces: a place can begin with no other word.
    static let firstWords = WordSet(Set(typeWordsByFirst.keys).union(provincesByFirst.keys))

    /// The type word that stands at a syllable, written in full.
    static func typeWord(_ text: FoldedText, at position: Int) -> TypeWord? {
        typeWordsByFirst[text.syllables[position].plain]?.first { $0.matches(text, at: position) }
    }

    /// Words after a type word that make an ordinary word of it: xã hội, xã đội, xã đoàn, bản thân, bản án, tỉnh ủy.
    static let notNames: Set<SyllableKey> = Set(
        ["hội", "đội", "đoàn", "thân", "án", "đồ", "ủy", "ông", "bà", "nào"].compactMap {
            FoldedText($0).syllables.first?.plain
        })

    /// Provinces by their first syllable, longer names first.
    private static let provincesByFirst: [SyllableKey: [(name: String, syllables: [Syllable])]] = {
        let known = provinceNames.map { (name: $0, syllables: FoldedText($0).syllables) }
        return Dictionary(grouping: known) { $0.syllables[0].plain }
            .mapValues { names in names.sorted { $0.syllables.count > $1.syllables.count } }
    }()

    /// The province whose name starts here, written with capital letters, with or without accents.
    static func province(_ text: FoldedText, at position: Int) -> (name: String, end: Int)? {
        guard position < text.syllables.count else { return nil }
        for known in provincesByFirst[text.syllables[position].plain] ?? [] {
            let end = position + known.syllables.count
            guard end <= text.syllables.count else { continue }
            let fits = known.syllables.indices.allSatisfy { offset in
                let candidate = text.syllables[position + offset]
                return candidate.isCapitalized && candidate.fit(known.syllables[offset]) != .no
                    && (offset == 0 || candidate.gap <= .light)
            }
            if fits { return (known.name, end) }
        }
        return nil
    }
}
