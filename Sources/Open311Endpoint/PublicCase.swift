import Casework
import Classification
import Foundation
import Intake
import PersonalData
import Places

/// A case as strangers may see it: no names, no numbers, nothing of who works on it.
struct PublicCase {
    /// UTF-8 bytes of the text that is shown.
    private static let textBytes = 4_000
    private static let tagName = "service_code"

    let file: CaseFile
    let settings: Open311Settings
    let services: [Open311Settings.Service]

    /// A case, if strangers may see it at all; asked anew each time, for what is known of a case changes.
    init?(_ file: CaseFile, _ settings: Open311Settings, services: [Open311Settings.Service]) {
        guard Self.mayShow(file.summary, settings) else { return nil }
        // One message that may denounce somebody closes the whole case.
        let isOpenToAll = file.messages.allSatisfy { message in
            !message.verdict.letterClass.isConfidential && !message.verdict.hotspot
        }
        guard isOpenToAll else { return nil }
        self.file = file
        self.settings = settings
        self.services = services
    }

    /// Whether strangers may see a case, as far as its summary tells.
    static func mayShow(_ summary: Case, _ settings: Open311Settings) -> Bool {
        guard summary.kind == .letter, summary.escalation == nil, settings.classes.contains(summary.letterClass),
            !summary.letterClass.isConfidential
        else { return false }
        return summary.source == settings.source || settings.listing == .confirmed && summary.topicsConfirmed
    }

    /// Whether it has one of these codes.
    func fits(codes: Set<String>) -> Bool { codes.isEmpty || codes.contains(service.code) }

    private var first: Message? { file.messages.first?.message }

    /// The service: the topic, or what the sender chose while there is none.
    private var service: Open311Settings.Service {
        let topics = file.summary.topics
        let chosen = first?.extra?[Self.tagName]
        let found = services.first { topics.contains($0.code) } ?? services.first { $0.code == chosen }
        return found ?? .init(code: Open311Settings.otherCode, name: "Khác", group: "")
    }

    /// The request as GeoReport has it.
    ///
    /// - Parameter withExtensions: Whether to tell how the work went, step by step.
    /// - Returns: The value.
    func value(withExtensions: Bool) -> GeoReportValue {
        let summary = file.summary
        let isClosed = summary.state == .closed
        var members: [(String, GeoReportValue)] = [
            ("service_request_id", .text(summary.trackingCode.digits)),
            ("status", .text(isClosed ? "closed" : "open")),
            ("status_notes", .text(summary.state.vietnameseName)),
            ("service_name", .text(service.name)), ("service_code", .text(service.code)),
            ("description", .optional(description)),
            ("agency_responsible", .optional(service.group.isEmpty ? nil : service.group)), ("service_notice", .null),
            ("requested_datetime", .text(Self.text(summary.receivedAt))),
            ("updated_datetime", .text(Self.text(summary.changedAt))), ("expected_datetime", .null),
            ("address", .optional(address)), ("address_id", .null), ("zipcode", .null),
            ("lat", coordinate("lat")), ("long", coordinate("long")), ("media_url", .null),
        ]
        if withExtensions {
            members.append(("extended_attributes", .object([("updates", .list(updates, element: "update"))])))
        }
        return .object(members)
    }

    /// What was written first, personal data replaced by labels.
    private var description: String? {
        guard let first else { return nil }
        let words = [first.subject, first.body].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n")
        guard !words.isEmpty else { return nil }
        // The whole text is searched before it is cut: half a number would not be known for one.
        let redacted = Redaction(words).text
        guard redacted.utf8.count > Self.textBytes else { return redacted }
        var end = redacted.utf8.index(redacted.startIndex, offsetBy: Self.textBytes)
        while end > redacted.startIndex, end.samePosition(in: redacted) == nil {
            end = redacted.utf8.index(before: end)
        }
        return redacted[..<end] + "…"
    }

    /// Commune and province; a hamlet has few houses.
    private var address: String? {
        let levels = [file.summary.place.commune, file.summary.place.province].compactMap(\.self)
        return levels.isEmpty ? nil : levels.joined(separator: ", ")
    }

    /// A coordinate that the sender gave, to about a hundred metres.
    private func coordinate(_ name: String) -> GeoReportValue {
        guard let written = first?.extra?[name], let degrees = Double(written), degrees.isFinite else { return .null }
        return .text(String((degrees * 1_000).rounded() / 1_000))
    }

    /// When the case changed hands or state; who did it is nobody's business.
    private var updates: [GeoReportValue] {
        file.history.compactMap { entry in
            let status: (String, String)
            switch AuditAct(rawValue: entry.act) {
            case .opened: status = ("open", CaseState.new.vietnameseName)
            case .assigned: status = ("open", CaseState.inProgress.vietnameseName)
            case .closed: status = ("closed", CaseState.closed.vietnameseName)
            case .reopened: status = ("open", CaseState.inProgress.vietnameseName)
            default: return nil
            }
            return .object([
                ("updated_datetime", .text(Self.text(entry.at))), ("status", .text(status.0)),
                ("status_notes", .text(status.1)),
            ])
        }
    }

    /// > Source: W3C NOTE-datetime, as GeoReport asks for it, in Viet Nam's time.
    static func text(_ time: Timestamp) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt)
            .year().month().day().time(includingFractionalSeconds: false).timeZone(separator: .colon)
        return time.date.formatted(style)
    }
}
