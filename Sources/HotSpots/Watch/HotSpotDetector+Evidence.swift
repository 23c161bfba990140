import Foundation

extension HotSpotDetector {
    /// Looks at one stream now and tells the book.
    mutating func watch(_ stream: Int, isImmediate: Bool) -> [AlertChange] {
        let sheet = self.sheet(stream)
        var changes = observe(sheet, streams: [stream], isImmediate: isImmediate)
        // What is unusual here may be part of something larger.
        if (sheet.rate?.bans ?? 0) > Self.scanAbove { changes += scanOutOfTurn(stream) }
        return changes
    }

    private static let scanAbove = 2.0
    private static let baseline = 393 * HotSpotTime.day
    private static let gap = 28 * HotSpotTime.day

    /// Tells the book what was seen, and keeps it for the budget.
    mutating func observe(_ sheet: EvidenceSheet, streams: [Int], isImmediate: Bool) -> [AlertChange] {
        let places = streams.map { place(of: $0) }
        let topic = state.topics[self.topic(of: streams[0])]
        let province = self.province(of: streams[0])
        let now = utc(state.clock)
        if sheet.score >= options.floor {
            if keepsMoments {
                moments.append(ScoredMoment(time: now, places: places, topic: topic, score: sheet.score))
            }
            state.provinces[province]?.budget.note(sheet.score, streams: streams, at: state.clock)
        }
        guard isImmediate || sheet.score >= sheet.threshold || streams.contains(where: { state.book.isLive($0) })
        else { return [] }
        let full = completed(sheet, streams: streams)
        let first = streams.compactMap { stream in
            state.streams[stream].recent.matters(
                after: state.clock - Int64(full.windowHours) * HotSpotTime.hour, through: state.clock
            ).first?.time
        }.min()
        return state.book.observe(
            AlertBook.Observation(
                topic: topic, province: provinces[province], places: places, streams: streams, sheet: full,
                firstAt: utc(first ?? state.clock), isImmediate: isImmediate), now: now)
    }

    /// The evidence of one stream now, without what only a reader needs.
    func sheet(_ stream: Int) -> EvidenceSheet {
        var sheet = EvidenceSheet()
        sheet.rate = rate(stream)
        sheet.slowBans = state.streams[stream].slowRise.bans
        addStreamParts(&sheet, stream)
        sheet.addUp()
        return sheet
    }

    /// Severity, drag, offset and threshold of a stream.
    private func addStreamParts(_ sheet: inout EvidenceSheet, _ stream: Int) {
        let province = self.province(of: stream)
        let now = state.clock
        // The drag's matters end with those of the last three days.
        let long = state.streams[stream].recent.matters(after: now - 60 * HotSpotTime.day, through: now)
        let days = long.drop { $0.time <= now - 3 * HotSpotTime.day }
        if !days.isEmpty {
            sheet.severity = SeverityFinding(
                days, copySenders: state.streams[stream].copies.among(days).senders, weights: cueWeights,
                isLearned: state.cueWeights != nil,
                muted: state.streams[stream].feedback.mutedGroups)
        }
        sheet.weightsSince = state.cueWeights?.since
        sheet.drag = DragFinding(
            long, open: state.streams[stream].open.count, overdue: state.streams[stream].open.overdue(at: now),
            oldest: state.streams[stream].open.oldest(at: now),
            reopened: state.streams[stream].reopenings.count { $0 > now - 60 * HotSpotTime.day },
            provinceOverdueShare: state.provinces[province]?.overdueShare)
        sheet.offset = state.streams[stream].feedback.offset(at: state.clock)
        sheet.threshold = threshold(province: province)
    }

