/// All alerts and the rules of their lives.
///
/// An alert opens at the threshold, takes in what happens in its communes for a week at a time, is told again only when
/// it is materially worse, eases and closes by itself, and does not come back at once.
struct AlertBook: Sendable, Codable {
    /// What was seen at one moment in one commune or one cluster.
    struct Observation {
        var topic: String
        var province: String
        var places: [Int]
        var streams: [Int]
        var sheet: EvidenceSheet
        var firstAt: HotSpotTime
        var isImmediate = false
    }

    private(set) var alerts: [HotSpotAlert] = []
    /// The living alert of a stream.
    private var live: [Int: Int] = [:]
    /// When an alert of a stream was last closed.
    private var closed: [Int: HotSpotTime] = [:]

    private static let joinWithin = 7 * HotSpotTime.day
    private static let uncheckedAtMost = 14 * HotSpotTime.day
    private static let easesAfter = 72 * HotSpotTime.hour
    private static let closesAfter = 7 * HotSpotTime.day
    private static let notAgainWithin = 6 * HotSpotTime.hour
    private static let easesBelow = 1.0
    private static let returnsWithin = 14 * HotSpotTime.day
    private static let returnsAbove = 0.5

    /// Alerts that are not closed.
    var living: [HotSpotAlert] {
        Set(live.values).sorted().map { alerts[$0] }
    }

    /// Numbers of alerts that are not closed.
    var livingIDs: [Int] { Set(live.values).sorted().map { $0 + 1 } }

    /// Streams of an alert; none when there is no such alert.
    func streams(of id: Int) -> [Int] { alerts.indices.contains(id - 1) ? alerts[id - 1].streams : [] }

    /// What an alert rests on, when that is a cluster found after a time.
    func clusterEvidence(of id: Int, after time: HotSpotTime) -> EvidenceSheet? {
        guard alerts.indices.contains(id - 1), alerts[id - 1].sheet.cluster != nil, alerts[id - 1].updatedAt > time
        else { return nil }
        return alerts[id - 1].sheet
    }

    /// An alert by number; nil when there is none.
    func alert(_ id: Int) -> HotSpotAlert? { alerts.indices.contains(id - 1) ? alerts[id - 1] : nil }

    /// Whether a stream belongs to a living alert.
    func isLive(_ stream: Int) -> Bool { live[stream] != nil }

    /// Changes an alert that exists.
    mutating func change(_ id: Int, _ body: (inout HotSpotAlert) -> Void) {
        guard alerts.indices.contains(id - 1) else { return }
        body(&alerts[id - 1])
    }

    // MARK: Opening and joining

    /// Takes in what was seen.
    mutating func observe(_ seen: Observation, now: HotSpotTime) -> [AlertChange] {
        var changes: [AlertChange] = []
        var index: Int?
        for stream in seen.streams {
            guard let candidate = live[stream] else { continue }
            let alert = alerts[candidate]
            if now.rawValue - alert.checkedAt.rawValue > Self.uncheckedAtMost
                || now.rawValue - alert.updatedAt.rawValue > Self.joinWithin
            {
                changes.append(close(candidate, now: now))
            } else if index == nil {
                index = candidate
            }
        }
        if let index {
            changes += update(index, seen, now: now)
        } else if seen.isImmediate || seen.sheet.score >= needed(seen, now: now) {
            changes.append(open(seen, now: now))
        }
        return changes
    }

    /// The score at which an alert opens: half a ban more when one of the same stream was closed lately.
    private func needed(_ seen: Observation, now: HotSpotTime) -> Double {
        let returns = seen.streams.contains { stream in
            closed[stream].map { now.rawValue - $0.rawValue < Self.returnsWithin } ?? false
        }
        return seen.sheet.threshold + (returns ? Self.returnsAbove : 0)
    }

    private mutating func open(_ seen: Observation, now: HotSpotTime) -> AlertChange {
        let alert = HotSpotAlert(
            id: alerts.count + 1, topic: seen.topic, province: seen.province, places: seen.places,
            streams: seen.streams, sheet: seen.sheet, firstAt: min(seen.firstAt, now), now: now,
            isImmediate: seen.isImmediate)
        for stream in seen.streams { live[stream] = alerts.count }
        alerts.append(alert)
        return AlertChange(kind: .opened, notice: alert.noticeReason, alert: alert, at: now)
    }

    private mutating func update(_ index: Int, _ seen: Observation, now: HotSpotTime) -> [AlertChange] {
        var alert = alerts[index]
        var changes: [AlertChange] = []
        let strong = seen.sheet.score >= seen.sheet.threshold
        // A weaker part of a larger alert does not stand for it.
        guard strong || seen.isImmediate || seen.sheet.score >= alert.sheet.score || seen.streams == alert.streams
        else { return [] }
        let joining = strong ? seen.places.filter { !alert.places.contains($0) } : []
        alert.places += joining
        for stream in seen.streams where live[stream] == nil && strong {
            live[stream] = index
            alert.streams.append(stream)
        }
        alert.sheet = seen.sheet
        if strong { alert.updatedAt = now }
        settle(&alert, now: now)
        if strong, alert.state == .easing {
            alert.state = .open
            alert.easingSince = nil
            changes.append(AlertChange(kind: .flaredAgain, alert: alert, at: now))
        }
        let reason = reasonToTell(alert, joined: !joining.isEmpty, immediate: seen.isImmediate, now: now)
        if let reason { tell(&alert, reason, now: now) }
        alerts[index] = alert
        changes.append(AlertChange(kind: .joined, notice: reason, alert: alert, at: now))
        return changes
    }

