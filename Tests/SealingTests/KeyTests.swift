import Foundation
import Sealing
import Testing

@Suite struct KeyTests {
    @Test func `a wrapped data key opens what it sealed`() throws {
        let office = OfficeKey()
        let key = DataKey()
        let name = RecordName(kind: "text", id: "1")
        let record = try SealedRecord.seal(Data("một".utf8), as: name, with: key)
        let again = try DataKey(id: key.id, unwrapping: key.wrapped(for: office.publicKey), with: office)
        #expect(try SealedRecord.open(record, as: name, with: again) == Data("một".utf8))
    }

    @Test func `a data key is not unwrapped by another office, under another number, or when it was changed`() throws {
        let office = OfficeKey()
        let key = DataKey()
        let wrapped = try key.wrapped(for: office.publicKey)
        #expect(wrapped.count == 80)
        #expect(throws: SealingError.cannotUnwrap(dataKey: key.id)) {
            try DataKey(id: key.id, unwrapping: wrapped, with: OfficeKey())
        }
        #expect(throws: SealingError.cannotUnwrap(dataKey: 5)) {
            try DataKey(id: 5, unwrapping: wrapped, with: office)
        }
        for index in wrapped.indices {
            var changed = wrapped
            changed[index] ^= 1
            #expect(throws: SealingError.self) { try DataKey(id: key.id, unwrapping: changed, with: office) }
        }
        for count in [0, 1, 31, 32, 79] {
            #expect(throws: SealingError.self) {
                try DataKey(id: key.id, unwrapping: wrapped.prefix(count), with: office)
            }
        }
    }

    @Test func `an office key is read back from its line, white space around it included`() throws {
        let key = OfficeKey()
        let again = try OfficeKey(line: "\r\n " + key.line + "\r\n\n")
        #expect(again.publicKey == key.publicKey)
        #expect(again.publicKey.fingerprint.count == 24)
    }

    @Test(arguments: [
        "", "xin chào", "langnghe-identity-key-1:", "langnghe-identity-key-1:AAAA", "langnghe-identity-key-2:",
    ])
    func `what is no key is said to be none`(line: String) {
        #expect(throws: SealingError.self) { try OfficeKey(line: line) }
    }

    @Test func `keys show their names and nothing else`() {
        let key = OfficeKey()
        var dumped = ""
        dump((key, DataKey()), to: &dumped)
        let secret = key.line.dropFirst(24).prefix(20)
        #expect(!dumped.contains(secret))
        #expect("\(key)" == "office key \(key.publicKey.fingerprint)")
    }
}

@Suite struct KeyFileTests {
    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func `a key file is its owner's alone and is never written over`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = OfficeKeyFile(path: folder + "/identity.key")
        #expect(throws: OfficeKeyFile.Failure.missing(path: file.path)) { try file.read() }
        let key = OfficeKey()
        try file.write(key)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: OfficeKeyFile.Failure.self) { try file.write(OfficeKey()) }
        #expect(try file.read().publicKey == key.publicKey)
    }

    @Test(arguments: [0o640, 0o604, 0o666])
    func `a key file that others can read is refused`(mode: Int) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = OfficeKeyFile(path: folder + "/identity.key")
        try file.write(OfficeKey())
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        #expect { try file.read() } throws: { "\($0)".contains("chmod 600") }
    }

    @Test func `a folder, an empty file, and a file that is too large are no key`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(throws: OfficeKeyFile.Failure.self) { try OfficeKeyFile(path: folder).read() }
        for (name, bytes) in [("empty", Data()), ("large", Data(repeating: 65, count: 100_000))] {
            let path = folder + "/" + name
            _ = FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600])
            #expect(throws: OfficeKeyFile.Failure.self) { try OfficeKeyFile(path: path).read() }
        }
    }

    @Test func `systemd's credential is taken as it lies`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(OfficeKeyFile(credentialIn: [:]) == nil)
        #expect(OfficeKeyFile(credentialIn: ["CREDENTIALS_DIRECTORY": folder]) == nil)
        let key = OfficeKey()
        _ = FileManager.default.createFile(
            atPath: folder + "/identity-key", contents: Data(key.line.utf8), attributes: [.posixPermissions: 0o440])
        let file = try #require(OfficeKeyFile(credentialIn: ["CREDENTIALS_DIRECTORY": folder]))
        #expect(try file.read().publicKey == key.publicKey)
    }
}
