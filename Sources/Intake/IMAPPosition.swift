/// How far a folder has been collected, as its watermark says it.
///
/// The text is `UIDVALIDITY:UID`, and after more colons what else is known, each with a letter before it: `r` passes in which
/// the server would not give the next mail, `b` passes that broke off at the next mail, `m` the modification sequence up to
/// which everything is collected, `a` the account.
struct IMAPPosition: Hashable {
    var uidValidity: UInt32
    var lastUID: UInt32 = 0
    var refusals: UInt32 = 0
    var breaks: UInt32 = 0
    var modificationSequence: UInt64?
    var account: String?

    init(uidValidity: UInt32, account: String?) {
        self.uidValidity = uidValidity
        self.account = account
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let validity = UInt32(parts[0]), let last = UInt32(parts[1]) else { return nil }
        uidValidity = validity
        lastUID = last
        for part in parts.dropFirst(2) {
            let value = part.dropFirst()
            switch part.first {
            case "r": refusals = UInt32(value) ?? 0
            case "b": breaks = UInt32(value) ?? 0
            case "m": modificationSequence = UInt64(value)
            case "a": account = String(value)
            default: break
            }
        }
    }

    var text: String {
        var parts = ["\(uidValidity)", "\(lastUID)"]
        if refusals > 0 { parts.append("r\(refusals)") }
        if breaks > 0 { parts.append("b\(breaks)") }
        if let modificationSequence { parts.append("m\(modificationSequence)") }
        if let account { parts.append("a\(account)") }
        return parts.joined(separator: ":")
    }

    /// The position after the mail with this UID: whatever troubled the way there is behind.
    func advanced(to uid: UInt32) -> IMAPPosition {
        var next = self
        next.lastUID = max(lastUID, uid)
        next.refusals = 0
        next.breaks = 0
        return next
    }

    /// Whether it tells about this account and numbering; positions of earlier versions tell no account.
    func fits(uidValidity: UInt32, account: String) -> Bool {
        self.uidValidity == uidValidity && (self.account ?? account) == account
    }
}