    /// Expected matters in an average day of a stream, and how many matters that rests on.
    func expectation(_ stream: Int) -> (perDay: Double, shape: Double) {
        let province = self.province(of: stream)
        let prior = prior(province, topic(of: stream))
        guard let clock = state.provinces[province]?.clock else { return (prior.shape / prior.days, prior.shape) }
        let (start, end) = baseline
        var count = state.streams[stream].count(after: start, through: end)
        var days = clock.reading(end) - clock.reading(start)
        for range in state.streams[stream].confirmed {
            let low = max(start, range.lowerBound - 1)
            let high = min(end, range.upperBound)
            guard low < high else { continue }
            count -= state.streams[stream].count(after: low, through: high)
            days -= clock.reading(high) - clock.reading(low)
        }
        let shape = prior.shape + Double(count)
        return (shape / (prior.days + max(0, days)), shape)
    }

    /// What is known of a province and topic; nothing about a topic that is new since the last day's end.
    private func prior(_ province: Int, _ topic: Int) -> RatePrior {
        topic < state.priors[province].count ? state.priors[province][topic] : .unknown
    }

    /// The stretch of time that teaches what is usual: a year that ended four weeks ago; of a shorter history its first
    /// half at least.
    var baseline: (start: Int64, end: Int64) {
        let start = max(state.begin, state.clock - Self.baseline)
        let age = state.clock - start
        return (start, state.clock - min(Self.gap, age / 2))
    }

    private func rate(_ stream: Int) -> RateFinding? {
        // One matter in eight weeks is never news; most streams are decided here.
        guard state.streams[stream].count(after: state.clock - 1344 * HotSpotTime.hour) >= 2,
            let clock = state.provinces[province(of: stream)]?.clock
        else { return nil }
        let (perDay, shape) = expectation(stream)
        let ratio = state.streams[stream].feedback.seasonRatio(at: state.clock)
        let now = clock.reading(state.clock)
        let repeats = state.streams[stream].recent.repeats(now: state.clock)
        return RateFinding.best(
            count: { window in
                let start = state.clock - window
                let count = state.streams[stream].count(after: start)
                return window > 7 * HotSpotTime.day ? count : count - repeats.count { $0 > start }
            },
            expected: { perDay * ratio * (now - clock.reading(state.clock - $0)) }, shape: shape)
    }

    // MARK: Clusters

    /// Scans a region at once, at most once an hour.
    private mutating func scanOutOfTurn(_ stream: Int) -> [AlertChange] {
        let province = self.province(of: stream)
        let topic = self.topic(of: stream)
        if topic < state.scanned[province].count, state.clock - state.scanned[province][topic] < HotSpotTime.hour {
            return []
        }
        return scan(province, topic)
    }

    /// Scans one region for one topic.
    mutating func scan(_ province: Int, _ topic: Int) -> [AlertChange] {
        let region = regions[province]
        guard region.places.count > 1 else { return [] }
        fill(&state.scanned[province], Int64(0), through: topic)
        state.scanned[province][topic] = state.clock
        fill(&state.chances[province], nil, through: topic)
        var chance = state.chances[province][topic]
        let base = topic * places.count
        var cases = currentCases(province, topic)
        let cluster = RegionScan(region: region, now: state.clock).best(
            streams: state.streams, base: base, cases: &cases, chance: &chance, shuffles: options.shuffles,
            seed: options.seed)
        self.cases[province][topic] = cases
        state.chances[province][topic] = chance
        guard let cluster, let probability = cluster.probability else { return [] }
        // The scan's p speaks of all places of the region at once, the rate's of one place.
        let bans = -log10(max(probability, 1e-12)) + options.clusterShift
        guard bans > 0 else { return [] }
        let streams = cluster.places.map { base + $0 }
        var sheet = EvidenceSheet()
        sheet.cluster = cluster
        sheet.clusterBans = bans
        sheet.replaySeed = options.seed
        sheet.weightsSince = state.cueWeights?.since
        for stream in streams {
            var part = EvidenceSheet()
            addStreamParts(&part, stream)
            if part.severity.points > sheet.severity.points { sheet.severity = part.severity }
            if part.drag.bans > sheet.drag.bans { sheet.drag = part.drag }
            sheet.offset = max(sheet.offset, part.offset)
        }
        sheet.threshold = threshold(province: province)
        sheet.addUp()
        return observe(sheet, streams: streams, isImmediate: false)
    }

