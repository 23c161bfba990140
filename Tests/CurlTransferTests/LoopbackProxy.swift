import Foundation
import Glibc
import LocalServers
import Synchronization

/// A proxy that speaks SOCKS 5 or HTTP CONNECT, asks for `proxy` / `bí mật`, and remembers where it was sent.
final class LoopbackProxy: Sendable {
    private final class Log: Sendable {
        let targets = Mutex<[String]>([])
    }

    private let listener: LoopbackListener
    private let log: Log

    var port: Int { listener.port }
    var targets: [String] { log.targets.withLock { $0 } }

    init() throws {
        let log = Log()
        self.log = log
        listener = try LoopbackListener { client in
            let first = LoopbackListener.hear(client, upTo: 1)
            let target = first == [5] ? Self.socks(client) : Self.connect(client, first)
            guard let target else { return }
            log.targets.withLock { $0.append(target) }
            guard let port = target.split(separator: ":").last.flatMap({ Int($0) }) else { return }
            let server = LoopbackListener.connect(toPort: port)
            defer { close(server) }
            LoopbackListener.say(client, first == [5] ? "" : "HTTP/1.1 200 Connection established\r\n\r\n")
            if first == [5] { _ = LoopbackListener.say(client, [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]) }
            Self.relay(client, server)
        }
    }

    private static func socks(_ client: Int32) -> String? {
        let count = LoopbackListener.hear(client, upTo: 1)
        guard let methods = count.first, LoopbackListener.hear(client, upTo: Int(methods)).contains(2),
            LoopbackListener.say(client, [5, 2])
        else { return nil }
        let login = LoopbackListener.hear(client)
        guard login.count > 2 else { return nil }
        let user = login.dropFirst(2).prefix(Int(login[1]))
        let password = login.dropFirst(3 + user.count)
        let isKnown = Array(user) == Array("proxy".utf8) && Array(password) == Array("bí mật".utf8)
        guard LoopbackListener.say(client, [1, isKnown ? 0 : 1]), isKnown else { return nil }
        let request = LoopbackListener.hear(client)
        guard request.count > 6, request[1] == 1 else { return nil }
        let port = Int(request[request.count - 2]) << 8 | Int(request[request.count - 1])
        let host =
            request[3] == 3
            ? String(decoding: request.dropFirst(5).dropLast(2), as: UTF8.self)
            : request[4..<8].map { "\($0)" }.joined(separator: ".")
        return "\(host):\(port)"
    }

    private static func connect(_ client: Int32, _ first: [UInt8]) -> String? {
        var head = first
        while !String(decoding: head, as: UTF8.self).contains("\r\n\r\n") {
            let more = LoopbackListener.hear(client)
            guard !more.isEmpty else { return nil }
            head += more
        }
        let text = String(decoding: head, as: UTF8.self)
        let password = Data("proxy:bí mật".utf8).base64EncodedString()
        guard text.contains("Proxy-Authorization: Basic \(password)") else {
            LoopbackListener.say(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return nil
        }
        let words = text.split(separator: " ")
        return words.count > 1 && words[0] == "CONNECT" ? String(words[1]) : nil
    }

    private static func relay(_ one: Int32, _ other: Int32) {
        var waits = [
            pollfd(fd: one, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waits, 2, 10_000) > 0 {
            for (index, target) in [other, one].enumerated() where waits[index].revents != 0 {
                let bytes = LoopbackListener.hear(waits[index].fd)
                guard !bytes.isEmpty, LoopbackListener.say(target, bytes) else { return }
            }
        }
    }
}
