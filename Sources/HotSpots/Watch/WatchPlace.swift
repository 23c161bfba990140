/// A commune that is watched.
public struct WatchPlace: Sendable, Hashable, Codable {
    /// The code of the administrative unit.
    public var code: String
    /// What people call it, for sentences: "xã Hợp Thịnh".
    public var name: String
    /// Province; the calendar, the budget of false alarms and the scan go by it.
    public var province: String
    /// Where it lies; without, it has no neighbours.
    public var position: GroundPosition?

    /// Creates a place.
    ///
    /// - Parameters:
    ///   - code: the code of the administrative unit.
    ///   - name: what people call it; the code when nil.
    ///   - province: its province.
    ///   - position: where it lies.
    public init(code: String, name: String? = nil, province: String, position: GroundPosition? = nil) {
        self.code = code
        self.name = name ?? code
        self.province = province
        self.position = position
    }
}
