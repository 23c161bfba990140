extension HotSpotDetector {
    /// Does what an operator asks of an alert.
    mutating func act(_ act: OperatorAct, _ id: Int) -> [AlertChange] {
        guard let alert = state.book.alert(id), !alert.isSlim else {
            state.setAside.unknown += 1
            return []
        }
        let now = utc(state.clock)
        func changed(_ kind: AlertChange.Kind) -> [AlertChange] {
            state.book.alert(id).map { [AlertChange(kind: kind, alert: $0, at: now)] } ?? []
        }
        let isLiving = alert.state != .closed
        // Who acts has seen the evidence as it is: only what is worse than this is told again.
        if isLiving {
            state.book.change(id) {
                $0.checkedAt = now
                $0.markSeen()
            }
        }
        switch act {
        case .acknowledge:
            guard isLiving else { return [] }
            state.book.change(id) { if $0.state != .easing { $0.state = .acknowledged } }
            return changed(.acknowledged)
        case .snooze(let until):
            guard isLiving, until > now else { return [] }
            state.book.change(id) {
                $0.state = .snoozed
                $0.snoozedUntil = until
            }
            return changed(.snoozed)
        case .escalate(let level):
            guard isLiving else { return [] }
            state.book.change(id) { $0.escalatedTo = level }
            return changed(.escalated)
        case .recheck:
            return isLiving ? changed(.rechecked) : []
        case .close:
            for stream in alert.streams { state.streams[stream].slowRise.reset() }
            return state.book.close(id: id, now: now).map { [$0] } ?? []
        case .confirm:
            undo(alert)
            confirm(alert)
            state.book.change(id) { $0.verdict = .confirmed }
            return changed(.judged)
        case .dismiss(let reason):
            undo(alert)
            dismiss(alert, reason)
            state.book.change(id) { $0.verdict = .dismissed(reason) }
            let judged = changed(.judged)
            return judged + (state.book.close(id: id, now: now).map { [$0] } ?? [])
        case .undoVerdict:
            guard alert.verdict != nil else { return [] }
            undo(alert)
            state.book.change(id) {
                $0.verdict = nil
                $0.removed = [:]
            }
            return changed(.verdictUndone)
        }
    }

    /// A true hot spot: its days leave the baseline and the count of false alarms, and its streams lose their offset.
    private mutating func confirm(_ alert: HotSpotAlert) {
        let end = local(alert.closedAt ?? utc(state.clock))
        let range = min(local(alert.firstAt), end)...end
        for stream in alert.streams {
            state.streams[stream].confirmed.append(range)
            state.streams[stream].feedback.clear()
        }
        let number = province(of: alert.streams[0])
        state.provinces[number]?.budget.forget(
            streams: alert.streams, from: range.lowerBound, through: range.upperBound)
    }

    /// No hot spot: the streams need half a ban more, and the part at fault is tuned.
    private mutating func dismiss(_ alert: HotSpotAlert, _ reason: DismissalReason) {
        let first = local(alert.firstAt)
        let end = state.clock
        let number = province(of: alert.streams[0])
        state.provinces[number]?.budget.blame(streams: alert.streams, from: first, through: end)
        for stream in alert.streams {
            state.streams[stream].feedback.raise(at: state.clock)
            switch reason {
            case .copiedText:
                let groups = state.streams[stream].recent.compactMap(\.group)
                state.streams[stream].feedback.mutedGroups.formUnion(groups)
            case .wrongPlace, .wrongTopic:
                let removed = state.streams[stream].remove(ids: Set(alert.sheet.messages))
                forgetCases(stream: stream)
                state.book.change(alert.id) { $0.removed[stream] = removed }
            case .normalSeason:
                state.streams[stream].feedback.seasons.append(
                    StreamFeedback.Season(
                        alert: alert.id, time: HotSpotTime(rawValue: state.clock),
                        ratio: min(5, max(1, alert.sheet.ratio))))
            case .other:
                break
            }
        }
    }

    /// Takes back what a verdict changed.
    private mutating func undo(_ alert: HotSpotAlert) {
        switch alert.verdict {
        case .confirmed:
            let start = local(alert.firstAt)
            for stream in alert.streams {
                state.streams[stream].confirmed.removeAll { $0.lowerBound == start }
            }
        case .dismissed:
            for stream in alert.streams {
                state.streams[stream].feedback.lower(at: state.clock)
                state.streams[stream].feedback.mutedGroups = []
                state.streams[stream].feedback.seasons.removeAll { $0.alert == alert.id }
                state.streams[stream].restore(alert.removed[stream] ?? [])
                forgetCases(stream: stream)
            }
        case nil:
            break
        }
    }

    /// What verdicts changed, by place and topic: offsets in bans, seasons and muted texts.
    public var feedback: [(place: WatchPlace, topic: String, offset: Double, feedback: StreamFeedback)] {
        state.streams.indices.compactMap { stream in
            let feedback = state.streams[stream].feedback
            let offset = feedback.offset(at: state.clock)
            guard offset > 0.01 || !feedback.seasons.isEmpty || !feedback.mutedGroups.isEmpty else { return nil }
            return (places[place(of: stream)], state.topics[topic(of: stream)], offset, feedback)
        }
    }
}
