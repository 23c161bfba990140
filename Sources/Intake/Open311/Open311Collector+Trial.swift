import Casework
import Foundation
import JSONReading

extension Open311Collector {
    /// Shows what a pass would take.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let time = Timestamp.now()
        let endpoint = try await client.endpoint(at: time)
        show(.init(result: .works, name: "endpoint", detail: endpoint))
        let services = try await client.services(at: endpoint, time)
        let names = services.compactMap { $0["service_name"]?.scalarText ?? $0["service_code"]?.scalarText }
        show(
            .init(
                result: services.isEmpty ? .remark : .works, name: "services",
                detail: "\(services.count): \(names.prefix(8).joined(separator: ", "))"))
        let from = time.rawValue - Int64(min(settings.firstDays, 30)) * 86_400_000
        let dates = [
            ("start_date", JSONDates.text(from, .iso)), ("end_date", JSONDates.text(time.rawValue, .iso)),
        ]
        let (entries, _) = try await client.requests(at: endpoint, dates, time)
        guard let entries else {
            show(.init(result: .fails, name: "requests", detail: "the answer holds no list of service requests"))
            return false
        }
        let requests = entries.compactMap { Open311Request($0, channel: settings.channel) }
        show(
            .init(
                result: requests.count == entries.count ? .works : .remark, name: "requests",
                detail: "\(entries.count) in the last 30 days, \(requests.count) understood"))
        for request in requests.prefix(3) {
            let date = request.requested.map { Timestamp(rawValue: $0).date.formatted(.iso8601) } ?? "no date"
            let text = request.record.text.prefix(100).replacingOccurrences(of: "\n", with: " ")
            show(
                .init(
                    result: .works, name: "request \(request.id)",
                    detail: "\(date) | \(request.record.title ?? "") | \(text) | \(request.isOpen ? "open" : "closed")")
            )
        }
        return entries.isEmpty || !requests.isEmpty
    }
}
