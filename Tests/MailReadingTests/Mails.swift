import Foundation
import MailReading

/// Small mails for the tests, written with LF line ends.
enum Mails {
    static func read(_ text: String) throws -> ReadMail { try MailReader().read(Array(text.utf8)) }

    static func plain(_ body: String, headers: String = "") -> String {
        "From: Nguyen Van A <a@example.vn>\nSubject: Thu\n\(headers)\n\(body)"
    }

    /// The bytes of all mails of a folder under `fixtures`, by name.
    static func fixtures(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
        let path = FileManager.default.currentDirectoryPath + "/fixtures/" + folder
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { $0.hasSuffix(".eml") }.map {
            ($0, Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0))))
        }
    }

    /// A deterministic generator, so that a failing input can be made again.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
