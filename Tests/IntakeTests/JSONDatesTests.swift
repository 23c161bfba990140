import Foundation
import JSONReading
import Testing

@testable import Intake

@Suite struct JSONDatesTests {
    /// 2026-09-21 11:14:10 in Vietnam.
    private static let moment: Int64 = 1_789_964_050_000

    @Test(arguments: [
        (#""2026-09-21T11:14:10+07:00""#, JSONItemMapping.DateStyle.automatic),
        (#""2026-09-21 11:14:10""#, .automatic), (#""21/09/2026 11:14:10""#, .automatic),
        (#""Thứ hai, 21/9/2026 | 11:14:10 AM""#, .automatic), ("1789964050", .automatic),
        ("1789964050000", .automatic), (#""1789964050000""#, .automatic),
        (#""/Date(1789964050000+0700)/""#, .automatic),
        ("1789964050", .epochSeconds), (#""1789964050000""#, .epochMilliseconds),
        (#""09/21/2026 11:14:10""#, .monthFirst), (#""20260921111410""#, .compact), ("20260921111410", .compact),
    ])
    func oneMomentIsReadInEachStyle(json: String, style: JSONItemMapping.DateStyle) throws {
        let object = try JSONValue.read(Array(#"{"ngay":\#(json)}"#.utf8))
        let field = JSONItemMapping.DateField(path: try JSONPath("ngay"), style: style)
        #expect(JSONDates.milliseconds(field, in: object) == Self.moment)
    }

    @Test(arguments: [
        (#""hôm qua""#, JSONItemMapping.DateStyle.automatic), ("{}", .automatic), ("null", .automatic),
        (#""2026""#, .compact), (#""21/09/2026""#, .monthFirst), ("9223372036854775807", .epochSeconds),
        (#""31/02/2026""#, .automatic),
    ])
    func whatIsNoDateIsNone(json: String, style: JSONItemMapping.DateStyle) throws {
        let object = try JSONValue.read(Array(#"{"ngay":\#(json)}"#.utf8))
        let field = JSONItemMapping.DateField(path: try JSONPath("ngay"), style: style)
        #expect(JSONDates.milliseconds(field, in: object) == nil)
    }

    @Test(arguments: [
        (JSONSince.Style.iso, "2026-09-21T04:14:10Z"), (.isoVietnam, "2026-09-21T11:14:10+07:00"),
        (.day, "2026-09-21"), (.dayFirst, "21/09/2026"), (.epochSeconds, "1789964050"),
        (.epochMilliseconds, "1789964050000"),
    ])
    func timesAreWrittenInEachStyle(style: JSONSince.Style, text: String) {
        #expect(JSONDates.text(Self.moment, style) == text)
    }

    @Test(
        arguments: [
            (["<https://a/x?page=2>; rel=\"next\""], "https://a/x?page=2"),
            (["<https://a/1>; rel=\"first\", <https://a/2>; rel=\"next last\"; title=\"x, y\""], "https://a/2"),
            (["<https://a/1>; rel=prev", "</2>; rel=next"], "/2"),
            (["<https://a/1>; title=\"rel=next, <b>\"; rel=prev"], nil), ([], nil), (["https://a/1; rel=next"], nil),
        ] as [([String], String?)])
    func theFieldLinkTellsTheNextPage(fields: [String], next: String?) {
        #expect(LinkField.next(in: fields) == next)
    }
}
