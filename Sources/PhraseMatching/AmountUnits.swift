import VietnameseText

/// What is counted or measured: a number before one of these names nothing.
enum AmountUnits {
    static func contains(_ word: SyllableKey) -> Bool { words.contains(word) }

    private static let words = Set(
        """
        m mét sào công mẫu ha hécta héc thước vuông triệu tr tỷ nghìn ngàn đồng k vnd năm tháng ngày giờ tuần lần trận người \
        hộ con tấn tạ kg cái chiếc căn nền hàng xe bao thùng điểm bàn quả trang cán
        """.split(separator: " ").flatMap { FoldedText(String($0)).syllables.map(\.plain) })
}

extension FoldedText {
    /// Whether the number that ends before a syllable is an amount: a unit or percent sign follows.
    func isMeasured(_ end: Int) -> Bool {
        let after = syllables[end - 1].end
        if after < bytes.count, bytes[after] == UInt8(ascii: "%") { return true }
        guard end < syllables.count, syllables[end].gap <= .light else { return false }
        return AmountUnits.contains(syllables[end].plain)
    }
}
