import MarkedYAML

/// Reads the block `hot_spots`.
enum HotSpotsReader {
    static func hotSpots(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.HotSpots {
        let keys = try value.mapping("hot_spots", keys: ["learn_cues", "archive_after_months"])
        var settings = OfficeConfiguration.HotSpots()
        if let learns = keys["learn_cues"] { settings.learnsCues = try learns.flag("learn_cues") }
        if let months = keys["archive_after_months"] {
            settings.archiveAfterMonths = try months.integer("archive_after_months", in: 1...120)
        }
        return settings
    }
}
