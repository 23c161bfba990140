/// Why a throw-away server did not start.
public enum LocalServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A program is not installed.
    case programMissing(program: String, debianPackage: String)
    /// The folder cannot hold the server.
    case folderUnusable(path: String, reason: String)
    /// The server ended or stayed silent; the last lines of its log.
    case notStarted(server: String, log: String)
    /// A program failed.
    case programFailed(program: String, status: Int32)
    /// No such user at this server.
    case unknownUser(String)

    /// One sentence: what failed and what to do.
    public var description: String {
        switch self {
        case .programMissing(let program, let package):
            "The program \(program) is not installed; install it with: sudo apt-get install \(package)"
        case .folderUnusable(let path, let reason):
            "The folder \(path) cannot hold the server: \(reason)."
        case .notStarted(let server, let log):
            "The local \(server) did not start; its log ends with: \(log)"
        case .programFailed(let program, let status):
            "The program \(program) failed with status \(status); run it by hand to see why."
        case .unknownUser(let name):
            "The local mail server has no user \(name); give it when the server is started."
        }
    }
}
