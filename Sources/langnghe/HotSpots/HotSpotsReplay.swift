import ArgumentParser
import Foundation
import HotSpots

/// `langnghe hotspots replay`: a history run through the whole detector as if it happened now.
struct HotSpotsReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run past messages through the detector and print what it would have said, and when.",
        discussion: """
            Events: id,received,commune,topic and, if there are, occurred, hamlet, dup_group, cues (letters: C \
            gathering, V violence, P petition, U prolonged, O over the levels, H health), sender, signers, due, \
            resolved, immediate (1). \
            Prints time,communes,topic,score: every score above the floor, so that budgets can be tried; with \
            --default-threshold only what would have been told to an operator.
            """)

    @Option(help: "Table of places: commune,province and latitude,longitude or x_km,y_km.")
    var places: String

    @Option(help: "Table of messages, packed with gzip or not; - for standard input.")
    var events: String

    @Flag(help: "Only what would have been told, at the product's own threshold.")
    var defaultThreshold = false

    @Flag(help: "Leave out signs of danger, senders and deadlines.")
    var countsOnly = false

    @Option(help: "False alarms put up with, for each province and week.")
    var budget = HotSpotOptions().falseAlarmBudget

    @Option(help: "Lowest score printed.")
    var floor = HotSpotOptions().floor

    @Option(
        help:
            "Table of weights since,cue,bans, as `hotspots cues history --csv` writes it: each set in force from its time on."
    )
    var weights: String?

    @Option(help: "Write every change of every alert, with its evidence sheet, to this file as JSON lines.")
    var alerts: String?

    func validate() throws {
        guard budget > 0, budget.isFinite else { throw ValidationError("--budget must be above 0.") }
        guard floor.isFinite else { throw ValidationError("--floor must be a number.") }
    }

    func run() throws {
        let places = try PlaceTable.read(TableFile.read(places))
        var use = EventTable.Use()
        use.cues = !countsOnly
        use.senders = !countsOnly
        var options = HotSpotOptions()
        options.falseAlarmBudget = budget
        options.floor = floor
        let events = try EventTable(
            TableFile.read(events), places: places, minutesAheadOfUTC: options.minutesAheadOfUTC, use: use)
        let weights = try weights.map { try WeightTable.read(TableFile.read($0)) } ?? []
        var replay = HistoryReplay(
            HotSpotDetector(places: places, options: options), keepsMoments: !defaultThreshold)
        let lines = AlarmLine(replay.detector)
        var output = TextOutput(AlarmLine.header)
        let journal = try AlertJournal(alerts, detector: replay.detector)
        var failure: CommandFailure?
        var told = 0
        var immediate = 0
        let progress = ProgressLine()
        replay.run(
            events, weights: weights,
            onMoments: { moments in
                guard failure == nil else { return }
                do throws(CommandFailure) {
                    for moment in moments {
                        try output.write(
                            lines.text(
                                time: moment.time, places: moment.places, topic: moment.topic, score: moment.score))
                    }
                } catch { failure = error }
            },
            onChanges: { changes in
                guard failure == nil else { return }
                do throws(CommandFailure) {
                    for change in changes {
                        try journal?.write(change)
                        guard let notice = change.notice else { continue }
                        told += 1
                        // These stand outside of the budget, so they are counted and not printed among the others.
                        if notice == .immediate {
                            immediate += 1
                        } else if defaultThreshold {
                            try output.write(
                                lines.text(
                                    time: change.at, places: change.alert.places, topic: change.alert.topic,
                                    score: change.alert.sheet.score))
                        }
                    }
                } catch { failure = error }
            },
            onProgress: { progress.show(ProgressBar.text(done: $0, of: events.messages.count, what: "messages")) })
        progress.end()
        if let failure { throw failure }
        try output.finish()
        report(events, replay, told: told, immediate: immediate)
    }

    /// Tells on standard error what the table of alarms does not say.
    private func report(_ events: EventTable, _ replay: HistoryReplay, told: Int, immediate: Int) {
        let alerts = replay.detector.alerts
        CommandFailure.report(
            "\(events.messages.count) messages, \(alerts.count) alerts, told \(told) times (\(immediate) at once).")
        let left = events.unknownPlaces + replay.implausible + replay.detector.setAside.total
        guard left > 0 else { return }
        CommandFailure.report(
            "\(left) messages are not counted: \(events.unknownPlaces) name no place of the list, "
                + "\(replay.detector.setAside.tooOld) are dated before 2000, "
                + "\(replay.implausible + replay.detector.setAside.inFuture) too far ahead of the others.")
    }
}
