import Foundation

/// Standard output in large pieces.
struct TextOutput {
    private var buffer: String

    init(_ header: String = "") { buffer = header }

    mutating func write(_ text: String) throws(CommandFailure) {
        buffer += text
        if buffer.utf8.count > 1 << 16 { try finish() }
    }

    /// Writes what is left.
    mutating func finish() throws(CommandFailure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(buffer.utf8))
        } catch {
            throw CommandFailure("Cannot write the result: \(error.localizedDescription)")
        }
        buffer = ""
    }
}
