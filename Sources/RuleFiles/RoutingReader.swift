import Casework
import CivilCalendar
import Classification
import MarkedYAML
import PhraseMatching

/// Reads `routing.yaml`.
struct RoutingReader {
    let rules: RuleReader
    let places: PlaceNames

    /// What the file says.
    struct File {
        var table: RoutingTable
        /// What it asks of the words of letters.
        var conditions: RoutingConditions
        /// Where each condition stands, by identifier.
        var places: [String: YAMLValue]
        /// What is no mistake but cannot be meant.
        var warnings: [YAMLProblem]
    }

    private static let lineKeys: Set<String> = RoutingConditionReader.keys.union([
        "to", "also", "name", "why", "from", "until", "topic", "class", "channel", "source", "kind", "place", "hot",
        "urgent",
    ])

    func read(_ document: YAMLValue) throws(YAMLProblem) -> File {
        let keys = try document.mapping("routing.yaml", keys: ["queues", "routes", "otherwise", "conflict"])
        guard let queuesValue = keys["queues"], let routesValue = keys["routes"], let otherwiseValue = keys["otherwise"]
        else { throw document.problem("routing.yaml needs the keys queues, routes and otherwise") }
        let drafts = try queues(queuesValue)
        let known = drafts.map(\.queue.id)
        for draft in drafts {
            guard let superior = draft.superior else { continue }
            guard try queueID(superior, "superior", known) != draft.queue.id else {
                throw superior.problem("a queue cannot be above itself; name the queue of the body above")
            }
        }
        var table = RoutingTable(
            queues: drafts.map(\.queue), routes: [], otherwise: try queueID(otherwiseValue, "otherwise", known))
        var words = ConflictWords()
        if let conflict = keys["conflict"] {
            words = try ConflictReader(rules: rules).read(conflict)
            table.conflict = words.rule
            guard let rule = words.rule, let queue = table.queue(rule.queue), queue.body == nil else {
                throw conflict.problem(
                    "conflict needs the key to with a queue that belongs to no body, for what accuses all others")
            }
        } else if let body = drafts.lazy.compactMap(\.bodyPlace).first {
            throw body.problem(
                "a queue belongs to a body, so routing.yaml needs the key conflict: what accuses, and where it goes")
        }
        if table.conflict != nil, table.queue(table.otherwise)?.body != nil {
            throw otherwiseValue.problem("what no line takes must not go to a queue that belongs to a body")
        }
        var conditions = RoutingConditionReader(rules: rules)
        var warnings = drafts.compactMap(\.warning)
        for value in try routesValue.list("routes") {
            let route = try route(value, known, &conditions)
            if let earlier = table.routes.first(where: { $0.covers(route) }) {
                warnings.append(
                    value.problem(
                        "this line is never reached: line \(earlier.line) takes everything that fits it; "
                            + "move it up, narrow line \(earlier.line), or remove it"))
            }
            table.routes.append(route)
        }
        let bodies = drafts.compactMap { draft in draft.body.map { (draft.queue.id, $0) } }
        var marks = conditions.places
        for draft in drafts {
            if let body = draft.body { for rule in body.rules { marks[rule.id] = draft.bodyPlace } }
        }
        return File(
            table: table,
            conditions: RoutingConditions(
                lines: conditions.groups, bodies: bodies,
                // Without a body nobody has to be found.
                offices: drafts.contains { $0.queue.body != nil } ? words.offices : [:],
                courtesy: drafts.contains { $0.queue.body != nil } ? words.courtesy : nil),
            places: marks, warnings: warnings)
    }

    private func queues(_ value: YAMLValue) throws(YAMLProblem) -> [QueueReader.Draft] {
        let reader = QueueReader(rules: rules, places: places)
        var drafts: [QueueReader.Draft] = []
        for entry in try value.list("queues") {
            let draft = try reader.queue(entry)
            guard !drafts.contains(where: { $0.queue.id == draft.queue.id }) else {
                throw entry.problem("there are two queues «\(draft.queue.id)»; give one of them another id")
            }
            guard draft.queue.id != Queue.surveys else {
                throw entry.problem("«\(Queue.surveys)» is the list of questionnaires; give the queue another id")
            }
            drafts.append(draft)
        }
        return drafts
    }

    private func queueID(_ value: YAMLValue, _ what: String, _ known: [String]) throws(YAMLProblem) -> String {
        let id = try value.string(what)
        guard known.contains(id) else {
            throw value.problem("there is no queue «\(id)»; add it under queues or correct the name")
        }
        return id
    }

    private func route(
        _ value: YAMLValue, _ known: [String], _ conditions: inout RoutingConditionReader
    ) throws(YAMLProblem) -> RoutingTable.Route {
        let keys = try value.mapping("a route", keys: Self.lineKeys)
        guard let target = keys["to"] else { throw value.problem("a route needs the key to") }
        let line = value.place?.line ?? 0
        var route = RoutingTable.Route(queue: try queueID(target, "to", known), line: line)
        if let also = keys["also"] {
            for entry in also.isList ? try also.list("also") : [also] {
                route.also.append(try queueID(entry, "also", known))
            }
        }
        route.name = try keys["name"]?.string("name")
        route.why = try keys["why"]?.string("why")
        if let from = keys["from"] { route.from = try QueueReader.day(from, "from") }
        if let until = keys["until"] {
            route.until = try QueueReader.day(until, "until")
            if let from = route.from, let last = route.until, last < from {
                throw until.problem("until lies before from, so the line is never valid")
            }
        }
        route.topics = try Self.names(keys["topic"], "topic")
        route.classes = try Self.values(keys["class"], "class")
        route.channels = try Self.values(keys["channel"], "channel")
        route.sources = try Self.names(keys["source"], "source")
        route.kinds = try Self.values(keys["kind"], "kind")
        if let place = keys["place"] {
            route.units = []
            for entry in place.isList ? try place.list("place") : [place] {
                route.units? += try places.units(entry).codes
                route.places.append(try entry.string("a place"))
            }
        }
        route.isHot = try keys["hot"]?.flag("hot")
        route.isUrgent = try keys["urgent"]?.flag("urgent") ?? false
        (route.conditions, route.exceptions) = try conditions.conditions(
            keys, name: route.name ?? "routing.yaml:\(line)", of: value)
        return route
    }

    private static func names(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [String]? {
        guard let value else { return nil }
        return try RuleReader.strings(value, what)
    }

    static func values<Value: RawRepresentable<String> & CaseIterable>(
        _ value: YAMLValue?, _ what: String
    ) throws(YAMLProblem) -> [Value]? {
        guard let value else { return nil }
        var values: [Value] = []
        for entry in try value.list(what) {
            let name = try entry.string("an entry of \(what)")
            guard let known = Value(rawValue: name) else {
                let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw entry.problem("there is no \(what) «\(name)»; there are \(choices)")
            }
            values.append(known)
        }
        return values
    }
}
