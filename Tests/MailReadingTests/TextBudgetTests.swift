import Testing

@testable import MailReading

/// Where a content is cut that is longer than what is decoded of it.
@Suite struct TextBudgetTests {
    private func cut(_ content: [UInt8], charset: String?) -> [UInt8] {
        var limits = MailLimits()
        limits.textBytes = 100
        var content = content
        let isCut = TextBudget(form: .plain, charset: charset, limits: limits).cut(&content)
        #expect(isCut && content.count <= 400)
        return content
    }

    @Test func noCharacterFallsApart() {
        for padding in 0..<4 {
            let text = String(repeating: "x", count: padding) + String(repeating: "ấ", count: 500)
            let left = cut(Array(text.utf8), charset: "utf-8")
            #expect(String(validating: left, as: UTF8.self) != nil)
        }
    }

    @Test func aLineIsKeptWholeAndTwoByteCharactersStayTogether() {
        let lines = Array(String(repeating: "Đường thôn ngập nước.\n", count: 100).utf8)
        #expect(cut(lines, charset: nil).last == 0x0A)
        let wide = Array(repeating: [UInt8(0x1E), 0x0A], count: 1_001).joined()
        #expect(cut([0x20] + wide, charset: "UTF-16BE").count.isMultiple(of: 2))
        #expect(cut([0xFE, 0xFF] + wide, charset: nil).count.isMultiple(of: 2))
    }

    @Test func whatIsShortEnoughStays() {
        var content = Array(repeating: UInt8(0x41), count: 400)
        var limits = MailLimits()
        limits.textBytes = 100
        #expect(!TextBudget(form: .plain, charset: nil, limits: limits).cut(&content))
        #expect(content.count == 400)
    }
}
