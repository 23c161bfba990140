import Casework
import CivilCalendar
import Foundation
import HotSpots

/// What an alert is called and how its numbers are written, for the office's own people.
public struct NoticeWords: Sendable {
    /// Name of the office.
    public var office: String
    /// Address of the operator's page without a slash at its end; nil when notices cannot link to it.
    public var page: String?
    /// Name of a topic, asked anew with every notice so that reloaded rules take effect.
    public var topicName: @Sendable (String) -> String

    /// Creates words.
    public init(office: String, page: String?, topicName: @escaping @Sendable (String) -> String) {
        self.office = office
        self.page = page
        self.topicName = topicName
    }

    /// Most characters of the words of one sign.
    private static let quoteLimit = 80
    private static let placesNamed = 3

    /// The alert's communes, the first three by name.
    func places(_ kept: KeptAlert) -> String {
        let names = kept.placeNames
        guard !names.isEmpty else { return "không rõ địa bàn" }
        let rest = names.count - Self.placesNamed
        return names.prefix(Self.placesNamed).joined(separator: ", ") + (rest > 0 ? " và \(rest) nơi khác" : "")
    }

    /// Address of the alert on the operator's page.
    func link(_ alert: HotSpotAlert) -> String? { page.map { "\($0)/canh-bao/\(alert.id)" } }

    /// The words of a sign, on one line and cut short.
    ///
    /// They are what a rule matched, never the sentence around it.
    func quote(_ words: String) -> String {
        String(words.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
            .prefix(Self.quoteLimit).description
    }

    /// A number as it is written in Vietnamese.
    func number(_ value: Double) -> String { String(format: "%.1f", value).replacing(".", with: ",") }

    /// Day and time in Việt Nam.
    func moment(_ time: Timestamp) -> String { LocalMoment(utcMilliseconds: time.rawValue).vietnamese }

    /// What a sign tells of.
    static func name(of kind: DangerCue.Kind) -> String {
        switch kind {
        case .gathering: "tập trung đông người"
        case .violence: "bạo lực, đe dọa"
        case .petition: "ký tên tập thể"
        case .prolonged: "kéo dài"
        case .overLevels: "vượt cấp"
        case .health: "ảnh hưởng sức khỏe"
        }
    }
}
