extension WebItemRecord {
    /// Takes how far the source's own work on the item is for a part of what tells its versions apart, so that a note on the
    /// work arrives though the letter is the same.
    mutating func tellVersions(by state: String?) {
        guard let state else { return }
        version = String(ContentHash.short(of: Array("\(contentHash)\n\(state)".utf8)).prefix(12))
    }
}
