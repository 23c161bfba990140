import Foundation
import Testing

@testable import VietnameseText

@Suite("The table of Vietnamese syllables")
struct SyllableTableTests {
    let table = SyllableTable.standard

    @Test(
        "Syllables of the language are in it, wherever the tone stands",
        arguments: [
            "nghiêng", "khuỷu", "quýnh", "giường", "gì", "giếng", "giết", "quốc", "quyết", "khuya", "nguyễn", "hoà",
            "hòa", "thuý", "thúy", "lí", "lý", "kỹ", "kĩ", "ý", "yêu", "uỷ", "ủy", "oái", "ngoằn", "ngoèo", "rượu",
            "bưởi", "giặt", "cuộc", "quờ", "ĐẤT", "Đường", "đường", "nghĩa", "ghế", "ke", "ngoáy", "xuề", "xoà", "giễu",
            "tie\u{302}\u{301}ng", "tie\u{301}\u{302}ng", "quí", "quý",
        ])
    func holdsSyllables(_ word: String) {
        #expect(table.validity(word) == .native)
    }

    @Test(
        "Loans and names of other languages are in it and flagged", arguments: ["đắk", "lắk", "xoong", "buýt", "kạn"])
    func flagsLoans(_ word: String) {
        #expect(table.validity(word) == .loan)
    }

    @Test(
        "What Vietnamese spelling does not allow is not in it",
        arguments: [
            "ddaats", "nguwowif", "khoong", "đât", "đàt", "đảt", "cê", "ngề", "aơ", "nghà", "gê", "ghà", "quuô", "qua̛n",
            "nguời", "street", "ko", "dc", "k", "", "a1", "日本", "nghiêngggggggggggggg", "bố.", "w", "zậy", "ă",
            "â", "dónǵng", "hoưa", "füße", "señor", "café\u{301}s",
        ])
    func leavesOutTheRest(_ word: String) {
        #expect(table.validity(word) == .invalid)
    }

    @Test("Words without marks count when some marks make them a syllable")
    func readsBareWords() {
        for word in ["dat", "truong", "nguoi", "duoc", "NGHIENG", "quyet", "hem"] {
            #expect(table.validity(word) == .native, "\(word)")
        }
        for word in ["ddat", "truowng", "the1", "street", "hok", "xl"] {
            #expect(table.validity(word) == .invalid, "\(word)")
        }
    }

    @Test(
        "A folded syllable is found by its keys, y as i included", arguments: ["lý", "Quý", "đất", "HOÀ", "ky", "uy"])
    func findsFoldedSyllables(_ word: String) throws {
        let syllable = try #require(FoldedText(word).syllables.first)
        #expect(table.validity(syllable) == .native)
        #expect(table.validity(plain: syllable.plain) == .native)
    }

    /// The size says that a rule was not lost by accident; the generator prints the same numbers.
    @Test func holdsAsManySyllablesAsTheRulesGive() {
        let counts = table.counts
        #expect(counts.shapes > 3_300 && counts.shapes < 3_700)
        #expect(counts.syllables > 15_000 && counts.syllables < 18_000)
    }

    /// The file in Sources and the rules in scripts are the same thing.
    @Test func agreesWithTheGenerator() throws {
        let listing = try Generator.run("--list")
        var expected: [String: SyllableTable.Validity] = [:]
        for line in listing.split(separator: "\n") {
            let parts = line.split(separator: " ")
            let shape = String(parts[0])
            for digit in parts[2] {
                let tone = try #require(digit.wholeNumberValue.flatMap { Tone(rawValue: UInt8($0)) })
                var word = try #require(SpelledSyllable(shape))
                word.tone = tone
                expected[word.text] = parts[1] == "loan" ? .loan : .native
            }
        }
        #expect(expected.count == table.counts.syllables)
        for (word, validity) in expected {
            let spelled = try #require(SpelledSyllable(word))
            // A word without marks is looked up by its letters alone, and another reading of these may be native.
            if spelled.isBare {
                #expect(table.validity(word) != .invalid, "\(word)")
            } else {
                #expect(table.validity(word) == validity, "\(word)")
            }
        }
        #expect(try Generator.run("--check").isEmpty)
    }

    /// Everything people wrote with marks is in the table, but for slips of typing and scanning.
    @Test func coversTheLabelledMessages() throws {
        var marked = 0
        var missing: [String: Int] = [:]
        for text in try LabelledMessages.texts() {
            let folded = FoldedText(text)
            for syllable in folded.syllables where !syllable.isNumber && !syllable.isBare {
                let word = folded.text(from: syllable.start, to: syllable.end)
                // An abbreviation (QĐ, SĐT) is no syllable and need not be.
                guard foldedForSearch(word).contains(where: { "aeiouy".contains($0) }) else { continue }
                marked += 1
                if table.validity(syllable) == .invalid { missing[word, default: 0] += 1 }
            }
        }
        let lost = missing.values.reduce(0, +)
        let share = Double(marked - lost) / Double(max(marked, 1))
        let worst = missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map {
            "\($0.key) \($0.value)"
        }
        print(
            "Marked syllables in the table: \(marked - lost) of \(marked); not in it: \(worst.joined(separator: ", "))")
        #expect(marked > 20_000)
        #expect(share >= 0.996)
    }

    @Test func setKeepsWhatItWasGiven() {
        let members = (UInt64(1)...7).map { (word: $0 << 40, byte: UInt8($0)) }
        let set = PackedSyllableSet(
            members + [(word: 1 << 40, byte: 99), (word: 0, byte: 5), (word: 9 << 40, byte: 0)])
        #expect(set.count == 7)
        for key in UInt64(1)...7 { #expect(set[key << 40] == UInt8(key)) }
        #expect(set[8 << 40] == 0)
        #expect(set[9 << 40] == 0)
        #expect(set[0] == 0)
        #expect(PackedSyllableSet(words: "")[1] == 0)
    }
}

/// The generator of the table, run as a developer runs it.
private enum Generator {
    static func run(_ argument: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Repository.path("scripts/make-syllable-table.py"), argument]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
