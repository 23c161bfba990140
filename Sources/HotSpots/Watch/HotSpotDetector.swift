/// Watches what is filed and tells where it gets hot, with the evidence.
///
/// A value without clock, files or chance: the same events in the same order give the same alerts, so a history can be
/// replayed and a running detector can be rebuilt. Feed it every filed message as a `WatchEvent` and the clock often;
/// it answers with what changed. It can be encoded and decoded whole.
///
/// Time goes only forward. A message counts at the time it happened if that is known and earlier, otherwise when it was
/// received; windows always end now. Dates before 2000 are taken for unset clocks; messages received more than two days
/// in the future are set aside.
public struct HotSpotDetector: Sendable, Codable {
    /// Communes that are watched.
    public let places: [WatchPlace]
    /// Settings.
    public let options: HotSpotOptions
    /// Whether every score above the floor is kept for `takeMoments`.
    public var keepsMoments = false

    var state: DetectorState
    /// What signs of danger weigh now.
    var cueWeights: [DangerCue.Kind: Double]
    var moments: [ScoredMoment] = []
    /// Names of provinces; their places are the numbers of provinces.
    let provinces: [String]
    /// The province number of each place.
    let provinceNumbers: [Int]
    let regions: [ScanRegion]
    /// For each place the regions that look at it, and where in their lists it stands.
    let memberships: [[ScanRegion.Membership]]
    /// What the scans look at, by province and topic; gathered from the streams when first needed, so never stored.
    var cases: [[RegionCases?]]

    /// Creates a detector that knows nothing yet.
    public init(places: [WatchPlace], options: HotSpotOptions = HotSpotOptions()) {
        self.places = places
        self.options = options
        (provinces, provinceNumbers) = Self.numbered(places)
        state = DetectorState(provinces: provinces.count)
        cueWeights = options.cueWeights
        regions = ScanRegion.regions(
            places, width: options.neighbours, rim: options.rimKilometres, provinces: provinceNumbers)
        memberships = ScanRegion.memberships(regions, places: places.count)
        cases = Array(repeating: [], count: regions.count)
    }

    private enum CodingKeys: String, CodingKey {
        case places
        case options
        case state
    }

