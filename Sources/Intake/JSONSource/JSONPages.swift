import Casework
import CurlTransfer
import Foundation
import JSONReading

/// Asks for the pages of a list, one after the other.
struct JSONPages: Sendable {
    /// A page that was read.
    struct Page: Sendable {
        var response: HTTPResponse
        var document: JSONValue
        var items: [JSONValue]
    }

    let settings: JSONCollector.Settings
    let since: Int64?

    /// The request for a page.
    ///
    /// - Parameters:
    ///   - place: Number, offset, cursor or address of the page; nil for the first.
    ///   - proof: What proves who asks.
    /// - Returns: The request.
    func request(_ place: String?, proof: JSONSignIn.Proof) -> HTTPRequest {
        var fields: [(String, JSONValue)] = []
        var address = settings.url
        var isWholeAddress = false
        switch settings.paging.way {
        case .none: break
        case .number(let parameter, let first): fields.append((parameter, .number(place ?? String(first))))
        case .offset(let parameter): fields.append((parameter, .number(place ?? "0")))
        case .cursor(let parameter, _): if let place { fields.append((parameter, .text(place))) }
        case .address, .linkHeader:
            if let place {
                address = place
                isWholeAddress = true
            }
        }
        if !isWholeAddress {
            if let size = settings.paging.size { fields.append((size.parameter, .number(String(size.items)))) }
            if let asked = settings.since, let since {
                fields.append((asked.parameter, .text(JSONDates.text(since, asked.style))))
            }
        }
        var headers = [HTTPHeader("Accept", "application/json")] + settings.headers + proof.headers
        var request: HTTPRequest
        if let fixed = settings.body {
            var body = fixed
            for (name, value) in fields { body[name] = value }
            headers.append(HTTPHeader("Content-Type", "application/json"))
            request = HTTPRequest(
                url: FormEncoding.address(address, adding: settings.query + proof.query), method: .post,
                headers: headers, body: JSONValue.object(body).encoded())
        } else {
            let asked = fields.map { ($0.0, $0.1.scalarText ?? "") }
            request = HTTPRequest(
                url: FormEncoding.address(
                    address, adding: isWholeAddress ? proof.query : settings.query + asked + proof.query),
                headers: headers)
        }
        request.limits.maximumBodyBytes = settings.maximumBytes
        // Whoever is redirected to would get the secret.
        if settings.authentication != .none { request.limits.maximumRedirects = 0 }
        return request
    }

    /// The place of the page after a page; nil when it was the last.
    ///
    /// - Throws: ``CollectionError/protocolFailure(source:reason:)`` when it would lead to another server.
    func next(after place: String?, _ page: Page, source: String) throws(CollectionError) -> String? {
        switch settings.paging.way {
        case .none: return nil
        case .number(_, let first):
            // Servers often give fewer items than were asked for, so only an empty page is surely the last.
            return page.items.isEmpty ? nil : String((place.flatMap { Int($0) } ?? first) + 1)
        case .offset:
            return page.items.isEmpty ? nil : String((place.flatMap { Int($0) } ?? 0) + page.items.count)
        case .cursor(_, let path):
            let cursor = path.first(in: page.document)?.scalarText ?? ""
            return cursor.isEmpty || cursor == place || page.items.isEmpty ? nil : cursor
        case .address(let path):
            return try address(path.first(in: page.document)?.scalarText, after: place, source: source)
        case .linkHeader:
            let fields = page.response.headers.filter { $0.name.lowercased() == "link" }.map(\.value)
            return try address(LinkField.next(in: fields), after: place, source: source)
        }
    }

    /// Only the source's own server may be asked: the address stands in an answer, and the secret goes with the request.
    private func address(_ found: String?, after place: String?, source: String) throws(CollectionError) -> String? {
        guard let found, !found.isEmpty else { return nil }
        let asked = place ?? settings.url
        guard let next = WebOrigin.resolve(found, against: asked), WebOrigin(next) != nil,
            WebOrigin(next) == WebOrigin(settings.url)
        else {
            throw .protocolFailure(
                source: source,
                reason: "the next page lies on another server than url; its address is not followed. "
                    + "Check pages in the configuration.")
        }
        return next == asked ? nil : next
    }
}

/// The field Link.
///
/// > Source: RFC 8288 §3.
enum LinkField {
    /// The target with the relation `next`; nil when there is none.
    static func next(in fields: [String]) -> String? {
        for field in fields {
            var rest = field[...]
            while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
                let target = rest[rest.index(after: open)..<close]
                rest = rest[rest.index(after: close)...]
                let parameters = rest[..<endOfParameters(rest)]
                rest = rest[parameters.endIndex...]
                if relations(parameters).contains("next") { return String(target) }
            }
        }
        return nil
    }

    /// The parameters of one link end at a comma outside quotes.
    private static func endOfParameters(_ text: Substring) -> String.Index {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ",", !isQuoted { return index }
        }
        return text.endIndex
    }

    private static func relations(_ parameters: Substring) -> [String] {
        for parameter in parameters.split(separator: ";") {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces).lowercased() == "rel" else {
                continue
            }
            return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"")).lowercased()
                .split(separator: " ").map(String.init)
        }
        return []
    }
}
