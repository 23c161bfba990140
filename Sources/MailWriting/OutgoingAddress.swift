/// A mailbox that mail may be sent to or from: its address is checked when it is made.
public struct OutgoingAddress: Sendable, Hashable {
    /// The address: `local@domain`, ASCII, without quotes, comments or routes.
    public let address: String
    /// The display name, if any.
    public let name: String?

    /// Takes an address; nil when it is not of the plain form that every server understands.
    ///
    /// What RFC 5322 allows beyond that (quoted local parts, comments, literal addresses, other scripts) is hardly ever an
    /// honest citizen's, and each of it has been a way to smuggle something past a check.
    ///
    /// > Source: RFC 5321 §4.1.2 (dot-string) and §4.5.3.1 (64 and 255 bytes).
    public init?(_ address: String, name: String? = nil) {
        let bytes = Array(address.utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), bytes.count <= 254 else { return nil }
        let local = bytes[..<at]
        let domain = bytes[(at + 1)...]
        guard (1...64).contains(local.count), Self.isDotted(local, Self.isAtom),
            domain.count >= 1, Self.isDotted(domain, Self.isLabelCharacter)
        else { return nil }
        for label in domain.split(separator: UInt8(ascii: ".")) {
            guard label.count <= 63, label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else {
                return nil
            }
        }
        self.address = address
        self.name = name
    }

    /// What stands behind the `@`.
    public var domain: String { String(address.split(separator: "@").last ?? "") }

    private static func isDotted(_ bytes: ArraySlice<UInt8>, _ isAllowed: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    /// RFC 5322 §3.2.3.
    private static func isAtom(_ byte: UInt8) -> Bool {
        isLabelCharacter(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLabelCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
