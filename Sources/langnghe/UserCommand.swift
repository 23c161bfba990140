import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import OperatorWeb
import SQLiteStore

/// `langnghe user`: operators' accounts.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Manage operators' accounts.",
        subcommands: [Add.self, List.self, Change.self, Password.self, Unlock.self])

    /// `langnghe user add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; the password is read from standard input, never from the command line.")

        @OptionGroup var office: OfficeOptions
        @OptionGroup var reach: UserReach
        @Option(help: "Name on screens; the user name when left out.") var displayName: String?
        @Option(help: "What the account is for: \(UserReach.roles).") var role: OfficeRole = .officer
        @Flag(help: "Have the owner choose another password at the first log-in.") var temporary = false
        @Argument(help: "User name.") var name: String

        func validate() throws {
            guard Account.isUserName(name) else {
                throw ValidationError("A user name has 1 to 40 characters of a-z, 0-9, point, hyphen and underscore.")
            }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            let password = try UserReach.readPassword(for: name)
            let account = Account(
                name: name, displayName: displayName ?? name, passwordHash: try PasswordHash.make(password),
                role: role, queues: Set(reach.queue), units: Set(reach.unit), mustChangePassword: temporary)
            try await store.add(account, at: .now())
            print("account \(name) added (\(role.rawValue))")
        }
    }

    /// `langnghe user list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the accounts.")

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            for standing in try await store.accounts(at: .now()) {
                let account = standing.account
                let state = !account.isActive ? "inactive" : standing.lockedUntil != nil ? "locked" : "active"
                let queues = account.queues.sorted().joined(separator: ",")
                let units = account.units.sorted().joined(separator: ",")
                print(
                    [
                        account.name, account.role.rawValue, state, "queues=\(queues)", "units=\(units)",
                        "sessions=\(standing.sessions)",
                    ].joined(separator: "\t"))
            }
        }
    }

    /// `langnghe user change`.
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change an account's role and reach; what is left out stays.")

        @OptionGroup var office: OfficeOptions
        @OptionGroup var reach: UserReach
        @Option(help: "What the account is for: \(UserReach.roles).") var role: OfficeRole?
        @Flag(inversion: .prefixedNo, help: "Whether it may log in.") var active: Bool?
        @Flag(help: "Take its queues away.") var noQueues = false
        @Flag(help: "Take its units away.") var noUnits = false
        @Argument(help: "User name.") var name: String

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            guard var account = try await store.account(named: name) else {
                throw CommandFailure("There is no account \(name). `langnghe user list` shows those there are.")
            }
            if let role { account.role = role }
            if let active { account.isActive = active }
            if !reach.queue.isEmpty || noQueues { account.queues = Set(reach.queue) }
            if !reach.unit.isEmpty || noUnits { account.units = Set(reach.unit) }
            try await store.change(account, actor: AuditEntry.system, at: .now())
            print("account \(name) changed")
        }
    }

    /// `langnghe user password`.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a password that its owner has to change; it is read from standard input.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "User name.") var name: String

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            let hash = try PasswordHash.make(try UserReach.readPassword(for: name))
            try await store.setPassword(
                hash, of: name, mustChange: true, keeping: nil, actor: AuditEntry.system, at: .now())
            print("password of \(name) set; all its sessions have ended")
        }
    }

    /// `langnghe user unlock`.
    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an account log in again that failed log-ins have locked.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "User name.") var name: String

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            try await store.unlock(name, actor: AuditEntry.system, at: .now())
            print("account \(name) may log in")
        }
    }
}
