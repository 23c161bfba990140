import Casework
import Classification
import Foundation
import Intake
import JSONWriting
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
    /// Bytes that the results of so many lines seldom exceed.
    private static let bytesForPart = 1 << 19

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
        var json = JSONWriter(capacity: Self.bytesForPart)
        for index in range where !lines[index].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            if let output = output(for: lines[index]) {
                output.write(to: &json)
            } else {
                part.failedLines.append(index)
            }
        }
        part.output = json.bytes
        return part
    }

    /// What triage says of a line; nil when the line is no message.
    private func output(for input: [UInt8]) -> TriageOutput? {
        guard let message = MessageLine(json: input) else { return nil }
        let body = message.body ?? ""
        let channel = message.channel.flatMap(Channel.init(rawValue:)) ?? .web
        let verdict = classifier.verdict(
            subject: message.subject, body: body,
            regions: JudgedRegions.regions(of: body, subject: message.subject, channel: channel))
        let letter = RoutedLetter(verdict, channel: channel, source: message.source)
        let decision = routing.route(letter, at: .now())
        return TriageOutput(
            id: message.id, verdict: verdict, queue: decision.queue,
            routing: RoutingLine(decision, of: letter, in: routing),
            personalData: FieldPersonalData.found(subject: message.subject, body: body)
        )
    }
}
