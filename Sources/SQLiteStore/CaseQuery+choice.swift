import Casework
import GRDB

extension CaseQuery {
    /// A way to cases, made when it is taken: a list of positions takes its time.
    struct Way {
        /// Gives all that fits.
        var whole: () throws -> CaseQuery
        /// Gives the list's page; nil when the whole does, which stops at its end.
        var page: (() throws -> [Case])?
    }

    /// The cases of a list's page.
    static func page(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> [Case] {
        let way = try choice(filter, by: reader, in: database)
        if let page = way.page { return try page() }
        let query = try way.whole().list
        return try CaseRow.files(query.sql, query.arguments, in: database)
    }

    /// The way that has the least to look at for what the reader sees of this store.
    static func choice(_ filter: CaseFilter, by reader: Reader, in database: Database) throws -> Way {
        let whole = Way { CaseQuery(filter, by: reader) }
        // One's own cases are in reach, every one.
        if filter.assignee == reader.name, filter.order == .newest { return whole }
        let own = try OwnCases(of: reader, in: database)
        guard let branches = ReachBranch.all(of: reader, filter).map(own.without), !branches.isEmpty else {
            return whole
        }
        // Escalated cases are few, and severity has an order of its own.
        guard !filter.escalatedOnly, filter.order != .severity else { return whole }
        let byReach = Way { CaseQuery(filter, by: reader, through: branches) }
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
            return Way { CaseQuery(filter, by: reader, rarest: rarest.term, found: found) }
        }
        let estimate = try MatchEstimate(filter, among: tally.total, in: database)
        if words != nil, let found = estimate.positions { return Way { CaseQuery(filter, by: reader, found: found) } }
        let matches = estimate.number
        let reachable = Double(tally.inReach + own.handled)
        let total = Double(max(tally.total, 1))
        let steps = min(matches, Double(wanted) * total / max(reachable, 1e-9))
        let reachSteps = min(reachable, Double(wanted) * total / max(matches, 1e-9))
        let parts = ReachBranch.all(of: reader, filter, alias: probeAlias).map(own.without) ?? []
        // Microseconds, as measured. For one word the search index gives one entry after the other; for several it goes
        // through the entries of all of them, whatever comes of it; oldest first, it takes two thirds of the time. A row is
        // read, or an index asked for each part, or a list of all positions made and asked; a text is looked through.
        let isManyWords = words?.contains(" ") ?? false
        let given =
            isManyWords ? rarest.map { 0.041 * $0.entries / max(matches, 1) } ?? (matches > 20_000 ? 0.4 : 1) : 0.1
        var ways: [(Double, Way)] = [(steps * (given + 4), whole)]
        if (1...5).contains(parts.count) {
            let probed = steps * (given + 0.5 * Double(parts.count))
            ways.append((probed, Way { CaseQuery(filter, by: reader, sieve: .probes(parts)) }))
        }
        if !parts.isEmpty, parts.allSatisfy({ $0.positions != nil }) {
            let list = { try PositionList(of: parts, in: database) }
            let making = reachable * 0.12
            let listed = making + steps * (given + 0.06)
            ways.append((listed, Way { CaseQuery(filter, by: reader, sieve: .positions(try list())) }))
            // A part of all time, with some more for cases that are not spread evenly.
            let share = min(1, 1.2 * steps / max(matches, 1))
            let stepped = { (rarest: String?) in
                let search = SteppedSearch(
                    filter: filter, reader: reader, list: try list(), rarest: rarest, share: share)
                return try search.cases(in: database)
            }
            // The case of a code may be older than a step goes back.
            if words != nil, !hasCode {
                let gathered = making + share * matches * (given * 0.63 + 0.06)
                let way = Way(
                    whole: { CaseQuery(filter, by: reader, sieve: .gathered(try list())) }, page: { try stepped(nil) })
                ways.append((gathered, way))
            }
            if let rarest {
                let led = making + share * rarest.matches.number * (0.12 + 3 * reachable / total)
                let way = Way(
                    whole: { CaseQuery(filter, by: reader, sieve: .positions(try list()), rarest: rarest.term) },
                    page: { try stepped(rarest.term) })
                ways.append((led, way))
            }
        }
        ways.append((reachSteps * (words == nil ? 3 : 5), byReach))
        return ways.min { $0.0 < $1.0 }?.1 ?? whole
    }
}
