import LinearRegex
import Testing

@Suite struct LinearRegexTests {
    @Test(arguments: [
        (#"\d{2}[A-Z]-?\d{4,5}"#, "xe 29A-12345 chạy", "29A-12345"),
        (#"\d{2}[A-Z]-?\d{4,5}"#, "xe 29a12345 chạy", "29a12345"),
        (#"số \d+/(QĐ|TB)-UBND"#, "theo quyết định số 1234/QĐ-UBND ngày", "số 1234/QĐ-UBND"),
        (#"thửa( đất)?( số)? \d+"#, "tại thửa đất số 12, tờ 5", "thửa đất số 12"),
        ("a|ab", "xab", "ab"), ("(a|b)*c", "ababc", "ababc"), ("[^ ]+@[^ ]+", "thư a@b.vn nhé", "a@b.vn"),
        ("x{0,2}y", "xxxy", "xxy"), (#"\(\d\)"#, "mục (3)", "(3)"), ("đất", "mảnh đất này", "đất"),
        ("a.c", "a\nc abc", "abc"), ("[đd]", "Xd", "d"),
    ])
    func findsTheLeftmostLongestMatch(_ pattern: String, _ text: String, _ wanted: String) throws {
        let bytes = Array(text.utf8)
        let found = try #require(try LinearRegex(pattern).firstMatch(in: bytes, range: 0..<bytes.count))
        #expect(String(decoding: bytes[found], as: UTF8.self) == wanted)
    }

    @Test(arguments: [(#"\d"#, "không"), ("x*", "không"), ("a+b", "aaaa"), ("ab", "")])
    func saysWhenThereIsNone(_ pattern: String, _ text: String) throws {
        let bytes = Array(text.utf8)
        #expect(try LinearRegex(pattern).firstMatch(in: bytes, range: 0..<bytes.count) == nil)
    }

    @Test func looksOnlyInsideTheRange() throws {
        let bytes = Array("12 345".utf8)
        #expect(try LinearRegex(#"\d+"#).firstMatch(in: bytes, range: 1..<5) == 1..<2)
    }

    @Test(arguments: [
        ("(a", 1, "never closed"), ("a)", 2, "closes nothing"), ("*a", 1, "nothing to repeat"),
        ("[a", 1, "never closed"),
        ("a{5,2}", 6, "smaller number first"), ("a{999}", 6, "from 0 to 100"), (#"\q"#, 2, "there is no"),
        ("[z-a]", 3, "backwards"), ("", 1, "empty"), (#"a\"#, 3, "at the end"),
    ])
    func mistakesNameTheirColumn(_ pattern: String, _ column: Int, _ says: String) {
        #expect {
            try LinearRegex(pattern)
        } throws: { error in
            guard let error = error as? LinearRegexError else { return false }
            return error.message.contains(says) && error.column == column
        }
    }

    @Test func expressionsThatExplodeElsewhereStayLinear() throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 200_000)
        #expect(try LinearRegex("(a*)*b").firstMatch(in: text, range: 0..<text.count) == nil)
        #expect(try LinearRegex("(a|aa)+$?b").firstMatch(in: text, range: 0..<text.count) == nil)
        #expect(throws: LinearRegexError.self) { try LinearRegex("((a{100}){100}){100}") }
        #expect(throws: LinearRegexError.self) { try LinearRegex(String(repeating: "(", count: 10_000)) }
    }

    @Test func anyBytesAreSafe() throws {
        let regex = try LinearRegex(#"[\w\s]+\d"#)
        for seed in 0..<200 {
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
            let bytes = (0..<64).map { _ -> UInt8 in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return UInt8(truncatingIfNeeded: state)
            }
            if let found = regex.firstMatch(in: bytes, range: 0..<bytes.count) {
                #expect(found.lowerBound >= 0 && found.upperBound <= bytes.count)
            }
        }
    }
}
