import CivilCalendar
import Deadlines
import Foundation
import RuleFiles
import Testing

/// One line of `fixtures/deadlines/worked.csv`.
struct WorkedDeadline: Sendable, CustomTestStringConvertible {
    var why: String
    var matter: DeadlineMatter
    var step: DeadlineStep
    var due: LocalMoment

    var testDescription: String { why }

    static let rules = try? RuleFolder.load(repository + "rules")
    static let all: [WorkedDeadline] = {
        let text = try? String(contentsOfFile: repository + "fixtures/deadlines/worked.csv", encoding: .utf8)
        return (text ?? "").split(separator: "\n").dropFirst().compactMap { line in WorkedDeadline(line: String(line)) }
    }()

    static let repository =
        URL(fileURLWithPath: #filePath).appendingPathComponent("../../../").standardizedFileURL.path + "/"

    init?(line: String) {
        var fields: [String] = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        guard fields.count == 10, let received = Self.moment(fields[4]), let due = Self.moment(fields[9]),
            let step = DeadlineStep(rawValue: fields[8])
        else { return nil }
        let flags = Set(fields[3].split(separator: " "))
        let prolonged = fields[6].split(separator: " ")
        let times = fields[7].split(separator: "/").flatMap { $0.split(separator: " ") }.map(String.init)
        matter = DeadlineMatter(
            letterClass: fields[1], channel: fields[2], round: flags.contains("second") ? 2 : 1,
            isComplex: flags.contains("complex"), isRemote: flags.contains("remote"),
            isUrgent: flags.contains("urgent"), received: received, accepted: Self.moment(fields[5]),
            pauses: stride(from: 0, to: times.count, by: 4).compactMap { index in
                Self.moment(times[index] + " " + times[index + 1]).map {
                    .init(
                        from: $0, to: Self.moment(times[index + 2] + " " + times[index + 3]),
                        ground: "trưng cầu giám định")
                }
            },
            extensions: stride(from: 0, to: prolonged.count, by: 2).compactMap { index in
                guard let step = DeadlineStep(rawValue: String(prolonged[index])), let term = Int(prolonged[index + 1])
                else { return nil }
                return .init(step: step, term: term, ground: "Quyết định 12/QĐ-UBND")
            })
        why = fields[0]
        self.step = step
        self.due = due
    }

    static func moment(_ text: String) -> LocalMoment? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let date = CivilDate(iso: parts[0]) else { return nil }
        let time = parts[1].split(separator: ":").compactMap { Int($0) }
        guard time.count == 2 else { return nil }
        return LocalMoment(date, second: time[0] * 3_600 + time[1] * 60)
    }
}

@Suite struct WorkedDeadlineTests {
    @Test func theTableHasEnoughLines() { #expect(WorkedDeadline.all.count >= 60) }

    @Test(arguments: WorkedDeadline.all)
    func theShippedRulesCountAsAPersonWould(_ worked: WorkedDeadline) throws {
        let clock = try #require(WorkedDeadline.rules).deadlines
        let late = LocalMoment(worked.due.date.adding(days: 400), second: 0)
        let deadline = try #require(
            clock.deadlines(of: worked.matter, now: late).first { $0.rule.step == worked.step })
        #expect(deadline.due == worked.due, "\(deadline.explanation.joined(separator: "\n"))")
        #expect(deadline.unknownYears.isEmpty)
        #expect(deadline.standing == .overdue)
    }
}
