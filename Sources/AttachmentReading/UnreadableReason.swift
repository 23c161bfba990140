public import ReadingDefects

/// Why an attachment's text could not be had; the attachment itself stays as it is.
public enum UnreadableReason: Sendable, Hashable {
    /// A program that reads this kind is not installed.
    case toolMissing(program: String, package: String)
    /// There is no program here that reads this kind.
    case unsupported
    /// The file is locked by a password.
    case locked
    /// The file is broken, or is not what its first bytes say.
    case broken
    /// Larger than is opened at all.
    case tooLarge(bytes: Int, limit: Int)
    /// The picture has too many pixels.
    case pictureTooLarge(width: Int, height: Int)
    /// Reading took more time, memory or output than one attachment may cost.
    case tooCostly
    /// The picture shows no letters that can be recognised.
    case noLetters
    /// There are letters, but they cannot be recognised: a handwritten or blurred page.
    case notLegible
    /// Nothing in it has text.
    case empty
    /// More files inside each other than are opened.
    case tooDeep
    /// More attachments than are opened in one message.
    case tooMany
    /// Reading was cut off several times, as by a crash.
    case interrupted

    /// One sentence in each language: what is not read, and what to do.
    public var defect: ReadingDefect {
        switch self {
        case .toolMissing(let program, let package):
            ReadingDefect(
                en: "Not read: the program \(program) is missing. Install the package \(package).",
                vi: "Chưa đọc được: thiếu chương trình \(program). Cần cài gói \(package).")
        case .unsupported:
            ReadingDefect(
                en: "Not read: this kind of file cannot be read here. Look at it yourself.",
                vi: "Chưa đọc được: hệ thống không đọc được loại tệp này. Xin tải về xem trực tiếp.")
        case .locked:
            ReadingDefect(
                en: "Not read: the file is locked by a password. Ask the sender for an open one.",
                vi: "Chưa đọc được: tệp có mật khẩu. Xin đề nghị người gửi gửi lại tệp không khóa.")
        case .broken:
            ReadingDefect(
                en: "Not read: the file is broken. Look at it yourself or ask the sender for it again.",
                vi: "Chưa đọc được: tệp bị hỏng. Xin tải về xem trực tiếp hoặc đề nghị người gửi gửi lại.")
        case .tooLarge(let bytes, let limit):
            ReadingDefect(
                en: "Not read: the file has \(bytes) bytes, more than \(limit). Look at it yourself.",
                vi: "Chưa đọc được: tệp có \(bytes) byte, quá giới hạn \(limit) byte. Xin tải về xem trực tiếp.")
        case .pictureTooLarge(let width, let height):
            ReadingDefect(
                en: "Not read: the picture has \(width) by \(height) pixels, which is too many. Look at it yourself.",
                vi: "Chưa đọc được: ảnh \(width) × \(height) điểm, quá lớn. Xin tải về xem trực tiếp.")
        case .tooCostly:
            ReadingDefect(
                en: "Not read: reading took too long or too much memory. Look at it yourself.",
                vi: "Chưa đọc được: việc đọc tốn quá nhiều thời gian hoặc bộ nhớ. Xin tải về xem trực tiếp.")
        case .noLetters:
            ReadingDefect(
                en: "Not read: no letters were found in the picture. Look at it yourself.",
                vi: "Chưa đọc được: không thấy chữ trong ảnh. Xin mở xem trực tiếp.")
        case .notLegible:
            ReadingDefect(
                en: "Not read: the letters in the picture cannot be recognised; it may be handwriting or blurred. "
                    + "Look at it yourself.",
                vi: "Chưa đọc được: máy không nhận ra chữ trong ảnh, có thể là chữ viết tay hoặc ảnh mờ. "
                    + "Xin mở xem trực tiếp.")
        case .empty:
            ReadingDefect(en: "The file has no text.", vi: "Chưa đọc được: tệp không có chữ nào.")
        case .tooDeep:
            ReadingDefect(
                en: "Not read: too many archives inside each other. Look at it yourself.",
                vi: "Chưa đọc được: quá nhiều gói nén lồng nhau. Xin tải về xem trực tiếp.")
        case .tooMany:
            ReadingDefect(
                en: "Not read: the message has too many attachments. Look at it yourself.",
                vi: "Chưa đọc được: thư có quá nhiều tệp kèm theo. Xin tải về xem trực tiếp.")
        case .interrupted:
            ReadingDefect(
                en: "Not read: reading was cut off several times. Look at it yourself, or try again.",
                vi: "Chưa đọc được: việc đọc bị ngắt nhiều lần. Xin tải về xem trực tiếp, hoặc cho đọc lại.")
        }
    }
}
