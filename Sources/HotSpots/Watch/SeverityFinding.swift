import Foundation

/// Signs of danger in the matters of the last three days.
public struct SeverityFinding: Sendable, Hashable, Codable {
    /// A sign and what it weighs.
    public struct Part: Sendable, Hashable, Codable {
        /// What it tells of.
        public var kind: DangerCue.Kind
        /// The message it stands in.
        public var message: String
        /// The words, as the message has them.
        public var quote: String?
        /// Its weight, with what many signers add.
        public var bans: Double
        /// The weight of its kind that was in force, when verdicts taught it; nil for the one that the product begins with.
        public var weight: Double?
    }

    /// The signs, the weightiest first; a kind counts once.
    public var parts: [Part] = []
    /// The sum in bans, at most 4.
    public var points = 0.0

    /// Nothing found.
    init() {}

    /// Adds up the signs of these matters.
    ///
    /// - Parameters:
    ///   - matters: matters of the last three days.
    ///   - copySenders: senders of the largest group of copies among them: five and more make a petition.
    ///   - weights: weights by kind.
    ///   - isLearned: whether verdicts taught them; then the parts say which were in force.
    ///   - muted: groups of copies whose signs do not count.
    init(
        _ matters: ArraySlice<StreamHistory.Matter>, copySenders: Int, weights: [DangerCue.Kind: Double],
        isLearned: Bool = false, muted: Set<String>
    ) {
        guard copySenders >= 5 || matters.contains(where: { !$0.cues.isEmpty || $0.signers >= 5 }) else { return }
        var best: [DangerCue.Kind: Part] = [:]
        for matter in matters {
            if let group = matter.group, muted.contains(group) { continue }
            for cue in matter.cues {
                var bans = cue.bans ?? weights[cue.kind] ?? 0
                if cue.kind == .petition { bans += Self.extraSigners(matter.signers) }
                if bans > (best[cue.kind]?.bans ?? 0) {
                    best[cue.kind] = Part(kind: cue.kind, message: matter.id, quote: cue.quote, bans: bans)
                }
            }
            if matter.signers >= 5, best[.petition] == nil {
                best[.petition] = Part(
                    kind: .petition, message: matter.id, quote: nil,
                    bans: (weights[.petition] ?? 0) + Self.extraSigners(matter.signers))
            }
        }
        if copySenders >= 5, let first = matters.first(where: { $0.group != nil && !muted.contains($0.group ?? "") }) {
            let bans = (weights[.petition] ?? 0) + Self.extraSigners(copySenders)
            if bans > (best[.petition]?.bans ?? 0) {
                best[.petition] = Part(kind: .petition, message: first.id, quote: nil, bans: bans)
            }
        }
        if isLearned { for kind in best.keys { best[kind]?.weight = weights[kind] } }
        parts = best.values.sorted { ($0.bans, $1.kind.rawValue) > ($1.bans, $0.kind.rawValue) }
        points = min(4, parts.reduce(0) { $0 + $1.bans })
    }

    /// 0.2 for each doubling above five signers, at most 0.8.
    private static func extraSigners(_ signers: Int) -> Double {
        signers > 5 ? min(0.8, 0.2 * log2(Double(signers) / 5)) : 0
    }
}
