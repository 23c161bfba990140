/// Why bytes could not be read as JSON.
public enum JSONReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is nothing.
    case empty
    /// There are more bytes than the limit allows.
    case tooLarge(bytes: Int, limit: Int)
    /// Lists and objects lie deeper in each other than the limit allows; the byte offset where that begins.
    case tooDeep(limit: Int, offset: Int)
    /// There are more values than the limit allows; the byte offset of the first one too many.
    case tooManyValues(limit: Int, offset: Int)
    /// The bytes are no JSON (RFC 8259).
    case notJSON

    /// One sentence for operators.
    public var description: String {
        switch self {
        case .empty: "Máy chủ trả về dữ liệu rỗng."
        case .tooLarge(let bytes, let limit): "Dữ liệu có \(bytes) byte, quá giới hạn \(limit) byte."
        case .tooDeep(let limit, let offset):
            "Dữ liệu lồng nhau quá \(limit) lớp (từ byte thứ \(offset)), không phải dạng dữ liệu bình thường."
        case .tooManyValues(let limit, let offset):
            "Dữ liệu có quá \(limit) giá trị (từ byte thứ \(offset)); hãy lấy từng trang nhỏ hơn."
        case .notJSON: "Dữ liệu không phải JSON: bị đứt giữa chừng hoặc sai cú pháp."
        }
    }
}
