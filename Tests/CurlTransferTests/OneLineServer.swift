import Foundation
import Glibc
import Synchronization

/// A server of one connection that greets, answers every line alike, and remembers what it heard.
final class OneLineServer: Sendable {
    let port: Int
    private let log: Log
    private let descriptor: Int32

    private final class Log: Sendable {
        let text = Mutex("")
    }

    var heard: String { log.text.withLock { $0 } }

    init(says greeting: String, answers answer: String) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 4) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw CocoaError(.featureUnsupported) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        let log = Log()
        self.log = log
        Thread.detachNewThread {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            _ = send(connection, greeting, greeting.utf8.count, Int32(MSG_NOSIGNAL))
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                let text = String(decoding: buffer.prefix(count), as: UTF8.self)
                log.text.withLock { $0 += text }
                _ = send(connection, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            }
            close(connection)
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