    // MARK: Telling again

    private func reasonToTell(
        _ alert: HotSpotAlert, joined: Bool, immediate: Bool, now: HotSpotTime
    ) -> HotSpotAlert.NoticeReason? {
        let sheet = alert.sheet
        let kinds = Set(sheet.severity.parts.map(\.kind))
        let fresh = kinds.subtracting(alert.notifiedCues).filter(\.isGrave)
        let violence = fresh.contains(.violence)
        guard violence || now.rawValue - alert.lastNotifiedAt.rawValue >= Self.notAgainWithin else { return nil }
        if immediate, !alert.isImmediate { return .immediate }
        if !fresh.isEmpty { return .newCue }
        if sheet.score >= alert.lastNotifiedScore + 1 { return .stronger }
        if joined { return .newPlace }
        // What only repeats is kept back once an operator has seen it.
        if alert.state == .acknowledged { return nil }
        let more = sheet.observed - alert.notifiedObserved
        guard sheet.score >= sheet.threshold else { return nil }
        if more >= 5, Double(sheet.observed) >= 1.5 * Double(alert.notifiedObserved) { return .more }
        // Once: where one answer is late others follow, and each would be told otherwise.
        if sheet.drag.overdue > 0, alert.notifiedOverdue == 0 { return .deadline }
        return nil
    }

    private func tell(_ alert: inout HotSpotAlert, _ reason: HotSpotAlert.NoticeReason, now: HotSpotTime) {
        alert.noticeReason = reason
        alert.lastNotifiedAt = now
        alert.notices += 1
        alert.markSeen()
        if reason == .immediate { alert.isImmediate = true }
        if alert.state == .snoozed {
            alert.state = .open
            alert.snoozedUntil = nil
        }
    }

    // MARK: Easing and closing

    /// Looks at an alert again when nothing new was filed, with the evidence as it is now.
    mutating func review(_ id: Int, sheet: EvidenceSheet, now: HotSpotTime) -> [AlertChange] {
        guard alerts.indices.contains(id - 1), alerts[id - 1].state != .closed else { return [] }
        let index = id - 1
        var alert = alerts[index]
        alert.sheet = sheet
        settle(&alert, now: now)
        var changes: [AlertChange] = []
        if alert.state == .snoozed, let until = alert.snoozedUntil, until <= now {
            alert.state = .open
            alert.snoozedUntil = nil
            changes.append(AlertChange(kind: .woke, alert: alert, at: now))
        }
        if let low = alert.lowSince, alert.state != .easing, now.rawValue - low.rawValue >= Self.easesAfter {
            alert.state = .easing
            alert.easingSince = now
            changes.append(AlertChange(kind: .eased, alert: alert, at: now))
        }
        let reason = alert.state == .easing ? nil : reasonToTell(alert, joined: false, immediate: false, now: now)
        if let reason {
            tell(&alert, reason, now: now)
            changes.append(AlertChange(kind: .joined, notice: reason, alert: alert, at: now))
        }
        alerts[index] = alert
        if alert.state == .easing, let since = alert.easingSince,
            now.rawValue - since.rawValue >= Self.closesAfter
        {
            changes.append(close(index, now: now))
        }
        return changes
    }

    /// Keeps the time since which the score has been low.
    private func settle(_ alert: inout HotSpotAlert, now: HotSpotTime) {
        if alert.sheet.score >= alert.sheet.threshold - Self.easesBelow {
            alert.lowSince = nil
        } else if alert.lowSince == nil {
            alert.lowSince = now
        }
    }

    /// Closes an alert by its place in the list.
    private mutating func close(_ index: Int, now: HotSpotTime) -> AlertChange {
        alerts[index].state = .closed
        alerts[index].closedAt = now
        for stream in alerts[index].streams where live[stream] == index {
            live[stream] = nil
            closed[stream] = now
        }
        return AlertChange(kind: .closed, alert: alerts[index], at: now)
    }

    /// Lets go of the evidence of alerts that were closed before a time: a detector of many years must stay small.
    mutating func slim(before time: HotSpotTime) {
        for index in alerts.indices where !alerts[index].isSlim {
            // They are numbered as they opened, and what opened after that time was not closed before it.
            guard alerts[index].openedAt < time else { return }
            if let end = alerts[index].closedAt, end < time { alerts[index].slim() }
        }
        closed = closed.filter { $0.value >= time }
    }

    /// Closes an alert that lives.
    mutating func close(id: Int, now: HotSpotTime) -> AlertChange? {
        guard let alert = alert(id), alert.state != .closed else { return nil }
        return close(id - 1, now: now)
    }
}
