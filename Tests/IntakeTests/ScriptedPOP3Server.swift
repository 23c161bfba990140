import Foundation
import LocalServers
import Synchronization

/// A POP3 server over a list of mails that can be told to misbehave.
final class ScriptedPOP3Server: Sendable {
    struct Script: Sendable {
        var mails: [(name: String, bytes: [UInt8])] = []
        var capabilities = "TOP\r\nUIDL\r\nUSER\r\n"
        var hasCAPA = true
        var hasUIDL = true
        /// UIDLs that are refused, and those at which the connection breaks off.
        var refused: Set<String> = []
        var poisoned: Set<String> = []
        var poisonedHeaders: Set<String> = []
        /// Sizes that the listing tells instead of the true ones.
        var toldSize: Int?
    }

    private final class Shared: Sendable {
        let script: Mutex<Script>
        let heard = Mutex<[String]>([])
        init(_ script: Script) { self.script = Mutex(script) }
    }

    private let listener: LoopbackListener
    private let shared: Shared

    var port: Int { listener.port }
    /// Every command it heard, in pieces as they came.
    var heard: [String] { shared.heard.withLock { $0 } }

    func change(_ body: @Sendable (inout Script) -> Void) { shared.script.withLock { body(&$0) } }

    init(_ script: Script) throws {
        let shared = Shared(script)
        self.shared = shared
        listener = try LoopbackListener { connection in
            let script = shared.script.withLock { $0 }
            LoopbackListener.say(connection, "+OK ready\r\n")
            var pending: [UInt8] = []
            var deleted: Set<String> = []
            while true {
                let bytes = LoopbackListener.hear(connection)
                guard !bytes.isEmpty else { return }
                shared.heard.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
                pending += bytes
                while let end = pending.firstIndex(of: 10) {
                    let line = String(decoding: pending[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                    pending.removeSubrange(...end)
                    if line == "QUIT" {
                        let gone = deleted
                        shared.script.withLock { $0.mails.removeAll { gone.contains($0.name) } }
                    }
                    guard let answer = Self.answer(line, script, &deleted) else { return }
                    guard LoopbackListener.say(connection, answer) else { return }
                }
            }
        }
    }

    private static func answer(_ line: String, _ script: Script, _ deleted: inout Set<String>) -> [UInt8]? {
        let words = line.split(separator: " ").map(String.init)
        func text(_ lines: [String]) -> [UInt8] { Array(("+OK\r\n" + lines.joined() + ".\r\n").utf8) }
        let mail = words.dropFirst().first.flatMap { Int($0) }.flatMap { number in
            script.mails.indices.contains(number - 1) ? script.mails[number - 1] : nil
        }
        switch words.first ?? "" {
        case "CAPA": return script.hasCAPA ? text([script.capabilities]) : Array("-ERR what\r\n".utf8)
        case "UIDL" where script.hasUIDL:
            return text(script.mails.enumerated().map { "\($0.offset + 1) \($0.element.name)\r\n" })
        case "LIST":
            return text(
                script.mails.enumerated().map { "\($0.offset + 1) \(script.toldSize ?? $0.element.bytes.count)\r\n" })
        case "RETR", "TOP":
            guard let mail else { return Array("-ERR no such message\r\n".utf8) }
            let isWhole = words[0] == "RETR"
            if (isWhole ? script.poisoned : script.poisonedHeaders).contains(mail.name) { return nil }
            if isWhole, script.refused.contains(mail.name) { return Array("-ERR internal error\r\n".utf8) }
            if !isWhole { return text(["Subject: h\r\n\r\n"]) }
            let stuffed = String(decoding: mail.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n.", with: "\r\n..")
            return text([stuffed])
        case "DELE":
            guard let mail else { return Array("-ERR\r\n".utf8) }
            deleted.insert(mail.name)
            return Array("+OK\r\n".utf8)
        case "UIDL", "XTND": return Array("-ERR\r\n".utf8)
        default: return Array("+OK\r\n".utf8)
        }
    }
}
