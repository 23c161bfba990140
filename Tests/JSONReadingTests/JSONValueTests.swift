import JSONReading
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        ("{}", JSONValue.object([:])),
        ("\u{FEFF}[1]", .list([.number("1")])),
        ("[true,false,null]", .list([.flag(true), .flag(false), .null])),
        (#"{"id":9007199254740993}"#, .object(["id": .number("9007199254740993")])),
        (#"{"id":12345678901234567890}"#, .object(["id": .number("12345678901234567890")])),
        ("[1.50, -2, 1e3]", .list([.number("1.5"), .number("-2"), .number("1000")])),
        (#"["Đường \"Lê Lợi\" \u1ecf \ud83d\ude00, [x]"]"#, .list([.text("Đường \"Lê Lợi\" ỏ 😀, [x]")])),
        ("  \n\"x\" ", .text("x")),
    ])
    func valuesKeepWhatWasWritten(text: String, value: JSONValue) throws {
        #expect(try JSONValue.read(Array(text.utf8)) == value)
    }

    @Test(arguments: ["{", "[1", "{\"a\" 1}", "nul", "\"\u{1}\"", "<html>", "[1] [2]", "{\"a\":\"", "]", "[}", "'x'"])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONReadingError.notJSON) { _ = try JSONValue.read(Array(text.utf8)) }
    }

    @Test func brokenUTF8IsRefused() {
        #expect(throws: JSONReadingError.self) { _ = try JSONValue.read([0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test(arguments: ["", "   \n", "\u{FEFF}"])
    func nothingIsSaidToBeNothing(text: String) {
        #expect(throws: JSONReadingError.empty) { _ = try JSONValue.read(Array(text.utf8)) }
    }

    @Test func aMillionOpenBracketsAreRefusedWithThePlace() {
        let bytes = [UInt8](repeating: 0x5B, count: 1_000_000)
        #expect(throws: JSONReadingError.tooDeep(limit: 48, offset: 48)) { _ = try JSONValue.read(bytes) }
    }

    @Test func bracketsInsideTextsAreNotDepth() throws {
        let text = "\"" + String(repeating: "[{\\\"", count: 500) + "\""
        #expect(try JSONValue.read(Array(text.utf8)).scalarText?.count == 1_500)
    }

    @Test func countsAndSizesHaveBounds() {
        var limits = JSONValue.Limits()
        limits.values = 10
        limits.bytes = 100
        #expect(throws: JSONReadingError.tooManyValues(limit: 10, offset: 18)) {
            _ = try JSONValue.read(Array("[1,2,3,4,5,6,7,8,9,0,1,2]".utf8), limits: limits)
        }
        #expect(throws: JSONReadingError.tooLarge(bytes: 101, limit: 100)) {
            _ = try JSONValue.read([UInt8](repeating: 0x20, count: 101), limits: limits)
        }
    }

    @Test(
        arguments: [
            (JSONValue.number("12"), 12), (.text("90000"), 90_000), (.number("1.7e9"), 1_700_000_000),
            (.text("x"), nil),
            (.flag(true), nil), (.null, nil),
        ] as [(JSONValue, Int64?)])
    func wholeNumbersAreReadFromTextsToo(value: JSONValue, number: Int64?) {
        #expect(value.integer == number)
    }
}
