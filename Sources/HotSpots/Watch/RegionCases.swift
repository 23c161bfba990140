/// The distinct matters of one region and topic that the scan's study reaches, in order of time and side by side.
///
/// They stand in the streams as well. The scan looks at all places of a region every night, and to fetch a few times from
/// each of a hundred histories costs more than the scan itself.
struct RegionCases: Sendable {
    /// How long the study is.
    static let study = 90 * HotSpotTime.day

    private struct Case: Sendable {
        var time: Int64
        /// Place in the region's list.
        var place: Int32
    }

    private var cases: [Case] = []
    /// The first case that is later than `start`.
    private var first = 0
    /// Cases up to and including this time are forgotten.
    private var start: Int64
    /// Cases of each place later than `start`.
    private(set) var totals: [Int32]
    /// The zone that the last scan found.
    var best: (place: Int, slot: Int)?

    /// Gathers what the streams hold.
    ///
    /// - Parameters:
    ///   - streams: all streams.
    ///   - base: the stream of the topic's first place.
    ///   - region: the region.
    ///   - now: local time at which the study ends.
    init(streams: [StreamHistory], base: Int, region: ScanRegion, now: Int64) {
        start = now - Self.study
        totals = [Int32](repeating: 0, count: region.places.count)
        for (index, place) in region.places.enumerated() {
            let times = streams[base + place].times
            let recent = times[times.lowerBound(start + 1)...]
            totals[index] = Int32(recent.count)
            cases += recent.map { Case(time: $0, place: Int32(index)) }
        }
        cases.sort { $0.time < $1.time }
    }

    /// Takes in a matter.
    mutating func add(_ time: Int64, place: Int) {
        guard time > start else { return }
        totals[place] += 1
        let new = Case(time: time, place: Int32(place))
        guard let last = cases.last, last.time > time else {
            cases.append(new)
            return
        }
        var slot = cases.count
        while slot > first, cases[slot - 1].time > time { slot -= 1 }
        cases.insert(new, at: slot)
    }

    /// Forgets what lies before the study that ends now.
    mutating func advance(to now: Int64) {
        start = max(start, now - Self.study)
        while first < cases.count, cases[first].time <= start {
            totals[Int(cases[first].place)] -= 1
            first += 1
        }
        if first > 1024, first > cases.count / 2 {
            cases.removeFirst(first)
            first = 0
        }
    }

    /// Calls for every case later than a time, the latest first, with its time and place in the region's list.
    @inline(__always)
    func forEach(after time: Int64, _ body: (Int64, Int) -> Void) {
        var slot = cases.count
        while slot > first, cases[slot - 1].time > time {
            slot -= 1
            body(cases[slot].time, Int(cases[slot].place))
        }
    }
}
