public import JSONWriting

extension Field: JSONWritable {}
extension LetterClass: JSONWritable {}
extension MessageLanguage: JSONWritable {}
extension NamedAuthority.Scope: JSONWritable {}

extension Evidence: JSONWritable {
    /// Writes the line.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("bans", bans)
            json.member("end", end)
            json.member("field", field)
            json.member("group", group)
            json.member("isSmallWord", ifPresent: isSmallWord)
            json.member("name", name)
            json.member("rule", rule)
            json.member("start", start)
            json.member("text", text)
        }
    }
}

extension MetCondition: JSONWritable {
    /// Writes the condition.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("evidence", evidence)
            json.member("id", id)
        }
    }
}

extension NamedAuthority: JSONWritable {
    /// Writes the authority.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("end", end)
            json.member("field", field)
            json.member("queue", ifPresent: queue)
            json.member("scope", scope)
            json.member("start", start)
            json.member("text", text)
            json.member("unitName", ifPresent: unitName)
            json.member("units", units)
        }
    }
}

extension RoutingSigns: JSONWritable {
    /// Writes the signs.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("authorities", authorities)
            json.member("conditions", conditions)
        }
    }
}

extension Verdict.Alarm: JSONWritable {
    /// Writes the alarm.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("cues", cues)
            json.member("id", id)
            json.member("name", name)
        }
    }
}

extension Verdict: JSONWritable {
    /// Writes the verdict as it is stored.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("accented", accented)
            json.member("alarms", alarms)
            json.member("classEvidence", classEvidence)
            json.member("contexts", contexts)
            json.member("cues", cues)
            json.member("evidence", evidence)
            json.member("hotspot", hotspot)
            json.member("language", ifPresent: language)
            json.member("letterClass", letterClass)
            json.member("place", place)
            json.member("places", places)
            json.member("rulesHash", rulesHash)
            json.member("scores", scores)
            json.member("severity", severity)
            json.member("signs", ifPresent: signs)
            json.member("topics", topics)
        }
    }
}
