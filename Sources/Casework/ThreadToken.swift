/// A tracking code with a signature, as it stands in a mail; whether the signature is right, ``ThreadKey`` says.
///
/// It stands in the Message-ID as `ln.482719356.x7k2….abcdefghijklmnop@office.example` (digits, a part of chance,
/// signature) and in the subject as `[LN-482-719-356-abcdefghijklmnop]`, since some programs drop References.
public struct ThreadToken: Sendable, Hashable {
    /// The case.
    public var code: TrackingCode
    /// What is shown as the signature, in lower case.
    public var signature: String

    /// Most tokens that are taken from one text.
    private static let limit = 20
    private static let signatureLength = 16

    /// Signs a code.
    public init(code: TrackingCode, key: ThreadKey) {
        self.code = code
        signature = key.signature(of: code)
    }

    private init(code: TrackingCode, shown signature: String) {
        self.code = code
        self.signature = signature
    }

    /// The mark for a subject line.
    public var subjectTag: String { "[LN-\(code)-\(signature)]" }

    /// A new Message-ID without angle brackets, different at each call.
    ///
    /// > Source: RFC 5322 §3.6.4.
    public func messageID(domain: String) -> String {
        let chance = (0..<10).map { _ in UInt8.random(in: 0...255) }
        return "ln.\(code.digits).\(Base32.text(chance)).\(signature)@\(domain)"
    }

    /// The token in a Message-ID; nil when it has not the form of ours.
    public init?(messageID: String) {
        guard messageID.utf8.count <= 500 else { return nil }
        let local = messageID.split(separator: "@", omittingEmptySubsequences: false)
        let parts = local[0].split(separator: ".", omittingEmptySubsequences: false)
        guard local.count == 2, parts.count == 4, parts[0].lowercased() == "ln",
            let code = TrackingCode(String(parts[1])),
            let signature = Self.signature(parts[3].lowercased().utf8)
        else { return nil }
        self.init(code: code, shown: signature)
    }

    /// The tokens in a subject line, in their order, at most 20.
    public static func inSubject(_ subject: String) -> [ThreadToken] {
        let bytes = Array(subject.lowercased().utf8.prefix(10_000))
        let start = Array("ln-".utf8)
        var tokens: [ThreadToken] = []
        var index = 0
        // "ln-" + "482-719-356" + "-" + signature
        let length = 3 + 11 + 1 + signatureLength
        while index + length <= bytes.count, tokens.count < limit {
            defer { index += 1 }
            guard bytes[index] == start[0], bytes[index..<(index + 3)].elementsEqual(start),
                bytes[index + 14] == UInt8(ascii: "-"),
                let code = TrackingCode(String(decoding: bytes[(index + 3)..<(index + 14)], as: UTF8.self)),
                let signature = signature(bytes[(index + 15)..<(index + length)])
            else { continue }
            tokens.append(ThreadToken(code: code, shown: signature))
        }
        return tokens
    }

    private static func signature(_ bytes: some Collection<UInt8>) -> String? {
        guard bytes.count == signatureLength, bytes.allSatisfy(Base32.isDigit) else { return nil }
        return String(decoding: Array(bytes), as: UTF8.self)
    }
}
