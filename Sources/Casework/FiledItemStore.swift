/// Where collected items went.
public protocol FiledItemStore: Sendable {
    /// The case that an item was filed in; nil when it is not filed, was set aside, or does not exist.
    ///
    /// - Parameters:
    ///   - key: What identifies the item inside its source.
    ///   - source: Name of the source.
    /// - Returns: The case's code.
    /// - Throws: ``StoreError``.
    func caseCode(ofItem key: String, from source: String) async throws(StoreError) -> TrackingCode?
}
