import Foundation
import Synchronization

/// A server of lines: greets, answers each line by a closure, and remembers what it heard.
package final class LineServer: Sendable {
    private final class Log: Sendable {
        let text = Mutex("")
    }

    private let listener: LoopbackListener
    private let log: Log

    /// The port it listens on.
    package var port: Int { listener.port }
    /// Everything it heard, on all connections.
    package var heard: String { log.text.withLock { $0 } }

    /// Listens.
    package init(says greeting: String, _ answer: @escaping @Sendable (String) -> String) throws {
        let log = Log()
        self.log = log
        listener = try LoopbackListener { connection in
            LoopbackListener.say(connection, greeting)
            var pending: [UInt8] = []
            while true {
                let bytes = LoopbackListener.hear(connection)
                guard !bytes.isEmpty else { return }
                log.text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
                pending += bytes
                while let end = pending.firstIndex(of: 10) {
                    let line = String(decoding: pending[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                    pending.removeSubrange(...end)
                    LoopbackListener.say(connection, answer(line))
                }
            }
        }
    }
}
