import Foundation
import Glibc
import Synchronization

/// A port on 127.0.0.1 that passes bytes on to another one, and can be told to hold them back or break off.
package final class LoopbackRelay: Sendable {
    private final class State: Sendable {
        let isCut = Atomic<Bool>(false)
        let passed = Atomic<Int>(0)
        let connections = Atomic<Int>(0)
    }

    private let listener: LoopbackListener
    private let state: State

    /// The port it listens on.
    package var port: Int { listener.port }
    /// Bytes that have gone from the server to clients.
    package var passed: Int { state.passed.load(ordering: .relaxed) }
    /// Connections that have been made.
    package var connections: Int { state.connections.load(ordering: .relaxed) }

    /// Listens.
    ///
    /// - Parameters:
    ///   - port: Where bytes go.
    ///   - spoiling: Counted over all connections, the byte from the server that is passed on changed; nil for none.
    ///   - onBytes: Told after each piece from the server how many bytes have passed.
    /// - Throws: ``LocalServerError`` when there is no free port.
    package init(
        to port: Int, spoiling: Int? = nil, onBytes: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let state = State()
        self.state = state
        listener = try LoopbackListener { client in
            state.connections.add(1, ordering: .relaxed)
            let server = LoopbackListener.connect(toPort: port)
            defer { close(server) }
            var waits = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            while !state.isCut.load(ordering: .relaxed) {
                guard poll(&waits, 2, 20) > 0 else { continue }
                if waits[0].revents != 0 {
                    let bytes = LoopbackListener.hear(client)
                    guard !bytes.isEmpty, LoopbackListener.say(server, bytes) else { return }
                }
                if waits[1].revents != 0 {
                    var bytes = LoopbackListener.hear(server, upTo: 8_192)
                    guard !bytes.isEmpty else { return }
                    let passed = state.passed.add(bytes.count, ordering: .relaxed)
                    if let spoiling, (passed.oldValue..<passed.newValue).contains(spoiling) {
                        bytes[spoiling - passed.oldValue] ^= 0x20
                    }
                    guard LoopbackListener.say(client, bytes) else { return }
                    onBytes(passed.newValue)
                }
            }
        }
    }

    /// Breaks all connections off, now and later, or lets them through again.
    package func cut(_ isCut: Bool) { state.isCut.store(isCut, ordering: .relaxed) }
}
