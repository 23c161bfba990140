import VietnameseText

/// The marked syllables that make up most of running Vietnamese.
///
/// A wrong charset also makes syllables of a short text, but seldom these; they decide between readings that are
/// possible alike.
enum CommonSyllables {
    /// Whether a spelled word is one of them.
    static func contains(_ word: SpelledSyllable) -> Bool { set.contains(word) }

    private static let set: Set<SpelledSyllable> = {
        let words = """
            văn uỷ ủy đơn gởi ơi à dạ biết biển bà bài bàn bác bán báo bãi bình bạn bản bảo bảy bắt bằng bị bỏ bố bốn bồi bộ bờ chiều \
            chuyển chuyện cháu cháy chí chín chính chùa chú chúng chạy chế chết chỉ chị chồng chỗ chờ chợ chủ \
            chức chứng chữ cuối cá các cách cái cán cáo còn có cùng cũ cũng cạnh cả cảm cấp cầm cần cầu cổng cụ \
            của cứ cửa diện dám dưới dẫn dự già giá giáo giùm giúp giải giấy giờ giữ giữa gì gọi gốc gửi huyện \
            hà hàng hành hòa hóa hướng hết họ học họp hỏi hồ hồi hổng hộ hội hợp khiếu khoảng khác khách khói \
            kiến kiểm kèm kính ký kết kể luận luật là làm làng lá lò lúc lý lại lấy lần lập lắm lễ lớp lời muốn \
            mà máy mình mùa mùi mười mất mấy mẫu mặt mẹ mỗi một mới mời mở mục nghiệp nghĩa nghỉ nghị ngoài ngày \
            người ngồi ngủ nhà nhóm nhất nhận nhỏ nhờ nào này nó nói nước nại nằm nếu nội nộp nữa phát phép phí \
            phòng phú phường phải phản phần phật phố quyết quá quán quý ruộng rác rồi suối sách sáng sáu sẽ số \
            sổ sở sợ sửa thiếu thoại thuốc thành tháng thánh thì thường thải thấy thầy thằng thế thể thị thờ thứ \
            thửa tiếng tiếp tiền toàn triệu trình trước trường trưởng trả trắng trẻ trồng trời tuần tuổi tài tác \
            tám tính tại tập tế tỉnh tịch tố tối tổ tới tờ từ tự uống viết việc viện và vào vì vườn vẫn vậy về \
            vệ với vợ vụ vừa xuống xác xã xét xóm xả xứ xử án ánh ý điều điểm điện đoàn đá đánh đã đình đòi đó \
            đóng đúng đường được đại đạo đất đấy đầu đến đề đền đều để địa định đọc đỏ đối đồng đổ đổi động đời \
            đủ đứa đức đứng đừng ạ ảnh ấp ấy ở
            """
        return Set(words.split(separator: " ").compactMap { SpelledSyllable(String($0)) })
    }()
}
