import Foundation
import Glibc
import Synchronization

/// A port on 127.0.0.1 that passes bytes on to another one, each half a round trip later: a line to a server far away.
///
/// Bytes are delayed, not throttled: many pieces may be on their way at once, as on a real line of enough width. Making a
/// connection costs one round trip too.
final class DelayingRelay: Sendable {
    /// The port it listens on.
    let port: Int
    private let descriptor: Int32

    /// Listens.
    ///
    /// - Parameters:
    ///   - target: The port on 127.0.0.1 where bytes go.
    ///   - roundTrip: Seconds that a byte and the answer to it spend on the line.
    /// - Throws: ``BenchmarkError/notStarted(program:)`` when there is no free port.
    init(to target: Int, roundTrip: Double) throws(BenchmarkError) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var address = Self.address(port: 0)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw .notStarted(program: "the delaying relay") }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread {
                    usleep(UInt32(roundTrip * 1e6))
                    Self.serve(client, target: target, delay: roundTrip / 2)
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(clamping: port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return address
    }

    /// Passes bytes both ways until both sides have ended.
    private static func serve(_ client: Int32, target: Int, delay: Double) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = address(port: target)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        for end in [client, server] {
            var isOn: Int32 = 1
            setsockopt(end, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        }
        if isConnected {
            let ways = [Way(from: client, to: server, delay: delay), Way(from: server, to: client, delay: delay)]
            for way in ways { way.start() }
            for way in ways { way.waitForEnd() }
        }
        close(server)
        close(client)
    }

    /// One direction: a thread reads, another one writes what has been under way long enough.
    private final class Way: Sendable {
        private struct Piece {
            var due: Double
            /// None at the end.
            var bytes: [UInt8]
        }

        private let source: Int32
        private let sink: Int32
        private let delay: Double
        private let pieces = Mutex<[Piece]>([])
        private let arrived = DispatchSemaphore(value: 0)
        private let ended = DispatchSemaphore(value: 0)

        init(from source: Int32, to sink: Int32, delay: Double) {
            (self.source, self.sink, self.delay) = (source, sink, delay)
        }

        func start() {
            Thread.detachNewThread { self.read() }
            Thread.detachNewThread { self.write() }
        }

        func waitForEnd() { ended.wait() }

        private func read() {
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = recv(source, &buffer, buffer.count, 0)
                let due = Clock.seconds(CLOCK_MONOTONIC) + delay
                pieces.withLock { $0.append(Piece(due: due, bytes: Array(buffer.prefix(max(0, count))))) }
                arrived.signal()
                guard count > 0 else { return }
            }
        }

        private func write() {
            while true {
                arrived.wait()
                let piece = pieces.withLock { $0.removeFirst() }
                let wait = piece.due - Clock.seconds(CLOCK_MONOTONIC)
                if wait > 0 { usleep(UInt32(wait * 1e6)) }
                guard !piece.bytes.isEmpty, send(piece.bytes) else { break }
            }
            shutdown(sink, Int32(SHUT_WR))
            ended.signal()
        }

        private func send(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(sink, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }
}
