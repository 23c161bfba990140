import Casework
import HotSpots

/// What has to be told the detector so that it counts a case as it is now.
struct WatchDifference {
    /// What is to be counted.
    let wanted: [CountedMessage]
    private let before: [CountedMessage]
    private let closedAt: Timestamp?

    /// Compares a case with what was counted of it.
    ///
    /// - Parameters:
    ///   - file: The case.
    ///   - place: Number of its commune; nil when it is not known, then the case is not counted.
    ///   - now: The time to look at it by.
    init(of file: WatchedCase, place: Int?, now: Timestamp) {
        before = file.counted
        closedAt = file.closedAt
        guard file.isLetter, let place else {
            wanted = []
            return
        }
        let isResolved = file.closedAt != nil
        wanted = file.messages.flatMap { message in
            file.topics.map { topic in
                CountedMessage(
                    message: Self.watched(message, of: file, topic: topic, place: place, now: now),
                    isResolved: isResolved)
            }
        }
    }

    /// Events, in the order in which they are to be told.
    func events(now: Timestamp) -> [WatchEvent] {
        func key(_ counted: CountedMessage) -> [String] { [counted.message.id, counted.message.topic] }
        let old = Dictionary(before.map { (key($0), $0) }, uniquingKeysWith: { _, last in last })
        let new = Dictionary(wanted.map { (key($0), $0) }, uniquingKeysWith: { _, last in last })
        let at = HotSpotTime(rawValue: (closedAt ?? now).rawValue)
        var events: [WatchEvent] = []
        for counted in before where new[key(counted)]?.message != counted.message {
            events.append(.withdrawn(counted.message))
        }
        for counted in wanted {
            let known = old[key(counted)]
            let isSame = known?.message == counted.message
            if !isSame { events.append(.filed(counted.message)) }
            let wasResolved = isSame && known?.isResolved == true
            if counted.isResolved, !wasResolved { events.append(.resolved(counted.message, at: at)) }
            if !counted.isResolved, wasResolved {
                events.append(.reopened(counted.message, at: HotSpotTime(rawValue: now.rawValue)))
            }
        }
        return events
    }

    private static func watched(
        _ message: WatchedCase.Message, of file: WatchedCase, topic: String, place: Int, now: Timestamp
    ) -> WatchMessage {
        // What lay in an imported mailbox for days needs nobody within the hour; a letter about two topics is one alarm.
        let wasImmediate = file.counted.contains {
            $0.message.id == message.id && $0.message.topic == topic && $0.message.isImmediate
        }
        let isFresh = wasImmediate || now.rawValue - message.receivedAt.rawValue < freshMilliseconds
        return WatchMessage(
            id: message.id, received: HotSpotTime(rawValue: message.receivedAt.rawValue),
            occurred: message.writtenAt.map { HotSpotTime(rawValue: $0.rawValue) }, place: place, hamlet: file.hamlet,
            topic: topic, cues: cues(message),
            isImmediate: message.isImmediate && isFresh && topic == file.topics.first,
            duplicateGroup: message.text,
            sender: message.sender, deadline: file.dueAt.map { HotSpotTime(rawValue: $0.rawValue) })
    }

    private static let freshMilliseconds: Int64 = 3 * 86_400_000

    /// One sign of each kind, the heaviest: a second mention adds nothing.
    private static func cues(_ message: WatchedCase.Message) -> [DangerCue] {
        var heaviest: [DangerCue.Kind: WatchedCase.Message.Cue] = [:]
        for cue in message.cues where cue.bans > 0 {
            guard let kind = DangerCue.Kind(cueGroup: cue.name), cue.bans > heaviest[kind]?.bans ?? 0 else { continue }
            heaviest[kind] = cue
        }
        return DangerCue.Kind.allCases.compactMap { kind in
            heaviest[kind].map { DangerCue(kind, quote: String($0.words.prefix(200))) }
        }
    }
}
