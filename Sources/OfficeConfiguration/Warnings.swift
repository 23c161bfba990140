extension OfficeConfiguration {
    /// How people are told of legal dates that are near or have passed.
    public struct Warnings: Sendable, Hashable {
        /// Addresses by user name.
        public var recipients: [String: String]
        /// Minute of each working day at which it is told, Vietnamese time.
        public var minute: Int
        /// Working days ahead of a date at which it is told.
        public var workingDays: Int

        /// Creates a way of telling.
        public init(recipients: [String: String], minute: Int = 450, workingDays: Int = 2) {
            self.recipients = recipients
            self.minute = minute
            self.workingDays = workingDays
        }
    }
}
