public import JSONWriting

// What filing writes with every letter, without Foundation's encoder.

extension LetterCheck.Point: JSONWritable {}
extension LetterCheck.Finding: JSONWritable {}
extension RoutingReason.Kind: JSONWritable {}

extension LetterCheck.Line: JSONWritable {
    /// Writes the line.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("evidence", evidence)
            json.member("finding", finding)
            json.member("point", point)
        }
    }
}

extension LetterCheck.People: JSONWritable {
    /// Writes the signs.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("count", ifPresent: count)
            json.member("evidence", evidence)
        }
    }
}

extension LetterCheck: JSONWritable {
    /// Writes the check.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("lines", lines)
            json.member("namelessness", namelessness)
            json.member("people", ifPresent: people)
            json.member("secondComplaint", secondComplaint)
        }
    }
}

extension RoutingReason: JSONWritable {
    /// Writes the reason.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("kind", kind)
            json.member("value", value)
        }
    }
}

extension RoutingConflict: JSONWritable {
    /// Writes the conflict.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("instead", instead)
            json.member("queue", queue)
        }
    }
}

extension RoutingDecision: JSONWritable {
    /// Writes the decision.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("accuses", accuses)
            json.member("also", also)
            json.member("isUnrouted", isUnrouted)
            json.member("isUrgent", isUrgent)
            json.member("line", ifPresent: line)
            json.member("name", ifPresent: name)
            json.member("named", named)
            json.member("queue", queue)
            json.member("reasons", reasons)
        }
    }
}
