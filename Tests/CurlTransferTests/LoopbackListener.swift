import Foundation
import Glibc
import Synchronization

/// A port on 127.0.0.1 whose connections are each handled on a thread of their own.
final class LoopbackListener: Sendable {
    let port: Int
    private let descriptor: Int32

    init(_ handle: @escaping @Sendable (Int32) -> Void) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw CocoaError(.featureUnsupported) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread {
                    handle(connection)
                    close(connection)
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    static func say(_ connection: Int32, _ text: String) { _ = say(connection, Array(text.utf8)) }

    static func say(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(connection, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    static func hear(_ connection: Int32, upTo count: Int = 65_536) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let heard = recv(connection, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, heard)))
    }

    static func connect(toPort port: Int) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }
}

/// A server of lines: greets, answers each line by a closure, and remembers what it heard.
final class LineServer: Sendable {
    private final class Log: Sendable {
        let text = Mutex("")
    }

    private let listener: LoopbackListener
    private let log: Log

    var port: Int { listener.port }
    var heard: String { log.text.withLock { $0 } }

    init(says greeting: String, _ answer: @escaping @Sendable (String) -> String) throws {
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
