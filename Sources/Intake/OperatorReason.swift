import MailReading
import WebReading

/// Why a mail went to quarantine, as an operator reads it on the screen.
extension MailReadingError {
    var operatorReason: String {
        switch self {
        case .empty: "Thư rỗng, không có nội dung nào. Hãy lấy lại hoặc xuất lại thư này."
        case .tooLarge(let bytes, let limit):
            "Thư có \(bytes) byte, quá giới hạn \(limit) byte. Hãy tải bản gốc về và đọc trực tiếp."
        case .noHeader:
            "Dữ liệu không bắt đầu bằng phần đầu thư (ví dụ «From: …»), nên không phải là thư điện tử. Hãy tải bản gốc về kiểm tra."
        case .noSuchPart(let path): "Thư không có phần \(path)."
        }
    }
}

/// Why a feed went to quarantine, as an operator reads it on the screen.
extension FeedReadingError {
    var operatorReason: String {
        switch self {
        case .empty: "Nguồn tin trả về dữ liệu rỗng. Hãy kiểm tra địa chỉ nguồn tin."
        case .tooLarge(let bytes, let limit):
            "Nguồn tin có \(bytes) byte, quá giới hạn \(limit) byte. Hãy đề nghị trang tin cung cấp nguồn ngắn hơn."
        case .notXML: "Dữ liệu không phải XML. Hãy kiểm tra địa chỉ có đúng là nguồn tin RSS hoặc Atom không."
        case .brokenJSON: "Dữ liệu JSON bị hỏng hoặc bị cắt. Hãy kiểm tra địa chỉ nguồn tin; lần lấy sau sẽ lấy lại."
        case .notAFeed(let root):
            "Tài liệu là <\(root)>, không phải nguồn tin RSS hay Atom. Hãy tìm đúng địa chỉ nguồn tin trên trang."
        }
    }
}
