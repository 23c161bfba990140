public import CurlTransfer
import Foundation

/// Gives what a source signs in with, anew for every session.
public protocol MailCredentialProvider: Sendable {
    /// User name.
    var user: String { get }

    /// What to sign in with now.
    ///
    /// - Throws: ``CollectionError`` when there is none, with what to do.
    func credential() async throws(CollectionError) -> MailCredential

    /// Something newer than what the server has just refused; nil when there is nothing newer.
    func replacement(for refused: MailCredential) async throws(CollectionError) -> MailCredential?

    /// Changes when somebody has put something else to sign in with; tells nothing about its content.
    var fingerprint: String { get }
}

extension MailCredential: MailCredentialProvider {
    /// Itself.
    public func credential() async throws(CollectionError) -> MailCredential { self }

    /// Nothing: there is only this one.
    public func replacement(for refused: MailCredential) async throws(CollectionError) -> MailCredential? { nil }

    /// User name.
    public var user: String {
        switch self {
        case .password(let user, _), .bearer(let user, _): user
        }
    }

    /// Always the same.
    public var fingerprint: String { "fixed" }
}

/// A user with a secret on the first line of a file, which is read anew for every session.
public struct SecretFileCredential: MailCredentialProvider {
    /// What the file holds.
    public enum Holding: String, Sendable, Hashable {
        /// A password.
        case password
        /// An OAuth 2.0 access token that something else keeps fresh.
        case accessToken = "access token"
    }

    /// Name of what it is for, for messages.
    public let source: String
    /// User name.
    public let user: String
    /// The file.
    public let path: String
    /// What it holds.
    public let holding: Holding

    /// Names a file.
    public init(source: String, user: String, path: String, holding: Holding = .password) {
        self.source = source
        self.user = user
        self.path = path
        self.holding = holding
    }

    /// The user and the file's first line.
    public func credential() async throws(CollectionError) -> MailCredential {
        let secret = try SecretFile.firstLine(of: path, source: source, holds: holding.rawValue)
        switch holding {
        case .password: return .password(user: user, password: secret)
        case .accessToken: return .bearer(user: user, token: secret)
        }
    }

    /// What the file holds, when that is something else by now.
    public func replacement(for refused: MailCredential) async throws(CollectionError) -> MailCredential? {
        let current = try await credential()
        return current == refused ? nil : current
    }

    /// The file's number, size and time of change.
    public var fingerprint: String { SecretFile.fingerprint(of: path) }
}

/// Files of one line that hold a secret.
enum SecretFile {
    static func firstLine(of path: String, source: String, holds what: String) throws(CollectionError) -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let line = String(decoding: data.prefix(65_536), as: UTF8.self).split(whereSeparator: \.isNewline).first,
            !line.isEmpty
        else {
            throw .credentialUnusable(
                source: source,
                reason: "the file \(path) cannot be read or is empty; put the \(what) on its first line")
        }
        return String(line)
    }

    static func fingerprint(of path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "missing" }
        return "\(status.st_ino)-\(status.st_size)-\(status.st_mtim.tv_sec)-\(status.st_mtim.tv_nsec)"
    }
}

extension MailSession {
    /// Signs in; when the server refuses, once more if the provider has something newer.
    static func open(
        _ endpoint: MailEndpoint, provider: some MailCredentialProvider, source: String
    ) async throws(CollectionError) -> MailSession {
        let credential = try await provider.credential()
        let refusal: TransferError
        do throws(TransferError) {
            return try await open(endpoint, credential: credential)
        } catch {
            refusal = error
        }
        if case .loginDenied = refusal, let newer = try await provider.replacement(for: credential) {
            do throws(TransferError) {
                return try await open(endpoint, credential: newer)
            } catch {
                throw .transfer(source: source, error)
            }
        }
        throw .transfer(source: source, refusal)
    }
}
