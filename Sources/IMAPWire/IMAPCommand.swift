/// The commands a collector sends, with their arguments quoted so that no value can end its command.
///
/// > Source: RFC 9051 §6, RFC 2177 (IDLE), RFC 7162 §3 (CONDSTORE, QRESYNC), RFC 6851 (MOVE), RFC 4315 (UID EXPUNGE).
public enum IMAPCommand: Sendable, Hashable {
    /// Asks what the server can do.
    case capability
    /// Does nothing; lets the server report news.
    case noop
    /// Switches extensions on.
    case enable([String])
    /// Lists mailboxes by pattern (`*` and `%` are wild).
    case list(pattern: String)
    /// Opens a mailbox without the right to change it.
    case examine(mailbox: String, tracking: IMAPChangeTracking = .none)
    /// Opens a mailbox to work in it.
    case select(mailbox: String, tracking: IMAPChangeTracking = .none)
    /// Makes a mailbox.
    case create(mailbox: String)
    /// Adds flags to messages without being told the outcome of each.
    case uidAddFlags(UIDSet, flags: [String])
    /// Moves messages into another mailbox in one step (RFC 6851).
    case uidMove(UIDSet, to: String)
    /// Copies messages into another mailbox.
    case uidCopy(UIDSet, to: String)
    /// Removes those of these messages that carry the Deleted flag, and no others (RFC 4315 §2.1).
    case uidExpunge(UIDSet)
    /// Fetches data of the messages with these UIDs.
    case uidFetch(UIDSet, items: [IMAPFetchItem], changedSince: UInt64? = nil)
    /// Fetches data of all messages from this UID on; the last message comes even when its UID is lower.
    case uidFetchFrom(UInt32, items: [IMAPFetchItem])
    /// Lists UIDs from this one on; the last message's comes even when it is lower.
    case uidSearchFrom(UInt32)
    /// Waits for news until ``IMAPCommand/done`` is sent.
    case idle
    /// Ends the session.
    case logout

    /// The line that ends IDLE; it has no tag.
    public static let done: [UInt8] = Array("DONE\r\n".utf8)

    /// The command's bytes with its line end, under a tag of letters and digits.
    public func encoded(tag: String) -> [UInt8] {
        Array("\(tag) \(text)\r\n".utf8)
    }

    private var text: String {
        switch self {
        case .capability: "CAPABILITY"
        case .noop: "NOOP"
        case .enable(let names): "ENABLE " + names.filter(Self.isAtom).joined(separator: " ")
        case .list(let pattern): "LIST \"\" " + Self.quoted(mailbox: pattern)
        case .examine(let mailbox, let tracking): "EXAMINE " + Self.quoted(mailbox: mailbox) + tracking.text
        case .select(let mailbox, let tracking): "SELECT " + Self.quoted(mailbox: mailbox) + tracking.text
        case .create(let mailbox): "CREATE " + Self.quoted(mailbox: mailbox)
        case .uidAddFlags(let set, let flags):
            "UID STORE \(set.encoded) +FLAGS.SILENT (\(flags.filter(Self.isFlag).joined(separator: " ")))"
        case .uidMove(let set, let mailbox): "UID MOVE \(set.encoded) " + Self.quoted(mailbox: mailbox)
        case .uidCopy(let set, let mailbox): "UID COPY \(set.encoded) " + Self.quoted(mailbox: mailbox)
        case .uidExpunge(let set): "UID EXPUNGE \(set.encoded)"
        case .uidFetch(let set, let items, let changedSince):
            "UID FETCH \(set.encoded) \(Self.list(items))" + (changedSince.map { " (CHANGEDSINCE \($0))" } ?? "")
        case .uidFetchFrom(let first, let items): "UID FETCH \(first):* \(Self.list(items))"
        case .uidSearchFrom(let first): "UID SEARCH UID \(first):*"
        case .idle: "IDLE"
        case .logout: "LOGOUT"
        }
    }

    private static func list(_ items: [IMAPFetchItem]) -> String {
        "(" + items.map(\.text).joined(separator: " ") + ")"
    }

    /// Modified UTF-7 leaves only printable ASCII, so two characters remain to be escaped in a quoted string.
    static func quoted(mailbox: String) -> String {
        var out = "\""
        for character in ModifiedUTF7.encode(mailbox) {
            if character == "\"" || character == "\\" { out.append("\\") }
            out.append(character)
        }
        return out + "\""
    }

    private static func isFlag(_ name: String) -> Bool {
        isAtom(name.hasPrefix("\\") ? String(name.dropFirst()) : name)
    }

    private static func isAtom(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"(){%*\"\\]".utf8.contains($0) }
    }
}

/// What the server is asked to tell about changes when a mailbox is opened.
///
/// > Source: RFC 7162 §3.1.8 (CONDSTORE) and §3.2.5 (QRESYNC, which must have been enabled before).
public enum IMAPChangeTracking: Sendable, Hashable {
    /// Nothing.
    case none
    /// Its highest modification sequence.
    case modificationSequence
    /// What has changed and vanished since this point.
    case changes(sinceUIDValidity: UInt32, modificationSequence: UInt64)

    var text: String {
        switch self {
        case .none: ""
        case .modificationSequence: " (CONDSTORE)"
        case .changes(let validity, let sequence): " (QRESYNC (\(validity) \(sequence)))"
        }
    }
}

/// One kind of data a FETCH asks for.
public enum IMAPFetchItem: String, Sendable, Hashable {
    /// The lasting number.
    case uid
    /// When the server received the message.
    case internalDate
    /// Size in bytes.
    case size
    /// Flags.
    case flags
    /// The whole message; does not mark it as seen.
    case wholeMessage
    /// Only the header; does not mark the message as seen.
    case header

    var text: String {
        switch self {
        case .uid: "UID"
        case .internalDate: "INTERNALDATE"
        case .size: "RFC822.SIZE"
        case .flags: "FLAGS"
        case .wholeMessage: "BODY.PEEK[]"
        case .header: "BODY.PEEK[HEADER]"
        }
    }
}

/// Makes the tags of one session's commands.
///
/// The letters differ from those libcurl uses while it signs in, so that a late answer to it is not taken for ours.
public struct IMAPTagSequence: Sendable {
    private var last: UInt64 = 0

    /// Starts the sequence.
    public init() {}

    /// The next tag.
    public mutating func next() -> String {
        last += 1
        return "ln\(last)"
    }
}
