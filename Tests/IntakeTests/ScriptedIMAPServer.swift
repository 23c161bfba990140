import Foundation
import Glibc
import Synchronization

/// An IMAP server over a list of mails that can be told to misbehave; for faults that a real server will not show.
final class ScriptedIMAPServer: Sendable {
    struct Script: Sendable {
        var uidValidity: UInt32 = 7
        var mails: [UInt32: [UInt8]] = [:]
        /// UIDs whose whole text is refused with NO.
        var refused: Set<UInt32> = []
        /// UIDs whose header is refused as well.
        var headerRefused: Set<UInt32> = []
        /// The connection is cut after so many bytes of FETCH answers.
        var cutAfter: Int?
        /// Sent before each FETCH answer.
        var noise = ""
        /// Sizes that the listing tells instead of the true ones.
        var toldSize: Int?
        /// Named after IMAP4rev1.
        var capabilities = ""
        /// Whether folders can only be read, even when they are selected.
        var isReadOnly = false
        /// UIDs at whose whole text the connection breaks off.
        var poisoned: Set<UInt32> = []
        /// UIDs whose header breaks it as well.
        var poisonedHeaders: Set<UInt32> = []
        /// The size that a literal announces, instead of the true one.
        var announcedSize: String?
        /// Pause before each byte of FETCH answers, in microseconds.
        var pausePerByte: UInt32 = 0
    }

    let port: Int
    private let descriptor: Int32
    private let shared: Shared

    private final class Shared: Sendable {
        let script: Mutex<Script>
        let heard = Mutex("")
        init(_ script: Script) { self.script = Mutex(script) }
    }

    func change(_ body: @Sendable (inout Script) -> Void) { shared.script.withLock { body(&$0) } }

    /// Every line it heard.
    var heard: String { shared.heard.withLock { $0 } }

    init(_ script: Script) throws {
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
        let shared = Shared(script)
        self.shared = shared
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                let script = shared.script.withLock { $0 }
                Thread.detachNewThread {
                    Conversation(connection, script) { line in shared.heard.withLock { $0 += line + "\n" } }.run()
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

private final class Conversation {
    private let connection: Int32
    private let script: ScriptedIMAPServer.Script
    private let note: (String) -> Void
    private var fetched = 0

    init(_ connection: Int32, _ script: ScriptedIMAPServer.Script, note: @escaping (String) -> Void) {
        self.connection = connection
        self.note = note
        self.script = script
    }

    func run() {
        defer { close(connection) }
        guard say("* OK ready\r\n") else { return }
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            while let end = pending.firstIndex(of: 10) {
                let line = String(decoding: pending[..<end], as: UTF8.self).trimmingCharacters(in: .newlines)
                pending.removeSubrange(...end)
                guard answer(line) else { return }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            pending += buffer.prefix(count)
        }
    }

    private func say(_ text: String) -> Bool { say(Array(text.utf8)) }

    private func say(_ bytes: [UInt8]) -> Bool {
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

    private func sayFetch(_ bytes: [UInt8]) -> Bool {
        guard script.pausePerByte > 0 else { return say(bytes) }
        for byte in bytes {
            usleep(script.pausePerByte)
            guard say([byte]) else { return false }
        }
        return true
    }

    private func answer(_ line: String) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 2 else { return false }
        note(line)
        let tag = words[0]
        switch words[1].uppercased() {
        case "CAPABILITY": return say("* CAPABILITY IMAP4rev1 \(script.capabilities)\r\n\(tag) OK\r\n")
        case "LOGIN": return say("\(tag) OK\r\n* OK [ALERT] half a line that is lo")
        case "EXAMINE", "SELECT":
            let rights = script.isReadOnly ? "[READ-ONLY]" : "[READ-WRITE]"
            return say(
                "* \(script.mails.count) EXISTS\r\n* OK [UIDVALIDITY \(script.uidValidity)] x\r\n\(tag) OK \(rights)\r\n"
            )
        case "NOOP": return say("\(tag) OK\r\n")
        case "LOGOUT": return say("* BYE\r\n\(tag) OK\r\n") && false
        case "UID" where words[2] != "FETCH": return say("\(tag) OK\r\n")
        case "UID": return fetch(tag, words[3], line)
        default: return say("\(tag) BAD\r\n")
        }
    }

    private func fetch(_ tag: String, _ set: String, _ line: String) -> Bool {
        let uids = script.mails.keys.sorted()
        let wanted = uids.filter { uid in
            set.split(separator: ",").contains { part in
                let ends = part.split(separator: ":")
                let low = UInt32(ends[0]) ?? 0
                let high = ends.count == 1 ? low : UInt32(ends[1]) ?? .max
                return low <= uid && uid <= high
            }
        }
        let isWhole = line.contains("BODY.PEEK[]")
        let isHeader = line.contains("BODY.PEEK[HEADER]")
        for uid in wanted {
            let refused = (isWhole && script.refused.contains(uid)) || (isHeader && script.headerRefused.contains(uid))
            if refused { return say("\(tag) NO [SERVERBUG] internal error\r\n") }
            if isWhole && script.poisoned.contains(uid) || isHeader && script.poisonedHeaders.contains(uid) {
                return false
            }
            let mail = script.mails[uid] ?? []
            let content = isHeader ? Array("Subject: h\r\n\r\n".utf8) : mail
            let size = script.toldSize ?? mail.count
            var bytes = Array("\(script.noise)* \(uid) FETCH (UID \(uid) RFC822.SIZE \(size)".utf8)
            if isWhole || isHeader {
                bytes +=
                    Array(" BODY[\(isHeader ? "HEADER" : "")] {\(script.announcedSize ?? "\(content.count)")}\r\n".utf8)
                    + content
                bytes += Array(" INTERNALDATE \"01-Nov-2023 10:00:00 +0700\"".utf8)
                if let cut = script.cutAfter, fetched + bytes.count > cut {
                    return say(Array(bytes.prefix(max(0, cut - fetched)))) && false
                }
                fetched += bytes.count
            }
            guard sayFetch(bytes + Array(")\r\n".utf8)) else { return false }
        }
        return say("\(tag) OK done\r\n")
    }
}
