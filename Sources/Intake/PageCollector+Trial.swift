import Casework
import Foundation
import WebReading

extension PageCollector {
    /// Items that are shown.
    private static let shown = 5
    /// Characters of a value that are shown.
    private static let shownLength = 120

    /// Fetches the list and the pages of its first items without keeping anything, and shows what each selector takes.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        var first = settings
        first.maximumPages = min(2, settings.maximumPages)
        let time = Timestamp.now()
        var walk = PageListWalk(first, requests, PageState(), at: time)
        try await walk.read(FetchState(), atLeast: 1)
        show(SourceTrial.Step(result: .works, name: "robots.txt", detail: "lets LangNghe fetch the list"))
        if let fault = walk.fault {
            show(SourceTrial.Step(result: .fails, name: "list", detail: Self.oneLine(fault)))
            return false
        }
        for notice in walk.notices { show(SourceTrial.Step(result: .remark, name: "list", detail: notice)) }
        let what = settings.item.map { "items match «\($0.written)»" } ?? "articles are on the page"
        show(
            SourceTrial.Step(
                result: .works, name: "list",
                detail: "\(walk.present.count) \(what), \(walk.pages == 1 ? "one page" : "\(walk.pages) pages") read"))
        if settings.pagination != nil, walk.pages == 1, settings.maximumPages > 1 {
            show(
                SourceTrial.Step(
                    result: .remark, name: "next page", detail: "the list names no next page on this server"))
        }
        showFields(walk, show)
        for (number, item) in walk.items.prefix(Self.shown).enumerated() {
            let fields = item.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.oneLine($0.value))" }
            var date = ""
            if item.fields["date"] != nil {
                date =
                    item.published.map { "; date read as \(Self.time($0))" }
                    ?? "; the date could not be read: set date_style"
            }
            show(
                SourceTrial.Step(
                    result: item.fields["date"] != nil && item.published == nil ? .remark : .works,
                    name: "item \(number + 1)", detail: fields.joined(separator: "; ") + date))
        }
        return try await showPages(of: walk.items, at: time, show)
    }

    private func showFields(_ walk: PageListWalk, _ show: (SourceTrial.Step) -> Void) {
        for (name, selector) in settings.fields.sorted(by: { $0.key < $1.key }) {
            let count = walk.present.count { $0.contains(name) }
            show(
                SourceTrial.Step(
                    result: count == 0 ? .remark : .works, name: "field \(name)",
                    detail: "«\(selector.written)» is found in \(count) of \(walk.present.count) items"))
        }
    }

    /// Fetches the pages of the first two items.
    private func showPages(
        of items: [PageListItem], at time: Timestamp, _ show: (SourceTrial.Step) -> Void
    ) async throws(CollectionError) -> Bool {
        guard settings.itemPages != .never else { return true }
        let reading = PageItemReading(settings: settings, requests: requests, time: time)
        var works = true
        for (number, item) in items.filter({ $0.link != nil }).prefix(2).enumerated() {
            let name = "page of item \(number + 1)"
            switch try await reading.read(item, failures: PageItemReading.attempts) {
            case .whole(let record, let found):
                var parts = ["title=\(Self.oneLine(record.title ?? "–"))", "author=\(record.authorName ?? "–")"]
                parts.append("published=\(record.published.map(Self.time) ?? "–")")
                for file in record.attachments ?? [] { parts.append("file=\(file.filename ?? "–") (\(file.type))") }
                parts.append("text (\(record.text.count) characters)=\(Self.oneLine(record.text))")
                if let found, case .selected(let selectors) = settings.itemPages {
                    let missing = selectors.keys.filter { !found.contains($0) }.sorted()
                    if !missing.isEmpty { parts.append("not found: \(missing.joined(separator: ", "))") }
                }
                show(SourceTrial.Step(result: .works, name: name, detail: parts.joined(separator: "; ")))
            case .listOnly(let record):
                works = false
                let reason = record.extra?[PageItemReading.note] ?? "it has no address that can be fetched"
                show(SourceTrial.Step(result: .fails, name: name, detail: "\(item.link ?? ""): \(reason)"))
            case .later:
                works = false
                show(
                    SourceTrial.Step(
                        result: .fails, name: name, detail: "\(item.link ?? ""): the server does not answer well"))
            }
        }
        return works
    }

    private static func time(_ milliseconds: Int64) -> String {
        Timestamp(rawValue: milliseconds).date.formatted(.iso8601)
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.prefix(2000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= shownLength ? line : line.prefix(shownLength) + "…"
    }
}
