import Casework
import Classification
import JSONWriting
import PersonalData
import Places

/// The JSON line that `triage` prints for a message; keys and their meaning are a contract (version 1).
struct TriageOutput {
    var id: String?
    var verdict: Verdict
    var queue: String
    var routing: RoutingLine
    var personalData: [FieldPersonalData]

    /// Writes the output as one line of JSON with the keys in rising order.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("accented", verdict.accented)
            json.member("cues", EvidenceLines(areCues: true, lines: verdict.cues))
            json.member("evidence", EvidenceLines(areCues: false, lines: verdict.evidence))
            json.member("hotspot", verdict.hotspot)
            json.member("id", id)
            json.member("language", verdict.language)
            json.member("letter_class", verdict.letterClass)
            json.member("pii", personalData)
            json.member("place", PlaceLine(place: verdict.place))
            json.member("places", verdict.places.map(MentionLine.init))
            json.member("queue", queue)
            json.member("routing", routing)
            json.member("rules", verdict.rulesHash)
            json.member("scores", verdict.scores)
            json.member("severity", verdict.severity)
            json.member("topics", verdict.topics)
            json.member("v", 1)
        }
        json.endLine()
    }

    private struct EvidenceLines: JSONWritable {
        var areCues: Bool
        var lines: [Evidence]

        func write(to json: inout JSONWriter) {
            json.array(lines) { json, evidence in
                json.object { json in
                    json.member("bans", evidence.bans)
                    if areCues { json.member("cue", evidence.group) }
                    json.member("end", evidence.end)
                    json.member("field", evidence.field)
                    json.member("rule", evidence.rule)
                    json.member("start", evidence.start)
                    json.member("text", evidence.text)
                    if !areCues { json.member("topic", evidence.group) }
                }
            }
        }
    }

    private struct MentionLine: JSONWritable {
        var mention: PlaceMention

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("code", mention.code)
                json.member("confidence", mention.confidence)
                json.member("end", mention.end)
                json.member("field", mention.inSubject ? Field.subject : .body)
                json.member("kind", mention.kind)
                json.member("name", mention.name)
                json.member("old", mention.former)
                json.member("parent", mention.parent)
                json.member("rule", mention.rule)
                json.member("start", mention.start)
                json.member("text", mention.text)
            }
        }
    }

    /// The message's place: its parts as the message has them, and today's units.
    private struct PlaceLine: JSONWritable {
        var place: PlaceText

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("commune", place.commune)
                json.member("hamlet", place.hamlet)
                json.member("old_district", place.oldDistrict)
                json.member("province", place.province)
                json.member("today", place.today.map(TodayLine.init))
            }
        }
    }

    /// Today's units of the message's place: names and codes, and the communes that it may be when it is one of several.
    private struct TodayLine: JSONWritable {
        var today: PlaceToday

        func write(to json: inout JSONWriter) {
            json.object { json in
                json.member("candidates", today.candidates)
                json.member("commune", today.commune)
                json.member("commune_code", today.communeCode)
                json.member("province", today.province)
                json.member("province_code", today.provinceCode)
            }
        }
    }
}
