import Foundation

/// A line of the table: one job, our rate beside a peer's.
struct Comparison {
    /// What is done.
    var job: String
    /// Who else does it.
    var peer: String
    /// Unit of the rates; more is better.
    var unit: String
    private let ours: [Double]
    private let theirs: [Double]

    /// Compares laps of the same rounds.
    ///
    /// - Parameters:
    ///   - job: What is done.
    ///   - peer: Who else does it.
    ///   - unit: Unit of the rates.
    ///   - ours: Our laps.
    ///   - theirs: The peer's laps.
    ///   - rate: The rate that is compared.
    init(job: String, peer: String, unit: String, ours: [Lap], theirs: [Lap], rate: KeyPath<Lap, Double>) {
        self.job = job
        self.peer = peer
        self.unit = unit
        self.ours = ours.map { $0[keyPath: rate] }
        self.theirs = theirs.map { $0[keyPath: rate] }
    }

    /// Our rate and the peer's: the median over the rounds.
    var rates: (ours: Double, theirs: Double) { (Self.median(ours), Self.median(theirs)) }

    /// Our rate over the peer's in each round, smallest first.
    var ratios: [Double] { zip(ours, theirs).map { $0 / max($1, 1e-9) }.sorted() }

    /// The cells of its line.
    var cells: [String] {
        let ratios = ratios
        let spread = "\(Self.ratio(ratios.first ?? 0))-\(Self.ratio(ratios.last ?? 0))"
        return [
            job, unit, Self.number(rates.ours), peer, Self.number(rates.theirs), Self.ratio(Self.median(ratios)),
            spread,
        ]
    }

    /// The heads of the columns.
    static let heads = ["job", "unit", "ours", "peer", "peer's", "ratio", "rounds"]

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return 0 }
        return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
    }

    private static func number(_ value: Double) -> String {
        value < 100 ? String(format: "%.1f", value) : String(format: "%.0f", value)
    }

    private static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }
}
