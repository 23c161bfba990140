import Casework
import GRDB

extension CaseQuery {
    /// The query that has the least to look at for what the reader sees of this store.
    static func chosen(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> CaseQuery {
        let whole = CaseQuery(filter, by: reader)
        // One's own cases are in reach, every one.
        if filter.assignee == reader.name, filter.order == .newest { return whole }
        let own = try OwnCases(of: reader, in: database)
        guard let branches = ReachBranch.all(of: reader, filter).map(own.without), !branches.isEmpty else {
            return whole
        }
        // Escalated cases are few, and severity has an order of its own.
        guard !filter.escalatedOnly, filter.order != .severity else { return whole }
        let byReach = CaseQuery(filter, by: reader, through: branches)
        guard filter.order == .newest else { return byReach }
        // Each part has an index with the commune in it.
        guard filter.search != nil || filter.topic != nil || filter.unitCode?.utf8.count != 5 else { return byReach }
        let tally = try ReachTally(reader: reader, database: database)
        let wanted = max(1, min(filter.limit + filter.offset, 100_000))
        // Steps until the page is full when cases are spread evenly, at most all there are.
        let terms = filter.search.map(SearchText.terms) ?? []
        let words = terms.isEmpty ? nil : terms.joined(separator: " ")
        let hasCode = filter.search.flatMap(TrackingCode.init) != nil
        let rarest = hasCode ? nil : try RarestWord(of: terms, among: tally.total, in: database)
        // The index has told all that it would tell again.
        if let rarest, let found = rarest.matches.positions {
            return CaseQuery(filter, by: reader, rarest: rarest.term, found: found)
        }
        let estimate = try MatchEstimate(filter, among: tally.total, in: database)
        if words != nil, let found = estimate.positions { return CaseQuery(filter, by: reader, found: found) }
        let matches = estimate.number
        let reachable = Double(tally.inReach + own.handled)
        let total = Double(max(tally.total, 1))
        let steps = min(matches, Double(wanted) * total / max(reachable, 1e-9))
        let reachSteps = min(reachable, Double(wanted) * total / max(matches, 1e-9))
        let parts = ReachBranch.all(of: reader, filter, alias: probeAlias).map(own.without) ?? []
        // Microseconds, as measured: the search index gives rows that have one word faster than rows that have two, above all
        // two that are seldom together; a row is read, or an index asked for each part, or a list of all positions made and
        // asked; a text is looked through. Oldest first, the search index takes two thirds of the time.
        let isManyWords = words?.contains(" ") ?? false
        let given = isManyWords ? (matches > 20_000 ? 0.4 : 1) : 0.1
        var ways = [(steps * (given + 4), whole)]
        if (1...5).contains(parts.count) {
            let probed = steps * (given + 0.5 * Double(parts.count))
            ways.append((probed, CaseQuery(filter, by: reader, sieve: .probes(parts))))
        }
        if !parts.isEmpty, parts.allSatisfy({ $0.positions != nil }) {
            let listed = reachable * 0.3 + steps * (given + 0.2)
            ways.append((listed, CaseQuery(filter, by: reader, sieve: .positions(parts))))
            if words != nil {
                let gathered = reachable * 0.3 + matches * (given * 0.65 + 0.2)
                ways.append((gathered, CaseQuery(filter, by: reader, sieve: .gathered(parts))))
            }
            if let rarest {
                let seen = rarest.matches.number * steps / max(matches, 1)
                let led = reachable * 0.3 + seen * (0.2 + 3 * reachable / total)
                ways.append((led, CaseQuery(filter, by: reader, sieve: .positions(parts), rarest: rarest.term)))
            }
        }
        ways.append((reachSteps * (words == nil ? 3 : 5), byReach))
        return ways.min { $0.0 < $1.0 }?.1 ?? whole
    }
}
