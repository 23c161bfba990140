/// Comparison that takes the same time wherever the first difference lies.
enum ConstantTime {
    /// Whether two byte strings are equal; only their lengths can be learnt from the time taken.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Whether two strings have the same bytes.
    static func equal(_ left: String, _ right: String) -> Bool { equal(Array(left.utf8), Array(right.utf8)) }
}
