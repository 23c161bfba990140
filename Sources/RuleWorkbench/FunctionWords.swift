/// Words that hold sentences together and name nothing: alone, they explain no verdict to anyone.
enum FunctionWords {
    /// The words, as written with accents.
    static let all: Set<String> = Set(
        """
        ai anh ba bà bác bao bảy bạn bằng bị bởi cả các cái càng cậu chẳng chả chắc chỉ chị cho chớ chú chúng chưa chứ cô có con còn cùng cũng cứ của cụ \
        dạ dì do dù dưới đã đang đâu đây đấy đến đều đó đôi được em gì giờ giữa hai hay hãy hắn hết họ hoặc hơn hả khác khi \
        không kia là lại làm lần lắm lên luôn lúc mà mai mấy mình mọi một mới mỗi năm nào này nay nên nếu ngài người nhau nhé nhỉ những như nhưng \
        nó nọ nơi nữa ông ở phải qua quá ra rất rằng rồi rõ sao sau sẽ sự ta tại tao tám theo thế thì thiệt thôi tới tôi tớ từ \
        từng tui tự tuy trên trong trước tụi và vào vẫn vậy vì về việc với vừa vô vẻ xong xuống à ạ ấy ừ đi lên luôn hông hổng ko \
        rứa mô chi răng tê ni nớ bây giờ hôm ngày tháng sáng chiều tối đêm nghe nhìn thấy biết nói bảo kêu hỏi
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
