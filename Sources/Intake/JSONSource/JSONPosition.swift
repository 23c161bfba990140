import Casework
import Foundation

/// How far a JSON source has been collected; its watermark.
struct JSONPosition: Codable, Sendable {
    /// Whether an earlier pass has come to the end, so that a page with nothing new means that all further ones are known.
    var isComplete = false
    /// The last page read of a pass that was cut off; the next pass begins with it again.
    var resume: String?
    /// When the pass began that ``isComplete`` is about, or that ``resume`` goes on with; milliseconds since 1970 UTC.
    var begun: Int64?
    /// What the question began with when it was asked since a time.
    var since: Int64?
    /// The last good answer's validators, for lists of one page.
    var entityTag: String?
    var lastModified: String?
    /// Which fields items usually have.
    var drift = SchemaDrift()

    /// Where the source was left; anew when nothing was kept that can be read.
    static func load(from store: any SourceStore, source: String) async throws(StoreError) -> JSONPosition {
        guard let kept = try await store.watermark(scope: source),
            let position = try? JSONDecoder().decode(JSONPosition.self, from: Data(kept.value.utf8))
        else { return JSONPosition() }
        return position
    }

    func watermark(of source: String) -> Watermark {
        Watermark(scope: source, value: WatermarkText.json(self))
    }
}

/// Positions as text.
enum WatermarkText {
    static func json(_ position: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Texts and numbers always encode; an empty position only costs one full pass.
        return (try? encoder.encode(position)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
