import CCurl
import Glibc

/// Enforces an ``AddressPolicy`` on one handle and remembers the address it refused.
final class AddressGuard {
    private let policy: AddressPolicy
    private(set) var refused: String?

    init(policy: AddressPolicy) {
        self.policy = policy
    }

    /// Puts the guard on the handle, which must not outlive it.
    ///
    /// Opening a socket is the one moment before anything is sent, also on redirects, and it sees the very address
    /// that is connected to. It is not asked when a connection is used again: the check before each request is.
    func install(on handle: EasyHandle) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        handle.set(CURLOPT_OPENSOCKETDATA, pointer: context)
        handle.setOpenSocketFunction { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let guardian = Unmanaged<AddressGuard>.fromOpaque(context).takeUnretainedValue()
            var bytes = [UInt8](repeating: 0, count: 16)
            let count = ccurl_address_bytes(address, &bytes)
            guard guardian.permits(IPAddress(bytes: bytes.prefix(Int(count)))) else { return CURL_SOCKET_BAD }
            let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return socket(address.pointee.family, kind, address.pointee.protocol)
        }
        handle.set(CURLOPT_PREREQDATA, pointer: context)
        handle.setPrerequestFunction { context, remote, _, _, _ in
            guard let context, let remote else { return CURL_PREREQFUNC_ABORT }
            let guardian = Unmanaged<AddressGuard>.fromOpaque(context).takeUnretainedValue()
            return guardian.permits(IPAddress(String(cString: remote)))
                ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    private func permits(_ address: IPAddress?) -> Bool {
        guard let address else {
            refused = "an address of an unknown kind"
            return false
        }
        guard policy.permits(address) else {
            refused = address.description
            return false
        }
        return true
    }
}
