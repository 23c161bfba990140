import Foundation

/// Where a secret of a source comes from; never the configuration itself, which people mail to each other.
public enum ServiceSecret: Sendable, Hashable {
    /// The first line of a file, read anew at every use.
    case file(String)
    /// A variable of the environment.
    case environment(String)

    /// The secret.
    ///
    /// - Parameters:
    ///   - source: Name of the source, for errors.
    ///   - what: What it is ("access token"), for errors.
    /// - Returns: The secret.
    /// - Throws: ``CollectionError/credentialUnusable(source:reason:)``.
    public func value(of source: String, holds what: String) throws(CollectionError) -> String {
        switch self {
        case .file(let path): return try SecretFile.firstLine(of: path, source: source, holds: what)
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw .credentialUnusable(
                    source: source, reason: "the environment variable \(name) is not set; put the \(what) into it")
            }
            return value
        }
    }

    /// Changes when somebody has put another secret there; tells nothing about it.
    var fingerprint: String {
        switch self {
        case .file(let path): SecretFile.fingerprint(of: path)
        case .environment(let name): "env:\(name)"
        }
    }
}
