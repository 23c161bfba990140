/// What the law calls a letter; one per letter, suggested by rules and decided by a person.
///
/// > Source: Luật Khiếu nại 2011, Luật Tố cáo 2018, Thông tư 05/2021/TT-TTCP.
public enum LetterClass: String, Sendable, Hashable, Codable, CaseIterable {
    /// Khiếu nại: asks to review a decision or act that touches the writer's own right.
    case complaint = "khieu_nai"
    /// Tố cáo: reports a breach of law by a named person or body.
    case denunciation = "to_cao"
    /// Kiến nghị, phản ánh: asks for or tells of something.
    case petition = "kien_nghi"
    /// Nhiều nội dung: two classes in one letter.
    case mixed = "nhieu_noi_dung"
    /// Không đủ điều kiện: lacks what the law asks for.
    case inadmissible = "khong_du_dieu_kien"
    /// Thuộc thẩm quyền cơ quan khác: for a court, the police, a party body.
    case otherAuthority = "tham_quyen_khac"
    /// Khác: none of these.
    case other = "khac"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .complaint: "Khiếu nại"
        case .denunciation: "Tố cáo"
        case .petition: "Kiến nghị, phản ánh"
        case .mixed: "Nhiều nội dung"
        case .inadmissible: "Không đủ điều kiện"
        case .otherAuthority: "Thuộc thẩm quyền khác"
        case .other: "Khác"
        }
    }
}
