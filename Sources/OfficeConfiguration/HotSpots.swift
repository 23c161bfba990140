extension OfficeConfiguration {
    /// How hot spots are watched and alerts are kept.
    public struct HotSpots: Sendable, Hashable {
        /// Whether the weights of signs of danger are learned from verdicts; otherwise they stay as they are.
        public var learnsCues: Bool
        /// Months after its end that an alert stays in the working lists; then it is in the archive.
        public var archiveAfterMonths: Int

        /// Creates settings.
        public init(learnsCues: Bool = true, archiveAfterMonths: Int = 6) {
            self.learnsCues = learnsCues
            self.archiveAfterMonths = archiveAfterMonths
        }
    }
}
