import Foundation
import HotSpots

/// The detectors of hot spots: classical ones beside R's surveillance where it is installed, our own beside the time
/// they were given.
struct HotSpotBenchmark {
    var samples: Samples
    var work: WorkFolder

    func run() async throws -> [Comparison] {
        var comparisons: [Comparison] = []
        let series = Self.series(4_000, days: 365, mean: 2)
        let weeks = Self.series(4_000, days: 320, mean: 6)
        comparisons += try await besideR(
            "EARS C2, 4,000 streams × 365 days", unit: "points", size: 4_000 * 365, argument: "ears", peerStreams: 40,
            peerSize: 40 * 365, reach: 1
        ) { Self.ears(series) }
        comparisons += try await besideR(
            "Farrington Flexible, b 5, trend", unit: "fits", size: 4_000, argument: "farrington", peerStreams: 40,
            peerSize: 40, reach: 1
        ) { Self.farrington(weeks) }
        let country = MadeUpCountry(places: 3_321)
        let (table, neighbourhood) = country.cases(days: 60, count: 31_044)
        comparisons += try await besideReach("scan 3,321 communes × 60 d", unit: "scans", size: 1, reach: 2) {
            SpaceTimePermutationScan().scan(table, neighbourhood: neighbourhood).clusters.count
        }
        let messages = country.messages(1_040_000, days: 731)
        comparisons += try await besideReach("replay of a country", unit: "messages", size: messages.count, reach: 10) {
            var detector = HotSpotDetector(places: country.places)
            for message in messages {
                _ = detector.accept(.clock(message.received))
                _ = detector.accept(.filed(message))
            }
            return messages.count - detector.setAside.total
        }
        return comparisons
    }

    private func besideReach(
        _ job: String, unit: String, size: Int, reach: Double, _ ours: @escaping () -> Int
    ) async throws -> [Comparison] {
        let laps = try await Race(
            contestants: [
                { Lap.inProcess(work: Double(size), ours) },
                { Lap(work: Double(size), wall: reach, processor: reach) },
            ], rounds: 2, warmUps: 0
        ).run()
        return [
            Comparison(
                job: job, peer: "named reach, \(Int(reach)) s", unit: "\(unit)/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond)
        ]
    }

    private func besideR(
        _ job: String, unit: String, size: Int, argument: String, peerStreams: Int, peerSize: Int, reach: Double,
        _ ours: @escaping () -> Int
    ) async throws -> [Comparison] {
        let own = try await besideReach(job, unit: unit, size: size, reach: reach, ours)
        let output = work.path + "/surveillance.txt"
        let child = ChildRun(
            program: "Rscript",
            arguments: [samples.root + "/Benchmarks/peers/surveillance.R", argument, "\(peerStreams)"],
            output: output, errors: work.path + "/surveillance.log")
        // Without R, or without the package, our own row stands alone.
        guard (try? child.lap(work: 1)) != nil else { return own }
        let laps = try await Race(
            contestants: [
                { Lap.inProcess(work: Double(size), ours) },
                {
                    _ = try child.lap(work: 1)
                    // What R itself says of the job, without its start.
                    let words = try String(contentsOfFile: output, encoding: .utf8).split(separator: " ")
                    let seconds = words.compactMap { Double($0) }
                    guard seconds.count == 2 else { throw BenchmarkError.unusable(path: output, action: "read") }
                    return Lap(work: Double(peerSize), wall: seconds[1], processor: seconds[0])
                },
            ], rounds: 3
        ).run()
        return own + [
            Comparison(
                job: "  the same", peer: "R surveillance", unit: "\(unit)/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond)
        ]
    }

    private static func ears(_ series: [[Double]]) -> Int {
        let detector = EARS(.c2)
        return series.reduce(0) { $0 + detector.limits($1).count }
    }

    private static func farrington(_ series: [[Double]]) -> Int {
        let detector = FarringtonFlexible()
        return series.count { (try? detector.result($0, at: $0.count - 1)) != nil }
    }

    /// Counts of a given mean, each the sum of many small chances.
    private static func series(_ count: Int, days: Int, mean: Double) -> [[Double]] {
        var random = RandomSequence(seed: 3)
        return (0..<count).map { _ in
            (0..<days).map { _ in
                (0..<12).reduce(0.0) { sum, _ in Double.random(in: 0..<12, using: &random) < mean ? sum + 1 : sum }
            }
        }
    }
}

/// Communes on a plain in 34 provinces, and letters from them at random.
private struct MadeUpCountry {
    let places: [WatchPlace]

    init(places count: Int) {
        var random = RandomSequence(seed: 1)
        places = (0..<count).map { number in
            let province = number % 34
            return WatchPlace(
                code: "c\(number)", province: "p\(province)",
                position: GroundPosition(
                    eastKilometres: Double(province % 6) * 110 + Double.random(in: 0..<100, using: &random),
                    northKilometres: Double(province / 6) * 110 + Double.random(in: 0..<100, using: &random)))
        }
    }

    func cases(days: Int, count: Int) -> (CaseTable, Neighbourhood) {
        var random = RandomSequence(seed: 2)
        var table = CaseTable(places: places.count, days: days)
        for _ in 0..<count {
            table.add(place: .random(in: 0..<places.count, using: &random), day: .random(in: 0..<days, using: &random))
        }
        return (table, Neighbourhood(places.map(\.position), width: 10))
    }

    func messages(_ count: Int, days: Int) -> [WatchMessage] {
        var random = RandomSequence(seed: 4)
        let topics = ["land", "complaints", "environment", "religion"]
        let start: Int64 = 1_704_042_000_000
        let times = (0..<count).map { _ in Int64.random(in: 0..<(Int64(days) * 86_400_000), using: &random) }.sorted()
        return times.enumerated().map { number, time in
            WatchMessage(
                id: "m\(number)", received: HotSpotTime(rawValue: start + time),
                place: .random(in: 0..<places.count, using: &random),
                topic: topics[Int.random(in: 0..<4, using: &random)],
                cues: Int.random(in: 0..<9, using: &random) == 0 ? [DangerCue(.prolonged)] : [],
                sender: .random(in: 0..<100_000, using: &random),
                deadline: HotSpotTime(rawValue: start + time + 864_000_000))
        }
    }
}
