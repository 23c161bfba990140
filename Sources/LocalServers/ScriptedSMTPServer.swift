import Foundation
import Glibc
import Synchronization

/// A mail server on 127.0.0.1 that says what its script tells, byte for byte, and keeps what it heard as it came over the
/// line: for what real servers do rarely.
package final class ScriptedSMTPServer: Sendable {
    /// A point of the dialogue at which the server speaks.
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        /// On being connected to.
        case greeting
        /// After EHLO.
        case hello
        /// After STARTTLS.
        case startTLS
        /// After AUTH.
        case signIn
        /// After MAIL FROM.
        case sender
        /// After RCPT TO.
        case recipient
        /// After DATA.
        case data
        /// After the closing dot.
        case text
    }

    /// How the server behaves.
    package struct Script: Sendable {
        /// What it says, with its line ends, where that is not the usual.
        package var answers: [Stage: String] = [:]
        /// The stage at which it hangs up instead of answering.
        package var hangsUpAt: Stage?
        /// The stage from which on it says nothing any more.
        package var fallsSilentAt: Stage?
        /// Microseconds between two bytes that it sends.
        package var pausePerByte: UInt32 = 0
        /// Called with the text before it is answered.
        package var onText: @Sendable ([UInt8]) -> Void = { _ in }

        /// A server that takes everything.
        package init() {}
    }

    /// A transaction that came to its closing dot.
    package struct Mail: Sendable, Hashable {
        /// The argument of MAIL FROM.
        package var sender: String
        /// The arguments of all RCPT TO.
        package var recipients: [String]
        /// The text as it came over the line: dots not taken off, the closing dot left out.
        package var wire: [UInt8]
    }

    private final class Shared: Sendable {
        let script: Mutex<Script>
        let commands = Mutex<[String]>([])
        let mails = Mutex<[Mail]>([])
        init(_ script: Script) { self.script = Mutex(script) }
    }

    private let listener: LoopbackListener
    private let shared: Shared

    /// The port it listens on.
    package var port: Int { listener.port }
    /// Every command line, on all connections.
    package var commands: [String] { shared.commands.withLock { $0 } }
    /// Every transaction that came to its closing dot.
    package var mails: [Mail] { shared.mails.withLock { $0 } }

    /// Listens.
    package init(_ script: Script) throws {
        let shared = Shared(script)
        self.shared = shared
        listener = try LoopbackListener { connection in
            var session = Session(connection: connection, shared: shared)
            session.run()
        }
    }

    /// Changes how the server behaves from now on.
    package func change(_ body: @Sendable (inout Script) -> Void) { shared.script.withLock { body(&$0) } }

    /// One connection.
    private struct Session {
        let connection: Int32
        let shared: Shared
        var pending: [UInt8] = []
        var mail = Mail(sender: "", recipients: [], wire: [])
        var isSilent = false

        static let usual: [Stage: String] = [
            .greeting: "220 ready\r\n", .hello: "250-localhost\r\n250 8BITMIME\r\n", .startTLS: "454 not now\r\n",
            .signIn: "235 welcome\r\n", .data: "354 go on\r\n", .text: "250 2.0.0 kept\r\n",
        ]

        mutating func run() {
            guard say(.greeting) else { return }
            while let line = nextLine() {
                shared.commands.withLock { $0.append(line) }
                guard answer(line) else { return }
            }
        }

        /// Answers a command; false when the connection is to end.
        private mutating func answer(_ line: String) -> Bool {
            let verb = line.uppercased()
            if verb.hasPrefix("EHLO") || verb.hasPrefix("HELO") { return say(.hello) }
            if verb.hasPrefix("STARTTLS") { return say(.startTLS) }
            if verb.hasPrefix("AUTH") { return say(.signIn) }
            if verb.hasPrefix("MAIL FROM:") {
                mail = Mail(sender: String(line.dropFirst(10)), recipients: [], wire: [])
                return say(.sender)
            }
            if verb.hasPrefix("RCPT TO:") {
                mail.recipients.append(String(line.dropFirst(8)))
                return say(.recipient)
            }
            if verb.hasPrefix("DATA") {
                let text = script.answers[.data] ?? "354"
                guard say(.data) else { return false }
                return text.hasPrefix("354") ? takeText() : true
            }
            if verb.hasPrefix("QUIT") {
                LoopbackListener.say(connection, "221 bye\r\n")
                return false
            }
            LoopbackListener.say(connection, "250 ok\r\n")
            return true
        }

        private var script: Script { shared.script.withLock { $0 } }

        private mutating func takeText() -> Bool {
            while true {
                let end = Array("\r\n.\r\n".utf8)
                if let found = pending.firstRange(of: end) {
                    mail.wire = Array(pending[..<(found.lowerBound + 2)])
                    pending.removeSubrange(..<found.upperBound)
                    let mail = mail
                    shared.mails.withLock { $0.append(mail) }
                    script.onText(mail.wire)
                    return say(.text)
                }
                let bytes = LoopbackListener.hear(connection)
                guard !bytes.isEmpty else { return false }
                pending += bytes
            }
        }

        private mutating func nextLine() -> String? {
            while true {
                if let end = pending.firstIndex(of: 10) {
                    let line = String(decoding: pending[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                    pending.removeSubrange(...end)
                    return line
                }
                let bytes = LoopbackListener.hear(connection)
                guard !bytes.isEmpty else { return nil }
                pending += bytes
            }
        }

        /// Says what belongs to a stage; false when the connection is to end.
        private mutating func say(_ stage: Stage) -> Bool {
            let script = script
            guard script.hangsUpAt != stage else { return false }
            if script.fallsSilentAt == stage { isSilent = true }
            guard !isSilent else { return true }
            let bytes = Array((script.answers[stage] ?? Self.usual[stage] ?? "250 ok\r\n").utf8)
            guard script.pausePerByte > 0 else { return LoopbackListener.say(connection, bytes) }
            for byte in bytes {
                guard LoopbackListener.say(connection, [byte]) else { return false }
                usleep(script.pausePerByte)
            }
            return true
        }
    }
}
