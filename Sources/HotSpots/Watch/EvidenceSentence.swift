/// One sentence in Vietnamese that says with numbers why an alert stands.
struct EvidenceSentence {
    let sheet: EvidenceSheet
    let topic: String
    let places: [String]

    /// Names of the usual topics; others are written as their code.
    private static let topics = [
        "land": "đất đai", "complaints": "khiếu nại, tố cáo", "religion": "tôn giáo", "environment": "môi trường",
    ]

    private static let cues: [DangerCue.Kind: String] = [
        .gathering: "tập trung đông người", .violence: "bạo lực hoặc đe dọa", .petition: "ký tên tập thể",
        .prolonged: "kéo dài", .overLevels: "vượt cấp", .health: "ảnh hưởng sức khỏe",
    ]

    var text: String {
        var text = ""
        text.reserveCapacity(384)
        // Piece by piece: a sentence is written for every letter of an alert, and each interpolation would be a text first.
        func add(_ pieces: String...) { for piece in pieces { text += piece } }
        add(place, ": ", String(sheet.observed), " vụ việc khác nhau về ", Self.topics[topic] ?? topic)
        add(" trong ", window)
        if sheet.expected > 0 {
            add(", bình thường khoảng ", number(sheet.expected))
            // Below one and a half the figure would say nothing.
            if sheet.ratio >= 1.5 { add(" (gấp ", number(sheet.ratio), " lần)") }
        }
        if let hamlet = sheet.hamlet { add("; phần lớn ở ", hamlet) }
        if sheet.senders > 1 { add("; ", String(sheet.senders), " người gửi") }
        if sheet.copies > 0 { add("; thêm ", String(sheet.copies), " bản sao") }
        for (index, part) in sheet.severity.parts.enumerated() {
            add(index == 0 ? "; có dấu hiệu " : ", ", Self.cues[part.kind] ?? part.kind.rawValue)
        }
        if sheet.drag.repeatedMessages > 2 {
            add("; ", String(sheet.drag.repeatedMessages), " tin do người gửi nhiều lần")
        }
        if sheet.drag.overdue > 0 { add("; ", String(sheet.drag.overdue), " vụ việc quá hạn") }
        if sheet.drag.reopened > 0 { add("; ", String(sheet.drag.reopened), " vụ việc mở lại") }
        if let days = sheet.recurrenceDays, days >= 30 {
            add("; mức ngẫu nhiên ước tính ", Self.interval(days), " mới gặp một lần")
        }
        return text + "."
    }

    private var place: String {
        switch places.count {
        case 0: "Không rõ nơi"
        case 1...3: places.joined(separator: ", ")
        default: places.prefix(2).joined(separator: ", ") + " và \(places.count - 2) nơi lân cận"
        }
    }

    private var window: String {
        sheet.windowHours < 48 ? "\(sheet.windowHours) giờ" : "\(sheet.windowHours / 24) ngày"
    }

    private static func interval(_ days: Double) -> String {
        if days < 365 { return "\(Int(days)) ngày" }
        let years = days / 365.25
        return years >= 100 ? "hơn 100 năm" : "\(Int(max(1, years))) năm"
    }

    /// A number as it is written in Vietnamese: comma for the decimals, none above ten.
    private func number(_ value: Double) -> String {
        if value >= 10 { return String(Int(value.rounded())) }
        let unit = value < 1 ? 100 : 10
        let rounded = Int((value * Double(unit)).rounded())
        let decimals = String(rounded % unit)
        let padding = unit == 100 && decimals.count == 1 ? "0" : ""
        return "\(rounded / unit),\(padding)\(decimals)"
    }
}
