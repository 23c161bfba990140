import Testing

@testable import WebReading

@Suite("Short names are looked up by their bytes")
struct ShortNamesTests {
    private let names = ShortNames<Int>([
        (ShortName("a"), 1), (ShortName("aria-hidden"), 2), (ShortName("blockquote"), 3), (ShortName("h1"), 4),
        (ShortName("h2"), 5), (ShortName("sixteen-letters-"), 6), (ShortName("a"), 7),
    ])

    @Test(
        "A name is found whole and in its case, the later of two meanings counts, and a long name is none",
        arguments: [
            ("a", 7), ("aria-hidden", 2), ("blockquote", 3), ("h1", 4), ("h2", 5), ("sixteen-letters-", 6), ("A", nil),
            ("aria-hidde", nil), ("aria-hiddenx", nil), ("", nil), ("sixteen-letters-x", nil), ("sixteen-letters", nil),
        ] as [(String, Int?)])
    func lookUp(name: String, meaning: Int?) {
        let found = Array((name + "\0").utf8).withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { ShortName($0) }.flatMap { names[$0] }
        }
        #expect(found == meaning)
    }

    @Test("Every name is found in a table of as many as it takes")
    func many() {
        let all: [(ShortName, Int)] = (0..<128).compactMap { number in
            Array("\(number * 7919)\0".utf8).withUnsafeBufferPointer { bytes in
                bytes.baseAddress.flatMap { ShortName($0) }.map { ($0, number) }
            }
        }
        let table = ShortNames<Int>(all)
        for (name, number) in all { #expect(table[name] == number) }
    }
}
