import Testing

@testable import VietnameseText

@Suite("Typing residue is read as what was meant")
struct TokenRepairTests {
    private let repair = TokenRepair()

    private func read(_ token: String) -> String? { repair.repair(token)?.map(\.text).joined(separator: " ") }

    @Test(
        "Telex",
        arguments: [
            ("ddaats", "đất"), ("DDAATS", "đất"), ("Ddaats", "đất"), ("DDaats", "đất"), ("nguwowif", "người"),
            ("nguwoif", "người"), ("nguowif", "người"), ("nguoiwf", "người"), ("truwowngf", "trường"),
            ("truwfowng", "trường"), ("khoong", "không"), ("dduwowcj", "được"), ("ddeenf", "đền"), ("buf", "bù"),
            ("tooi", "tôi"), ("Tooi", "tôi"), ("hoaf", "hòa"), ("hofa", "hòa"), ("nhw", "như"), ("thwr", "thử"),
            ("owr", "ở"), ("xax", "xã"), ("cos", "có"), ("aj", "ạ"), ("muaw", "mưa"), ("huwowng", "hương"),
            ("quyeets", "quyết"), ("nghieeng", "nghiêng"), ("khuyur", "khuỷu"), ("giuwowngf", "giường"),
            ("thuowr", "thuở"),
            ("ddi", "đi"), ("oo", "ô"), ("awn", "ăn"), ("ddaast", "đất"), ("ruwowuj", "rượu"), ("boos", "bố"),
            ("toots", "tốt"),
        ])
    func readsTelex(_ token: String, _ expected: String) {
        #expect(read(token) == expected)
    }

    @Test(
        "VNI",
        arguments: [
            ("d9a61t", "đất"), ("D9A61T", "đất"), ("d9at61", "đất"), ("ngu7o7i2", "người"), ("nguo7i2", "người"),
            ("nguoi72", "người"), ("tru7o7ng2", "trường"), ("ba1o", "báo"), ("ca1o", "cáo"), ("to6i", "tôi"),
            ("o73", "ở"), ("la2", "là"), ("co1", "có"), ("d9i", "đi"), ("Ki1nh", "kính"), ("vie65c", "việc"),
            ("Thuo61c", "thuốc"), ("chay5", "chạy"),
        ])
    func readsVNI(_ token: String, _ expected: String) {
        #expect(read(token) == expected)
    }

    @Test(
        "VIQR, where a token holds its marks",
        arguments: [
            ("ddu+o+`ng", "đường"), ("d-a^'t", "đất"), ("dda^'t", "đất"), ("nu+o+'c", "nước"), ("la.i", "lại"),
            ("ho?i", "hỏi"), ("xa~", "xã"), ("na(m", "năm"), ("o+?", "ở"), ("Ki'nh", "kính"), ("Vie^.t", "việt"),
        ])
    func readsVIQR(_ token: String, _ expected: String) {
        #expect(read(token) == expected)
    }

    @Test(
        "Tokens half converted, and slips beside a syllable",
        arguments: [
            ("đaats", "đất"), ("hoàf", "hòa"), ("dđể", "để"), ("maấy", "mấy"), ("kieẻm", "kiểm"), ("đu7o72ng", "đường"),
            ("nguời", "người"), ("truớc", "trước"), ("ngưòi", "người"), ("chàoo", "chào"), ("nướccc", "nước"),
            ("nhàà", "nhà"), ("cũg", "cũng"), ("sôg", "sông"), ("hìh", "hình"), ("fải", "phải"), ("Iại", "lại"),
            ("HỘl", "hội"), ("quaaa", "qua"), ("nghiêpj", "nghiệp"), ("đuợc", "được"),
        ])
    func readsSlips(_ token: String, _ expected: String) {
        #expect(read(token) == expected)
    }

    /// The tone may stand on the wrong letter: the folder keeps one tone a syllable, so nothing is to repair.
    @Test(arguments: [("ngừơi", "người"), ("ho\u{61}\u{300}", "hòa"), ("thuỷ", "thủy")])
    func toneOnAnotherLetterNeedsNoRepair(_ token: String, _ same: String) {
        #expect(read(token) == nil)
        #expect(SyllableTable.standard.validity(token) == .native)
        #expect(SpelledSyllable(token) == SpelledSyllable(same))
    }

    @Test(
        "Everything else stays as it is written",
        arguments: [
            "đất", "dat", "nha", "hoa", "a1", "b52", "QL1A", "DT741", "H1N1", "CO2", "co2", "to3", "thon3", "TO3", "m2",
            "km2",
            "51D", "63", "2N1D", "A61", "T2", "P5", "lo6", "khu7", "thu7", "ngay20", "nam2019", "mp3", "win10",
            "covid19",
            "list", "see", "too", "town", "taxi", "sofa", "room", "has", "this", "for", "box", "six", "of", "if",
            "wifi",
            "web", "zalo", "facebook", "email", "www", "kwh", "tw", "class", "boss", "Texas", "John", "Lisa", "gis",
            "GIS", "POS",
            "UBND", "GCNQSDĐ", "đc", "Chôl", "Wầm", "dadat", "duong", "truong", "quaw", "đât", "it's", "don't", "me.",
            "nhà.anh", "a.b", "1a", "", "日本", "naïve", "ооо", "d-1", "đđđđđđđđđđđđđđđđđđđđđđ", "ss", "ddd", "asss", "w",
            "j",
            "'", "^^", "...", "co.op", "ma'",
        ])
    func leavesTheRest(_ token: String) {
        #expect(read(token) == nil)
    }

