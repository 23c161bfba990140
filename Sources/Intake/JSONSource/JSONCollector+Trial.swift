import Casework
import CurlTransfer
import Foundation
import JSONReading

extension JSONCollector {
    /// Items whose fields are shown.
    private static let shownItems = 3

    /// Shows what a pass would take.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let time = Timestamp.now()
        let since = settings.since.map { time.rawValue - Int64($0.firstDays) * 86_400_000 }
        let pages = JSONPages(settings: settings, since: since)
        let response = try await ask(at: time) { pages.request(nil, proof: $0) }
        guard (200...299).contains(response.status) else { throw unexpected(response) }
        show(.init(result: .works, name: "answer", detail: "\(response.body.count) bytes"))
        let document: JSONValue
        do throws(JSONReadingError) {
            document = try JSONValue.read(response.body)
        } catch {
            show(.init(result: .fails, name: "JSON", detail: error.description))
            return false
        }
        guard let items = settings.mapping.items(in: document) else {
            show(.init(result: .fails, name: "list", detail: missingList(in: document)))
            return false
        }
        let readings = items.compactMap { reader.read($0) }
        show(
            .init(
                result: readings.count == items.count ? .works : readings.isEmpty ? .fails : .remark, name: "list",
                detail: "\(items.count) items at «\(settings.mapping.list.written)», \(readings.count) understood"))
        if !items.isEmpty { showFields(of: items, show) }
        for reading in readings.prefix(Self.shownItems) {
            show(.init(result: .works, name: "item \(reading.record.id)", detail: Self.summary(reading)))
        }
        let next = try pages.next(
            after: nil, .init(response: response, document: document, items: items), source: source)
        show(.init(result: .works, name: "pages", detail: next == nil ? "one page" : "there is a further page"))
        return items.isEmpty || !readings.isEmpty
    }

    private func missingList(in document: JSONValue) -> String {
        var detail = "there is no list at «\(settings.mapping.list.written)»"
        if case .object(let members) = document {
            let names = members.keys.sorted().prefix(20).map { String($0.prefix(40)) }
            detail += "; the answer has \(names.joined(separator: ", "))"
        }
        return detail
    }

    private func showFields(of items: [JSONValue], _ show: (SourceTrial.Step) -> Void) {
        let mapping = settings.mapping
        var paths: [(String, JSONPath?)] = [
            ("id", mapping.id), ("title", mapping.title), ("author", mapping.author), ("author_id", mapping.authorID),
            ("date", mapping.date?.path), ("updated", mapping.updated?.path), ("status", mapping.status),
        ]
        paths += mapping.text.map { ("text", $0) }
        paths += mapping.extra.sorted { $0.key < $1.key }.map { ("extra «\($0.key)»", $0.value) }
        for case (let name, let path?) in paths where items.allSatisfy({ path.first(in: $0) == nil }) {
            show(.init(result: .remark, name: name, detail: "no item has a value at «\(path.written)»"))
        }
        if let date = mapping.date, items.contains(where: { date.path.first(in: $0) != nil }),
            items.allSatisfy({ JSONDates.milliseconds(date, in: $0) == nil })
        {
            show(
                .init(
                    result: .remark, name: "date",
                    detail: "the values at «\(date.path.written)» are not read as dates; give their style"))
        }
    }

    /// One line about an item: date, writer, title, beginning of the text, files.
    static func summary(_ reading: JSONItemReader.Reading) -> String {
        let record = reading.record
        var parts: [String] = []
        if let published = record.published {
            parts.append(Timestamp(rawValue: published).date.formatted(.iso8601))
        }
        if let author = record.authorName { parts.append(author) }
        if let title = record.title { parts.append("«\(title.prefix(80))»") }
        parts.append(record.text.prefix(120).replacingOccurrences(of: "\n", with: " "))
        if !reading.files.isEmpty { parts.append("\(reading.files.count) files") }
        return parts.joined(separator: " | ")
    }
}
