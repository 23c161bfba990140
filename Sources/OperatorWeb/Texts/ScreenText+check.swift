import Casework

// The checklist of a letter, and how many people stand behind it.
extension ScreenText {
    static let checklist = ScreenText(vi: "Kiểm tra đơn", en: "Checklist")
    static let classDecided = ScreenText(vi: "cán bộ đã quyết định", en: "decided by an officer")
    static let classSuggested = ScreenText(
        vi: "hệ thống gợi ý; cán bộ quyết định ở mục «Phân loại»", en: "suggested; decide it under «Classify»")
    static let denouncingInformation = ScreenText(
        vi: "Thông tin có nội dung tố cáo.", en: "Information that denounces.")
    static let anonymousDenunciation = ScreenText(
        vi:
            "Không rõ người tố cáo nên không phải đơn tố cáo để thụ lý; nếu nêu rõ việc vi phạm và có căn cứ thì chuyển cơ quan có thẩm quyền kiểm tra (Luật Tố cáo 2018, Điều 25).",
        en:
            "Who denounces is unknown, so it cannot be accepted; where it names a breach with evidence, it goes to the competent body for inspection (Law on Denunciations 2018, Article 25)."
    )
    static let unwrittenDenunciation = ScreenText(
        vi:
            "Gửi bằng thư điện tử, trang web, điện thoại hoặc mạng xã hội thì không phải đơn tố cáo (Luật Tố cáo 2018, Điều 22, 25): hướng dẫn người gửi làm đơn hoặc đến trình bày trực tiếp.",
        en:
            "What comes by mail, web, telephone or chat is no denunciation in law (Articles 22 and 25): tell the sender to write or come in person."
    )
    static let pointThere = ScreenText(vi: "Có", en: "There")
    static let pointNotThere = ScreenText(vi: "Không có", en: "Not there")
    static let wantsToStayUnnamed = ScreenText(
        vi: "Người viết muốn giấu tên:", en: "The writer wants to stay unnamed:")
    static let secondComplaintSigns = ScreenText(
        vi: "Có dấu hiệu khiếu nại lần hai.", en: "Signs of a second complaint.")
    static let roundToDecide = ScreenText(
        vi: "Nếu đúng, chọn «Khiếu nại lần hai» khi phân loại; thời hạn được tính lại.",
        en: "If so, choose «Second complaint» when classifying; terms are counted again.")
    static let roundDecidedSecond = ScreenText(
        vi: "Cán bộ đã xác định là lần hai.", en: "An officer decided that it is the second.")
    static let roundDecidedFirst = ScreenText(
        vi: "Cán bộ đã xác định là lần đầu.", en: "An officer decided that it is the first.")
    static let peopleBehind = ScreenText(vi: "Số người", en: "People")
    static let sayHowMany = ScreenText(vi: "Ghi số người", en: "Say how many")
    static let participantsWord = ScreenText(vi: "Số người cùng đứng đơn hoặc cùng đến", en: "People who wrote or came")
    static let confirmWord = ScreenText(vi: "Xác nhận", en: "Confirm")
    static let peopleCountWrong = ScreenText(
        vi: "Số người phải là số từ 1 đến 1.000.000. Hồ sơ chưa thay đổi.",
        en: "The number must be from 1 to 1,000,000. The case was not changed.")

    static func name(of point: LetterCheck.Point) -> ScreenText {
        let english =
            switch point {
            case .date: "Date"
            case .name: "Name"
            case .address: "Address"
            case .content: "Content"
            case .signature: "Signature"
            }
        return ScreenText(vi: point.vietnameseName, en: english)
    }

    static func name(of finding: LetterCheck.Finding?) -> ScreenText {
        switch finding {
        case .found: ScreenText(vi: "thấy trong đơn", en: "found")
        case .unclear: ScreenText(vi: "cần người xem", en: "needs a person to look")
        case .missing: ScreenText(vi: "không thấy", en: "not found")
        case nil: ScreenText(vi: "chưa kiểm tra", en: "not checked")
        }
    }

    static func decidedBy(_ actor: String) -> ScreenText {
        ScreenText(vi: "(«\(actor)» đã xác nhận)", en: "(confirmed by «\(actor)»)")
    }

    static func incomplete(_ names: String) -> ScreenText {
        ScreenText(
            vi: "Còn thiếu: \(names). Gợi ý: yêu cầu bổ sung, hoặc phân loại «Không đủ điều kiện». Cán bộ quyết định.",
            en: "Missing: \(names). Suggestion: ask for it, or classify as «Inadmissible». An officer decides.")
    }

    static func manyPeople(_ count: Int?) -> ScreenText {
        guard let count else { return ScreenText(vi: "Đông người", en: "Many people") }
        return ScreenText(vi: "Đông người: \(count)", en: "Many people: \(count)")
    }

    static func manySenders(_ count: Int) -> ScreenText {
        ScreenText(
            vi: "Cùng vụ việc có \(count) người gửi trong các hồ sơ đã liên kết.",
            en: "\(count) people wrote on this matter in cases that were joined.")
    }

    static func peopleUnknown(_ count: Int?) -> ScreenText {
        guard let count else { return ScreenText(vi: "Không có dấu hiệu đông người.", en: "No sign of many people.") }
        return ScreenText(vi: "\(count) người", en: "\(count) people")
    }
}
