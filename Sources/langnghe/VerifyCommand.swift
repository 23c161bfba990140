import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import SQLiteStore

/// `langnghe verify`: whether the audit log is whole.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the hash chain of the audit log.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let store = try OfficeOptions.store(of: office.configuration())
        if let broken = try await store.firstBrokenAuditEntry() {
            throw CommandFailure(
                "The audit log does not fit from entry \(broken) on: a line was changed or removed. Compare with a backup."
            )
        }
        print("audit log whole")
    }
}
