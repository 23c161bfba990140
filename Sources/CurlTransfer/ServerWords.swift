import CCurl

/// Hears what a mail server says while libcurl signs in, for the reason of a refusal stands nowhere else.
///
/// Only lines of the server are looked at, never what is sent to it, and a secret that the server repeats is struck out.
final class ServerWords {
    private static let longest = 200

    private let secrets: [String]
    private var line: [UInt8] = []

    init(hiding secrets: [String]) {
        self.secrets = secrets.filter { !$0.isEmpty }
    }

    /// Listens on the handle, which must not outlive this.
    func install(on handle: EasyHandle) {
        handle.set(CURLOPT_DEBUGDATA, pointer: Unmanaged.passUnretained(self).toOpaque())
        handle.setDebugFunction { _, kind, data, count, context in
            guard kind == CURLINFO_HEADER_IN, let data, let context else { return 0 }
            let words = Unmanaged<ServerWords>.fromOpaque(context).takeUnretainedValue()
            words.hear(UnsafeRawBufferPointer(start: data, count: count))
            return 0
        }
        handle.set(CURLOPT_VERBOSE, 1)
    }

    private func hear(_ bytes: UnsafeRawBufferPointer) {
        // A challenge is not meant for people; untagged lines come before the answer that counts.
        guard let first = bytes.first, first != UInt8(ascii: "+") || bytes.starts(with: "+OK".utf8),
            first != UInt8(ascii: "*") || bytes.starts(with: "* BYE".utf8)
        else { return }
        line = Array(bytes.prefix(1_024))
    }

    /// The bracketed code of the last answer, upper case.
    var code: String? {
        let text = String(decoding: line, as: UTF8.self)
        guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else { return nil }
        let inside = text[text.index(after: open)..<close]
        return inside.split(separator: " ").first?.uppercased()
    }

    /// The last answer without its tag, in one line fit for a screen; nil when the server said nothing.
    var text: String? {
        var words = String(decoding: line, as: UTF8.self)
        for secret in secrets { words = Self.replace(secret, in: words) }
        let clean = String(words.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
        let parts = clean.split(separator: " ").drop { part in
            let word = part.uppercased()
            return word == "NO" || word == "BAD" || word == "-ERR" || word == "*" || Self.isTag(part)
        }
        let text = parts.joined(separator: " ")
        return text.isEmpty ? nil : String(text.prefix(Self.longest))
    }

    /// libcurl's own tags: a letter and three digits.
    private static func isTag(_ word: Substring) -> Bool {
        word.utf8.count == 4 && word.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func replace(_ secret: String, in text: String) -> String {
        var out = ""
        var rest = text[...]
        while let found = rest.firstRange(of: secret) {
            out += rest[..<found.lowerBound] + "***"
            rest = rest[found.upperBound...]
        }
        return out + rest
    }
}