    /// Decodes a detector that was encoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        places = try container.decode([WatchPlace].self, forKey: .places)
        options = try container.decode(HotSpotOptions.self, forKey: .options)
        state = try container.decode(DetectorState.self, forKey: .state)
        cueWeights = options.cueWeights.merging(state.cueWeights?.bans ?? [:]) { $1 }
        (provinces, provinceNumbers) = Self.numbered(places)
        regions = ScanRegion.regions(
            places, width: options.neighbours, rim: options.rimKilometres, provinces: provinceNumbers)
        memberships = ScanRegion.memberships(regions, places: places.count)
        cases = Array(repeating: [], count: regions.count)
        guard state.provinces.count == provinces.count, state.streams.count == state.topics.count * places.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .state, in: container, debugDescription: "The state is of other places; rebuild the detector.")
        }
    }

    /// Numbers provinces in the order in which they first occur.
    private static func numbered(_ places: [WatchPlace]) -> (names: [String], numbers: [Int]) {
        var known: [String: Int] = [:]
        var names: [String] = []
        let numbers = places.map { place in
            if let number = known[place.province] { return number }
            known[place.province] = names.count
            names.append(place.province)
            return names.count - 1
        }
        return (names, numbers)
    }

    /// Encodes everything the detector knows.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(places, forKey: .places)
        try container.encode(options, forKey: .options)
        try container.encode(state, forKey: .state)
    }

    // MARK: Looking

    /// Alerts that are not closed, by number.
    public var livingAlerts: [HotSpotAlert] { state.book.living }
    /// All alerts, by number.
    public var alerts: [HotSpotAlert] { state.book.alerts }
    /// An alert by number; nil when there is none.
    public func alert(_ id: Int) -> HotSpotAlert? { state.book.alert(id) }
    /// Messages that were not counted.
    public var setAside: SetAside { state.setAside }
    /// The detector's clock; nil before the first event.
    public var now: HotSpotTime? { state.clock == 0 ? nil : utc(state.clock) }
    /// The score at which alerts open in a province now.
    public func threshold(province: String) -> Double {
        provinces.firstIndex(of: province).map { threshold(province: $0) } ?? options.firstThreshold
    }

    func threshold(province: Int) -> Double {
        state.provinces[province]?.budget.threshold ?? options.firstThreshold
    }

    /// The scores found since this was last called; none unless `keepsMoments`.
    public mutating func takeMoments() -> [ScoredMoment] {
        defer { moments.removeAll(keepingCapacity: true) }
        return moments
    }

    // MARK: Events

    /// Takes in an event.
    ///
    /// - Returns: what changed, in order; ends of days that passed come first.
    public mutating func accept(_ event: WatchEvent) -> [AlertChange] {
        switch event {
        case .clock(let time):
            return advance(to: local(time))
        case .filed(let message):
            return file(message)
        case .withdrawn(let message):
            return withdraw(message)
        case .resolved(let message, let time):
            let changes = advance(to: min(local(time), latestPlausible))
            if let stream = stream(message) { state.streams[stream].resolve(message.id) }
            return changes
        case .reopened(let message, let time):
            let changes = advance(to: min(local(time), latestPlausible))
            guard let stream = stream(message) else { return changes }
            state.streams[stream].reopen(message, at: state.clock, deadline: message.deadline.map(local))
            return changes + watch(stream, isImmediate: false)
        case .weighed(let weights):
            return weigh(weights)
        case .act(let act, let alert, let time):
            let changes = advance(to: min(local(time), latestPlausible))
            return changes + self.act(act, alert)
        }
    }

    private mutating func weigh(_ weights: CueWeights) -> [AlertChange] {
        // A history cannot begin with weights: its first letter says when it begins.
        let changes = state.clock == 0 ? [] : advance(to: min(local(weights.since), latestPlausible))
        state.cueWeights = weights
        cueWeights = options.cueWeights.merging(weights.bans) { $1 }
        return changes
    }

    private mutating func file(_ message: WatchMessage) -> [AlertChange] {
        guard places.indices.contains(message.place) else {
            state.setAside.unknownPlace += 1
            return []
        }
        guard message.received.rawValue >= HotSpotTime.earliest else {
            state.setAside.tooOld += 1
            return []
        }
        let received = local(message.received)
        guard received <= latestPlausible else {
            state.setAside.inFuture += 1
            return []
        }
        var changes = advance(to: received)
        let stream = openStream(message.topic, place: message.place)
        let time = self.time(of: message)
        let isNew = state.streams[stream].add(
            message, time: time, now: state.clock, deadline: message.deadline.map(local))
        if isNew {
            tally(time, place: message.place)
            noteCase(time, stream: stream)
        }
        // A copy changes nothing but the number of those who signed.
        if isNew || message.isImmediate || state.book.isLive(stream) {
            changes += watch(stream, isImmediate: message.isImmediate && isNew)
        }
        return changes
    }

    private mutating func withdraw(_ message: WatchMessage) -> [AlertChange] {
        guard let stream = stream(message),
            state.streams[stream].remove(message, time: time(of: message))
        else {
            state.setAside.unknown += 1
            return []
        }
        forgetCases(stream: stream)
        return reviewLiving(streams: [stream])
    }

    // MARK: Time

    /// Moves the clock, ending each day that passes.
    private mutating func advance(to time: Int64) -> [AlertChange] {
        guard time >= HotSpotTime.earliest, time < Self.latest else { return [] }
        guard state.clock != 0 else {
            state.clock = time
            state.begin = time
            state.today = Int(time / HotSpotTime.day)
            return []
        }
        guard time > state.clock else { return [] }
        var changes: [AlertChange] = []
        let day = Int(time / HotSpotTime.day)
        // After a long sleep the windows are empty: the last days are enough to ease and close what is open.
        state.today = max(state.today, day - Self.daysCaughtUp)
        while state.today < day {
            state.clock = Int64(state.today + 1) * HotSpotTime.day
            changes += endDay(state.today)
            state.today += 1
        }
        state.clock = time
        return changes
    }

    private static let daysCaughtUp = 60
    /// 2100-01-01 UTC: later clocks are not believed.
    private static let latest: Int64 = 4_102_444_800_000

    /// The latest time a message may bear: two days ahead of the clock; anything before there is a clock.
    private var latestPlausible: Int64 {
        state.clock == 0 ? Self.latest - 1 : state.clock + 2 * HotSpotTime.day
    }

    func local(_ time: HotSpotTime) -> Int64 {
        time.rawValue.addingReportingOverflow(Int64(options.minutesAheadOfUTC) * 60_000).partialValue
    }

    func utc(_ local: Int64) -> HotSpotTime {
        HotSpotTime(rawValue: local - Int64(options.minutesAheadOfUTC) * 60_000)
    }

    /// The time a message counts at.
    private func time(of message: WatchMessage) -> Int64 {
        let received = min(local(message.received), max(state.clock, 1))
        guard let occurred = message.occurred, occurred.rawValue >= HotSpotTime.earliest else { return received }
        return min(received, local(occurred))
    }

    // MARK: Streams

    /// The stream of a message; nil when nothing was ever filed in it.
    func stream(_ message: WatchMessage) -> Int? {
        guard places.indices.contains(message.place), let topic = state.topics.firstIndex(of: message.topic) else {
            return nil
        }
        return topic * places.count + message.place
    }

    private mutating func openStream(_ topic: String, place: Int) -> Int {
        if let number = state.topics.firstIndex(of: topic) { return number * places.count + place }
        let number = state.topics.count
        state.topics.append(topic)
        state.streams += Array(repeating: StreamHistory(), count: places.count)
        return number * places.count + place
    }

    func topic(of stream: Int) -> Int { stream / places.count }
    func place(of stream: Int) -> Int { stream % places.count }
    func province(of stream: Int) -> Int { provinceNumbers[place(of: stream)] }

    /// Counts a matter for the calendar of its province.
    private mutating func tally(_ time: Int64, place: Int) {
        let province = provinceNumbers[place]
        let day = Int(time / HotSpotTime.day)
        openProvince(province)
        state.provinces[province]?.tally(day: day, hour: Int(time % HotSpotTime.day / HotSpotTime.hour))
    }

    private mutating func openProvince(_ province: Int) {
        guard state.provinces[province] == nil else { return }
        var clock = CalendarClock(factors: CalendarFactors(), firstDay: Int(state.begin / HotSpotTime.day) - 1)
        clock.extend(through: Int(state.clock / HotSpotTime.day) + 1)
        state.provinces[province] = DetectorState.ProvinceState(
            clock: clock, budget: FalseAlarmBudget(threshold: options.firstThreshold),
            firstDay: Int(state.begin / HotSpotTime.day))
    }
}