    /// What a region's scan looks at now.
    private mutating func currentCases(_ province: Int, _ topic: Int) -> RegionCases {
        fill(&cases[province], nil, through: topic)
        cases[province][topic]?.advance(to: state.clock)
        if let known = cases[province][topic] { return known }
        let gathered = RegionCases(
            streams: state.streams, base: topic * places.count, region: regions[province], now: state.clock)
        cases[province][topic] = gathered
        return gathered
    }

    /// Adds a matter to what the scans look at.
    mutating func noteCase(_ time: Int64, stream: Int) {
        let topic = self.topic(of: stream)
        for member in memberships[place(of: stream)] where topic < cases[member.region].count {
            cases[member.region][topic]?.add(time, place: member.index)
        }
    }

    /// After matters were taken out of a stream or put back, its regions gather anew.
    mutating func forgetCases(stream: Int) {
        let topic = self.topic(of: stream)
        for member in memberships[place(of: stream)] where topic < cases[member.region].count {
            cases[member.region][topic] = nil
        }
    }

    private func fill<Element>(_ array: inout [Element], _ value: Element, through index: Int) {
        while array.count <= index { array.append(value) }
    }

    // MARK: What a reader needs

    /// Fills in counts, messages and the sentence.
    func completed(_ given: EvidenceSheet, streams: [Int]) -> EvidenceSheet {
        var sheet = given
        let strongest = sheet.countBans
        if let cluster = sheet.cluster, sheet.clusterBans >= strongest {
            sheet.windowHours = cluster.days * 24
            sheet.expected = cluster.expected
            sheet.probability = cluster.probability
            sheet.recurrenceDays = cluster.recurrenceDays
        } else if let rate = sheet.rate, rate.bans >= strongest {
            sheet.windowHours = rate.windowHours
            sheet.expected = rate.expected
            sheet.probability = rate.probability
            sheet.recurrenceDays = Double(rate.windowHours) / 24 / max(rate.probability, 1e-12)
        } else {
            sheet.windowHours = sheet.slowBans > 0 && sheet.slowBans >= strongest ? 1344 : 72
            if let clock = state.provinces[province(of: streams[0])]?.clock {
                let start = state.clock - Int64(sheet.windowHours) * HotSpotTime.hour
                sheet.expected =
                    streams.reduce(0) { $0 + expectation($1).perDay }
                    * (clock.reading(state.clock) - clock.reading(start))
            }
        }
        let start = state.clock - Int64(sheet.windowHours) * HotSpotTime.hour
        var senders: Set<UInt64> = []
        var unnamed = 0
        var hamlets: [String: Int] = [:]
        sheet.observed = 0
        for stream in streams {
            let matters = state.streams[stream].recent.matters(after: start, through: state.clock)
            sheet.observed += matters.count
            let copies = state.streams[stream].copies.among(matters)
            sheet.copies += copies.count
            for matter in matters {
                if let sender = matter.sender { senders.insert(sender) } else { unnamed += 1 }
                if let hamlet = matter.hamlet { hamlets[hamlet, default: 0] += 1 }
                if sheet.messages.count < Self.messagesShown { sheet.messages.append(matter.id) }
            }
        }
        sheet.senders = senders.count + unnamed
        let top = hamlets.max { ($0.value, $1.key) < ($1.value, $0.key) }
        if let top, top.value >= 2, 2 * top.value > sheet.observed { sheet.hamlet = top.key }
        sheet.why =
            EvidenceSentence(
                sheet: sheet, topic: state.topics[topic(of: streams[0])],
                places: streams.map { places[place(of: $0)].name }
            ).text
        return sheet
    }

    private static let messagesShown = 200
}
