/// What an attachment is, by its bytes; names and declared media types are not believed.
public enum AttachmentKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Portable Document Format.
    case pdf
    /// Word, Office Open XML.
    case docx
    /// Excel, Office Open XML.
    case xlsx
    /// PowerPoint, Office Open XML.
    case pptx
    /// Text, table or slides of OpenDocument.
    case openDocument = "opendocument"
    /// Word 6 to 2003.
    case doc
    /// Excel 5 to 2003.
    case xls
    /// PowerPoint 97 to 2003.
    case ppt
    /// A document of Office under a password.
    case lockedOffice = "locked_office"
    /// Rich Text Format.
    case rtf
    /// PNG, JPEG, GIF, BMP, TIFF or WebP.
    case image
    /// A picture in a format that the recognition of letters does not take.
    case otherImage = "other_image"
    /// A drawing that is a program in part.
    case svg
    /// A mail.
    case mail
    /// Outlook's `winmail.dat`.
    case tnef
    /// An archive: zip, rar, 7z, tar.
    case archive
    /// A web page.
    case html
    /// Text.
    case text
    /// Sound.
    case audio
    /// Moving pictures.
    case video
    /// A digital signature or certificate.
    case signature
    /// A program; never to be opened.
    case program
    /// Nothing at all.
    case empty
    /// Something else.
    case unknown

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .pdf: "Tài liệu PDF"
        case .docx, .doc: "Văn bản Word"
        case .xlsx, .xls: "Bảng tính Excel"
        case .pptx, .ppt: "Trình chiếu PowerPoint"
        case .openDocument: "Tài liệu OpenDocument"
        case .lockedOffice: "Tài liệu Office có mật khẩu"
        case .rtf: "Văn bản RTF"
        case .image, .otherImage: "Ảnh"
        case .svg: "Hình vẽ SVG"
        case .mail: "Thư điện tử"
        case .tnef: "Gói thư Outlook (winmail.dat)"
        case .archive: "Gói nén"
        case .html: "Trang web"
        case .text: "Văn bản thuần"
        case .audio: "Ghi âm"
        case .video: "Ghi hình"
        case .signature: "Chữ ký số"
        case .program: "Tệp chương trình"
        case .empty: "Tệp rỗng"
        case .unknown: "Tệp không rõ loại"
        }
    }

    /// The same in English.
    public var englishName: String {
        switch self {
        case .pdf: "PDF document"
        case .docx, .doc: "Word document"
        case .xlsx, .xls: "Excel table"
        case .pptx, .ppt: "PowerPoint slides"
        case .openDocument: "OpenDocument file"
        case .lockedOffice: "Office document with a password"
        case .rtf: "RTF document"
        case .image, .otherImage: "Picture"
        case .svg: "SVG drawing"
        case .mail: "Mail"
        case .tnef: "Outlook package (winmail.dat)"
        case .archive: "Archive"
        case .html: "Web page"
        case .text: "Plain text"
        case .audio: "Sound"
        case .video: "Video"
        case .signature: "Digital signature"
        case .program: "Program"
        case .empty: "Empty file"
        case .unknown: "File of unknown kind"
        }
    }
}
