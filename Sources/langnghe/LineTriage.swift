import Casework
import Classification
import Foundation
import Intake
import Synchronization

/// Triage of many lines at once, on all cores, with the results in the order of the lines.
struct LineTriage: Sendable {
    let classifier: Classifier
    let routing: RoutingTable

    /// What some lines came to.
    struct Part: Sendable {
        /// The lines of output.
        var output: [UInt8] = []
        /// Lines that are no messages, by their places among all lines given.
        var failedLines: [Int] = []
    }

    /// Lines that one core takes at a time.
    private static let linesInPart = 32

    /// The results, part by part.
    func results(for lines: [[UInt8]]) -> [Part] {
        let count = (lines.count + Self.linesInPart - 1) / Self.linesInPart
        if count == 1 { return [part(lines, 0..<lines.count)] }
        let parts = Mutex([Part](repeating: Part(), count: count))
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let first = number * Self.linesInPart
            let done = part(lines, first..<min(first + Self.linesInPart, lines.count))
            parts.withLock { $0[number] = done }
        }
        return parts.withLock { $0 }
    }

    private func part(_ lines: [[UInt8]], _ range: Range<Int>) -> Part {
        var part = Part()
        for index in range where !lines[index].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            if let line = try? line(for: lines[index]) {
                part.output += Array(line.utf8) + [0x0A]
            } else {
                part.failedLines.append(index)
            }
        }
        return part
    }

    private func line(for input: [UInt8]) throws -> String {
        let message = try JSONDecoder().decode(MessageLine.self, from: Data(input))
        let body = message.body ?? ""
        let channel = message.channel.flatMap(Channel.init(rawValue:)) ?? .web
        let verdict = classifier.verdict(
            subject: message.subject, body: body,
            regions: JudgedRegions.regions(of: body, subject: message.subject, channel: channel))
        let letter = RoutedLetter(verdict, channel: channel, source: message.source)
        let decision = routing.route(letter, at: .now())
        return try TriageOutput(
            id: message.id, verdict: verdict, queue: decision.queue,
            routing: RoutingLine(decision, of: letter, in: routing),
            personalData: FieldPersonalData.found(subject: message.subject, body: body)
        ).line()
    }
}

/// One line of input.
struct MessageLine: Decodable {
    var id: String?
    var channel: String?
    var source: String?
    var subject: String?
    var body: String?
}
