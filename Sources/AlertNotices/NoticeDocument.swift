import Casework
import CivilCalendar
import Foundation
import HotSpots

/// A notice as a webhook gets it; the format is documented in docs/alerts.md.
///
/// Fields are only ever added; what changes the meaning of one raises ``version``. The bytes of one notice are the same at
/// every attempt, so that receivers may compare them.
struct NoticeDocument: Encodable {
    /// Version of the format.
    static let version = 1

    private let version = NoticeDocument.version
    private let event = "alert.notice"
    private let id: String
    private let createdAt: String
    private let office: String
    private let reason: String
    private let reasonText: String
    private let urgent: Bool
    private let alert: Alert

    private struct Alert: Encodable {
        let id: Int
        let url: String?
        let state: String
        let topic: String
        let topicName: String
        let province: String
        let places: [String]
        let hamlet: String?
        let immediate: Bool
        let firstAt: String
        let openedAt: String
        let score: Double
        let threshold: Double
        let windowHours: Int
        let observed: Int
        let expected: Double
        let ratio: Double
        let copies: Int
        let senders: Int
        let probability: Double?
        let recurrenceDays: Double?
        let cues: [Cue]
        let why: String
    }

    private struct Cue: Encodable {
        let kind: String
        let words: String?
        let bans: Double
    }

    init(_ notice: AlertNotice, words: NoticeWords) {
        let alert = notice.alert.alert
        let sheet = alert.sheet
        id = notice.key
        createdAt = Self.time(notice.createdAt.rawValue)
        office = words.office
        reason = notice.reason.rawValue
        reasonText = notice.reason.vietnameseName
        urgent = notice.isUrgent
        self.alert = Alert(
            id: alert.id, url: words.link(alert), state: alert.state.rawValue, topic: alert.topic,
            topicName: words.topicName(alert.topic), province: alert.province, places: notice.alert.placeNames,
            hamlet: sheet.hamlet, immediate: alert.isImmediate, firstAt: Self.time(alert.firstAt.rawValue),
            openedAt: Self.time(alert.openedAt.rawValue), score: sheet.score, threshold: sheet.threshold,
            windowHours: sheet.windowHours, observed: sheet.observed, expected: sheet.expected, ratio: sheet.ratio,
            copies: sheet.copies, senders: sheet.senders, probability: sheet.probability,
            recurrenceDays: sheet.recurrenceDays,
            cues: sheet.severity.parts.map { part in
                Cue(kind: part.kind.rawValue, words: part.quote.map(words.quote), bans: part.bans)
            }, why: sheet.why)
    }

    /// JSON with sorted keys.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // A number that JSON cannot write must not keep an alarm from being told.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return [UInt8](try encoder.encode(self))
    }

    /// RFC 3339 in the office's time, to the second.
    private static func time(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(utcMilliseconds: milliseconds)
        let clock = [moment.second / 3_600, moment.second / 60 % 60, moment.second % 60]
            .map { String(format: "%02d", $0) }.joined(separator: ":")
        return "\(moment.date.iso)T\(clock)+07:00"
    }
}
