/// How often a feed says that something new may come.
///
/// > Source: RSS 2.0 (ttl), RSS 1.0 syndication module.
enum UpdatePeriod {
    /// Feeds name days for what changes each hour, or years by mistake; no longer is believed.
    static let longest = 6 * 3_600

    /// Seconds, at most ``longest``; nil when the channel does not say.
    static func seconds(_ channel: XMLElement) -> Int? {
        let fields = channel.fields
        if let minutes = fields.text(["ttl"]).flatMap({ Int($0) }), minutes > 0 {
            return min(min(minutes, 1_440) * 60, longest)
        }
        let periods = [
            "hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000,
        ]
        guard let name = fields.text(["sy:updateperiod"])?.lowercased(), let period = periods[name] else { return nil }
        let frequency = fields.text(["sy:updatefrequency"]).flatMap { Int($0) } ?? 1
        return min(period / max(1, min(frequency, 10_000)), longest)
    }
}
