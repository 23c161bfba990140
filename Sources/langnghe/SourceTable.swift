import Casework
import Foundation
import OperatorWeb

/// A standing as a line of JSON: all that is known, with what the configuration says.
struct SourceLine: Encodable {
    private let standing: SourceStanding
    private let source: SiteSource

    init(_ standing: SourceStanding, of source: SiteSource) {
        self.standing = standing
        self.source = source
    }

    private enum CodingKeys: String, CodingKey {
        case type, condition, intervalSeconds, nextTryAt, credentialExpiresAt
    }

    func encode(to encoder: any Encoder) throws {
        try standing.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(source.type, forKey: .type)
        try values.encode(standing.condition, forKey: .condition)
        try values.encode(source.intervalSeconds, forKey: .intervalSeconds)
        try values.encodeIfPresent(standing.credentialExpiresAt, forKey: .credentialExpiresAt)
        let next = standing.parts.compactMap { standing.nextTry(of: $0, intervalSeconds: source.intervalSeconds) }
        try values.encodeIfPresent(next.min(), forKey: .nextTryAt)
    }
}

/// A standing as lines for people.
struct SourceTable {
    let source: SiteSource
    let standing: SourceStanding

    var lines: [String] {
        var lines = [headline]
        if let pause = standing.control?.pause {
            lines.append("    tạm dừng từ \(LocalTime.text(pause.since)), \(pause.actor): \(pause.reason)")
        }
        for part in standing.parts { lines += self.lines(of: part) }
        // What refuses and fails stands with its folder already.
        for alarm in standing.alarms where alarm.kind != .refused && alarm.kind != .failing {
            lines.append("    ▲ \(alarm.text)")
        }
        if let end = standing.credentialExpiresAt {
            lines.append("    quyền truy cập hết hạn: \(LocalTime.text(end))")
        }
        if standing.usualByWeekday.contains(where: { $0 != nil }) { lines.append("    \(weekdays)") }
        return lines.map { TerminalText.clean($0) }
    }

    private var headline: String {
        let mark =
            switch standing.condition {
            case .untried: "○"
            case .paused: "‖"
            case .alarming: "▲"
            case .failing: "◐"
            case .good: "●"
            }
        var fields = ["\(mark) \(standing.source)", standing.condition.vietnameseName.lowercased()]
        guard standing.condition != .untried else { return fields.joined(separator: "  ") }
        fields.append("lấy được lúc: \(standing.succeededAt.map(LocalTime.text) ?? "chưa")")
        fields.append("mục mới nhất: \(standing.lastItemAt.map(LocalTime.text) ?? "chưa có")")
        if let lag = standing.lagSeconds { fields.append("độ trễ: \(Self.span(lag))") }
        let usual = standing.usualByNow.map { String(format: " (thường %.0f)", $0) } ?? ""
        fields.append("hôm nay: \(standing.today)\(usual)")
        return fields.joined(separator: "  ")
    }

    private func lines(of part: SourcePart) -> [String] {
        let place = part.part.isEmpty ? "" : "«\(part.part)» "
        let next = standing.nextTry(of: part, intervalSeconds: source.intervalSeconds).map(LocalTime.text)
        if let failure = part.failure {
            let retry = next.map { ", thử lại lúc \($0)" } ?? ""
            return ["    \(place)\(failure.vietnameseName), lần thứ \(part.failures)\(retry): \(part.message ?? "")"]
        }
        let wait = source.isWatched ? "đang chờ máy chủ báo thư mới" : next.map { "lần tới: \($0)" }
        let line = wait.flatMap { standing.control?.pause == nil ? ["    \(place)\($0)"] : nil } ?? []
        return line + (part.message.map { ["    \(place)\($0)"] } ?? [])
    }

    private var weekdays: String {
        let names = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
        let days = zip(names, standing.usualByWeekday).map { name, usual in
            "\(name) \(usual.map { String(format: "%.0f", $0) } ?? "?")"
        }
        return "thường mỗi ngày: " + days.joined(separator: ", ")
    }

    private static func span(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(max(0, seconds)) giây"
        case ..<7_200: "\(seconds / 60) phút"
        case ..<172_800: "\(seconds / 3_600) giờ"
        default: "\(seconds / 86_400) ngày"
        }
    }
}
