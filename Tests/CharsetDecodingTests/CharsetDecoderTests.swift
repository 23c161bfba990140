import CharsetDecoding
import ReadingDefects
import Testing

/// "Khiếu nại về đất đai" in the charsets it is met in.
private enum Sample {
    static let text = "Khiếu nại về đất đai"
    static let utf8 = Array(text.utf8)
    static let windows1258: [UInt8] =
        Array("Khi".utf8) + [0xEA, 0xEC] + Array("u na".utf8) + [0xF2] + Array("i v".utf8) + [
            0xEA, 0xCC, 0x20, 0xF0, 0xE2,
        ]
        + [0xEC] + Array("t ".utf8) + [0xF0] + Array("ai".utf8)
    static let tcvn: [UInt8] =
        Array("Khi".utf8) + [0xD5] + Array("u n".utf8) + [0xB9] + Array("i v".utf8) + [0xD2, 0x20, 0xAE, 0xCA]
        + Array("t ".utf8) + [0xAE] + Array("ai".utf8)
    static let viscii: [UInt8] =
        Array("Khi".utf8) + [0xAA] + Array("u n".utf8) + [0xD5] + Array("i v".utf8) + [0xAB, 0x20, 0xF0, 0xA4]
        + Array("t ".utf8) + [0xF0] + Array("ai".utf8)
    static let vni: [UInt8] =
        Array("Khie".utf8) + [0xE1] + Array("u na".utf8) + [0xEF] + Array("i ve".utf8) + [0xE0, 0x20, 0xF1]
        + Array("a".utf8) + [0xE1] + Array("t ".utf8) + [0xF1] + Array("ai".utf8)
}

@Suite("Bytes of any declared charset become text")
struct CharsetDecoderTests {
    @Test(
        "A sentence survives whatever its charset is declared to be",
        arguments: [
            (Sample.utf8, "utf-8", "utf-8"), (Sample.utf8, "us-ascii", "utf-8"), (Sample.utf8, "iso-8859-1", "utf-8"),
            (Sample.utf8, "windows-1258", "utf-8"), (Sample.utf8, nil, "utf-8"), (Sample.utf8, "x-unknown", "utf-8"),
            (Sample.windows1258, "windows-1258", "windows-1258"), (Sample.windows1258, "utf-8", "windows-1258"),
            (Sample.windows1258, nil, "windows-1258"), (Sample.windows1258, "us-ascii", "windows-1258"),
            (Sample.windows1258, "iso-8859-1", "windows-1258"), (Sample.tcvn, "TCVN5712-1", "x-viet-tcvn5712"),
            (Sample.tcvn, "x-viet-tcvn", "x-viet-tcvn5712"), (Sample.tcvn, nil, "x-viet-tcvn5712"),
            (Sample.tcvn, "utf-8", "x-viet-tcvn5712"), (Sample.tcvn, "iso-8859-1", "x-viet-tcvn5712"),
            (Sample.viscii, "VISCII", "viscii"), (Sample.viscii, "utf-8", "viscii"), (Sample.viscii, nil, "viscii"),
            (Sample.vni, "x-viet-vni", "x-viet-vni"), (Sample.vni, nil, "x-viet-vni"),
            (Sample.vni, "windows-1252", "x-viet-vni"),
        ] as [([UInt8], String?, String)])
    func readsTheSentence(bytes: [UInt8], declared: String?, charset: String) {
        let read = CharsetDecoder.decode(bytes, declared: declared)
        #expect(read.text == Sample.text)
        #expect(Array(read.text.unicodeScalars) == Array(Sample.text.unicodeScalars), "composed")
        #expect(read.charset == charset)
    }

    @Test("A right declaration is no defect, a wrong one is")
    func namesTheWrongDeclaration() {
        #expect(CharsetDecoder.decode(Sample.utf8, declared: "UTF-8").defect == nil)
        #expect(CharsetDecoder.decode(Sample.windows1258, declared: "cp1258").defect == nil)
        #expect(CharsetDecoder.decode(Sample.utf8, declared: "us-ascii").defect?.english.contains("us-ascii") == true)
        #expect(CharsetDecoder.decode(Array("plain".utf8), declared: "no-such-charset").defect == nil)
    }

    @Test(
        "Bytes that mean nothing are shown and reported, never dropped",
        arguments: [
            (Array("Khiếu n".utf8) + [0xE1] + Array("i đất đai".utf8), "utf-8"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], nil),
            ([0x61, 0xD2, 0x20, 0x8A], "windows-1258"),
        ] as [([UInt8], String?)])
    func showsWhatIsMissing(bytes: [UInt8], declared: String?) {
        let read = CharsetDecoder.decode(bytes, declared: declared)
        #expect(read.text.unicodeScalars.contains("\u{FFFD}"))
        #expect(read.defect != nil)
    }

    @Test(
        "Western text under Latin-1 stays Western",
        arguments: ["café à côté, garçon naïf", "Müller für Größe", "señor año", "déjà vu"])
    func keepsWestern(text: String) {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        #expect(CharsetDecoder.decode(bytes, declared: "iso-8859-1").text == text)
    }

    @Test("UTF-16 is read with its mark and by its label")
    func readsUTF16() {
        #expect(CharsetDecoder.decode([0xFF, 0xFE, 0xA1, 0x1E]).text == "ạ")
        #expect(CharsetDecoder.decode([0xFE, 0xFF, 0x1E, 0xA1]).text == "ạ")
        #expect(CharsetDecoder.decode([0x61, 0x00], declared: "utf-16le").text == "a")
        #expect(CharsetDecoder.decode([0x61], declared: "utf-16le").defect != nil)
    }

    @Test("Any bytes under any label give text")
    func survivesRandomBytes() {
        var generator = SystemlessGenerator(state: 5)
        let labels: [String?] = [nil, "utf-8", "windows-1258", "viscii", "tcvn", "vni", "utf-16", "latin1", "?", ""]
        for round in 0..<2000 {
            let bytes = (0..<Int(generator.next() % 200)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let read = CharsetDecoder.decode(bytes, declared: labels[round % labels.count])
            #expect(bytes.isEmpty || !read.text.isEmpty || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.count == 2)
        }
    }
}

/// A small deterministic generator, so that a failing input can be made again.
private struct SystemlessGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
