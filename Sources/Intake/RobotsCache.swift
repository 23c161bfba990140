import Casework
import CurlTransfer
import WebReading

/// The robots.txt of sites, kept for a while.
///
/// > Source: RFC 9309 §2.3, §2.4.
actor RobotsCache {
    /// How long a site's answer holds, in seconds.
    static let lifetime: Int64 = 24 * 3_600
    /// How long it holds that a site's server fails.
    static let failureLifetime: Int64 = 600
    private static let siteLimit = 5_000

    private struct Entry {
        var rules: RobotsRules
        var until: Timestamp
    }

    private var entries: [String: Entry] = [:]

    /// What is known of a site; nil when it is to be asked.
    func known(_ site: String, at time: Timestamp) -> RobotsRules? {
        guard let entry = entries[site], entry.until > time else { return nil }
        return entry.rules
    }

    /// Keeps what a site answered.
    func keep(_ rules: RobotsRules, of site: String, until: Timestamp, at time: Timestamp) {
        if entries.count >= Self.siteLimit { entries = entries.filter { $0.value.until > time } }
        if entries.count >= Self.siteLimit { entries = [:] }
        entries[site] = Entry(rules: rules, until: until)
    }
}
