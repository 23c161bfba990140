import Testing

@testable import VietnameseText

@Suite("Signs of the language a message is in")
struct LanguageSignsTests {
    @Test(
        "A text typed with marks is told from one without",
        arguments: [
            ("Kính gửi Ủy ban nhân dân xã, nhà tôi bị thu hồi đất", true), ("kinh gui uy ban nhan dan xa", false),
            ("ko dc", false), ("", false), ("123 456", false),
            ("Toi o xa Hoà Bình, nha toi bi thu hoi dat ma khong duoc den bu", false),
            ("đất", true), ("Dear sir, my house is near the café", false),
        ])
    func seesMarks(_ text: String, _ expected: Bool) {
        #expect(LanguageSigns(FoldedText(text)).isAccented == expected)
    }

    @Test(
        "English is told from Vietnamese",
        arguments: [
            ("Dear Sir, I live near the factory and the smell is very bad every night. Please help us.", true),
            ("The smoke from the kiln is terrible", true), ("thank you", true), ("please help", true),
            ("Toi o gan nha may, mui hoi qua, de nghi xu ly", false), ("ad oi cho em hoi to nay o dau a", false),
            ("Nhà em ở gần nhà máy, please check inbox giúp em with photos", false), ("", false), ("2025", false),
            ("me an com o to an do", false), ("日本語", false),
            ("Hello, I am a foreigner living in Thao Dien ward, the karaoke next door is too loud at night", true),
        ])
    func seesEnglish(_ text: String, _ expected: Bool) {
        #expect(LanguageSigns(FoldedText(text)).isEnglish == expected, "\(LanguageSigns(FoldedText(text)))")
    }

    @Test("Labelled English messages are found, and no others") func findsLabelledEnglish() throws {
        var found: [String] = []
        for message in try LabelledMessages.messages() {
            let signs = LanguageSigns(FoldedText(message.body))
            let isLabelled = message.style.contains("english")
            if signs.isEnglish != isLabelled {
                found.append("\(message.id) \(isLabelled ? "missed" : "is not English"): \(message.body.prefix(80))")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test("Counts say what they count") func counts() {
        let signs = LanguageSigns(FoldedText("The đất 12 dat of nguoiwf"))
        #expect(signs.words == 5)
        #expect(signs.vietnamese == 3)
        #expect(signs.marked == 1)
        #expect(signs.english == 1)
        #expect(signs.englishLookAlikes == 1)
        #expect(signs.markedShare == 1.0 / 3)
        #expect(signs.vietnameseShare == 3.0 / 5)
    }
}
