public import Casework
import GRDB

extension SQLiteStore: FiledItemStore {
    /// The case that an item was filed in.
    public func caseCode(ofItem key: String, from source: String) async throws(StoreError) -> TrackingCode? {
        try await read(casework, "find the case of an item") { [reader] database in
            let scope = ReadingScope(reader)
            return try database.row(
                """
                SELECT c.code FROM inbox i JOIN message m ON m.item = i.id JOIN cases c ON c.position = m.position
                WHERE i.source = ? AND i.key = ?\(scope.andSQL)
                """, [StoredText(source), StoredText(key)] + scope.arguments
            ).flatMap { TrackingCode($0.text("code")) }
        }
    }
}
