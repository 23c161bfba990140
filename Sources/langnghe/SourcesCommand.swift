import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import SQLiteStore

/// `langnghe sources`: how each source stands.
struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Show each source: last success, newest item, count against usual, and what is wrong.")

    @OptionGroup var office: OfficeOptions
    @Flag(help: "JSON lines.") var json = false

    func run() async throws {
        let configuration = try office.configuration()
        let now = Timestamp.now()
        let standings = try await OfficeOptions.store(of: configuration)
            .sourceStandings(now: now, patience: configuration.patience)
        let table = SourceTable(now: now)
        for source in configuration.sources {
            guard let standing = standings.first(where: { $0.source == source.name }) else {
                if !json { print(table.line(untried: source.name)) }
                continue
            }
            if json {
                print(try JSONLine.text(standing))
            } else {
                for line in table.lines(standing) { print(line) }
            }
        }
    }
}

extension OfficeConfiguration {
    /// Hours of silence allowed, by source, where somebody has set them.
    var patience: [String: Int] {
        var hours: [String: Int] = [:]
        for source in sources { hours[source.name] = source.silentAfterHours }
        return hours
    }
}

/// Standings as lines for people.
struct SourceTable {
    let now: Timestamp

    func line(untried name: String) -> String { "○ \(TerminalText.clean(name))  chưa lấy lần nào" }

    func lines(_ standing: SourceStanding) -> [String] {
        let isFailing = standing.parts.contains { $0.failure != nil }
        let mark = standing.alarms.isEmpty ? (isFailing ? "◐" : "●") : "▲"
        var fields = ["\(mark) \(TerminalText.clean(standing.source))"]
        fields.append("lấy được lúc: \(standing.succeededAt.map(LocalTime.text) ?? "chưa")")
        fields.append("mục mới nhất: \(standing.lastItemAt.map(LocalTime.text) ?? "chưa có")")
        if let lag = standing.lagSeconds { fields.append("độ trễ: \(Self.span(lag))") }
        let usual = standing.usualByNow.map { String(format: " (thường %.0f)", $0) } ?? ""
        fields.append("hôm nay: \(standing.today)\(usual)")
        var lines = [fields.joined(separator: "  ")]
        for part in standing.parts {
            let place = part.part.isEmpty ? "" : "«\(part.part)» "
            if let failure = part.failure {
                let retry = part.retryAt.map { ", thử lại lúc \(LocalTime.text($0))" } ?? ""
                lines.append(
                    "    \(place)\(failure.vietnameseName), lần thứ \(part.failures)\(retry): \(part.message ?? "")")
            } else if let message = part.message {
                lines.append("    \(place)\(message)")
            }
        }
        for alarm in standing.alarms where alarm.kind == .silent { lines.append("    \(alarm.text)") }
        return lines.map { TerminalText.clean($0) }
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
