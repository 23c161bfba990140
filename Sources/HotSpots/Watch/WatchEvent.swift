/// Anything that changes what the detector knows.
///
/// The same events in the same order give the same alerts.
public enum WatchEvent: Sendable, Hashable, Codable {
    /// A message was filed.
    case filed(WatchMessage)
    /// A filed message turned out to be of another place, topic or time, or no message at all: it is taken back (file
    /// the corrected one after it).
    case withdrawn(WatchMessage)
    /// The matter of a message was answered.
    case resolved(WatchMessage, at: HotSpotTime)
    /// An answered matter was taken up again.
    case reopened(WatchMessage, at: HotSpotTime)
    /// An operator acted on an alert.
    case act(OperatorAct, alert: Int, at: HotSpotTime)
    /// Signs of danger weigh this from now on.
    case weighed(CueWeights)
    /// Time passed; send it often in a running office, and before each message of a replay.
    case clock(HotSpotTime)
}

/// What an operator does with an alert.
public enum OperatorAct: Sendable, Hashable, Codable {
    /// Seen; notices that only repeat are kept back from now on.
    case acknowledge
    /// Silent until then, unless it becomes materially worse.
    case snooze(until: HotSpotTime)
    /// Handed to a named level.
    case escalate(level: String)
    /// Looked at again and kept open.
    case recheck
    /// A true hot spot: its days never become part of what is usual.
    case confirm
    /// No hot spot, and why.
    case dismiss(DismissalReason)
    /// Done with.
    case close
    /// A verdict given by mistake is taken back, with all it changed.
    case undoVerdict
}

/// Why an alert was none; each reason tunes the part that was at fault.
public enum DismissalReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// One text in many copies: its signs of danger count no more.
    case copiedText = "copied_text"
    /// The messages belong to another place: they count here no more.
    case wrongPlace = "wrong_place"
    /// The messages belong to another topic: they count here no more.
    case wrongTopic = "wrong_topic"
    /// It is so every year: as much is expected again at that season.
    case normalSeason = "normal_season"
    /// None of these.
    case other
}
