extension AttachmentKind {
    /// The media type of a file of this kind; for pictures, which are one kind, its name tells which.
    ///
    /// - Parameter name: The file's name.
    /// - Returns: The media type.
    public func mediaType(ofFile name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        switch self {
        case .pdf: return "application/pdf"
        case .docx: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .doc: return "application/msword"
        case .xls: return "application/vnd.ms-excel"
        case .rtf: return "application/rtf"
        case .image:
            let types = ["jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "bmp": "bmp", "webp": "webp"]
            return "image/" + (types[ending] ?? (ending.hasPrefix("tif") ? "tiff" : "x-unknown"))
        case .text: return "text/plain"
        case .html: return "text/html"
        default: return "application/octet-stream"
        }
    }
}
