extension OfficeConfiguration {
    /// A drop folder for scanned letters and mails.
    public struct FolderSource: Sendable, Hashable {
        /// The folder.
        public var path: String
        /// What files that are no mails are taken for.
        public var labels: ItemLabels
        /// Folder that files are moved to once they are stored; nil leaves them where they are.
        public var doneFolder: String?
        /// Folders below each other that are looked into.
        public var depth: Int
        /// Largest file taken, in bytes.
        public var maximumBytes: Int
        /// Seconds for which nothing may have changed about a file before it is taken.
        public var settleSeconds: Int

        /// Creates a folder.
        public init(
            path: String, labels: ItemLabels, doneFolder: String?, depth: Int = 3, maximumBytes: Int = 50_000_000,
            settleSeconds: Int = 10
        ) {
            self.path = path
            self.labels = labels
            self.doneFolder = doneFolder
            self.depth = depth
            self.maximumBytes = maximumBytes
            self.settleSeconds = settleSeconds
        }
    }
}
