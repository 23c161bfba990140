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
    /// Name in today's spelling: a province without its type word, other levels with it.
    public var name: String

    /// Creates a mention.
    public init(inSubject: Bool, text: String, start: Int, end: Int, kind: PlaceKind, name: String) {
        self.inSubject = inSubject
        self.text = text
        self.start = start
        self.end = end
        self.kind = kind
        self.name = name
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

    /// Creates a place text.
    public init(
        province: String? = nil, commune: String? = nil, hamlet: String? = nil, oldDistrict: String? = nil
    ) {
        self.province = province
        self.commune = commune
        self.hamlet = hamlet
        self.oldDistrict = oldDistrict
    }

    /// The levels joined from small to large, for example "thôn Đồng Lau, xã Cao Dương, Phú Thọ"; nil when nothing is known.
    public var joined: String? {
        let levels = [hamlet, commune, oldDistrict, province].compactMap(\.self)
        return levels.isEmpty ? nil : levels.joined(separator: ", ")
    }
}
