import Casework
import Foundation

/// What is kept in the open of a sender: a number that stands for them, by which kind of contact they wrote, and the contact
/// with nearly all of it masked.
struct PreparedContact: Sendable, Hashable {
    var number: Int64
    var kind: ContactKind
    var mask: String

    /// Masks a sender; nil when a message has none.
    init?(_ message: Message, key: ThreadKey) {
        guard let address = message.sender.flatMap({ JoinKeys.normal($0.address) }) else { return nil }
        number = Int64(bitPattern: key.blindNumber(of: address))
        kind = Self.kind(of: address, message.channel)
        mask = Self.mask(address, kind)
    }

    private static func kind(of address: String, _ channel: Channel) -> ContactKind {
        if channel == .email, address.contains("@") { return .mail }
        let digits = address.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let others = address.unicodeScalars.contains {
            !("0"..."9").contains($0) && !"+ .-()".unicodeScalars.contains($0)
        }
        if !others, (8...15).contains(digits) { return .phone }
        return channel == .facebook || channel == .zalo ? .account : .other
    }

    /// «n•••@g•••.com», «•••78»: enough to tell two writers of one case apart, too little to know them.
    static func mask(_ address: String, _ kind: ContactKind) -> String {
        switch kind {
        case .mail: return maskedMail(address)
        case .phone: return "•••" + String(address.filter(\.isNumber).suffix(2))
        case .account, .other: return "•••"
        }
    }

    /// An address of mail with the first letter of its name and of its domain, and the domain's last part.
    static func maskedMail(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@"), at > address.startIndex else { return "•••" }
        let domain = address[address.index(after: at)...]
        let last = domain.lastIndex(of: ".").map { domain[$0...].prefix(12) } ?? ""
        return "\(address.prefix(1))•••@\(domain.prefix(1))•••\(last)"
    }
}
