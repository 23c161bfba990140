public import Casework
import GRDB

extension SQLiteStore {
    /// Lets an act go on only when the reader has the right.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)``.
    func require(_ right: OfficeRight) throws(StoreError) {
        guard reader.may(right) else {
            throw .notAllowed(
                reason: "Tài khoản «\(reader.name)» (\(reader.role.vietnameseName)) không có quyền làm việc này.")
        }
    }

    /// Of some cases, those in the reader's reach.
    public func inReach(_ codes: [TrackingCode]) async throws(StoreError) -> Set<TrackingCode> {
        guard !reader.isOffice else { return Set(codes) }
        return try await read(casework, "look which cases are in reach") { [reader] database in
            let scope = ReadingScope(reader)
            return try codes.reduce(into: []) { found, code in
                let row = try database.row(
                    "SELECT 1 FROM cases c WHERE c.code = ?\(scope.andSQL)", [code.digits] + scope.arguments)
                if row != nil { found.insert(code) }
            }
        }
    }

    /// Whether an item's bytes are in the reader's reach: those of a case by the case, all others by the right to handle
    /// what could not be read.
    func reaches(_ item: ItemID, in database: Database) throws -> Bool {
        guard !reader.isOffice else { return true }
        let scope = ReadingScope(reader)
        let row = try database.row(
            "SELECT position FROM message WHERE item = ? AND position IS NOT NULL", [StoredText(item.rawValue)])
        guard let row else { return reader.may(.handleQuarantine) }
        let position: Int64 = row["position"]
        return try database.row(
            "SELECT 1 FROM cases c WHERE c.position = ?\(scope.andSQL)", [position] + scope.arguments) != nil
    }
}
