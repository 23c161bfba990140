import Foundation
import NearDuplicates
import PersonalData
import Testing
import VietnameseText

@Suite struct LikenessTests {
    @Test(arguments: [
        // Another name, number, house and date under one text.
        (
            Petition.text(), Petition.text(name: "Hoàng Thị Kim Liên", area: "1.240", day: "ngày 7 tháng 11 năm 2025"),
            "another sender"
        ),
        (Petition.text(), Petition.unaccented, "typed without accents"),
        (Petition.text(), Petition.text().uppercased(), "in capitals"),
        (Petition.text(), Petition.text().decomposedStringWithCanonicalMapping, "decomposed letters"),
        (Petition.text(), Petition.text().split(separator: " ").joined(separator: "\n"), "other line ends"),
        (
            Petition.text(),
            Petition.text() + " Riêng nhà tôi còn bị nứt tường phía bếp, nước thấm vào mỗi khi trời mưa to.",
            "with a sentence of one's own"
        ),
    ])
    func copiesOfAPetitionAreFound(_ left: String, _ right: String, _ how: String) {
        let (one, two) = (Petition.signature(left), Petition.signature(right))
        #expect(Likeness(one, two).isNearDuplicate, "\(how): \(Likeness(one, two))")
        #expect(!Set(one.bands).isDisjoint(with: two.bands), "\(how): no band in common")
        #expect(Likeness(one, two) == Likeness(two, one))
    }

    @Test func lettersThatShareOnlyTheirOpeningAndEndAreNotAlike() {
        let left = Petition.framed(
            "Đường ống nước sạch trước cổng nhà văn hóa bị vỡ từ tuần trước, nước chảy tràn ra mặt đường, xe máy qua lại "
                + "trơn trượt rất nguy hiểm cho các cháu học sinh.")
        let right = Petition.framed(
            "Hàng xóm xây tường rào lấn sang phần đất mà gia đình đã sử dụng ổn định mấy chục năm nay, hai bên hòa giải "
                + "nhiều lần mà không đi đến kết quả nào.")
        let likeness = Likeness(Petition.signature(left), Petition.signature(right))
        #expect(!likeness.isNearDuplicate && likeness.share < 0.2, "\(likeness)")
    }

    /// What a filled-in form cannot tell: when the shared words are many and the own ones few, the two are suggested, and the
    /// officer sees side by side what differs.
    @Test func twoMattersInOneLongFormAreSuggestedWithWhatDiffers() throws {
        let form = Petition.text()
        let one = form + " Cụ thể là cống trước nhà bị tắc."
        let two = form + " Cụ thể là đèn đường không sáng."
        #expect(Likeness(Petition.signature(one), Petition.signature(two)).isNearDuplicate)
        let comparison = TextComparison(Petition.compared(one), Petition.compared(two))
        let last = try #require(comparison.commonLeft.last)
        #expect(!Petition.words(one, last).contains("tắc"))
        #expect(comparison.commonRight.allSatisfy { !Petition.words(two, $0).contains("đèn") })
    }

    @Test(arguments: [
        "", " ", "!!!", "12 34 56", "Cảm ơn", "Kính gửi Ủy ban nhân dân xã, xin chân thành cảm ơn", "👍👍👍",
    ])
    func emptyAndShortTextsAreNoCopies(_ text: String) {
        let signature = Petition.signature(text)
        #expect(signature.sum == nil && signature.bands.isEmpty && signature.shingles.isEmpty)
        #expect(!Likeness(signature, signature).isNearDuplicate)
    }

    @Test func shortTextsAreCopiesOnlyWordForWord() {
        let text = "Thôn 3 mất điện từ tối qua đến giờ chưa có ai sửa"
        let same = Petition.signature("THON 3 mat dien, tu toi qua den gio chua co ai sua!")
        #expect(Likeness(Petition.signature(text), same).isIdentical)
        // Another place is another matter: in a short text nothing else tells the two apart.
        let other = Petition.signature(text.replacing("Thôn 3", with: "Thôn 5"))
        #expect(!Likeness(Petition.signature(text), other).isNearDuplicate)
    }

    @Test func aLongTextIsComparedBySample() {
        let words = (0..<150_000).map { "w\(Petition.letters($0 * 7919))" }
        let left = words.joined(separator: " ")
        #expect(left.utf8.count > 1_000_000)
        let signature = Petition.signature(left)
        #expect(signature.shingles.count == TextSignature.shingleLimit && signature.shingleCount > 100_000)
        #expect(signature.bytes.count == TextSignature.shingleLimit * 4)
        let half = words.prefix(75_000) + words.suffix(75_000).map { $0 + "x" }
        let share = Likeness(signature, Petition.signature(half.joined(separator: " "))).share
        #expect(abs(share - 1.0 / 3) < 0.05, "\(share)")
    }

    @Test func aPassageInALongerTextIsFoundByWhatItContains() {
        let likeness = Likeness(
            Petition.signature(Petition.text()), Petition.signature(Petition.text() + "\n" + Petition.otherMatter))
        #expect(likeness.containment > 0.9 && likeness.isNearDuplicate)
    }

    @Test func aSignatureIsTheSameAfterKeeping() throws {
        let signature = Petition.signature(Petition.text())
        let kept = TextSignature(sum: signature.sum, bytes: signature.bytes, count: signature.shingleCount)
        #expect(kept == signature && kept?.bands == signature.bands)
        #expect(TextSignature(sum: nil, bytes: [1, 2, 3], count: 1) == nil)
        #expect(TextSignature(sum: nil, bytes: [1, 2, 3, 4], count: 0) == nil)
    }

    @Test func oddRangesDoNoHarm() {
        let text = FoldedText(Petition.text())
        let masks = [-5..<3, 2..<900_000_000, 7..<7, Int.max - 1..<Int.max]
        #expect(ComparedText(text, masks: masks).ownWords == 0)
        #expect(ComparedText(text, masks: [], omitted: [0..<Int.max]).ownWords == 0)
        #expect(ComparedText(FoldedText(utf8: [0xFF, 0xC3, 0x28, 0x00]), masks: []).ownWords < 3)
    }

    @Test func commonWordsAreMarkedInBothTextsAndNamesAreNot() {
        let left = Petition.text()
        let right = Petition.text(name: "Hoàng Thị Kim Liên") + " Riêng nhà tôi nứt tường bếp."
        let comparison = TextComparison(Petition.compared(left), Petition.compared(right))
        let marked = comparison.commonRight.map { Petition.words(right, $0) }.joined(separator: " ")
        #expect(marked.contains("lò đốt rác") && !marked.contains("Hoàng Thị") && !marked.contains("nứt tường"))
        #expect(!comparison.commonLeft.isEmpty)
        #expect(comparison.commonRight.allSatisfy { $0.upperBound <= right.utf8.count })
    }
}
