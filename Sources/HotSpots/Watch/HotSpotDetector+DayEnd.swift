import CivilCalendar

extension HotSpotDetector {
    /// Ends a local day: scans, reviews what is open, and once a week learns what is usual.
    mutating func endDay(_ day: Int) -> [AlertChange] {
        var changes: [AlertChange] = []
        for province in state.provinces.indices {
            state.provinces[province]?.clock.extend(through: day + 2)
        }
        let age = day - Int(state.begin / HotSpotTime.day)
        // Sunday night; in the first weeks every night, because little is known yet.
        let isWeekEnd = CivilDate(dayNumber: day).weekday == 7
        if isWeekEnd || age < 28 { learn(day) }
        if isWeekEnd { changes += endWeek() }
        let yesterday = state.clock - HotSpotTime.day
        for province in regions.indices where state.provinces[province] != nil {
            for topic in state.topics.indices where wrote(province, topic, since: yesterday) {
                changes += scan(province, topic)
            }
        }
        changes += reviewLiving()
        return changes
    }

    /// Whether anything came in about a topic.
    private func wrote(_ province: Int, _ topic: Int, since start: Int64) -> Bool {
        let base = topic * places.count
        return regions[province].places.prefix(regions[province].centres).contains {
            (state.streams[base + $0].times.last ?? .min) > start
        }
    }

    /// Looks again at living alerts; at those of some streams only, when named.
    mutating func reviewLiving(streams wanted: [Int]? = nil) -> [AlertChange] {
        var changes: [AlertChange] = []
        for id in state.book.livingIDs {
            let own = state.book.streams(of: id)
            if let wanted, !own.contains(where: { wanted.contains($0) }) { continue }
            // The strongest of its streams stands for it; a cluster's own evidence lasts until the next scan renews it
            // or its window has passed.
            var best: (sheet: EvidenceSheet, streams: [Int])?
            for stream in own {
                let sheet = self.sheet(stream)
                if sheet.score > (best?.sheet.score ?? -.infinity) { best = (sheet, [stream]) }
            }
            guard let best else { continue }
            var streams = best.streams
            var sheet = best.sheet
            if let cluster = state.book.clusterEvidence(of: id, after: utc(state.clock - 2 * HotSpotTime.day)),
                cluster.score > sheet.score
            {
                sheet = cluster
                sheet.messages = []
                sheet.copies = 0
                streams = own
            }
            sheet.threshold = threshold(province: province(of: own[0]))
            changes += state.book.review(
                id, sheet: completed(sheet, streams: streams), now: utc(state.clock))
        }
        return changes
    }

    /// How long closed alerts can be acted on.
    private static let evidenceMemory = 400 * HotSpotTime.day

    // MARK: Learning what is usual

    /// Estimates calendars and priors anew and forgets what no window reaches.
    private mutating func learn(_ day: Int) {
        let firstDay = max(Int(state.begin / HotSpotTime.day), day - 392)
        var country = CalendarFactors.Tally()
        let tallies = state.provinces.map { $0?.tally(from: firstDay, through: day) }
        for tally in tallies { if let tally { country = country + tally } }
        for (province, tally) in tallies.enumerated() {
            guard let tally else { continue }
            var clock = CalendarClock(
                factors: CalendarFactors(own: tally, country: country), firstDay: firstDay - 1)
            clock.extend(through: day + 2)
            state.provinces[province]?.clock = clock
        }
        for stream in state.streams.indices { state.streams[stream].prune(now: state.clock) }
        state.book.slim(before: utc(state.clock - Self.evidenceMemory))
        let (start, end) = baseline
        for (province, region) in regions.enumerated() {
            guard let known = state.provinces[province] else { continue }
            let exposure = known.clock.reading(end) - known.clock.reading(start)
            var open = 0
            var overdue = 0
            state.priors[province] = state.topics.indices.map { topic in
                let counts = region.places.prefix(region.centres).map { place in
                    let stream = topic * places.count + place
                    open += state.streams[stream].open.count
                    overdue += state.streams[stream].open.overdue(at: state.clock)
                    return state.streams[stream].count(after: start, through: end)
                }
                return RatePrior(counts: counts, days: exposure)
            }
            state.provinces[province]?.overdueShare = open >= 20 ? Double(overdue) / Double(open) : nil
        }
    }

    /// Adds up slow rises and sets thresholds.
    private mutating func endWeek() -> [AlertChange] {
        var changes: [AlertChange] = []
        let week = state.clock - 7 * HotSpotTime.day
        // A year of eight weeks teaches nothing about slow rises yet.
        if state.clock - state.begin >= 84 * HotSpotTime.day {
            let lengths = state.provinces.map { province in
                province.map { $0.clock.reading(state.clock) - $0.clock.reading(week) }
            }
            for stream in state.streams.indices {
                guard let length = lengths[province(of: stream)] else { continue }
                let count = state.streams[stream].count(after: week, through: state.clock)
                if count == 0, state.streams[stream].slowRise.isAtRest { continue }
                let mean = expectation(stream).perDay * length
                state.streams[stream].slowRise.add(count, expected: mean)
                if state.streams[stream].slowRise.bans > 0 {
                    changes += watch(stream, isImmediate: false)
                }
            }
        }
        for province in state.provinces.indices {
            state.provinces[province]?.budget.reset(perWeek: options.falseAlarmBudget, at: state.clock)
        }
        return changes
    }
}

extension DetectorState.ProvinceState {
    /// Counts a matter.
    mutating func tally(day: Int, hour: Int) {
        hours[hour] += 1
        guard day >= firstDay else { return }
        while days.count <= day - firstDay { days.append(0) }
        days[day - firstDay] += 1
    }

    /// Letters by weekday, phase and hour from one day through another.
    func tally(from first: Int, through last: Int) -> CalendarFactors.Tally {
        var tally = CalendarFactors.Tally()
        for day in max(first, firstDay)...max(last, firstDay, first) {
            let cell = TetCalendar.phase(day).rawValue * 7 + (CivilDate(dayNumber: day).weekday - 1)
            tally.days[cell] += 1
            if day - firstDay < days.count { tally.byDay[cell] += Double(days[day - firstDay]) }
        }
        tally.byHour = hours
        return tally
    }
}
