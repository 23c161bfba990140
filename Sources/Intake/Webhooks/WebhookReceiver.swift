public import Casework
import Foundation
import JSONReading
public import TableReading

/// Takes in what form and survey services send: each delivery is one item, on disk before it is answered.
public struct WebhookReceiver: Sendable {
    /// What is taken in, and from whom.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// What deliveries are taken for.
        public var labels: ItemLabels
        /// Labels of fields by what they mean; what is missing is guessed.
        public var fields: [ColumnMeaning: String]
        /// How deliveries are signed.
        public var signature: WebhookSignature
        /// Secrets that are good; asked anew for each delivery, so that a secret can be changed.
        public var secrets: @Sendable () throws -> [[UInt8]]

        /// Settings from their parts.
        public init(
            source: String, labels: ItemLabels, fields: [ColumnMeaning: String], signature: WebhookSignature,
            secrets: @escaping @Sendable () throws -> [[UInt8]]
        ) {
            self.source = source
            self.labels = labels
            self.fields = fields
            self.signature = signature
            self.secrets = secrets
        }
    }

    /// One delivery as it came.
    public struct Delivery: Sendable {
        /// The header with the signature.
        public var signature: String?
        /// What the sender calls the delivery in a header; nil to find it in the body.
        public var id: String?
        /// The body.
        public var body: [UInt8]

        /// A delivery from its parts.
        public init(signature: String?, id: String?, body: [UInt8]) {
            self.signature = signature
            self.id = id
            self.body = body
        }
    }

    /// What became of a delivery.
    public enum Outcome: Sendable, Hashable {
        /// It is on disk.
        case accepted
        /// It was on disk already.
        case known
        /// It is on disk in quarantine, because it cannot be understood.
        case quarantined
        /// Nobody knows who sent it; nothing is stored.
        case refused(WebhookSignature.Refusal)
        /// It cannot be stored now and should be sent again.
        case later(reason: String)
    }

    /// Where services put what they call a submission, in the order of trust.
    private static let idPaths = [
        "form_response/token", "_uuid", "meta/instanceID", "responseId", "response_id", "submission_id", "submissionID",
        "event_id", "id", "_id",
    ]
    private static let limits: JSONValue.Limits = {
        var limits = JSONValue.Limits()
        limits.bytes = 1 << 20
        limits.values = 5_000
        limits.depth = 16
        return limits
    }()

    /// Name of the source.
    public var source: String { settings.source }

    /// What is taken in, and from whom.
    public let settings: Settings
    private let rows: TableRows

    /// A receiver.
    public init(_ settings: Settings) {
        self.settings = settings
        rows = TableRows(
            source: settings.source, labels: settings.labels, layout: TableLayout(columns: settings.fields))
    }

    /// Takes in a delivery.
    ///
    /// - Parameters:
    ///   - delivery: The delivery.
    ///   - store: Where it goes.
    ///   - time: Now.
    /// - Returns: What became of it.
    public func take(_ delivery: Delivery, into store: any SourceStore, at time: Timestamp) async -> Outcome {
        do {
            let secrets = try settings.secrets()
            try settings.signature.check(
                delivery.signature, body: delivery.body, secrets: secrets, now: time.rawValue / 1000)
        } catch let refusal as WebhookSignature.Refusal {
            return .refused(refusal)
        } catch {
            return .later(reason: "\(error)")
        }
        let items = WebDelivery(source: source, keyPrefix: "hook")
        do throws(StoreError) {
            let document: JSONValue
            do throws(JSONReadingError) {
                document = try JSONValue.read(delivery.body, limits: Self.limits)
            } catch {
                return try await quarantine(delivery.body, error.description, items, store, time)
            }
            guard let record = record(of: document, id: delivery.id, body: delivery.body) else {
                return try await quarantine(
                    delivery.body, "Biểu mẫu gửi tới không có trường nào được điền.", items, store, time)
            }
            let pass = try await items.accept([record], watermark: nil, into: store, at: time)
            return pass.acceptance.new > 0 ? .accepted : .known
        } catch {
            return .later(reason: error.description)
        }
    }

    private func quarantine(
        _ body: [UInt8], _ reason: String, _ items: WebDelivery, _ store: any SourceStore, _ time: Timestamp
    ) async throws(StoreError) -> Outcome {
        _ = try await items.accept(
            [], broken: [items.response(body, reason: reason, at: time)], watermark: nil, into: store, at: time)
        return .quarantined
    }

    /// The delivery as an item; nil when nothing is filled in.
    func record(of document: JSONValue, id: String?, body: [UInt8]) -> WebItemRecord? {
        let form = FormDocument(document)
        let filled = form.fields.filter { !FormDocument.isOfService($0) }
        guard !filled.isEmpty else { return nil }
        let given = id.flatMap { $0.isEmpty ? nil : String($0.prefix(200)) } ?? form.value(at: Self.idPaths)
        return rows.item(
            ofForm: filled.map { ($0.label, $0.value) },
            others: form.fields.filter(FormDocument.isOfService).map {
                ($0.path, $0.value)
            }, id: given ?? ContentHash.full(of: body))
    }
}
