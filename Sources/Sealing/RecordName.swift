public import Foundation

/// Which record something is sealed as; it opens nowhere else.
public struct RecordName: Sendable, Hashable {
    /// The table or kind.
    public var kind: String
    /// The row in it.
    public var id: String

    /// Names a record.
    ///
    /// - Parameters:
    ///   - kind: The table or kind.
    ///   - id: The row in it.
    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// Names a record by bytes.
    ///
    /// - Parameters:
    ///   - kind: The table or kind.
    ///   - bytes: The row in it.
    public init(kind: String, bytes: Data) {
        self.init(kind: kind, id: bytes.base64EncodedString())
    }

    /// What is authenticated with a piece: each text with its length before it, so that no two records sound alike.
    func associated(_ piece: Int, isLast: Bool) -> Data {
        var data = Data("langnghe record 1".utf8)
        for text in [kind, id] {
            withUnsafeBytes(of: UInt32(clamping: text.utf8.count).bigEndian) { data.append(contentsOf: $0) }
            data.append(contentsOf: text.utf8)
        }
        withUnsafeBytes(of: UInt64(piece).bigEndian) { data.append(contentsOf: $0) }
        data.append(isLast ? 1 : 0)
        return data
    }
}
