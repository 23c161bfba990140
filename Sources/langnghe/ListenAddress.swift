import Foundation
import Glibc

/// Whether an address can be listened on, found out before anything is started, so that the user gets a sentence.
enum ListenAddress {
    /// A port of this machine that nobody listens on, for programs that must know it before they listen.
    ///
    /// - Returns: The port; nil when none is to be had.
    static func freePort() -> Int? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    /// Tries to take the address for a moment.
    ///
    /// - Throws: ``CommandFailure`` that says why not and what to do.
    static func check(host: String, port: Int) throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else {
            throw CommandFailure("listen: «\(host)» is no address of this machine; write for example 127.0.0.1:8080.")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) != 0 else { return }
        switch errno {
        case EADDRINUSE:
            throw CommandFailure("Another program listens on \(host):\(port); stop it or choose another port.")
        case EACCES:
            throw CommandFailure("This user may not listen on port \(port); choose one above 1023.")
        default:
            throw CommandFailure(
                "Cannot listen on \(host):\(port): \(String(cString: strerror(errno))). Choose another address.")
        }
    }
}
