// Cases that belong together, and queues that were told.
extension ScreenText {
    static let linkedCases = ScreenText(vi: "Hồ sơ liên quan", en: "Related cases")
    static let quotesOther = ScreenText(
        vi: "Thư trong hồ sơ này nhắc mã hồ sơ trên, nhưng không chứng minh được là của cùng người gửi.",
        en: "A message of this case quotes that code without proof that it comes from the same person.")
    static let quotedByOther = ScreenText(
        vi: "Thư trong hồ sơ trên nhắc mã hồ sơ này, nhưng không chứng minh được là của cùng người gửi.",
        en: "A message of that case quotes this code without proof that it comes from the same person.")
    static let linkAccepted = ScreenText(vi: "Đã liên kết.", en: "Linked.")
    static let acceptLink = ScreenText(vi: "Liên kết", en: "Link them")
    static let partLink = ScreenText(vi: "Không liên quan", en: "Not related")
    static let alsoTold = ScreenText(vi: "Đã báo cho các hàng đợi", en: "Queues told as well")
    static let alsoToldNote = ScreenText(
        vi: "Cùng thư này cũng gửi tới hộp thư của các hàng đợi trên; hồ sơ chỉ xử lý ở một nơi.",
        en: "The same letter also went to the boxes of these queues; the case is handled in one place.")
    static let toldCases = ScreenText(
        vi: "Cũng gửi tới hàng đợi này, đang xử lý ở hàng đợi khác",
        en: "Also sent to this queue, handled in another one")
}
