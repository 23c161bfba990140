import Casework
import Classification
import JSONWriting

/// Why a letter goes where it goes, as `triage` prints it beside the queue.
struct RoutingLine: JSONWritable {
    /// Queues told as well.
    var also: [String]
    /// Whether it comes first in its queue.
    var urgent: Bool
    /// Line of `routing.yaml`; left out when none took it.
    var line: Int?
    /// The line's name.
    var name: String?
    /// What made the line fit.
    var because: [Reason]
    /// Queues that it must not reach.
    var conflicts: [Conflict]

    /// One thing that made the line fit.
    struct Reason: JSONWritable {
        var kind: RoutingReason.Kind
        var value: String
        /// The words that met a condition.
        var words: [String]?

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("kind", kind.rawValue)
                json.member("value", value)
                json.member("words", ifPresent: words)
            }
        }
    }

    /// A queue that the conflict rule keeps it away from.
    struct Conflict: JSONWritable {
        var queue: String
        var instead: String
        /// The words that name the body.
        var words: [String]

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("instead", instead)
                json.member("queue", queue)
                json.member("words", words)
            }
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("also", also)
            json.member("because", because)
            json.member("conflicts", conflicts)
            json.member("line", ifPresent: line)
            json.member("name", ifPresent: name)
            json.member("urgent", urgent)
        }
    }

    init(_ decision: RoutingDecision, of letter: RoutedLetter, in table: RoutingTable) {
        also = decision.also
        urgent = decision.isUrgent
        line = decision.line
        name = decision.name
        because = decision.reasons.map { reason in
            let evidence = letter.signs.conditions.first { reason.kind == .words && $0.id == reason.value }?.evidence
            return Reason(kind: reason.kind, value: reason.value, words: evidence.map { $0.map(\.text) })
        }
        conflicts = decision.conflicts.map { conflict in
            let named = table.queue(conflict.queue).map { table.authorities(of: $0, in: letter) } ?? []
            return Conflict(queue: conflict.queue, instead: conflict.instead, words: named.map(\.text))
        }
    }

    /// The same in sentences, for people at a terminal.
    func sentences(queue: String) -> [String] {
        let to = ([queue] + also.map { "told as well: \($0)" } + (urgent ? ["first in its queue"] : []))
            .joined(separator: "; ")
        let why = because.map { reason in
            reason.words.map { "the words «\($0.joined(separator: "», «"))»" }
                ?? "\(reason.kind.rawValue) \(reason.value)"
        }
        let by =
            line.map { line in
                "routing.yaml:\(line)" + (name.map { " «\($0)»" } ?? "")
                    + (why.isEmpty ? ", which takes everything" : ": " + why.joined(separator: ", "))
            } ?? "no line takes it"
        let refused = conflicts.map { conflict in
            "kept away from \(conflict.queue), which it accuses («\(conflict.words.joined(separator: "», «"))»); "
                + "instead: \(conflict.instead)"
        }
        return ["queue: \(to) (\(by))"] + refused
    }
}
