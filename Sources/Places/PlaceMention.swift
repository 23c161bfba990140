/// The level of an administrative or residential unit.
public enum PlaceKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Tỉnh, thành phố trực thuộc trung ương.
    case province
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh: abolished on 2025-07-01, still written.
    case oldDistrict = "old_district"
    /// Xã, phường, thị trấn, đặc khu.
    case commune
    /// Thôn, xóm, bản, ấp, khu phố, tổ dân phố and the like.
    case hamlet
    /// An industrial park or the like: no unit, but it tells in which unit the matter is.
    case landmark
}

/// Why words were read as a place.
public enum PlaceRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// A type word before a name that the gazetteer has at that level.
    case typedName = "typed_name"
    /// A type word before a name or number that no list holds.
    case typeWord = "type_word"
    /// A bare name of the gazetteer next to another part of the address.
    case address
    /// A bare name after a word for being or going somewhere.
    case locative
    /// A bare name that is a clause of its own.
    case alone
    /// The bare name of a province.
    case provinceName = "province_name"
    /// An industrial park or the like.
    case landmark
}

/// A unit that is no more, as a message names it.
public struct FormerUnit: Sendable, Hashable, Codable {
    /// Its name, with type word below the province.
    public var name: String
    /// Its code in the list of before 2025-07-01; nil for what was gone earlier.
    public var code: String?
    /// Codes of the communes, or for a province the provinces, of today that it became, the main one first.
    public var candidates: [String]

    /// Creates a former unit.
    public init(name: String, code: String?, candidates: [String]) {
        self.name = name
        self.code = code
        self.candidates = candidates
    }
}

/// A place as a message names it.
public struct PlaceMention: Sendable, Hashable, Codable {
    /// Whether the name stands in the subject line; otherwise it stands in the body.
    public var inSubject: Bool
    /// The words as the message has them, type word included.
    public var text: String
    /// First byte: UTF-8 offset into the field.
    public var start: Int
    /// First byte after the words: UTF-8 offset into the field.
    public var end: Int
    /// Level of the unit.
    public var kind: PlaceKind
    /// Name in today's spelling: a province without its type word, other levels with it if the message has one.
    public var name: String
    /// Code of today's unit, when there is one and only one.
    public var code: String?
    /// Code of the province of today that the unit lies in.
    public var parent: String?
    /// The unit of before 2025-07-01 that is meant, when it is none of today's.
    public var former: FormerUnit?
    /// Why the words were read as a place; nil in verdicts stored before it was told.
    public var rule: PlaceRule?
    /// How sure the reading is, from 0 to 1; nil in verdicts stored before it was told.
    public var confidence: Double?

    /// Creates a mention.
    public init(
        inSubject: Bool, text: String, start: Int, end: Int, kind: PlaceKind, name: String, code: String? = nil,
        parent: String? = nil, former: FormerUnit? = nil, rule: PlaceRule? = nil, confidence: Double? = nil
    ) {
        self.inSubject = inSubject
        self.text = text
        self.start = start
        self.end = end
        self.kind = kind
        self.name = name
        self.code = code
        self.parent = parent
        self.former = former
        self.rule = rule
        self.confidence = confidence
    }
}

/// Today's units that a message's place lies in.
public struct PlaceToday: Sendable, Hashable, Codable {
    /// Code of the province, two digits.
    public var provinceCode: String?
    /// Name of the province without type word.
    public var province: String?
    /// Code of the commune, five digits; nil when it is not known or one of several.
    public var communeCode: String?
    /// Name of the commune with type word.
    public var commune: String?
    /// The communes that it may be, the likeliest first, when it is one of several: a former commune was split, or several
    /// communes bear the name.
    public var candidates: [Commune]

    /// A commune of today.
    public struct Commune: Sendable, Hashable, Codable {
        /// Its code, five digits.
        public var code: String
        /// Its name with type word.
        public var name: String

        /// Creates a commune.
        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    /// Creates units of today.
    public init(
        provinceCode: String? = nil, province: String? = nil, communeCode: String? = nil, commune: String? = nil,
        candidates: [Commune] = []
    ) {
        self.provinceCode = provinceCode
        self.province = province
        self.communeCode = communeCode
        self.commune = commune
        self.candidates = candidates
    }

    /// Commune and province, for example "phường Kinh Bắc, Bắc Ninh"; nil when neither is known.
    public var joined: String? {
        let levels = [commune, province].compactMap(\.self)
        return levels.isEmpty ? nil : levels.joined(separator: ", ")
    }
}

/// The place that a message is about, as its words tell; nil where they say nothing.
public struct PlaceText: Sendable, Hashable, Codable {
    /// Province or centrally governed city, without type word.
    public var province: String?
    /// Commune, ward or special zone, with type word.
    public var commune: String?
    /// Hamlet or residential group, with type word.
    public var hamlet: String?
    /// District-level unit of before 2025-07-01, with type word.
    public var oldDistrict: String?
    /// Today's units; nil when none is known.
    public var today: PlaceToday?

    /// Creates a place text.
    public init(
        province: String? = nil, commune: String? = nil, hamlet: String? = nil, oldDistrict: String? = nil,
        today: PlaceToday? = nil
    ) {
        self.province = province
        self.commune = commune
        self.hamlet = hamlet
        self.oldDistrict = oldDistrict
        self.today = today
    }

    /// The levels joined from small to large, for example "thôn Đồng Lau, xã Cao Dương, Phú Thọ"; nil when nothing is known.
    public var joined: String? {
        let levels = [hamlet, commune, oldDistrict, province].compactMap(\.self)
        return levels.isEmpty ? nil : levels.joined(separator: ", ")
    }
}
