import ArgumentParser
import Foundation
import OfficeConfiguration
import Open311Endpoint

/// `langnghe open311-key NAME`: a key for a system that files reports here.
struct Open311KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open311-key",
        abstract: "Make a key for a system that files reports here; only its sum is kept.")

    @OptionGroup var office: OfficeOptions
    @Argument(help: "Who gets the key: letters of ASCII, digits, hyphens and dots.") var name: String

    func run() throws {
        guard let service = try office.configuration().open311 else {
            throw CommandFailure("\(office.config) has no block open311:; docs/open311-endpoint.md shows one.")
        }
        guard let (key, line) = APIKeys.make(for: name) else {
            throw CommandFailure("«\(name)» cannot be a name here; use letters of ASCII, digits, hyphens and dots.")
        }
        let path = service.keysFile
        // The file is for its owner only, also when it is made here.
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw CommandFailure(
                "\(path) cannot be written. Check that its folder exists and that this user may write.")
        }
        do {
            try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data((line + "\n").utf8))
        } catch {
            throw CommandFailure("\(path) cannot be written: \(error).")
        }
        print("Key of \(name), told only this once: \(key)")
    }
}
