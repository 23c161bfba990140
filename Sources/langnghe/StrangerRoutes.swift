import Casework
import Classification
import Foundation
import Intake
import OfficeConfiguration
import Open311Endpoint
import OperatorWeb
import Reporting
import RuleFiles
import SQLiteStore
import TableReading

/// Addresses of the office's site that machines of strangers come to.
enum StrangerRoutes {
    /// All that the configuration asks for.
    ///
    /// - Throws: ``CommandFailure`` when a part of the configuration cannot be used.
    static func all(
        of configuration: OfficeConfiguration, store: SQLiteStore, rules: RulesInForce
    ) throws -> [StrangerRoute] {
        var routes: [StrangerRoute] = []
        for source in configuration.sources {
            if case .webhook(let webhook) = source.kind {
                routes.append(route(of: webhook, receiver: try webhook.receiver(source: source.name), store: store))
            }
        }
        if let service = configuration.open311 {
            routes += try service.endpoint(configuration, store: store, rules: rules).routes
        }
        if configuration.satisfactionLinks != nil {
            routes += SatisfactionSite(store: store, officeName: configuration.officeName).routes
        }
        if configuration.publishesAnswers, let origin = configuration.publicURL {
            let site = PublicAnswersSite(
                store: store, officeName: configuration.officeName, origin: origin,
                topics: { rules.rules.rules.topics.map { PeriodReport.Topic(id: $0.id, name: $0.name) } })
            routes += site.routes
        }
        return routes
    }

    private static let hookPace = StrangerRoute.Pace(burst: 60, perMinute: 120)

    private static func route(
        of webhook: OfficeConfiguration.WebhookSource, receiver: WebhookReceiver, store: SQLiteStore
    ) -> StrangerRoute {
        StrangerRoute(.post, "/hooks/\(webhook.hook)", bodyLimit: webhook.maximumBytes, pace: hookPace) { request in
            let delivery = WebhookReceiver.Delivery(
                signature: request.header(webhook.header), id: request.header("x-langnghe-delivery"),
                body: request.body)
            return answer(await receiver.take(delivery, into: store, at: .now()))
        }
    }

    /// What the sender is told; never why a signature is wrong.
    private static func answer(_ outcome: WebhookReceiver.Outcome) -> StrangerAnswer {
        func json(_ status: Int, _ word: String, retryAfter: Int? = nil) -> StrangerAnswer {
            StrangerAnswer(
                status: status, contentType: "application/json", body: Array("{\"v\":1,\"status\":\"\(word)\"}".utf8),
                retryAfter: retryAfter)
        }
        switch outcome {
        case .accepted: return json(200, "accepted")
        case .known: return json(200, "known")
        case .quarantined: return json(200, "quarantined")
        case .refused: return json(401, "refused")
        case .later(let reason):
            CommandFailure.report(reason)
            return json(503, "later", retryAfter: 30)
        }
    }
}

extension OfficeConfiguration.WebhookSource {
    /// What takes in the deliveries of a configured webhook.
    ///
    /// - Throws: ``CommandFailure`` for words that the configuration's reader does not let through.
    func receiver(source: String) throws(CommandFailure) -> WebhookReceiver {
        var known: [ColumnMeaning: String] = [:]
        for (name, label) in fields {
            guard let meaning = ColumnMeaning(rawValue: name) else {
                throw CommandFailure("Fields cannot mean «\(name)».")
            }
            known[meaning] = label
        }
        return WebhookReceiver(
            WebhookReceiver.Settings(
                source: source, labels: try ItemLabels(labels), fields: known,
                signature: WebhookSignature(
                    form: signature == .body ? .body : .timestamped, header: header,
                    windowSeconds: Int64(windowSeconds)),
                secrets: { [secretFile] in try SecretLines.read(secretFile) }))
    }
}

extension OfficeConfiguration.Open311Service {
    /// The endpoint as configured.
    ///
    /// - Throws: ``CommandFailure`` for words that the configuration's reader does not let through.
    func endpoint(
        _ configuration: OfficeConfiguration, store: SQLiteStore, rules: RulesInForce
    ) throws(CommandFailure) -> Open311Endpoint {
        guard let listing = Open311Settings.Listing(rawValue: listing), let channel = Channel(rawValue: channel) else {
            throw CommandFailure("open311: there is no listing «\(listing)» or no channel «\(channel)».")
        }
        let settings = Open311Settings(
            source: source, officeName: configuration.officeName, contact: contact ?? configuration.officeName,
            jurisdiction: jurisdiction, publicAddress: publicAddress, listing: listing,
            classes: Set(classes.compactMap { LetterClass(rawValue: $0) }), channel: channel)
        return Open311Endpoint(
            settings: settings, store: store,
            services: { [source] in
                let current = rules.rules
                return current.rules.topics.map { topic in
                    let letter = RoutedLetter(
                        topics: [topic.id], letterClass: .petition, channel: channel, source: source)
                    let queue = current.routing.route(letter, at: .now()).queue
                    return Open311Settings.Service(
                        code: topic.id, name: topic.name,
                        group: current.routing.queues.first { $0.id == queue }?.name ?? queue)
                }
            },
            keys: { [keysFile] in try SecretLines.text(keysFile) })
    }
}

/// Secrets in files, one a line.
enum SecretLines {
    private static let byteLimit = 1 << 20

    /// The lines of a file that are no remarks.
    static func read(_ path: String) throws(CommandFailure) -> [[UInt8]] {
        let lines = try text(path).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !lines.isEmpty else {
            throw CommandFailure("The secret file \(path) is empty. Put a secret of at least 32 characters into it.")
        }
        guard lines.allSatisfy({ $0.utf8.count >= 16 }) else {
            throw CommandFailure("A secret in \(path) is shorter than 16 characters. Use a longer one.")
        }
        return lines.map { Array($0.utf8) }
    }

    /// A file's text.
    static func text(_ path: String) throws(CommandFailure) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure("The secret file \(path) cannot be read. Check the path and its rights.")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: byteLimit) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
