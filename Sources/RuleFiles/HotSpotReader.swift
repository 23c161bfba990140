import Classification
import MarkedYAML

/// Reads `hotspot.yaml`.
enum HotSpotReader {
    static func read(_ document: YAMLValue) throws(YAMLProblem) -> HotSpotRule {
        let keys = try document.mapping("hotspot.yaml", keys: ["severity_cap", "immediate", "unless"])
        guard let immediate = keys["immediate"] else { throw document.problem("hotspot.yaml needs the key immediate") }
        var lines: [HotSpotRule.Line] = []
        for value in try immediate.list("immediate") {
            let line = try value.mapping("a line of immediate", keys: ["id", "name", "any", "all", "last_resort"])
            guard let id = line["id"], let name = line["name"] else {
                throw value.problem("a line of immediate needs the keys id and name")
            }
            let any = try RuleReader.strings(line["any"], "any")
            let all = try RuleReader.strings(line["all"], "all")
            guard !(any.isEmpty && all.isEmpty) else {
                throw value.problem("a line of immediate needs any or all with at least one cue")
            }
            lines.append(
                HotSpotRule.Line(
                    id: try id.string("id"), name: try name.string("name"), any: any, all: all,
                    isLastResort: try line["last_resort"]?.flag("last_resort") ?? false))
        }
        return HotSpotRule(
            severityCap: try keys["severity_cap"]?.number("severity_cap") ?? 4, lines: lines,
            exceptIn: try RuleReader.strings(keys["unless"], "unless"))
    }
}
