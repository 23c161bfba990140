/// Why a file gives no table.
public enum TableReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is no workbook: a part that every workbook has is missing or broken.
    case notAWorkbook(missing: String)

    /// One sentence for operators.
    public var description: String {
        switch self {
        case .notAWorkbook(let part):
            "The workbook is broken: \(part) is missing or cannot be read. Open it in Excel and save it anew."
        }
    }

    /// The same in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .notAWorkbook(let part):
            "Tệp bảng tính bị hỏng: thiếu hoặc không đọc được \(part). Hãy mở bằng Excel rồi lưu lại."
        }
    }
}
