import PersonalData
import Testing

@Suite struct FoundWordsTests {
    @Test func eachDifferentPieceIsListedOnceInItsOrder() {
        let text = "Gọi 0912 345 678 hoặc nguoi.mau@example.org, lại 0912 345 678."
        let found = FoundWords.all(in: text)
        #expect(found.map(\.kind) == [.phone, .email])
        #expect(found.map(\.words) == ["0912 345 678", "nguoi.mau@example.org"])
    }

    @Test func whoIsKnownFromElsewhereIsFoundHoweverTheNameIsTyped() {
        var persons = KnownPersons()
        persons.add(displayName: "Nguyễn Thị Mẫu")
        #expect(FoundWords.all(in: "ban nguyen thi mau da hoi", knowing: persons).map(\.words) == ["nguyen thi mau"])
    }

    @Test(arguments: ["", "Bãi rác ở thôn Đồng Lau bốc khói.", "\u{0}\u{FFFD}"])
    func whereThereIsNothingNothingIsFound(text: String) { #expect(FoundWords.all(in: text).isEmpty) }
}
