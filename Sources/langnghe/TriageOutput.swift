import Classification
import Foundation
import PersonalData
import Places

/// The JSON line that `triage` prints for a message; keys and their meaning are a contract (version 1).
struct TriageOutput: Encodable {
    var id: String?
    var verdict: Verdict
    var queue: String
    var routing: RoutingLine
    var personalData: [FieldPersonalData]

    private enum Key: String, CodingKey {
        case v, id, topics, scores, hotspot, severity, cues, evidence, places, place, pii, queue, accented, language
        case rules, routing
        case letterClass = "letter_class"
    }

    private enum PlaceKey: String, CodingKey {
        case text, field, start, end, kind, name, code, parent, old, rule, confidence
        case province, commune, hamlet, today
        case oldDistrict = "old_district"
    }

    private struct EvidenceLine: Encodable {
        var tag: String
        var evidence: Evidence

        enum Key: String, CodingKey { case topic, cue, rule, text, field, start, end, bans }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(evidence.group, forKey: tag == "cue" ? .cue : .topic)
            try container.encode(evidence.rule, forKey: .rule)
            try container.encode(evidence.text, forKey: .text)
            try container.encode(evidence.field, forKey: .field)
            try container.encode(evidence.start, forKey: .start)
            try container.encode(evidence.end, forKey: .end)
            try container.encode(evidence.bans, forKey: .bans)
        }
    }

    private struct PlaceLine: Encodable {
        var mention: PlaceMention

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: PlaceKey.self)
            try container.encode(mention.text, forKey: .text)
            try container.encode(mention.inSubject ? Field.subject : .body, forKey: .field)
            try container.encode(mention.start, forKey: .start)
            try container.encode(mention.end, forKey: .end)
            try container.encode(mention.kind, forKey: .kind)
            try container.encode(mention.name, forKey: .name)
            try container.encode(mention.code, forKey: .code)
            try container.encode(mention.parent, forKey: .parent)
            try container.encode(mention.former, forKey: .old)
            try container.encode(mention.rule, forKey: .rule)
            try container.encode(mention.confidence, forKey: .confidence)
        }
    }

    /// Today's units of the message's place: names and codes, and the communes that it may be when it is one of several.
    private struct TodayLine: Encodable {
        var today: PlaceToday

        enum Key: String, CodingKey {
            case province, commune, candidates
            case provinceCode = "province_code"
            case communeCode = "commune_code"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(today.province, forKey: .province)
            try container.encode(today.provinceCode, forKey: .provinceCode)
            try container.encode(today.commune, forKey: .commune)
            try container.encode(today.communeCode, forKey: .communeCode)
            try container.encode(today.candidates, forKey: .candidates)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .v)
        try container.encode(id, forKey: .id)
        try container.encode(verdict.topics, forKey: .topics)
        try container.encode(verdict.scores, forKey: .scores)
        try container.encode(verdict.letterClass, forKey: .letterClass)
        try container.encode(verdict.hotspot, forKey: .hotspot)
        try container.encode(verdict.severity, forKey: .severity)
        try container.encode(verdict.cues.map { EvidenceLine(tag: "cue", evidence: $0) }, forKey: .cues)
        try container.encode(verdict.evidence.map { EvidenceLine(tag: "topic", evidence: $0) }, forKey: .evidence)
        try container.encode(verdict.places.map(PlaceLine.init), forKey: .places)
        var place = container.nestedContainer(keyedBy: PlaceKey.self, forKey: .place)
        try place.encode(verdict.place.province, forKey: .province)
        try place.encode(verdict.place.commune, forKey: .commune)
        try place.encode(verdict.place.hamlet, forKey: .hamlet)
        try place.encode(verdict.place.oldDistrict, forKey: .oldDistrict)
        try place.encode(verdict.place.today.map(TodayLine.init), forKey: .today)
        try container.encode(personalData, forKey: .pii)
        try container.encode(queue, forKey: .queue)
        try container.encode(routing, forKey: .routing)
        try container.encode(verdict.accented, forKey: .accented)
        try container.encode(verdict.language, forKey: .language)
        try container.encode(verdict.rulesHash, forKey: .rules)
    }

    /// The output as one line of JSON.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
