import ArgumentParser

/// `langnghe hotspots`: the detectors on tables, for checking and planning.
struct HotSpotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotspots",
        abstract: "Find flare-ups in tables of counts, cases or messages. Nothing is stored.",
        subcommands: [HotSpotsDetect.self, HotSpotsScan.self, HotSpotsReplay.self])
}
