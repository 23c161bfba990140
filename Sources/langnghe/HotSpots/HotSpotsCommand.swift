import ArgumentParser

/// `langnghe hotspots`: the detectors on tables, and what the office's own alerts learned and left behind.
struct HotSpotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotspots",
        abstract: "Find flare-ups in tables; show what the office's alerts learned, what comes back, second opinions.",
        discussion: "detect, scan and replay read tables and store nothing. The others read an office (--config).",
        subcommands: [
            HotSpotsDetect.self, HotSpotsScan.self, HotSpotsReplay.self, HotSpotsCues.self, HotSpotsRecurrent.self,
            HotSpotsFarrington.self,
        ])
}
