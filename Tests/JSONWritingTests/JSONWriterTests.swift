import Foundation
import JSONWriting
import Testing

@Suite struct JSONWriterTests {
    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test(arguments: [
        "", "thường trú", "\"trong ngoặc\"", "C:\\tệp\\đơn", "một/hai", "dòng\nhai\r\n\tba", "\u{8}\u{C}\u{7F}",
        "e\u{301}",
        "\u{2028}\u{2029}\u{FEFF}\u{FFFD}", "🙏🏽👨‍👩‍👧", "\u{10FFFF}", "</script>", "<!--&amp;'",
    ])
    func textIsEscapedAsByFoundation(text: String) throws {
        #expect(text.json == (try Self.encoded(text)))
    }

    @Test func everyScalarBelowTheSurrogatesIsEscapedAsByFoundation() throws {
        let text = String(String.UnicodeScalarView((0..<0x1000).compactMap(Unicode.Scalar.init)))
        #expect(text.json == (try Self.encoded(text)))
    }

    @Test func brokenTextComesOutRepaired() throws {
        let text = String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF0, 0x9F] as [UInt8], as: UTF8.self)
        #expect(text.json == (try Self.encoded(text)))
    }

    @Test(arguments: [
        0, -0.0, 1, -1, 0.1, 0.001, -0.001, 0.0004, 0.30000000000000004, 0.1 + 0.7, 1.15, 100, 999.999, 1e9 + 0.001,
        999_999_999.999, 1e12, 1e15, 1e16, 1e17, 1e21, 1.7976931348623157e308, .leastNonzeroMagnitude, 1e-5, .pi,
        .infinity,
        -.infinity, .nan,
    ])
    func numbersAreWrittenAsByFoundation(number: Double) throws {
        #expect([number].json == (try Self.encoded([number])))
    }

    @Test func manyNumbersAreWrittenAsByFoundation() throws {
        var numbers: [Double] = []
        for step in stride(from: -20_000, through: 20_000, by: 7) {
            numbers.append(Double(step) / 1000)
            numbers.append(Double(step) * 0.001)
            numbers.append(Double(step) * 123.456)
        }
        #expect(numbers.json == (try Self.encoded(numbers)))
    }

    @Test(arguments: [0, 9, 10, -10, Int.max, Int.min, 1_000_000_000])
    func integersAreWrittenAsByFoundation(number: Int) throws {
        #expect([number].json == (try Self.encoded([number])))
    }

    @Test func keysComeInRisingOrder() throws {
        let counts = ["đ": 1, "b/c": 2, "a": 3, "": 4, "Z": 5, "a-b": 6, "a b": 7, "ab\n": 8]
        let names = counts.json.split(separator: ",").count
        #expect(names == counts.count)
        let read = try JSONDecoder().decode([String: Int].self, from: Data(counts.json.utf8))
        #expect(read == counts)
        #expect(["b": 1, "a": 2, "c": 3].json == #"{"a":2,"b":1,"c":3}"#)
    }

    @Test func nestingKeepsItsCommas() {
        var json = JSONWriter(capacity: 0)
        json.object { json in
            json.member("none", [String]())
            json.member("absent", ifPresent: Int?.none)
            json.member("empty", Int?.none)
            json.member("lists", [[1], [], [2, 3]])
            json.member("flags", ["yes": true, "no": false])
        }
        json.endLine()
        json.object { $0.member("a", 1) }
        let text = json.text
        #expect(
            text == #"{"none":[],"empty":null,"lists":[[1],[],[2,3]],"flags":{"no":false,"yes":true}}"# + "\n"
                + #"{"a":1}"#)
        let bytes = json.bytes
        #expect(bytes == Array(text.utf8))
    }

    @Test func longTextFindsRoom() throws {
        let text = String(repeating: "đơn \u{1} ", count: 100_000)
        #expect(text.json == (try Self.encoded(text)))
    }
}
