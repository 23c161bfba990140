import Testing

@testable import VietnameseText

/// The fast fold against the slow one, over texts made at random of everything that is hard.
@Suite struct FoldAgreementTests {
    /// What random texts are made of.
    static let parts: [String] = [
        " ", " ", " ", " ", "\n", "\n\n", ", ", ". ", "...", "-", "/", "\u{A0}", "\u{200B}", "\u{AD}", "\u{FEFF}",
        "\u{301}", "\u{323}", "\u{302}", "\u{306}", "\u{31B}", "\u{309}", "\u{308}", "a", "e", "o", "u", "y", "i", "ư",
        "đ", "Đ", "ð", "ɖ", "đất", "đai", "Đường", "NGUYỄN", "hoà", "hòa", "ho\u{61}\u{300}", "tie\u{302}\u{301}ng",
        "lý", "quý", "thuỷ", "xả", "xã", "quáaaa", "trờiiiii", "xooong", "ááááá", "yyyy", "3", "2024", "50k", "m2",
        "TP.", "A.",
        "q", "nghiêng", "nghieengs", "Антон", "đất đаi", "аnh", "ΑΒΓ", "日本語", "ｆｕｌｌ", "１２", "😀", "❤️", "🅰️", "…", "–",
        "“", "”",
        "• ", "%", "ñ", "Ä", "ß", "Œ", "electronics", "Straße", "administration", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ﬁ",
        "ⅷ", "２k", "°", "ǎ", "\u{1E9E}", "ẑ",
    ]

    static func randomText(_ random: inout some RandomNumberGenerator, parts count: Int, broken: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<count {
            bytes += Array((parts.randomElement(using: &random) ?? " ").utf8)
            if Bool.random(using: &random) { bytes.append(0x20) }
        }
        // Break some bytes.
        for _ in 0..<broken where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8.random(in: 0x80...0xFF, using: &random), at: place)
            default: bytes[place] = UInt8.random(in: 0...0xFF, using: &random)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<40) func fastFoldAgreesWithTheSlowOne(_ seed: Int) {
        var random = SeededNumbers(state: UInt64(seed))
        for round in 0..<60 {
            let length = round == 0 ? 3000 : Int.random(in: 0...60, using: &random)
            let broken = seed.isMultiple(of: 2) ? 0 : length / 8
            let bytes = Self.randomText(&random, parts: length, broken: broken)
            expectAgreement(bytes)
        }
    }

    /// Texts around the lengths of blocks and pieces, and with nothing to cut at.
    @Test(arguments: [
        0, 1, 2, 3, 4, 5, 60, 61, 62, 63, 64, 65, 66, 67, 68, 127, 128, 129, 4090, 4095, 4096, 4097, 4100, 8192, 9000,
    ])
    func anyLengthAgrees(_ length: Int) {
        for unit in ["a", "ộ", "a\u{301}", "😀", "đ1", "\u{200B}", "日", "ab ", "x\u{200B}", "\u{301}", "é9\u{AD}"] {
            let bytes = Array(String(repeating: unit, count: length / unit.utf8.count + 1).utf8.prefix(length))
            expectAgreement(bytes)
            expectAgreement(bytes + [0x20] + bytes)
        }
    }

    @Test func everyCharacterOfTheTablesAgrees() {
        for value in Array(UInt32(0)...0x24FF) + Array(UInt32(0xFE00)...0xFFFF) + Array(UInt32(0x1F000)...0x1F7FF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            expectAgreement(Array("xã \(scalar)ho\(scalar) \(scalar)".utf8))
        }
    }

    private func expectAgreement(_ bytes: [UInt8]) {
        let fast = FoldedText(utf8: bytes).syllables
        let slow = SlowFold(bytes).syllables
        guard fast != slow else { return }
        let first = zip(fast, slow).first { $0 != $1 }
        Issue.record("\(bytes.prefix(200)): \(first.map { "\($0)" } ?? "\(fast.count) words, not \(slow.count)")")
    }
}

/// The same numbers on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
