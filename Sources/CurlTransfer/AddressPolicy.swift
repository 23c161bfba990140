/// Which addresses a connection may go to.
///
/// Names and redirects are chosen by others. A citizen's link or a hijacked feed must not make this machine
/// speak to its own services or to its neighbours, so the decision falls on the binary address that is about to be
/// connected to, never on the text of a URL.
public enum AddressPolicy: String, Sendable, Hashable, CaseIterable {
    /// Only this machine: for a mail server beside this program that takes mail without encryption.
    case thisMachine
    /// Only addresses that are reachable on the public Internet.
    case publicOnly
    /// Also this machine and private networks: for servers that the office itself has entered in its configuration.
    case officeNetwork

    /// Whether a connection to the address may be made.
    public func permits(_ address: IPAddress) -> Bool {
        let effective = address.embeddedIPv4 ?? address
        if self == .thisMachine { return effective.isLoopback }
        switch effective.scope {
        case .global: return true
        case .office: return self == .officeNetwork
        case .never: return false
        }
    }
}

/// An IP address as bytes in network order.
public struct IPAddress: Sendable, Hashable {
    /// How far an address reaches, as far as a policy cares.
    enum Scope {
        case global
        /// Loopback and private networks.
        case office
        /// Unspecified, link-local (where clouds keep their metadata), multicast, reserved, documentation.
        case never
    }

    /// 4 bytes (IPv4) or 16 bytes (IPv6).
    public let bytes: [UInt8]

    /// Takes an address from its 4 or 16 bytes; nil for any other number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// The IPv4 address that a packet to this IPv6 address finally goes to, for each way of wrapping one.
    ///
    /// > Source: RFC 4291 §2.5.5 (mapped, compatible), RFC 6052 §2.1 (NAT64), RFC 3056 §2 (6to4).
    var embeddedIPv4: IPAddress? {
        guard bytes.count == 16 else { return nil }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) { return IPAddress(bytes: bytes[12...]) }
        if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return IPAddress(bytes: bytes[12...]) }
        if bytes.starts(with: [0x20, 0x02]) { return IPAddress(bytes: bytes[2..<6]) }
        let isCompatible = bytes[..<12].allSatisfy { $0 == 0 } && bytes[12...].contains { $0 != 0 }
        let isLoopback = bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
        return isCompatible && !isLoopback ? IPAddress(bytes: bytes[12...]) : nil
    }

    /// Whether it leads to this machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// > Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
    var scope: Scope {
        bytes.count == 4 ? scopeOfIPv4 : scopeOfIPv6
    }

    private var scopeOfIPv4: Scope {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (127, _, _), (10, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): .office
        case (0, _, _), (169, 254, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100),
            (203, 0, 113), (224...255, _, _):
            .never
        default: .global
        }
    }

    private var scopeOfIPv6: Scope {
        if bytes[..<15].allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .office : .never }
        if bytes[0] & 0xFE == 0xFC { return .office }
        // Everything global lies in 2000::/3; of that the protocol and documentation blocks are taken out.
        guard bytes[0] & 0xE0 == 0x20 else { return .never }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x20, 0x01, 0x00...0x01, _), (0x20, 0x01, 0x0D, 0xB8), (0x3F, 0xFF, 0x00...0x0F, _): return .never
        default: return .global
        }
    }
}
