import Foundation
import NearDuplicates
import PersonalData
import VietnameseText

/// An invented petition, and how texts are compared in these tests.
enum Petition {
    static func text(
        name: String = "Nguyễn Văn Bình", area: String = "360", day: String = "ngày 12 tháng 9 năm 2025"
    ) -> String {
        """
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        ĐƠN KIẾN NGHỊ
        Kính gửi: Ủy ban nhân dân xã
        Tôi là \(name), có \(area) m2 vườn sát bãi rác. Từ \(day) lò đốt rác chạy cả ban đêm, khói đen bay vào nhà dân, \
        trẻ con ho suốt, người già phải đóng cửa từ chập tối. Chúng tôi đã nói với tổ vận hành nhiều lần nhưng họ trả lời \
        là làm theo lệnh của công ty. Đề nghị xã cho dừng lò vào ban đêm, mời cơ quan môi trường về đo khói ngay tại vườn \
        nhà dân, công bố kết quả ở nhà văn hóa và trả lời bằng văn bản cho các hộ xung quanh bãi rác.
        Xin chân thành cảm ơn.
        """
    }

    static var unaccented: String {
        String(decoding: foldedForSearch(utf8: Array(text(name: "Trần Thị Hoa", area: "95").utf8)), as: UTF8.self)
    }

    static let otherMatter = """
        Ngoài ra trường mầm non của thôn thiếu phòng học, các cháu phải ngồi ghép hai lớp, mái tôn nóng, quạt hỏng đã lâu mà \
        không ai thay, phụ huynh góp tiền mua quạt thì nhà trường bảo phải chờ phê duyệt của phòng giáo dục.
        """

    static func framed(_ matter: String) -> String {
        """
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        ĐƠN PHẢN ÁNH
        Kính gửi: Ủy ban nhân dân xã
        Tôi tên là Lê Văn Tám, sinh năm 1970, hiện đang cư trú tại thôn 4. Tôi làm đơn này xin trình bày sự việc như sau: \
        \(matter)
        Kính mong quý cơ quan xem xét giải quyết theo quy định của pháp luật. Tôi xin cam đoan những lời trình bày trên là \
        đúng sự thật và hoàn toàn chịu trách nhiệm trước pháp luật. Tôi xin chân thành cảm ơn.
        Người làm đơn (ký và ghi rõ họ tên)
        """
    }

    static func compared(_ text: String) -> ComparedText {
        let folded = FoldedText(text)
        return ComparedText(folded, masks: PersonalDataFinder.spans(in: folded).map { $0.start..<$0.end })
    }

    static func signature(_ text: String) -> TextSignature { TextSignature(compared(text)) }

    static func words(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }

    /// A number in letters, so that it is no number.
    static func letters(_ number: Int) -> String {
        String(number).map { digit in String("abcdefghik".dropFirst(Int(String(digit)) ?? 0).prefix(1)) }.joined()
    }
}
