import Casework
import Classification
import MarkedYAML

/// Reads `routing.yaml`.
enum RoutingReader {
    static func read(_ document: YAMLValue) throws(YAMLProblem) -> RoutingTable {
        let keys = try document.mapping("routing.yaml", keys: ["queues", "routes", "otherwise"])
        guard let queuesValue = keys["queues"], let routesValue = keys["routes"], let otherwiseValue = keys["otherwise"]
        else { throw document.problem("routing.yaml needs the keys queues, routes and otherwise") }
        var queues: [Queue] = []
        for value in try queuesValue.list("queues") {
            let queue = try value.mapping("a queue", keys: ["id", "name"])
            guard let id = queue["id"], let name = queue["name"] else {
                throw value.problem("a queue needs the keys id and name")
            }
            queues.append(Queue(id: try id.string("id"), name: try name.string("name")))
        }
        let known = Set(queues.map(\.id))
        func queueID(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> String {
            let id = try value.string(what)
            guard known.contains(id) else {
                throw value.problem("there is no queue «\(id)»; add it under queues or correct the name")
            }
            return id
        }
        var routes: [RoutingTable.Route] = []
        for value in try routesValue.list("routes") {
            let route = try value.mapping("a route", keys: ["to", "topic", "class", "channel", "source"])
            guard let target = route["to"] else { throw value.problem("a route needs the key to") }
            routes.append(
                RoutingTable.Route(
                    queue: try queueID(target, "to"), topics: try names(route["topic"], "topic"),
                    classes: try values(route["class"], "class"), channels: try values(route["channel"], "channel"),
                    sources: try names(route["source"], "source")))
        }
        return RoutingTable(queues: queues, routes: routes, otherwise: try queueID(otherwiseValue, "otherwise"))
    }

    private static func names(_ value: YAMLValue?, _ what: String) throws(YAMLProblem) -> [String]? {
        guard let value else { return nil }
        return try RuleReader.strings(value, what)
    }

    private static func values<Value: RawRepresentable<String> & CaseIterable>(
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
