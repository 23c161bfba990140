import Foundation
import JSONWriting
import Testing

@testable import Casework

/// What filing keeps with a case reads back as it was, whatever stands in it.
@Suite struct FilingJSONTests {
    static let words = ["ngày 12/10", "«Nguyễn \"A\"»\n\t\\", "\u{1}\u{7F}", "", "đ🙂"]

    @Test(arguments: [
        LetterCheck(lines: []),
        LetterCheck(
            lines: [.init(.date, .found, evidence: words), .init(.name, .unclear)], secondComplaint: words,
            namelessness: ["xin giấu tên"], people: .init(count: 30, evidence: words)),
        LetterCheck(lines: [.init(.content, .found)], people: .init(count: nil, evidence: [])),
    ]) func aCheckReadsBack(_ check: LetterCheck) throws {
        #expect(try JSONDecoder().decode(LetterCheck.self, from: Data(check.jsonBytes)) == check)
        #expect(Array(check.json.utf8) == check.jsonBytes)
    }

    @Test(arguments: [
        RoutingDecision(queue: "chung"),
        RoutingDecision(
            queue: "thanh-tra", also: ["lãnh đạo/1", ""], isUrgent: true, line: 0, name: words[1],
            reasons: [.init(.letterClass, "denunciation"), .init(.words, "a/b")], accuses: true,
            named: [.init(queue: "x", instead: words[0])], isUnrouted: true),
    ]) func aDecisionReadsBack(_ decision: RoutingDecision) throws {
        #expect(try JSONDecoder().decode(RoutingDecision.self, from: Data(decision.jsonBytes)) == decision)
    }

    @Test func keysAreThoseThatWereKeptBefore() throws {
        let check = LetterCheck(lines: [], people: .init(count: 5, evidence: ["5 hộ"]))
        let before = try JSONSerialization.jsonObject(with: JSONEncoder().encode(check)) as? NSDictionary
        #expect(try JSONSerialization.jsonObject(with: Data(check.jsonBytes)) as? NSDictionary == before)
        let decision = RoutingDecision(queue: "q", line: 3, name: "n", named: [.init(queue: "a", instead: "b")])
        let kept = try JSONSerialization.jsonObject(with: JSONEncoder().encode(decision)) as? NSDictionary
        #expect(try JSONSerialization.jsonObject(with: Data(decision.jsonBytes)) as? NSDictionary == kept)
    }
}
