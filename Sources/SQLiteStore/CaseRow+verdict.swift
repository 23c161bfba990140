import Casework
import Classification
import Places

extension CaseRow {
    /// Takes over what the verdict on one more message says; tells whether the message decides where the case stands.
    mutating func take(_ verdict: Verdict, severity: Double, decision: RoutingDecision, at time: Timestamp) -> Bool {
        var isPlaced = false
        file.isUrgent = file.isUrgent || decision.isUrgent
        file.changedAt = max(file.changedAt, time)
        self.severity = max(self.severity, severity)
        file.place.fill(from: verdict.place)
        if !file.topicsConfirmed {
            // A first message without words ("see attachment") must not keep the case in the wrong queue.
            if file.topics.isEmpty, !verdict.topics.isEmpty, file.state == .new {
                place(decision)
                isPlaced = true
            }
            file.topics = Self.unique(file.topics + verdict.topics)
            if file.letterClass == .other { file.letterClass = verdict.letterClass }
        }
        if verdict.hotspot { file.escalation = file.escalation.joined(verdict, severity, at: time) }
        return isPlaced
    }

    /// Puts the case where a decision says.
    mutating func place(_ decision: RoutingDecision) {
        file.queue = decision.queue
        file.isUnrouted = decision.isUnrouted
    }

    /// Takes over a new verdict on a message that the case has already.
    ///
    /// What rests on that message alone and no officer has touched becomes what the new verdict says.
    mutating func takeAgain(
        _ verdict: Verdict, severity: Double, decision: RoutingDecision, at time: Timestamp
    ) -> Bool {
        var isPlaced = false
        if file.messageCount == 1, file.state == .new, !file.topicsConfirmed {
            file.topics = Self.unique(verdict.topics)
            file.letterClass = verdict.letterClass
            file.isUrgent = decision.isUrgent
            place(decision)
            isPlaced = true
        }
        return take(verdict, severity: severity, decision: decision, at: time) || isPlaced
    }

    /// Each topic once, in their order.
    static func unique(_ topics: [String]) -> [String] {
        var seen: Set<String> = []
        return topics.filter { seen.insert($0).inserted }
    }
}

extension Escalation? {
    /// The escalation after one more hot message: first time, higher severity, alarms of both.
    fileprivate func joined(_ verdict: Verdict, _ severity: Double, at time: Timestamp) -> Escalation {
        guard var escalation = self else {
            return Escalation(raisedAt: time, severity: severity, alarms: verdict.alarms)
        }
        escalation.severity = max(escalation.severity, severity)
        for alarm in verdict.alarms {
            if let index = escalation.alarms.firstIndex(where: { $0.id == alarm.id }) {
                let known = escalation.alarms[index].cues
                escalation.alarms[index].cues += alarm.cues.filter { !known.contains($0) }
            } else {
                escalation.alarms.append(alarm)
            }
        }
        return escalation
    }
}

extension PlaceText {
    /// Takes over the levels that are not known yet.
    fileprivate mutating func fill(from other: PlaceText) {
        province = province ?? other.province
        commune = commune ?? other.commune
        hamlet = hamlet ?? other.hamlet
        oldDistrict = oldDistrict ?? other.oldDistrict
        guard let found = other.today else { return }
        guard let known = today else {
            today = found
            return
        }
        // A later letter that names the commune makes the province of the first one more exact, not another one.
        let isSameProvince = known.provinceCode == nil || known.provinceCode == found.provinceCode
        if known.communeCode == nil, found.communeCode != nil, isSameProvince { today = found }
    }
}
