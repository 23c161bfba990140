import Casework
import CivilCalendar
import Classification
import MarkedYAML

/// Reads the queues of `routing.yaml`.
struct QueueReader {
    let rules: RuleReader
    let places: PlaceNames

    /// A queue as read, with the names of its body.
    struct Draft {
        var queue: Queue
        /// The names of the queue's body.
        var body: RuleGroup?
        /// Where the body stands.
        var bodyPlace: YAMLValue?
        /// Where the superior stands.
        var superior: YAMLValue?
        /// What an office should know of the queue.
        var warning: YAMLProblem?
    }

    func queue(_ value: YAMLValue) throws(YAMLProblem) -> Draft {
        let keys = try value.mapping(
            "a queue",
            keys: ["id", "name", "readers", "owner", "substitutes", "away", "body", "superior", "contact"])
        guard let idValue = keys["id"], let name = keys["name"] else {
            throw value.problem("a queue needs the keys id and name")
        }
        var queue = Queue(id: try idValue.string("id"), name: try name.string("name"))
        if let readers = keys["readers"] {
            switch try readers.string("readers") {
            case "named": queue.isClosed = true
            case "all": break
            default: throw readers.problem("readers must be named (only accounts named for the queue) or all")
            }
        }
        queue.owner = try keys["owner"]?.string("owner")
        queue.substitutes = try RuleReader.strings(keys["substitutes"], "substitutes")
        if queue.owner == nil, let substitutes = keys["substitutes"] {
            throw substitutes.problem("substitutes stand in for an owner; add the key owner")
        }
        queue.absences = try absences(keys["away"], owner: queue.owner)
        queue.contact = try keys["contact"]?.string("contact")
        queue.superior = try keys["superior"]?.string("superior")
        var draft = Draft(queue: queue, superior: keys["superior"])
        if queue.isClosed, queue.owner == nil {
            draft.warning = idValue.problem(
                "nobody is named to read the queue «\(queue.id)»: until the key owner names an officer, leads alone read it"
            )
        }
        if let body = keys["body"] { try read(body, into: &draft) }
        return draft
    }

    private func absences(_ value: YAMLValue?, owner: String?) throws(YAMLProblem) -> [Absence] {
        guard let value else { return [] }
        var absences: [Absence] = []
        for entry in try value.list("away") {
            let keys = try entry.mapping("an absence", keys: ["who", "from", "to"])
            guard let from = keys["from"], let to = keys["to"] else {
                throw entry.problem("an absence needs the keys from and to, days such as 2026-12-01")
            }
            guard let officer = try keys["who"]?.string("who") ?? owner else {
                throw entry.problem("an absence needs the key who where the queue has no owner")
            }
            let absence = Absence(officer: officer, from: try Self.day(from, "from"), to: try Self.day(to, "to"))
            guard absence.from <= absence.to else { throw to.problem("the last day lies before the first one") }
            absences.append(absence)
        }
        return absences
    }

    static func day(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> CivilDate {
        let text = try value.string(what)
        guard let day = CivilDate(iso: text) else {
            throw value.problem("\(what) must be a day such as 2026-07-01, not «\(text)»")
        }
        return day
    }

    private func read(_ value: YAMLValue, into draft: inout Draft) throws(YAMLProblem) {
        let keys = try value.mapping("a body", keys: ["names", "unit"])
        let names = try rules.phrases(keys["names"], "names")
        var codes: [String] = []
        var unitNames: [String] = []
        if let unit = keys["unit"] {
            for entry in unit.isList ? try unit.list("unit") : [unit] {
                let units = try places.units(entry)
                codes += units.codes
                unitNames += units.names
            }
        }
        guard !names.isEmpty || !codes.isEmpty else {
            throw value.problem("a body needs names (phrases that mean it), unit (the place it governs), or both")
        }
        draft.queue.body = QueueBody(units: codes, unitNames: unitNames)
        draft.bodyPlace = value
        guard !names.isEmpty else { return }
        let id = "routing.body.\(draft.queue.id)"
        // An accusation may stand in what the writer quotes or passes on.
        let rule = Rule(
            id: id + ".names", name: draft.queue.name, weight: 1, trigger: .phrases(names),
            regions: [.subject, .body, .forwarded, .quoted])
        draft.body = .condition(id, name: draft.queue.name, rules: [rule])
    }
}
