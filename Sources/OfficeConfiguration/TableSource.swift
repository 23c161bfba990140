extension OfficeConfiguration {
    /// Tables: exports of a hotline, registers, answers of a survey, as CSV or XLSX.
    public struct TableSource: Sendable, Hashable {
        /// The file, or the folder of files.
        public var path: String
        /// What rows are taken for.
        public var labels: ItemLabels
        /// Headings by what their columns mean; what is missing is guessed.
        public var columns: [String: String]
        /// The one sheet to read; nil reads all.
        public var sheet: String?
        /// Whether rows that are hidden in the workbook are read too.
        public var readsHiddenRows: Bool
        /// Largest file that is read, in bytes.
        public var maximumBytes: Int
        /// Seconds for which nothing may have changed about a file before it is read.
        public var settleSeconds: Int

        /// Meanings that columns may be given.
        public static let meanings = [
            "register", "received", "received_time", "name", "address", "phone", "email", "subject", "content", "place",
            "field", "result", "link", "sequence",
        ]

        /// Creates tables.
        public init(
            path: String, labels: ItemLabels, columns: [String: String] = [:], sheet: String? = nil,
            readsHiddenRows: Bool = true, maximumBytes: Int = 50_000_000, settleSeconds: Int = 10
        ) {
            self.path = path
            self.labels = labels
            self.columns = columns
            self.sheet = sheet
            self.readsHiddenRows = readsHiddenRows
            self.maximumBytes = maximumBytes
            self.settleSeconds = settleSeconds
        }
    }
}
