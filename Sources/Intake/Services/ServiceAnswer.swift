import CurlTransfer
import JSONReading

/// What is the same in the answers of all services: bounded bytes that should be JSON.
enum ServiceAnswer {
    /// Reads a body; nil when it is no JSON or too much of it.
    static func json(_ response: HTTPResponse) -> JSONValue? { try? JSONValue.read(response.body) }

    /// A service's own words, fit to be shown: short, one line, and without the secrets that were sent.
    static func words(_ text: String?, hiding secrets: [String]) -> String? {
        guard var text, !text.isEmpty else { return nil }
        for secret in secrets where secret.utf8.count >= 4 { text = text.replacing(secret, with: "•••") }
        return String(text.prefix(300).unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    }
}
