import Testing

/// One thing that every store must do; its name stands in the test report.
struct Fact<Store: Sendable>: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var check: @Sendable (Store) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (Store) async throws -> Void) {
        testDescription = name
        self.check = check
    }
}
