import Casework
import CurlTransfer
import Foundation
import JSONReading
import WebReading

/// Asks one GeoReport server.
struct Open311Client: Sendable {
    let settings: Open311Collector.Settings
    let requests: SourceRequests

    private var source: String { settings.source }

    /// Finds the server: the address of the configuration, or what its discovery document names.
    ///
    /// > Source: Open311 Service Discovery: `discovery.json` lists endpoints with specification, url, type and formats.
    func endpoint(at time: Timestamp) async throws(CollectionError) -> String {
        let path = URLComponents(string: settings.url)?.path ?? ""
        guard path.hasSuffix("discovery.json") || path.hasSuffix("discovery.xml") else {
            return Self.trimmed(settings.url)
        }
        let (document, _) = try await ask(settings.url, [], at: time)
        let endpoints = (document["endpoints"]?.elements ?? []).filter { endpoint in
            endpoint["specification"]?.scalarText?.lowercased().contains("georeport_v2") == true
        }
        let chosen = endpoints.first { $0["type"]?.scalarText?.lowercased() == "production" } ?? endpoints.first
        guard let url = chosen?["url"]?.scalarText, let origin = WebOrigin(url) else {
            throw .protocolFailure(
                source: source,
                reason:
                    "the discovery document names no endpoint of GeoReport v2; put the endpoint's own address into url")
        }
        guard settings.apiKey == nil || origin == WebOrigin(settings.url) else {
            throw .protocolFailure(
                source: source,
                reason: "the discovery document leads to another server, to which the key is not sent; "
                    + "put the endpoint's own address into url")
        }
        return Self.trimmed(url)
    }

    private static func trimmed(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    /// The kinds of work that the server takes requests for.
    func services(at endpoint: String, _ time: Timestamp) async throws(CollectionError) -> [JSONValue] {
        let (document, _) = try await ask("\(endpoint)/services.\(settings.format.rawValue)", [], at: time)
        return Open311Document.entries(document) ?? []
    }

    /// Requests, and the answer they came in.
    func requests(
        at endpoint: String, _ fields: [(String, String)], _ time: Timestamp
    ) async throws(CollectionError) -> ([JSONValue]?, HTTPResponse) {
        var fields = fields
        if !settings.serviceCodes.isEmpty {
            fields.append(("service_code", settings.serviceCodes.joined(separator: ",")))
        }
        if settings.asksForExtensions { fields.append(("extensions", "true")) }
        let (document, response) = try await ask(
            "\(endpoint)/requests.\(settings.format.rawValue)", fields, at: time)
        return (Open311Document.entries(document), response)
    }

    private func ask(
        _ address: String, _ fields: [(String, String)], at time: Timestamp
    ) async throws(CollectionError) -> (JSONValue, HTTPResponse) {
        var fields = fields
        if let jurisdiction = settings.jurisdiction { fields.append(("jurisdiction_id", jurisdiction)) }
        var secrets: [String] = []
        if let key = try settings.apiKey?.value(of: source, holds: "API key") {
            fields.append(("api_key", key))
            secrets.append(key)
        }
        var request = HTTPRequest(
            url: FormEncoding.address(address, adding: fields),
            headers: [HTTPHeader("Accept", "application/json, text/xml;q=0.9, application/xml;q=0.9")])
        request.limits.maximumBodyBytes = settings.maximumBytes
        if !secrets.isEmpty { request.limits.maximumRedirects = 0 }
        let response = try await requests.send(request, at: time)
        let document = Open311Document.read(response)
        guard response.status == 200 else {
            let said = ServiceAnswer.words(Open311Document.errorWords(document), hiding: secrets)
            switch response.status {
            case 401, 403:
                throw .accessRefused(
                    source: source,
                    reason: "the server refuses (\(response.status)\(said.map { ", «\($0)»" } ?? "")). "
                        + "Check api_key_file and jurisdiction_id.")
            case 400, 404:
                guard let said else { fallthrough }
                throw .protocolFailure(
                    source: source,
                    reason: "the server answers \(response.status) («\(said)»). Check url and jurisdiction_id.")
            default: throw .unexpectedStatus(source: source, url: address, status: response.status)
            }
        }
        guard let document else {
            throw .protocolFailure(
                source: source,
                reason: "the answer is neither JSON nor XML; check url, and try format: xml")
        }
        return (document, response)
    }
}
