public import VietnameseText

/// Finds the places that a message names, and tells which one it is about.
///
/// Pure and linear in the text. Names come from the ``Gazetteer``; hamlets, which no list holds, are found by their type
/// words. The method stands in `docs/design/places.md`.
public struct PlaceFinder: Sendable {
    /// The units that are known.
    public let gazetteer: Gazetteer
    private let homeProvince: Int?
    private let homeCommune: Int?

    /// What was found in a message.
    public struct Finding: Sendable, Hashable {
        /// The mentions, subject first, in the order of the text.
        public var mentions: [PlaceMention]
        /// The place that the message is about.
        public var place: PlaceText

        /// Creates a finding.
        public init(mentions: [PlaceMention], place: PlaceText) {
            self.mentions = mentions
            self.place = place
        }
    }

    /// Creates a finder.
    ///
    /// - Parameters:
    ///   - gazetteer: The units; without any, places are found by their type words alone.
    ///   - home: The office's own place, which settles ambiguous names; nil for none.
    public init(gazetteer: Gazetteer = .empty, home: HomePlace? = nil) {
        self.gazetteer = gazetteer
        homeProvince = home.flatMap { gazetteer.index(code: $0.provinceCode, level: .province) }
        homeCommune = home?.communeCode.flatMap { gazetteer.index(code: $0, level: .commune) }
    }

    /// Code of the home's province; nil without a home.
    public var homeProvinceCode: String? { homeProvince.map { gazetteer.units[$0].code } }

    /// The same finder for another home.
    public func at(home: HomePlace?) -> PlaceFinder { PlaceFinder(gazetteer: gazetteer, home: home) }

    /// Finds the places of a message.
    ///
    /// - Parameters:
    ///   - subject: The subject line, if the message has one.
    ///   - body: The text.
    ///   - isRead: Whether what stands at a byte of the body may tell the message's place; a quotation does not.
    /// - Returns: Mentions and place.
    public func find(
        subject: FoldedText?, body: FoldedText, where isRead: (_ offset: Int) -> Bool = { _ in true }
    ) -> Finding {
        let texts = TypedText.fields([subject, body].compactMap(\.self))
        var fields: [FieldMentions] = []
        for (number, text) in texts.enumerated() {
            let isSubject = subject != nil && number == 0
            fields.append(
                FieldMentions(text, isSubject: isSubject, gazetteer: gazetteer) { isSubject || isRead($0) })
        }
        let resolution = PlaceResolution(gazetteer: gazetteer, homeProvince: homeProvince, homeCommune: homeCommune)
        return PlaceReading(fields: fields, gazetteer: gazetteer, resolution: resolution).finding()
    }
}

/// The place that an office stands in.
public struct HomePlace: Sendable, Hashable {
    /// Code of its province of today.
    public var provinceCode: String
    /// Code of its commune of today; nil for an office of a province.
    public var communeCode: String?

    /// Creates a home.
    public init(provinceCode: String, communeCode: String? = nil) {
        self.provinceCode = provinceCode
        self.communeCode = communeCode
    }

    /// Reads a home as an office writes it, by name or by code.
    ///
    /// - Parameters:
    ///   - province: Name or code of a province of today.
    ///   - commune: Name, with or without type word, or code of a commune of today in it; nil for none.
    ///   - gazetteer: The units.
    /// - Throws: ``HomePlaceError`` when there is no such unit, or more than one.
    public init(province: String, commune: String?, in gazetteer: Gazetteer) throws(HomePlaceError) {
        let provinces = Self.units(province, .province, gazetteer)
        guard provinces.count == 1 else {
            throw HomePlaceError(name: province, isCommune: false, count: provinces.count)
        }
        provinceCode = gazetteer.units[provinces[0]].code
        guard let commune else { return }
        let communes = Self.units(commune, .commune, gazetteer).filter { gazetteer.units[$0].parent == provinces[0] }
        guard communes.count == 1 else { throw HomePlaceError(name: commune, isCommune: true, count: communes.count) }
        communeCode = gazetteer.units[communes[0]].code
    }

    private static func units(_ name: String, _ level: UnitLevel, _ gazetteer: Gazetteer) -> [Int] {
        if let index = gazetteer.index(code: name, level: level) { return [index] }
        let found = gazetteer.indexes(named: name, level: level)
        if !found.isEmpty { return found }
        // "phường Kinh Bắc", "thành phố Huế".
        guard let text = TypedText.fields([FoldedText(name)]).first, !text.syllables.isEmpty,
            let first = TypeWords.found(in: text, at: 0).first, first.end < text.syllables.count
        else { return [] }
        let rest = text.text(from: text.syllables[first.end].start, to: text.bytes.count)
        let typed = gazetteer.indexes(named: rest, level: level)
        let same = typed.filter { gazetteer.units[$0].type == first.word.shown }
        return same.isEmpty ? typed : same
    }
}

/// A home that the gazetteer does not settle.
public struct HomePlaceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name or code as written.
    public var name: String
    /// Whether it was to be a commune.
    public var isCommune: Bool
    /// How many units it fits.
    public var count: Int

    /// Creates an error.
    public init(name: String, isCommune: Bool, count: Int) {
        self.name = name
        self.isCommune = isCommune
        self.count = count
    }

    /// What is wrong and what to do.
    public var description: String {
        let what = isCommune ? "commune of today in the home province" : "province of today"
        return count == 0
            ? "«\(name)» is no \(what); write the name or the code of rules/places."
            : "«\(name)» names \(count) of the kind \(what); write the code of rules/places."
    }
}
