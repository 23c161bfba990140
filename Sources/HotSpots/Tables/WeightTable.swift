/// Weights of signs of danger from a table, for replays.
///
/// Columns: `since,cue,bans`. Rows with one time are one set of weights; a sign that a set leaves out has the weight that the
/// product begins with. Times are local.
public enum WeightTable {
    /// Reads weights.
    ///
    /// - Parameters:
    ///   - bytes: the table.
    ///   - minutesAheadOfUTC: how far its local times are ahead of UTC.
    /// - Returns: the sets, oldest first.
    /// - Throws: `TableError` for what cannot be read.
    public static func read(_ bytes: [UInt8], minutesAheadOfUTC: Int = 420) throws(TableError) -> [CueWeights] {
        var sets: [Int64: [DangerCue.Kind: Double]] = [:]
        try CommaTable.read(bytes, name: name, required: ["since", "cue", "bans"]) { (table, row) throws(TableError) in
            guard let since = table.column("since"), let cue = table.column("cue"), let bans = table.column("bans")
            else { return }
            guard let local = LocalMinute.parse(row.raw(since)) else {
                throw TableError(
                    table: name, line: row.line,
                    problem: "«\(row.text(since))» is no time; write 2025-11-05T17:25.")
            }
            guard let kind = DangerCue.Kind(rawValue: row.text(cue)) else {
                let known = DangerCue.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw TableError(
                    table: name, line: row.line, problem: "there is no sign «\(row.text(cue))»; there are \(known).")
            }
            guard let weight = Double(row.text(bans)), (0...10).contains(weight) else {
                throw TableError(
                    table: name, line: row.line, problem: "«\(row.text(bans))» is no weight from 0 to 10.")
            }
            sets[local - Int64(minutesAheadOfUTC) * 60_000, default: [:]][kind] = weight
        }
        return sets.sorted { $0.key < $1.key }.map { CueWeights(since: HotSpotTime(rawValue: $0.key), bans: $0.value) }
    }

    /// Writes weights as they are read; times are cut to seconds.
    ///
    /// - Parameters:
    ///   - weights: the sets.
    ///   - minutesAheadOfUTC: how far local times are ahead of UTC.
    /// - Returns: the table.
    public static func text(_ weights: [CueWeights], minutesAheadOfUTC: Int = 420) -> String {
        var text = "since,cue,bans\n"
        for set in weights {
            let local = set.since.rawValue + Int64(minutesAheadOfUTC) * 60_000
            let second = local % 60_000 / 1000
            let since = LocalMinute.text(local) + (second < 10 ? ":0" : ":") + String(second)
            for cue in DangerCue.Kind.allCases {
                if let bans = set.bans[cue] { text += "\(since),\(cue.rawValue),\(bans)\n" }
            }
        }
        return text
    }

    private static let name = "weights"
}
