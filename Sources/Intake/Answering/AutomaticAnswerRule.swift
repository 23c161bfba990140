import Casework
import MailWriting

/// Whether a machine may answer a mail at all.
///
/// > Source: RFC 3834 §2 (what must not be answered), RFC 2919 and RFC 2369 (lists), RFC 2142 (mailboxes of machines).
struct AutomaticAnswerRule: Sendable {
    /// Addresses of the office, in lower case.
    let ownAddresses: Set<String>

    /// Seconds for which a letter may still be acknowledged.
    private static let freshSeconds: Int64 = 2 * 86_400

    /// Local parts behind which nobody reads.
    private static let machines: Set<String> = [
        "noreply", "donotreply", "nepasrepondre", "khongtraloi", "mailerdaemon", "postmaster", "daemon", "bounce",
        "bounces",
        "listserv", "majordomo", "mailman", "newsletter", "notification", "notifications", "abuse", "root", "nobody",
        "autoreply", "autoresponder", "alert", "alerts",
    ]
    private static let suffixes = ["-request", "-bounces", "-bounce", "-owner", "-noreply", "-no-reply"]
    private static let prefixes = [
        "owner-", "bounce-", "bounce+", "bounces+", "noreply-", "noreply+", "no-reply-", "no-reply+", "prvs=", "srs0=",
        "srs1=",
    ]

    /// Whether the message may be acknowledged.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - bytes: Its bytes, of which the header is looked at.
    ///   - time: The time.
    /// - Returns: Whether a machine may answer.
    func mayAnswer(_ message: Message, bytes: [UInt8], at time: Timestamp) -> Bool {
        // A box that is read for the first time, or an old archive, must not send a thousand people a late answer.
        let isFresh = time.rawValue - message.receivedAt.rawValue < Self.freshSeconds * 1000
        guard isFresh, message.source != FileImporter.source else { return false }
        guard message.channel == .email, message.kind == .letter, let sender = message.sender,
            let address = OutgoingAddress(sender.address), !ownAddresses.contains(address.address.lowercased()),
            !Self.isMachine(address.address)
        else { return false }
        return !Self.forbids(MailHeader(bytes))
    }

    static func isMachine(_ address: String) -> Bool {
        let local = String(address.lowercased().prefix { $0 != "@" })
        let letters = local.filter { $0 != "-" && $0 != "_" && $0 != "." }
        return machines.contains(letters) || suffixes.contains(where: local.hasSuffix)
            || prefixes.contains(where: local.hasPrefix)
    }

    private static func forbids(_ header: MailHeader) -> Bool {
        if let submitted = header["auto-submitted"], !submitted.lowercased().hasPrefix("no") { return true }
        if let path = header["return-path"], path.filter({ !$0.isWhitespace }) == "<>" { return true }
        if let path = header["return-path"], isMachine(path.filter { $0 != "<" && $0 != ">" && $0 != " " }) {
            return true
        }
        let precedence = header["precedence"]?.lowercased() ?? ""
        if ["bulk", "junk", "list", "auto_reply", "auto-reply"].contains(where: precedence.hasPrefix) { return true }
        if let suppressed = header["x-auto-response-suppress"]?.lowercased(),
            ["all", "autoreply", "oof"].contains(where: suppressed.contains)
        {
            return true
        }
        let fields = [
            "x-loop", "x-autoreply", "x-autorespond", "x-auto-reply-from", "x-mail-autoreply", "x-failed-recipients",
            "feedback-id", "x-mailing-list", "mailing-list", "x-ms-exchange-inbox-rules-loop",
        ]
        return header.names.contains { $0.hasPrefix("list-") || fields.contains($0) }
    }
}

/// The header of a mail as unfolded fields, for looking at fields that say who or what sent it.
///
/// > Source: RFC 5322 §2.2.3.
struct MailHeader {
    /// Bytes of header that are looked at.
    private static let limit = 128 * 1024

    private var fields: [(name: String, value: String)] = []

    init(_ bytes: [UInt8]) {
        for line in bytes.prefix(Self.limit).split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let first = line.first else { return }
            let text = String(decoding: line, as: UTF8.self)
            if first == 0x20 || first == 0x09 {
                if !fields.isEmpty { fields[fields.count - 1].value += text }
                continue
            }
            guard let colon = text.firstIndex(of: ":"), fields.count < 2_000 else { continue }
            let name = text[..<colon].lowercased().filter { !$0.isWhitespace }
            fields.append((name, String(text[text.index(after: colon)...].drop(while: \.isWhitespace))))
        }
    }

    /// Names of all fields, in lower case.
    var names: [String] { fields.map(\.name) }

    /// The first field of a name in lower case.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
