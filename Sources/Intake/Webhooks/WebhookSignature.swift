import Crypto
import Foundation

/// Proves that whoever sends a form knows the secret that the office gave it.
///
/// > Source: RFC 2104 (HMAC), with SHA-256.
public struct WebhookSignature: Sendable, Hashable {
    /// What is signed, and how the header is written.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// `t=SECONDS,v1=HEX`, over the seconds since 1970, a dot, and the body: an old request cannot be sent again.
        case timestamped
        /// `sha256=…` in hexadecimal or base64, or bare, over the body alone, as many form services do.
        case body
    }

    /// Why a request is refused.
    public enum Refusal: Error, Sendable, Hashable {
        /// It is not signed, or the header cannot be read.
        case missing
        /// It is signed with another secret, or was changed on the way.
        case wrong
        /// It was signed too long ago, or in the future.
        case outsideWindow
    }

    /// What is signed.
    public var form: Form
    /// Name of the header, in lower case.
    public var header: String
    /// Seconds by which the sender's clock may differ.
    public var windowSeconds: Int64

    /// A way of signing.
    public init(form: Form, header: String, windowSeconds: Int64) {
        self.form = form
        self.header = header
        self.windowSeconds = windowSeconds
    }

    /// Checks a signature; the time taken tells nothing about the secret.
    ///
    /// - Parameters:
    ///   - written: The header; nil when the request has none.
    ///   - body: The body, unchanged.
    ///   - secrets: Secrets that are good, so that a new one can be given out before the old one ends.
    ///   - now: Seconds since 1970.
    /// - Throws: ``Refusal``.
    public func check(_ written: String?, body: [UInt8], secrets: [[UInt8]], now: Int64) throws(Refusal) {
        guard let written, written.utf8.count <= 1_000 else { throw .missing }
        switch form {
        case .body:
            let code = written.hasPrefix("sha256=") ? written.dropFirst(7) : written[...]
            guard let bytes = Self.decoded(code) else { throw .missing }
            guard Self.isValid([bytes], body, secrets) else { throw .wrong }
        case .timestamped:
            var time: Int64?
            var codes: [[UInt8]] = []
            for part in written.split(separator: ",").prefix(10) {
                let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
                guard pair.count == 2 else { continue }
                if pair[0] == "t" { time = Int64(pair[1]) }
                if pair[0] == "v1", let bytes = Self.decoded(pair[1][...]) { codes.append(bytes) }
            }
            guard let time, !codes.isEmpty else { throw .missing }
            guard Self.isValid(codes, Array("\(time).".utf8) + body, secrets) else { throw .wrong }
            // Only now: the time of a request that nobody signed is nobody's.
            guard time > now.subtractingReportingOverflow(windowSeconds).partialValue,
                time < now.addingReportingOverflow(windowSeconds).partialValue
            else { throw .outsideWindow }
        }
    }

    /// What a sender writes into the header; for tests and for those who write senders.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - secret: The secret.
    ///   - now: Seconds since 1970.
    /// - Returns: The header.
    public func written(over body: [UInt8], secret: [UInt8], now: Int64) -> String {
        func code(_ bytes: [UInt8]) -> String {
            HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: secret))
                .map { String(format: "%02x", $0) }.joined()
        }
        switch form {
        case .body: return "sha256=" + code(body)
        case .timestamped: return "t=\(now),v1=" + code(Array("\(now).".utf8) + body)
        }
    }

    /// Every code is tried with every secret, whichever fits.
    private static func isValid(_ codes: [[UInt8]], _ signed: [UInt8], _ secrets: [[UInt8]]) -> Bool {
        var isValid = false
        for secret in secrets where !secret.isEmpty {
            let key = SymmetricKey(data: secret)
            for code in codes where HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key) {
                isValid = true
            }
        }
        return isValid
    }

    private static func decoded(_ text: Substring) -> [UInt8]? {
        if text.utf8.count == 64 {
            var bytes: [UInt8] = []
            var rest = text[...]
            while let byte = UInt8(rest.prefix(2), radix: 16), rest.count >= 2 {
                bytes.append(byte)
                rest = rest.dropFirst(2)
            }
            return bytes.count == 32 ? bytes : nil
        }
        guard let data = Data(base64Encoded: String(text)), data.count == 32 else { return nil }
        return Array(data)
    }
}
