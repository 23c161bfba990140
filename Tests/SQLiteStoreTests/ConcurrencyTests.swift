import Casework
import SQLiteStore
import Testing

@Suite struct ConcurrencyTests {
    private let folder = TemporaryFolder()

    @Test func manyCanOpenANewFolderAtOnce() async throws {
        let folder = folder
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<6 {
                group.addTask {
                    let store = try folder.store()
                    return try await store.accept([Sample.item("\(index)")], watermark: nil).new
                }
            }
            var new = 0
            for try await count in group { new += count }
            #expect(new == 6)
        }
        #expect(try await folder.store().inboxCounts().pending == 6)
    }

    @Test func twoStoresWriteSideBySide() async throws {
        let stores = [try folder.store(), try folder.store()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    for index in 0..<100 {
                        // Half of the items are the same in both: each must be filed once.
                        let name = index % 2 == 0 ? "chung \(index)" : "riêng \(number) \(index)"
                        _ = try await store.accept([Sample.item(name)], watermark: nil)
                        try await store.file(Sample.message(name, sender: "\(name)@x", body: name))
                        _ = try await store.cases(CaseFilter(limit: 5))
                    }
                }
            }
            try await group.waitForAll()
        }
        for store in stores {
            #expect(try await store.inboxCounts().accepted == 150)
            #expect(try await store.count(CaseFilter()) == 150)
            #expect(try await store.firstBrokenAuditEntry() == nil)
        }
    }
}
