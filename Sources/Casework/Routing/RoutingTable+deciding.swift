import CivilCalendar
public import Classification
import Places

extension RoutingTable {
    /// Where a letter goes.
    ///
    /// - Parameters:
    ///   - letter: The letter.
    ///   - time: Now: the lines valid on this day are asked.
    /// - Returns: The decision with its reasons.
    public func route(_ letter: RoutedLetter, at time: Timestamp) -> RoutingDecision {
        // Questionnaires have a list of their own, so that no queue counts them as work.
        if letter.kind == .survey { return RoutingDecision(queue: Queue.surveys) }
        let accuses = accuses(letter)
        let named = named(in: letter)
        func allowed(_ queue: String) -> String {
            guard accuses, let conflict = named.first(where: { $0.queue == queue }) else { return queue }
            return conflict.instead
        }
        let day = LocalMoment(utcMilliseconds: time.rawValue).date
        for route in routes where route.isValid(on: day) {
            guard let reasons = reasons(for: route, letter) else { continue }
            let queue = allowed(route.queue)
            var also: [String] = []
            // Who must not have it is not told of it either, and nobody is told in their place.
            for told in route.also where told != queue && allowed(told) == told && !also.contains(told) {
                also.append(told)
            }
            return RoutingDecision(
                queue: queue, also: also, isUrgent: route.isUrgent, line: route.line, name: route.name,
                reasons: reasons, accuses: accuses, named: named)
        }
        return RoutingDecision(queue: allowed(otherwise), accuses: accuses, named: named, isUnrouted: true)
    }

    /// Why a line takes a letter; nil when it does not.
    private func reasons(for route: Route, _ letter: RoutedLetter) -> [RoutingReason]? {
        var reasons: [RoutingReason] = []
        if let topics = route.topics {
            let met = letter.topics.filter(topics.contains)
            guard !met.isEmpty else { return nil }
            reasons += met.map { RoutingReason(.topic, $0) }
        }
        if let classes = route.classes {
            guard classes.contains(letter.letterClass) else { return nil }
            reasons.append(RoutingReason(.letterClass, letter.letterClass.rawValue))
        }
        if let units = route.units {
            guard letter.lies(in: units), let place = letter.place else { return nil }
            let code = place.communeCode ?? place.candidates.first?.code ?? place.provinceCode
            reasons.append(RoutingReason(.place, code ?? ""))
        }
        if let channels = route.channels {
            guard channels.contains(letter.channel) else { return nil }
            reasons.append(RoutingReason(.channel, letter.channel.rawValue))
        }
        if let sources = route.sources {
            guard let source = letter.source, sources.contains(source) else { return nil }
            reasons.append(RoutingReason(.source, source))
        }
        if let kinds = route.kinds {
            guard kinds.contains(letter.kind) else { return nil }
            reasons.append(RoutingReason(.kind, letter.kind.rawValue))
        }
        if let isHot = route.isHot {
            guard letter.isHot == isHot else { return nil }
            reasons.append(RoutingReason(.hot, isHot ? "true" : "false"))
        }
        for condition in route.conditions {
            guard letter.signs.meets(condition) else { return nil }
            reasons.append(RoutingReason(.words, condition))
        }
        guard !route.exceptions.contains(where: letter.signs.meets) else { return nil }
        return reasons
    }

    // MARK: The conflict rule

    /// Whether a letter accuses somebody in office.
    private func accuses(_ letter: RoutedLetter) -> Bool {
        guard let conflict else { return false }
        return conflict.classes.contains(letter.letterClass) || letter.topics.contains(where: conflict.topics.contains)
    }

    /// Queues whose body a letter names, each with the one that gets it instead when it accuses.
    ///
    /// > Source: Luật Tố cáo 2018, Điều 8 and Chương VI; Luật Khiếu nại 2011, Điều 6: who is accused must not handle it,
    /// > nor learn who accuses.
    private func named(in letter: RoutedLetter) -> [RoutingConflict] {
        guard let conflict, !letter.signs.authorities.isEmpty else { return [] }
        let accused = queues.filter { !authorities(of: $0, in: letter).isEmpty }
        let barred = Set(accused.map(\.id))
        return accused.map { RoutingConflict(queue: $0.id, instead: instead(of: $0, barred, conflict.queue)) }
    }

    /// The words of a letter that name the body of a queue.
    public func authorities(of queue: Queue, in letter: RoutedLetter) -> [NamedAuthority] {
        guard let body = queue.body else { return [] }
        return letter.signs.authorities.filter { authority in
            switch authority.scope {
            case .body: return authority.queue == queue.id
            case .commune, .province:
                let length = authority.scope == .commune ? 5 : 2
                let units = body.units.filter { $0.utf8.count == length }
                guard !units.isEmpty else { return false }
                if !authority.units.isEmpty { return !Set(units).isDisjoint(with: authority.units) }
                // A unit that no code tells apart is this one when it bears one of its names.
                if let name = authority.unitName, !name.isEmpty { return body.unitNames.contains(Self.plain(name)) }
                return letter.mayLie(in: units, of: authority.scope)
            }
        }
    }

    /// A unit's name as names are compared: without its type word's and letters' case.
    public static func plain(_ name: String) -> String { name.lowercased() }

    /// The first queue above that is not accused as well.
    private func instead(of queue: Queue, _ barred: Set<String>, _ last: String) -> String {
        var above = queue.superior
        // A circle of superiors ends after each was asked once.
        for _ in queues {
            guard let id = above, let next = self.queue(id) else { break }
            if !barred.contains(id) { return id }
            above = next.superior
        }
        return last
    }
}
