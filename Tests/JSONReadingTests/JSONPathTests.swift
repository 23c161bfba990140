import JSONReading
import Testing

@Suite struct JSONPathTests {
    static let document = """
        {"data": {"items": [{"id": 1, "ho ten": "Lê A"}, {"id": 2, "tags": ["x", "y"]}, {"id": null}],
          "b": {"z": 1, "a": 2}, "it's": "quoted", "đơn_vị": "xã"}, "total": 3}
        """

    @Test(arguments: [
        ("$.data.items[*].id", ["1", "2", ""]),
        ("data.items[0].id", ["1"]),
        ("$['data']['items'][1]['tags'][*]", ["x", "y"]),
        ("data.items[-2].tags[-1]", ["y"]),
        ("data.items[ 0 ][\"ho ten\"]", ["Lê A"]),
        ("$.data['it\\'s']", ["quoted"]),
        ("$.data.đơn_vị", ["xã"]),
        ("$.data.b.*", ["2", "1"]),
        ("data.items[9].id", []),
        ("data.items[-9]", []),
        ("total.id", []),
        ("total[0]", []),
        ("[0]", []),
    ])
    func aPathFindsWhatItPointsAt(path: String, found: [String]) throws {
        let value = try JSONValue.read(Array(Self.document.utf8))
        #expect(try JSONPath(path).select(in: value).map { $0.scalarText ?? "" } == found)
    }

    @Test func theRootAloneIsTheWholeDocument() throws {
        let value = try JSONValue.read(Array("[1, 2]".utf8))
        #expect(try JSONPath("$").select(in: value) == [value])
        #expect(try JSONPath("$[*]").select(in: value).count == 2)
    }

    @Test(arguments: [
        ("", 0), ("$.", 2), ("$..id", 2), ("$.a..b", 4), ("a[", 1), ("a[0", 1), ("a['x", 2), ("a[?(@.x)]", 2),
        ("a[0:2]", 3), ("a[0,1]", 3), ("a[x]", 2), ("a b", 1), ("$a", 1), ("a[-0]", 2), ("a.0", 2),
        ("a[99999999999999999999]", 2), ("a['\\n']", 4), ("a-b", 1),
    ])
    func aWrongPathNamesThePlace(path: String, offset: Int) {
        let problem = #expect(throws: JSONPath.Problem.self) { _ = try JSONPath(path) }
        #expect(problem?.offset == offset, "\(problem?.description ?? "")")
        #expect(problem?.description.contains("character \(offset + 1)") == true)
    }

    @Test func aPathOfHundredsOfStepsIsRefused() {
        #expect(throws: JSONPath.Problem.self) {
            _ = try JSONPath("$" + String(repeating: ".a", count: 300))
        }
    }

    @Test func theFirstValueIsTheFirstThatIsNotNull() throws {
        let value = try JSONValue.read(Array(#"{"a": [null, {"t": null}, {"t": "x"}]}"#.utf8))
        #expect(try JSONPath("a[*].t").first(in: value) == .text("x"))
        #expect(try JSONPath("a[0]").first(in: value) == nil)
        #expect(try JSONPath("a[*].t").lastName == "t")
    }
}
