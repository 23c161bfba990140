public import Classification
public import Places

/// What the routing table looks at in a letter or case.
public struct RoutedLetter: Sendable, Hashable {
    /// Topics, suggested or corrected.
    public var topics: [String]
    /// Letter class, suggested or decided.
    public var letterClass: LetterClass
    /// The way it came.
    public var channel: Channel
    /// Name of its source; nil when it has none.
    public var source: String?
    /// What was written.
    public var kind: CaseKind
    /// Today's units of its place; nil when none is known.
    public var place: PlaceToday?
    /// Whether it is a hot spot.
    public var isHot: Bool
    /// What its words say to the table.
    public var signs: RoutingSigns

    /// Creates a letter.
    public init(
        topics: [String], letterClass: LetterClass, channel: Channel, source: String? = nil, kind: CaseKind = .letter,
        place: PlaceToday? = nil, isHot: Bool = false, signs: RoutingSigns = .none
    ) {
        self.topics = topics
        self.letterClass = letterClass
        self.channel = channel
        self.source = source
        self.kind = kind
        self.place = place
        self.isHot = isHot
        self.signs = signs
    }

    /// A message as its verdict has it.
    public init(_ message: Message, _ verdict: Verdict) {
        self.init(verdict, channel: message.channel, source: message.source, kind: CaseKind(of: message.kind))
    }

    /// A text as its verdict has it, for trials.
    public init(_ verdict: Verdict, channel: Channel, source: String? = nil, kind: CaseKind = .letter) {
        self.init(
            topics: verdict.topics, letterClass: verdict.letterClass, channel: channel, source: source, kind: kind,
            place: verdict.place.today, isHot: verdict.hotspot, signs: verdict.signs ?? .none)
    }

    /// A case as it stands, with what its messages say.
    public init(_ file: Case, signs: RoutingSigns) {
        self.init(
            topics: file.topics, letterClass: file.letterClass, channel: file.channel, source: file.source,
            kind: file.kind, place: file.place.today, isHot: file.escalation != nil, signs: signs)
    }

    /// Whether the place lies in one of some units; one of several communes does when all of them do.
    func lies(in units: [String]) -> Bool {
        guard let place else { return false }
        if let commune = place.communeCode, units.contains(commune) { return true }
        if let province = place.provinceCode, units.contains(province) { return true }
        return !place.candidates.isEmpty && place.candidates.allSatisfy { units.contains($0.code) }
    }

    /// Whether the place may lie in one of some units, or nothing says that it does not.
    func mayLie(in units: [String], of scope: NamedAuthority.Scope) -> Bool {
        guard let place else { return true }
        switch scope {
        case .commune:
            if let commune = place.communeCode { return units.contains(commune) }
            if !place.candidates.isEmpty { return place.candidates.contains { units.contains($0.code) } }
            return true
        case .province: return place.provinceCode.map(units.contains) ?? true
        case .body: return false
        }
    }
}
