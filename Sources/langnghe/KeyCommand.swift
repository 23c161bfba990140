import ArgumentParser
import Casework
import OfficeConfiguration
import SQLiteStore
import Sealing

/// `langnghe key`: the key to what is sealed.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, check and change the key to the sealed identities.",
        subcommands: [Show.self, Make.self, Check.self, Rotate.self])

    /// `langnghe key show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show which key is needed and whether it is there.")

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            print("key file:     \(OfficeOptions.keyFile(of: configuration).path)")
            print("fingerprint:  \(try await store.sealFingerprint())")
            switch try await store.sealStanding() {
            case .open: print("the key is there")
            case .locked(let reason): print("the key is NOT there: \(reason)")
            }
        }
    }

    /// `langnghe key make`.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the key of an office that has none; an office that has data keeps its key.")

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let store = try OfficeOptions.store(of: try office.configuration())
            if case .locked(let reason) = try await store.sealStanding() {
                throw CommandFailure(
                    "No key was made: what is there was sealed for another, and a new one could not open it. \(reason)")
            }
            print("fingerprint: \(try await store.sealFingerprint())")
            if store.madeKeyFile == nil { print("the office has a key already; nothing was changed") }
        }
    }

    /// `langnghe key check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open every data key, the index key, and some of what was sealed with them.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "Newest records of each kind to open.") var limit = 1_000

        func validate() throws {
            guard (0...100_000).contains(limit) else { throw ValidationError("--limit must be from 0 to 100000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: try office.configuration())
            let found = try await store.checkSeals(limit: limit)
            print("\(found.keys) data keys, the index key and \(found.records) records open")
        }
    }

    /// `langnghe key rotate`.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key and wrap the data keys to it; the old file is kept under another name.")

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let store = try OfficeOptions.store(of: try office.configuration())
            let changed = try await store.rotateIdentityKey()
            print("new fingerprint: \(changed.fingerprint)")
            print(
                "The old key is kept at \(changed.oldFile). Back the new one up; then destroy the old one and its copies, "
                    + "unless backups of the data from before are to stay readable.")
        }
    }
}
