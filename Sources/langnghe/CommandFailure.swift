import Foundation

/// A failure told to the user in one sentence that says what to do.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }

    /// Prints a sentence on standard error.
    static func report(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }
}
