/// Words by which a letter shows what the checklist asks for.
enum LetterPhrases {
    /// What stands before the writer's name.
    static let naming = [
        "tôi tên là", "tên tôi là", "tôi tên", "họ và tên", "họ tên", "em tên là", "tên em là", "cháu tên là",
        "con tên là", "người viết đơn", "người làm đơn", "người khiếu nại", "người tố cáo", "người phản ánh",
        "người kiến nghị", "người đứng đơn", "đại diện hộ", "chúng tôi gồm",
    ]
    /// What a name must follow, even where its own letters do not show it: "toi ten la tran thi mau".
    static let introducing = ["tôi tên là", "tên tôi là", "tôi tên", "em tên là", "tên em là", "cháu tên là"]
    /// What stands before the writer's address.
    static let addressing = [
        "địa chỉ", "thường trú", "tạm trú", "trú tại", "trú quán", "cư trú", "cư ngụ", "ngụ tại", "nơi ở", "chỗ ở",
        "hộ khẩu", "hktt", "hiện ở", "đang ở tại", "sống tại", "nhà ở tại",
    ]
    /// Words behind which an address that is not empty holds at least one of these.
    static let placeWords = [
        "thôn", "xóm", "bản", "ấp", "khu phố", "khu", "tổ", "tổ dân phố", "đội", "phố", "đường", "ngõ", "ngách", "hẻm",
        "số nhà", "xã", "phường", "thị trấn", "huyện", "quận", "tỉnh", "thành phố", "tp", "đặc khu", "làng", "buôn",
        "chung cư", "căn hộ",
    ]
    /// Signs that somebody wants to stay unnamed.
    static let nameless = [
        "giấu tên", "xin được giấu tên", "không tiện nêu tên", "không tiện xưng tên", "không dám nêu tên",
        "không dám ghi tên", "không dám ký tên", "không ghi tên", "không nêu tên người viết", "nặc danh",
        "một người dân", "người dân bức xúc", "xin phép không nêu tên",
    ]
    /// What stands at a signature.
    static let signing = [
        "người viết đơn", "người làm đơn", "người khiếu nại", "người tố cáo", "người phản ánh", "người kiến nghị",
        "người đứng đơn", "người gửi", "đại diện các hộ", "đã ký", "ký tên", "ký và ghi rõ họ tên", "ký ghi rõ họ tên",
        "điểm chỉ", "kính đơn", "kính thư", "trân trọng",
    ]
    /// Signs of a complaint after a first decision on it.
    static let secondComplaint = [
        "khiếu nại lần hai", "khiếu nại lần 2", "khiếu nại lần thứ hai", "khiếu nại lần thứ 2", "khiếu nại tiếp lên",
        "quyết định giải quyết khiếu nại", "giải quyết khiếu nại lần đầu", "giải quyết khiếu nại lần 1",
        "không đồng ý với quyết định giải quyết", "không đồng ý quyết định giải quyết",
        "không nhất trí với quyết định giải quyết", "không chấp nhận quyết định giải quyết",
        "không đồng ý với kết quả giải quyết khiếu nại", "không đồng ý với cách giải quyết lần đầu",
        "quá thời hạn giải quyết khiếu nại", "hết thời hạn giải quyết khiếu nại lần đầu", "đã khiếu nại lần đầu",
    ]
    /// What takes the sign back within its sentence.
    static let notSecond = [
        "không phải khiếu nại lần hai", "không phải là khiếu nại lần hai", "chưa có quyết định giải quyết",
        "chưa ra quyết định giải quyết", "chưa nhận được quyết định giải quyết", "chưa được giải quyết lần đầu",
        "đây là lần đầu", "khiếu nại lần đầu này",
    ]
    /// Whom a number counts, for the number of people behind a letter.
    static let people = [
        "hộ", "hộ dân", "hộ gia đình", "gia đình", "người", "người dân", "công dân", "bà con", "chữ ký", "công nhân",
        "tiểu thương", "phụ huynh", "cư dân", "nông dân", "giáo dân", "giáo viên", "chị em", "anh em", "hội viên",
        "xã viên", "thành viên", "nhà", "nóc nhà",
    ]
    /// What makes the counted people those who write, and not those written about.
    static let voice = [
        "chúng tôi", "chúng em", "tụi tôi", "ký tên", "cùng ký", "đồng ký", "ký vào đơn", "đại diện", "thay mặt",
        "tập thể",
        "đứng đơn", "làm đơn", "gửi đơn", "viết đơn", "cùng đề nghị", "đồng loạt", "kéo lên", "kéo đến", "tập trung",
        "danh sách kèm theo", "có chữ ký",
    ]
    /// Signs of many without a number.
    static let together = [
        "đơn tập thể", "tập thể các hộ", "tập thể hộ", "tập thể bà con", "tập thể nhân dân", "tập thể người dân",
        "tập thể công nhân", "tập thể cư dân", "tập thể tiểu thương", "tập thể phụ huynh", "ký tên tập thể",
        "khiếu nại đông người", "hàng chục hộ", "hàng trăm hộ", "mấy chục hộ", "vài chục hộ", "toàn thể bà con",
        "toàn thể nhân dân", "toàn thể các hộ",
    ]
    /// What happens to counted people whom a letter only tells of.
    static let suffered = [
        "chết", "tử vong", "bị thương", "cấp cứu", "nhập viện", "ngộ độc", "nhiễm", "mắc bệnh", "thiệt mạng", "bị bắt",
    ]
    /// A household told from inside: the number counts its members.
    static let ownHome = ["gia đình tôi có", "nhà tôi có", "nhà em có", "gia đình em có", "mỗi hộ", "nhà mình có"]
    /// Signs that names stand under the letter.
    static let signatures = ["ký tên", "chữ ký", "cùng ký"]
    /// The same where more of them stand elsewhere in it.
    static let signs = ["ký"]
}
