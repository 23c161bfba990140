public import Casework
import GRDB

extension SQLiteStore: FiledItemStore {
    /// The case that an item was filed in.
    public func caseCode(ofItem key: String, from source: String) async throws(StoreError) -> TrackingCode? {
        try await read(casework, "find the case of an item") { database in
            try database.row(
                """
                SELECT c.code FROM inbox i JOIN message m ON m.item = i.id JOIN cases c ON c.position = m.position
                WHERE i.source = ? AND i.key = ?
                """, [StoredText(source), StoredText(key)]
            ).flatMap { TrackingCode($0.text("code")) }
        }
    }
}
