import Casework
import Foundation
import JSONReading
import WebReading

/// One service request as a GeoReport server tells it.
///
/// > Source: Open311 GeoReport v2, "GET Service Requests"; what is not in it is an extension of the server.
struct Open311Request: Sendable, Hashable {
    var id: String
    var isOpen: Bool
    var requested: Int64?
    var record: WebItemRecord
    var files: [RemoteFiles.Reference]

    /// Fields of the specification, with the names operators see; those that are read otherwise have none.
    private static let known: [String: String] = [
        "service_request_id": "", "token": "", "status": "", "description": "", "service_name": "", "address": "",
        "media_url": "", "requested_datetime": "", "updated_datetime": "", "lat": "", "long": "",
        "status_notes": "Ghi chú của nơi xử lý", "service_code": "Mã loại việc ở nguồn",
        "agency_responsible": "Cơ quan phụ trách", "service_notice": "Thông báo của nơi xử lý",
        "expected_datetime": "Hẹn xong", "address_id": "Mã địa chỉ", "zipcode": "Mã bưu chính",
    ]

    /// Reads a request; nil when it has no identifier or says nothing.
    init?(_ entry: JSONValue, channel: Channel) {
        guard let id = Self.line(entry["service_request_id"]), !id.isEmpty else { return nil }
        self.id = id
        let service = Self.line(entry["service_name"]) ?? Self.line(entry["service_code"])
        let address = Self.line(entry["address"])
        var lines = [entry["description"]?.scalarText?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""]
        if let address { lines.append("Địa chỉ: \(address)") }
        lines = lines.filter { !$0.isEmpty }
        guard service != nil || !lines.isEmpty else { return nil }
        var record = WebItemRecord(
            id: id, kind: .letter, channel: channel, title: service, text: lines.joined(separator: "\n"))
        let status = Self.line(entry["status"])
        isOpen = status?.lowercased() != "closed"
        requested = Self.time(entry["requested_datetime"])
        record.published = requested
        record.updated = Self.time(entry["updated_datetime"])
        record.extra = Self.extra(entry, status: status)
        let updates = record.extra.map { extra in
            extra.filter { $0.key != "Hẹn xong" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        }
        let file = Self.line(entry["media_url"]).flatMap { WebOrigin($0) == nil ? nil : $0 }
        files = file.map { [RemoteFiles.Reference(address: $0)] } ?? []
        record.attachments = RemoteFiles.placeholders(files)
        record.tellVersions(by: updates?.joined(separator: "\n"))
        self.record = record
    }

    private static func line(_ value: JSONValue?) -> String? {
        guard let text = value?.scalarText else { return nil }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : line
    }

    private static func time(_ value: JSONValue?) -> Int64? { value?.scalarText.flatMap(FeedDate.milliseconds) }

    private static func extra(_ entry: JSONValue, status: String?) -> [String: String]? {
        var extra: [String: String] = [:]
        if let status { extra["Trạng thái ở nguồn"] = status }
        if let latitude = line(entry["lat"]), let longitude = line(entry["long"]) {
            extra["Toạ độ"] = "\(latitude), \(longitude)"
        }
        guard case .object(let members) = entry else { return extra }
        for (name, value) in members {
            let shown = known[name] ?? name
            guard !shown.isEmpty, extra.count < 60, let text = told(value, depth: 0), !text.isEmpty else { continue }
            extra[String(shown.prefix(80))] = String(text.prefix(4_000))
        }
        return extra.isEmpty ? nil : extra
    }

    /// An extension's value as people can read it: one line for each entry of a list, `name: value` for members.
    private static func told(_ value: JSONValue, depth: Int) -> String? {
        switch value {
        case .null: return nil
        case .text, .number, .flag: return value.scalarText?.trimmingCharacters(in: .whitespacesAndNewlines)
        case .list(let elements):
            return elements.prefix(50).compactMap { told($0, depth: depth + 1) }.joined(separator: "\n")
        case .object(let members):
            guard depth < 4 else { return nil }
            return members.sorted { $0.key < $1.key }
                .compactMap { name, value in told(value, depth: depth + 1).map { "\(name): \($0)" } }
                .joined(separator: depth == 0 ? "\n" : " | ")
        }
    }
}