    @Test func lexiconComesFirst() throws {
        let lexicon = try Lexicon([
            LexiconEntry(spellings: ["tw"], meaning: "trung ương"), LexiconEntry(spellings: ["hum"], meaning: "hôm"),
        ])
        let repair = TokenRepair(lexicon: lexicon)
        #expect(repair.repair("TW") == [RepairedSyllable(text: "trung"), RepairedSyllable(text: "ương")])
        #expect(repair.repair("hum") == [RepairedSyllable(text: "hôm")])
    }

    /// Whatever comes out is one Vietnamese syllable, and would not be repaired again.
    @Test func anyBytesGiveSyllablesOrNothing() throws {
        var random = SeededGenerator(seed: 20_261_121)
        let keys = Array("aeouiydwsfrxjnghtcđươâ1234567890^(+'`?.~-DAW".utf8)
        var repaired = 0
        for round in 0..<60_000 {
            let length = Int.random(in: 0...(round % 3 == 0 ? 40 : 8), using: &random)
            let bytes = (0..<length).map { _ in
                round % 5 == 0 ? UInt8.random(in: 0...255, using: &random) : keys.randomElement(using: &random) ?? 0
            }
            guard let syllables = bytes.withUnsafeBufferPointer({ repair.repair($0, in: TokenContext()) }) else {
                continue
            }
            repaired += 1
            let text = try #require(syllables.first?.text)
            #expect(syllables.count == 1)
            #expect(SyllableTable.standard.validity(text) != .invalid, "\(bytes) became \(text)")
            #expect(repair.repair(text) == nil, "\(text)")
        }
        #expect(repaired > 100)
    }

    /// Of what people typed on purpose hardly anything is touched.
    @Test func labelledMessagesKeepTheirWords() throws {
        var words = 0
        var changed: [String] = []
        for text in try LabelledMessages.texts() {
            let folded = FoldedText(text)
            for syllable in folded.syllables where !syllable.isNumber {
                words += 1
                let word = folded.text(from: syllable.start, to: syllable.end)
                if let reading = read(word) { changed.append("\(word) \(reading)") }
            }
        }
        print("Repaired \(changed.count) of \(words) words: \(changed.prefix(12).joined(separator: ", "))")
        #expect(changed.count < words / 500)
    }

    /// Every syllable of the table comes back from its Telex and VNI spellings.
    @Test func everySyllableComesBackFromItsKeys() throws {
        var tried = 0
        var lost: [String] = []
        for rhyme in [
            "ât", "uyêt", "ươi", "ương", "iêng", "oai", "oanh", "ay", "ăm", "ông", "ưu", "uyu", "ơ", "ê", "ôi",
        ] {
            for onset in ["", "b", "đ", "kh", "ng", "nh", "th", "tr", "x", "qu", "gi", "d"] {
                for tone: Tone in [.level, .falling, .dipping, .broken, .rising, .heavy] {
                    var word = try #require(SpelledSyllable(onset + rhyme))
                    word.tone = tone
                    guard SyllableTable.standard.validity(word) == .native, !word.isBare else { continue }
                    for keys in [TypedKeys.telex(word), TypedKeys.vni(word)] {
                        tried += 1
                        if read(keys) != word.text { lost.append("\(word.text) \(keys)") }
                    }
                }
            }
        }
        print("Typed \(tried) spellings; not read: \(lost.prefix(12).joined(separator: ", "))")
        #expect(lost.count * 50 <= tried)
    }
}

/// How a syllable is typed.
private enum TypedKeys {
    static func telex(_ word: SpelledSyllable) -> String {
        var keys = ""
        for index in 0..<word.count {
            switch word[index] {
            case ShapedLetter.aBreve: keys += "aw"
            case ShapedLetter.aCircumflex: keys += "aa"
            case ShapedLetter.dStroke: keys += "dd"
            case ShapedLetter.eCircumflex: keys += "ee"
            case ShapedLetter.oCircumflex: keys += "oo"
            case ShapedLetter.oHorn: keys += "ow"
            case ShapedLetter.uHorn: keys += "uw"
            case let letter: keys.unicodeScalars.append(Unicode.Scalar(letter))
            }
        }
        return keys + ["", "f", "r", "x", "s", "j"][Int(word.tone.rawValue)]
    }

    static func vni(_ word: SpelledSyllable) -> String {
        var keys = ""
        for index in 0..<word.count {
            keys.unicodeScalars.append(Unicode.Scalar(SpelledSyllable.plain(word[index])))
            switch word[index] {
            case ShapedLetter.aBreve: keys += "8"
            case ShapedLetter.aCircumflex, ShapedLetter.eCircumflex, ShapedLetter.oCircumflex: keys += "6"
            case ShapedLetter.dStroke: keys += "9"
            case ShapedLetter.oHorn, ShapedLetter.uHorn: keys += "7"
            default: break
            }
        }
        return keys + ["", "2", "3", "4", "1", "5"][Int(word.tone.rawValue)]
    }
}
