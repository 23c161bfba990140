import Casework
import Foundation
import HTMLReading
import JSONReading
import WebReading

/// Makes items of the inbox from the objects of a JSON list.
struct JSONItemReader: Sendable {
    /// One object as it was understood.
    struct Reading: Sendable {
        var record: WebItemRecord
        var files: [RemoteFiles.Reference]
        /// Names of the mapped fields that it has, with a value.
        var present: Set<String>
    }

    private static let statusName = "Trạng thái ở nguồn"

    let mapping: JSONItemMapping
    let kind: WebItemRecord.Kind
    let channel: Channel

    /// Reads one object.
    ///
    /// - Returns: The item; nil when it has no identifier, or neither text nor title.
    func read(_ object: JSONValue) -> Reading? {
        let text = mapping.text.compactMap { Self.text($0, in: object) }.joined(separator: "\n")
        let title = mapping.title.flatMap { Self.line($0, in: object) }
        guard let id = mapping.id.first(in: object)?.scalarText, !id.isEmpty, !text.isEmpty || title != nil else {
            return nil
        }
        var record = WebItemRecord(id: id, kind: kind, channel: channel, title: title, text: text)
        record.thread = mapping.thread.flatMap { Self.line($0, in: object) }.flatMap { $0 == id ? nil : $0 }
        record.authorName = mapping.author.flatMap { Self.line($0, in: object) }
        record.authorID = mapping.authorID.flatMap { Self.line($0, in: object) }
        record.published = mapping.date.flatMap { JSONDates.milliseconds($0, in: object) }
        record.updated = mapping.updated.flatMap { JSONDates.milliseconds($0, in: object) }
        record.link = link(of: id, in: object)
        record.tags = mapping.tags.map { $0.select(in: object).flatMap(Self.texts) }.flatMap { $0.isEmpty ? nil : $0 }
        var extra: [String: String] = [:]
        for (name, path) in mapping.extra { extra[name] = Self.text(path, in: object) }
        if let status = mapping.status.flatMap({ Self.line($0, in: object) }) {
            extra[Self.statusName] = status
        }
        record.extra = extra.isEmpty ? nil : extra
        let files = files(in: object)
        record.attachments = RemoteFiles.placeholders(files)
        record.tellVersions(by: record.extra?[Self.statusName])
        return Reading(record: record, files: files, present: present(in: object))
    }

    // MARK: Fields

    private static func texts(_ value: JSONValue) -> [String] {
        if let elements = value.elements { return elements.flatMap(texts) }
        return value.scalarText.map { [$0] } ?? []
    }

    /// All values of a path below each other; HTML is read as text.
    private static func text(_ path: JSONPath, in object: JSONValue) -> String? {
        let all = path.select(in: object).flatMap(texts).map(readable).filter { !$0.isEmpty }
        return all.isEmpty ? nil : all.joined(separator: "\n")
    }

    private static func line(_ path: JSONPath, in object: JSONValue) -> String? {
        text(path, in: object)?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Interfaces do not say which of their texts are HTML.
    private static func readable(_ text: String) -> String {
        let isMarked = text.contains(/<\/?[a-zA-Z][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);/)
        let read = isMarked ? HTMLText.extract(text).text : text
        return read.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func link(of id: String, in object: JSONValue) -> String? {
        let address: String? =
            switch mapping.link {
            case .path(let path): path.first(in: object)?.scalarText
            case .template(let template): template.replacing("{id}", with: FormEncoding.encoded(id))
            case nil: nil
            }
        // A link is shown to operators, and may only lead to a page.
        return address.flatMap { WebOrigin($0) == nil ? nil : $0 }
    }

    private func files(in object: JSONValue) -> [RemoteFiles.Reference] {
        guard let files = mapping.files else { return [] }
        let found = files.list.select(in: object)
        let each = found.count == 1 ? found[0].elements ?? found : found
        return each.compactMap { file in
            guard let address = (files.address?.first(in: file) ?? file).scalarText, WebOrigin(address) != nil else {
                return nil
            }
            return RemoteFiles.Reference(address: address, name: files.name?.first(in: file)?.scalarText)
        }
    }

    private func present(in object: JSONValue) -> Set<String> {
        var paths: [JSONPath?] = [
            mapping.id, mapping.title, mapping.author, mapping.authorID, mapping.date?.path, mapping.updated?.path,
            mapping.status,
        ]
        paths += mapping.text.map { $0 }
        paths += mapping.extra.values.map { $0 }
        return Set(
            paths.compactMap { $0 }.filter { path in
                path.select(in: object).contains { $0 != .null && $0 != .text("") }
            }.map(\.field))
    }
}
