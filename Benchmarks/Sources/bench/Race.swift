/// Several ways of doing one job, measured by turns.
///
/// The machine's load changes while it runs. So every round holds one lap of each contestant, the rounds begin with another
/// contestant each time, and a ratio is only ever taken between laps of the same round.
struct Race {
    /// One way of doing the job: does it once.
    typealias Contestant = () async throws -> Lap

    /// The contestants; the first one is ours.
    var contestants: [Contestant]
    /// Measured rounds.
    var rounds = 3
    /// Rounds before, which fill caches and are not counted.
    var warmUps = 1

    /// The laps of each contestant, in the order of rounds.
    func run() async throws -> [[Lap]] {
        var laps = [[Lap]](repeating: [], count: contestants.count)
        for round in 0..<(warmUps + rounds) {
            for turn in contestants.indices {
                let number = (turn + round) % contestants.count
                let lap = try await contestants[number]()
                if round >= warmUps { laps[number].append(lap) }
            }
        }
        return laps
    }
}
