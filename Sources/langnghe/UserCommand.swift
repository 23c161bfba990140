import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import OperatorWeb
import SQLiteStore

/// `langnghe user`: operators' accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Manage operators' accounts.", subcommands: [Add.self])

    /// `langnghe user add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; the password is read from standard input, never from the command line.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "Name on screens; the user name when left out.") var displayName: String?
        @Argument(help: "User name.") var name: String

        func validate() throws {
            let allowed = name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
            }
            guard allowed, (1...40).contains(name.utf8.count) else {
                throw ValidationError("A user name has 1 to 40 characters of a-z, 0-9, point, hyphen and underscore.")
            }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            if isatty(STDIN_FILENO) == 1 {
                CommandFailure.report("Password for \(name) (at least 10 characters), then Enter:")
            }
            guard let password = readLine(strippingNewline: true), password.count >= 10 else {
                throw CommandFailure("The password must have at least 10 characters; type it on standard input.")
            }
            try await Self.add(name, displayName: displayName, password: password, to: store)
            print("account \(name) added")
        }

        static func add(
            _ name: String, displayName: String?, password: String, to store: some AccountStore
        ) async throws {
            let hash = try PasswordHash.make(password)
            try await store.add(
                Account(name: name, displayName: displayName ?? name, passwordHash: hash), at: .now())
        }
    }
}
