import CharsetDecoding
import Foundation
import Testing

@Suite("Vietnamese of before Unicode, declared wrongly or not at all")
struct LegacyCharsetTests {
    /// Texts of the labelled messages, with the signs replaced that no charset of the time had.
    private static func texts(_ part: (Message) -> String) throws -> [String] {
        var texts: [String] = []
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for name in ["dev", "dev-letters", "dev-social"] {
            let path = root.appendingPathComponent("fixtures/labelled/\(name).jsonl").path
            for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
                let message = try JSONDecoder().decode(Message.self, from: Data(line.utf8))
                let scalars = part(message).precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
                    scalar.value < 0x80 || isVietnamese(scalar) ? scalar : "*" as Unicode.Scalar
                }
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars)
                texts.append(String(view))
            }
        }
        return texts
    }

    private struct Message: Decodable {
        var subject: String?
        var body: String
    }

    private static func isVietnamese(_ scalar: Unicode.Scalar) -> Bool {
        "ăâđêôơưĂÂĐÊÔƠƯ".unicodeScalars.contains(LegacyEncoder.parts(scalar).base)
            || LegacyEncoder.parts(scalar).base.value < 0x80
    }

    private static func markedWords(_ text: String) -> Int {
        text.split(whereSeparator: { $0 == " " || $0 == "\n" }).count {
            $0.unicodeScalars.contains { $0.value >= 0x80 }
        }
    }

    @Test("Bodies come back exactly, whatever is declared", arguments: LegacyEncoder.allCases)
    func bodiesComeBack(_ encoder: LegacyEncoder) throws {
        var tried = 0
        var exact = 0
        var lost: [String] = []
        let declarations: [String?] = [nil, "iso-8859-1", "utf-8", "us-ascii", "x-unknown"]
        for text in try Self.texts(\.body) where Self.markedWords(text) >= 5 {
            // In VIQR nothing tells QĐ from a word with two letters d.
            if encoder == .viqr, text.contains(/[\p{L}\d][đĐ]/) { continue }
            guard let bytes = encoder.encode(text), bytes.count >= 40 else { continue }
            // Undeclared VIQR has a test of its own, because nothing then tells a mark from a full stop.
            let declared = encoder == .viqr ? "viqr" : declarations[tried % declarations.count]
            tried += 1
            let read = CharsetDecoder.decode(bytes, declared: declared)
            if read.text == text, read.charset == encoder.charset {
                exact += 1
            } else if lost.count < 4 {
                lost.append("\(read.charset): \(read.text.prefix(200))")
            }
        }
        print("\(encoder): \(exact) of \(tried) exact")
        for text in lost { print("    \(text)") }
        #expect(tried > 300)
        #expect(exact * 100 >= tried * 99)
    }

    @Test("Three words of a subject are enough", arguments: LegacyEncoder.allCases.filter { $0 != .viqr })
    func shortTextsComeBack(_ encoder: LegacyEncoder) throws {
        var tried = 0
        var exact = 0
        var lost: [String] = []
        for body in try Self.texts(\.body) {
            let text = body.split(whereSeparator: { $0 == " " || $0 == "\n" }).prefix(3).joined(separator: " ")
            guard Self.markedWords(text) >= 2, let bytes = encoder.encode(text) else { continue }
            tried += 1
            let read = CharsetDecoder.decode(bytes)
            if read.text == text {
                exact += 1
            } else if lost.count < 5 {
                lost.append("\(text) → \(read.charset) \(read.text)")
            }
        }
        print("\(encoder), three words: \(exact) of \(tried) exact; \(lost.joined(separator: "; "))")
        #expect(exact * 100 >= tried * 95)
    }

    @Test("VIQR without escapes, as people write it, loses next to nothing")
    func readsPlainVIQR() throws {
        var words = 0
        var right = 0
        for text in try Self.texts(\.body) where Self.markedWords(text) >= 5 {
            guard let bytes = LegacyEncoder.viqr(text, escaped: false) else { continue }
            let read = CharsetDecoder.decode(bytes, declared: "us-ascii").text
            let expected = text.split(separator: " ")
            let found = read.split(separator: " ")
            words += expected.count
            right += zip(expected, found).count { $0 == $1 }
        }
        print("VIQR without escapes: \(right) of \(words) words right")
        #expect(right * 100 >= words * 98)
    }

    @Test("Text encoded twice or three times, wholly or in part, is undone")
    func undoesDoubleEncoding() throws {
        func misread(_ bytes: [UInt8]) -> [UInt8] {
            let scalars = bytes.map { byte -> Unicode.Scalar in Self.windows1252[byte] ?? Unicode.Scalar(byte) }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return Array(String(view).utf8)
        }
        let sentence = "Khiếu nại về đất đai ở xã Hòa Bình, à, Ý Yên"
        let once = misread(Array(sentence.utf8))
        let read = CharsetDecoder.decode(once, declared: "utf-8")
        #expect(read.text == sentence)
        #expect(read.reason == .encodedTwice)
        #expect(read.defect != nil)
        #expect(read.scores.map(\.charset) == ["utf-8", "utf-8 encoded twice"])
        #expect(CharsetDecoder.decode(misread(once)).text == sentence)
        let mixed = Array("Kính gửi: ".utf8) + misread(Array("Ủy ban nhân dân xã".utf8)) + Array(" về đường".utf8)
        #expect(CharsetDecoder.decode(mixed).text == "Kính gửi: Ủy ban nhân dân xã về đường")
        var exact = 0
        let texts = try Self.texts(\.body).filter { Self.markedWords($0) >= 5 }
        for text in texts where CharsetDecoder.decode(misread(Array(text.utf8))).text == text { exact += 1 }
        print("Encoded twice: \(exact) of \(texts.count) exact")
        #expect(exact * 100 >= texts.count * 99)
    }

    private static let windows1252: [UInt8: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
        0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
        0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]

    @Test("UTF-8 that is right stays as it is")
    func keepsRightUTF8() throws {
        for text in try Self.texts({ ($0.subject ?? "") + " " + $0.body }) {
            let read = CharsetDecoder.decode(Array(text.utf8), declared: "utf-8")
            #expect(read.text == text)
            #expect(read.defect == nil)
        }
        for text in ["São Paulo, Ãgua, Ä Ö Ü", "Ångström, Æble, Þór", "ÃÃÃ", "â€¦"] {
            #expect(CharsetDecoder.decode(Array(text.utf8), declared: "utf-8").text == text, "\(text)")
        }
    }

    @Test(
        "Western text does not become Vietnamese",
        arguments: [
            "Der Bürgermeister hat die Straße für zwei Wochen gesperrt, weil große Maschinen nötig sind.",
            "Für die schöne Zeit möchten wir Ihnen herzlich danken, viele Grüße aus München",
            "L'été dernier, nous avons visité la forêt et l'église près de la rivière; c'était très beau à voir.",
            "Où êtes-vous né? À Genève, déjà là-bas à côté du café", "El niño pidió más agua mañana por la tarde",
            "Não há solução para a poluição à beira do rio", "Größe", "à", "là", "été", "déjà", "München", "señor",
            "Smørrebrød på dansk, blåbær og rødgrød", "naïve café", "© 2024 ® ½ § 12 °C",
        ], [nil, "iso-8859-1", "windows-1252"])
    func keepsWestern(_ text: String, _ declared: String?) {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let read = CharsetDecoder.decode(bytes, declared: declared)
        #expect(read.text == text, "read as \(read.charset)")
    }

    @Test(
        "A true declaration is believed even for a single word",
        arguments: [
            (LegacyEncoder.windows1258, "windows-1258"), (.tcvn, "tcvn"), (.viscii, "viscii"), (.vni, "vni"),
            (.viqr, "viqr"),
        ])
    func believesTrueDeclarations(_ encoder: LegacyEncoder, _ label: String) throws {
        for text in ["Đất", "Khiếu nại", "Về việc bồi thường đất đai", "Nguyễn", "THÔNG BÁO"] {
            let bytes = try #require(encoder.encode(text))
            let read = CharsetDecoder.decode(bytes, declared: label)
            #expect(read.text == text)
            #expect(read.defect == nil)
        }
    }

    @Test("A false Vietnamese declaration is seen through", arguments: LegacyEncoder.allCases.filter { $0 != .viqr })
    func seesThroughFalseDeclarations(_ encoder: LegacyEncoder) throws {
        let text = "Kính gửi Ủy ban nhân dân xã, tôi đề nghị giải quyết việc cấp giấy chứng nhận quyền sử dụng đất"
        let bytes = try #require(encoder.encode(text))
        for label in ["windows-1258", "tcvn", "viscii", "vni", "us-ascii", "x-user-defined"] {
            let read = CharsetDecoder.decode(bytes, declared: label)
            #expect(read.text == text, "declared \(label), read as \(read.charset)")
            if read.reason == .guessed {
                #expect(read.scores.first { $0.charset == read.charset }?.share ?? 0 > 0.9)
                #expect(read.defect != nil)
            }
        }
    }

    @Test("Capitals that only the font showed are put back where the plain letters tell")
    func raisesFontCapitals() throws {
        let lower = try #require(
            LegacyEncoder.tcvn.encode("CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM\nTôi ở Mỹ Đức, đơn của Bà Lý"))
        let read = CharsetDecoder.decode(lower)
        #expect(read.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTôi ở Mỹ Đức, đơn của Bà Lý")
        let short = try #require(LegacyEncoder.tcvn.encode("ĐƠN KHIếU NạI ở XÃ"))
        #expect(CharsetDecoder.decode(short).text == "ĐƠN KHIẾU NẠI Ở XÃ")
    }

    @Test(
        "ASCII that is no VIQR stays as it is",
        arguments: [
            "Don't worry, it's ok. Are you sure? Yes.", "f(x) = a^2 + b^2, i+1, e.g. see http://a.vn/?a=b&o=1",
            "Toi o xa Hoa Binh. Ai lam? Toi. Co ai o do?", "ddaats nguwowif", "C++ and a+b, o'clock `code` ~user", "",
            "so 12.500, 3.5 ha (dat o) a.b.c", "we're they'll o.k. a.m. p.m.", "Le^",
            "https://example.com/a+b+c+d?e=i.o.u",
        ])
    func keepsASCII(_ text: String) {
        let read = CharsetDecoder.decode(Array(text.utf8))
        #expect(read.text == text)
        #expect(read.charset == "us-ascii")
    }

    @Test("A letter in VIQR is read, punctuation kept")
    func readsVIQR() {
        let read = CharsetDecoder.decode(
            Array(
                "Ki'nh thu+a quy' co+ quan,\nHo?i ve^` dda^'t cha me. dde^? la.i o+? xa~ Nha~ Nam. Xin ca'm o+n!".utf8))
        #expect(read.text == "Kính thưa quý cơ quan,\nHỏi về đất cha mẹ để lại ở xã Nhã Nam. Xin cám ơn!")
        #expect(read.charset == "viqr")
        #expect(read.scores.first?.share == 1)
        #expect(
            CharsetDecoder.decode(Array("Ho?i ve^` dda^'t cha me. dde^? la.i".utf8)).text == "Hỏi về đất cha mẹ để lại")
    }

    @Test("A megabyte takes no more than its share of time")
    func isLinear() throws {
        let text = String(repeating: "Kính gửi Ủy ban nhân dân xã, tôi đề nghị giải quyết. ", count: 20_000)
        for encoder in LegacyEncoder.allCases {
            let bytes = try #require(encoder.encode(text))
            let clock = ContinuousClock()
            let small = clock.measure { _ = CharsetDecoder.decode(Array(bytes.prefix(bytes.count / 8))) }
            let large = clock.measure { _ = CharsetDecoder.decode(bytes) }
            #expect(large < small * 8 * 4 + .milliseconds(50), "\(encoder): \(small), \(large)")
        }
        let hostile: [[UInt8]] = [
            [UInt8](repeating: 0xC3, count: 1 << 20),
            Array(repeating: [0xC3, 0x83, 0xC2, 0x83], count: 1 << 18).flatMap { $0 },
            [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 19)
                + [UInt8](repeating: UInt8(ascii: "'"), count: 1 << 19),
            Array(repeating: Array("a'".utf8), count: 1 << 19).flatMap { $0 },
        ]
        for bytes in hostile {
            let time = ContinuousClock().measure { _ = CharsetDecoder.decode(bytes) }
            #expect(time < .seconds(20))
        }
    }
}
