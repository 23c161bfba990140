import Places
import VietnameseText

/// Finds the authorities that a message names, and leaves out those that are only addressed, or only asked to look into
/// the matter.
///
/// What is not clearly one of these two counts as named: a letter that is kept away from a queue without need is read by
/// somebody else, a letter that reaches the people it accuses cannot be called back.
struct AuthorityNaming {
    /// Most authorities told of one message.
    private static let limit = 50
    /// Most hits of one group that are looked at: a letter names nobody so often.
    private static let hitLimit = 500

    let rules: RuleSet
    let run: RuleEvaluation
    let message: FoldedMessage
    let mentions: [PlaceMention]

    /// The named authorities, those of the subject first.
    func found() -> [NamedAuthority] {
        var found: [NamedAuthority] = []
        var courtesies: [Field: AddressReading] = [:]
        let provincial = rules.routingParts.naming.filter { $0.scope == .province }
            .flatMap { hits(ofGroup: $0.group).prefix(Self.hitLimit) }
        for naming in rules.routingParts.naming {
            var longest: RuleHit?
            for hit in hits(ofGroup: naming.group).prefix(Self.hitLimit) {
                guard found.count < Self.limit, let text = message.text(hit.field) else { return found }
                // "cán bộ địa chính" says less than "cán bộ địa chính xã Đồng Lau", in which it stands.
                if let longest, longest.field == hit.field, longest.end >= hit.end { continue }
                longest = hit
                // "UBND" in "UBND tỉnh" is no commune's.
                if naming.scope == .commune,
                    provincial.contains(where: {
                        $0.field == hit.field && $0.start <= hit.start && hit.end <= $0.end
                    })
                {
                    continue
                }
                // "UBND xã Đồng Lau": the words end at "xã", the name goes on to the end of the place.
                let place = naming.scope == .body ? nil : mention(at: hit)
                // "UBND thành phố Bắc Ninh" was a district: neither a province nor a commune of today.
                if let place, !Self.fits(place, naming.scope) { continue }
                let end = max(hit.end, place?.end ?? 0)
                if let words = rules.routingParts.courtesy {
                    let reading = courtesies[hit.field] ?? reading(words, hit.field, text)
                    courtesies[hit.field] = reading
                    let syllables = hit.firstSyllable..<max(hit.endSyllable, reading.endSyllable(ofByte: end))
                    if reading.isOnlyAddressed(syllables) || reading.isOnlyAsked(syllables) { continue }
                }
                let authority = NamedAuthority(
                    scope: naming.scope, queue: naming.queue, units: place.map(Self.units) ?? [],
                    unitName: place?.name, text: text.text(from: hit.start, to: end), field: hit.field,
                    start: hit.start, end: end)
                let isInside = found.contains {
                    $0.scope == authority.scope && $0.queue == authority.queue && $0.field == authority.field
                        && $0.end == authority.end && $0.units == authority.units
                }
                if !isInside { found.append(authority) }
            }
        }
        return found
    }

    private func hits(ofGroup number: Int) -> [RuleHit] {
        rules.compiled.groups[number].rules.flatMap { run.hits(of: $0) }.sorted {
            ($0.field == .subject ? 0 : 1, $0.start, -$0.end) < ($1.field == .subject ? 0 : 1, $1.start, -$1.end)
        }
    }

    /// The unit that stands with the words of a hit.
    private func mention(at hit: RuleHit) -> PlaceMention? {
        mentions.first { mention in
            mention.inSubject == (hit.field == .subject)
                && [.commune, .province, .oldDistrict].contains(mention.kind)
                && (mention.start < hit.end && mention.end > hit.start || follows(mention.start, hit))
        }
    }

    /// Whether a byte begins the word behind a hit, with nothing but space between.
    private func follows(_ start: Int, _ hit: RuleHit) -> Bool {
        guard start > hit.end, start - hit.end <= 2, let text = message.text(hit.field) else { return false }
        return text.bytes[hit.end..<min(start, text.bytes.count)].allSatisfy { $0 == UInt8(ascii: " ") }
    }

    private static func fits(_ place: PlaceMention, _ scope: NamedAuthority.Scope) -> Bool {
        switch scope {
        case .commune: place.kind == .commune
        case .province: place.kind == .province
        case .body: true
        }
    }

    private static func units(of mention: PlaceMention) -> [String] {
        mention.code.map { [$0] } ?? mention.former?.candidates ?? []
    }

    private func reading(_ words: RoutingParts.Courtesy, _ field: Field, _ text: FoldedText) -> AddressReading {
        var reading = AddressReading(text: text)
        let groups: [(Int, AddressReading.Sign)] = [
            (words.addressing, .opensAddress), (words.titles, .title), (words.beginning, .beginsLetter),
            (words.asking, .asks), (words.attending, .attends),
        ]
        for (group, sign) in groups {
            for hit in hits(ofGroup: group) where hit.field == field {
                reading.mark(hit.firstSyllable..<hit.endSyllable, sign)
            }
        }
        for mention in mentions where mention.inSubject == (field == .subject) {
            reading.markName(mention.start..<mention.end)
        }
        return reading
    }
}

/// Where the groups of the routing table's conditions stand among all groups.
struct RoutingParts: Sendable {
    /// A group whose words name authorities.
    struct Naming: Sendable {
        var group: Int
        var scope: NamedAuthority.Scope
        var queue: String?
    }

    /// The groups of the words of courtesy.
    struct Courtesy: Sendable {
        var addressing: Int
        var titles: Int
        var beginning: Int
        var asking: Int
        var attending: Int
    }

    /// Groups that are conditions of lines.
    var lines: Set<Int> = []
    var naming: [Naming] = []
    var courtesy: Courtesy?

    init(_ conditions: RoutingConditions, numbers: [String: Int]) {
        lines = Set(conditions.lines.compactMap { numbers[$0.id] })
        for (queue, group) in conditions.bodies {
            if let number = numbers[group.id] { naming.append(Naming(group: number, scope: .body, queue: queue)) }
        }
        for scope in [NamedAuthority.Scope.commune, .province] {
            if let number = conditions.offices[scope].flatMap({ numbers[$0.id] }) {
                naming.append(Naming(group: number, scope: scope, queue: nil))
            }
        }
        guard let words = conditions.courtesy, let addressing = numbers[words.addressing.id],
            let titles = numbers[words.titles.id], let beginning = numbers[words.beginning.id],
            let asking = numbers[words.asking.id], let attending = numbers[words.attending.id]
        else { return }
        courtesy = Courtesy(
            addressing: addressing, titles: titles, beginning: beginning, asking: asking, attending: attending)
    }
}
