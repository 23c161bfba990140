import Casework
import CivilCalendar

/// Who is told what on one day.
///
/// What comes is told to the officer who is in charge of the queue on that day; what has passed to the owner, to all who
/// stand in for them, and to the leads. When nobody of a queue can be told, the leads are. Whoever handles the case is told
/// of both, of whatever queue they are.
struct WarningDigest {
    /// What one person is told.
    struct Part: Equatable {
        /// Steps of cases that the person may read.
        var open: [DeadlineWarning] = []
        /// Steps of cases in closed queues that the person may not read: told by code only.
        var closed: [DeadlineWarning] = []

        var isEmpty: Bool { open.isEmpty && closed.isEmpty }
    }

    /// Parts by user name.
    private(set) var parts: [String: Part] = [:]
    /// What somebody is told, in the order given.
    private(set) var told: [DeadlineWarning] = []

    /// Shares warnings out.
    ///
    /// - Parameters:
    ///   - warnings: The warnings.
    ///   - people: Who can be told, by user name.
    ///   - routing: Queues with their officers.
    ///   - absences: Who is away, as entered on the page.
    ///   - day: The day.
    init(
        _ warnings: [DeadlineWarning], among people: [String: WarnedPerson], routing: RoutingTable,
        absences: [Absence], on day: CivilDate
    ) {
        let leads = people.values.filter { $0.account.role == .lead }.map(\.account.name).sorted()
        for warning in warnings {
            let queue = routing.queue(warning.queue)
            var names = (queue?.officers ?? []).filter { people[$0] != nil }
            switch warning.kind {
            case .late: names += leads
            case .ahead:
                let present = queue?.inCharge(on: day, besides: absences)
                names = present.flatMap { people[$0] == nil ? nil : [$0] } ?? Array(names.prefix(1))
            }
            if names.isEmpty { names = leads }
            if let assignee = warning.assignee, people[assignee] != nil { names.append(assignee) }
            var isTold = false
            for name in Set(names) where tell(warning, to: name, people) { isTold = true }
            if isTold { told.append(warning) }
        }
    }

    /// Tells a person of a step, as far as their sight reaches.
    private mutating func tell(_ warning: DeadlineWarning, to name: String, _ people: [String: WarnedPerson]) -> Bool {
        guard let person = people[name] else { return false }
        if person.reach.contains(warning.code) {
            parts[name, default: Part()].open.append(warning)
        } else if !person.reader.reads(queue: warning.queue) {
            parts[name, default: Part()].closed.append(warning)
        } else {
            // In an open queue, but of a place that is not theirs.
            return false
        }
        return true
    }
}

/// Somebody who can be told of deadlines.
struct WarnedPerson: Sendable {
    /// The account.
    var account: Account
    /// The account as a reader.
    var reader: Reader
    /// Of the cases in question, those in the reader's reach.
    var reach: Set<TrackingCode>
}
