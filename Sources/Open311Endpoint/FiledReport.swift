import Crypto
import Foundation
import Intake
import OperatorWeb

/// A report that somebody files.
///
/// > Source: Open311 GeoReport v2, "POST Service Request".
struct FiledReport {
    static let keyPrefix = "open311"
    /// What whoever files is told.
    static let notice = "Đã nhận phản ánh. Cơ quan sẽ phân loại và thông báo theo quy định."

    private static let descriptionLength = 4_000
    private static let fieldLength = 500

    /// The report as an item.
    let record: WebItemRecord
    /// What it goes by until it has a number.
    let token: String

    init(
        _ request: StrangerRequest, settings: Open311Settings, services: [Open311Settings.Service], holder: String
    ) throws(GeoReportError) {
        guard request.contentType == "application/x-www-form-urlencoded" else {
            throw GeoReportError(400, "the body must be application/x-www-form-urlencoded")
        }
        let form = request.form()
        func field(_ name: String, _ length: Int = Self.fieldLength) -> String? {
            let text = form[name].map { String($0.prefix(length)).trimmingCharacters(in: .whitespacesAndNewlines) }
            return text?.isEmpty == false ? text : nil
        }
        guard let code = field("service_code") else { throw GeoReportError(400, "service_code was not provided") }
        guard let service = services.first(where: { $0.code == code }) else { throw .noSuchService }
        let place = field("attribute[place]") ?? field("address_string")
        let coordinates = try Self.coordinates(field("lat"), field("long"))
        guard coordinates != nil || place != nil || field("address_id") != nil else {
            throw GeoReportError(400, "lat and long, address_string or address_id must be provided")
        }
        guard let description = field("description", Self.descriptionLength) else {
            throw GeoReportError(400, "description was not provided")
        }
        // Whoever sends the same report again after a broken connection has reported once.
        let said = form.filter { $0.key != "api_key" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let sum = SHA256.hash(data: Data((holder + "\n" + said.joined(separator: "\n")).utf8))
        token = sum.prefix(16).map { String(format: "%02x", $0) }.joined()
        var record = WebItemRecord(
            id: token, kind: .letter, channel: settings.channel, title: nil,
            text: place.map { "\(description)\nĐịa điểm: \($0)" } ?? description)
        let names = [field("last_name"), field("first_name")].compactMap(\.self)
        record.authorName = names.isEmpty ? nil : names.joined(separator: " ")
        record.authorID = field("phone") ?? field("email") ?? field("account_id") ?? field("device_id")
        record.tags = [service.name]
        var extra = ["service_code": code, "Gửi qua": holder]
        for name in ["email", "phone", "account_id", "device_id", "address_id", "media_url"] {
            extra[name] = field(name)
        }
        if let (latitude, longitude) = coordinates { (extra["lat"], extra["long"]) = (latitude, longitude) }
        record.extra = extra
        self.record = record
    }

    /// Whether it looks like a token.
    static func isToken(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func coordinates(
        _ latitude: String?, _ longitude: String?
    ) throws(GeoReportError) -> (String, String)? {
        guard latitude != nil || longitude != nil else { return nil }
        guard let latitude, let longitude, let north = Double(latitude), let east = Double(longitude),
            (-90...90).contains(north), (-180...180).contains(east)
        else { throw GeoReportError(400, "lat and long must be degrees, given together") }
        return (latitude, longitude)
    }
}
