import Casework
import CivilCalendar
import Testing

@Suite struct SatisfactionTokenTests {
    private static let day = CivilDate(dayNumber: 20_780)

    @Test func aTokenIsReadAgainAndItsSignatureHolds() throws {
        let key = ThreadKey.make().key
        let token = SatisfactionToken(code: .random(), lastDay: Self.day, key: key)
        let read = try #require(SatisfactionToken(token.text))
        #expect(read == token && key.signed(read))
        #expect(!ThreadKey.make().key.signed(read))
    }

    @Test func nothingOfATokenCanBeChanged() throws {
        let key = ThreadKey.make().key
        let token = SatisfactionToken(code: .random(), lastDay: Self.day, key: key)
        var later = token
        later.lastDay = Self.day.adding(days: 1)
        var other = token
        other.code = .random()
        var short = token
        short.signature.removeLast()
        for forged in [later, other, short] { #expect(!key.signed(forged)) }
    }

    @Test func theSignatureOfAMailIsNoTokenAndTheOtherWayRound() throws {
        let key = ThreadKey.make().key
        let code = TrackingCode.random()
        let mail = ThreadToken(code: code, key: key)
        let token = SatisfactionToken(code: code, lastDay: Self.day, key: key)
        #expect(SatisfactionToken("\(code.digits)-\(Self.day.dayNumber)-\(mail.signature)") == nil)
        #expect(!token.text.contains(mail.signature))
    }

    @Test(arguments: [
        "", "-", "--", "482719356", "482719356-1-x", "482-719-356-20780-abcdefghijklmnopabcdefghijklmnop",
        "４８２719356-20780-abcdefghijklmnopabcdefghijklmnop", String(repeating: "a", count: 100_000),
        "000000000--1-abcdefghijklmnopabcdefghijklmnop", "000000000-020780-abcdefghijklmnopabcdefghijklmnop",
        "000000000-20780-ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP", "000000000-20780-abcdefghijklmnopabcdefghijklmno\0",
    ])
    func whatHasNotTheFormOfATokenIsNone(text: String) { #expect(SatisfactionToken(text) == nil) }
}
