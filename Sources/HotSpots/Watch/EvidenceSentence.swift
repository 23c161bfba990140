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
        let subject = Self.topics[topic] ?? topic
        text += "\(place): \(sheet.observed) vụ việc khác nhau về \(subject) trong \(window)"
        if sheet.expected > 0 {
            text += ", bình thường khoảng \(number(sheet.expected))"
            // Below one and a half the figure would say nothing.
            if sheet.ratio >= 1.5 { text += " (gấp \(number(sheet.ratio)) lần)" }
        }
        if let hamlet = sheet.hamlet { text += "; phần lớn ở \(hamlet)" }
        if sheet.senders > 1 { text += "; \(sheet.senders) người gửi" }
        if sheet.copies > 0 { text += "; thêm \(sheet.copies) bản sao" }
        if !sheet.severity.parts.isEmpty {
            text += "; có dấu hiệu " + sheet.severity.parts.compactMap { Self.cues[$0.kind] }.joined(separator: ", ")
        }
        if sheet.drag.repeatedMessages > 2 { text += "; \(sheet.drag.repeatedMessages) tin do người gửi nhiều lần" }
        if sheet.drag.overdue > 0 { text += "; \(sheet.drag.overdue) vụ việc quá hạn" }
        if sheet.drag.reopened > 0 { text += "; \(sheet.drag.reopened) vụ việc mở lại" }
        if let days = sheet.recurrenceDays, days >= 30 {
            text += "; mức ngẫu nhiên ước tính \(Self.interval(days)) mới gặp một lần"
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
