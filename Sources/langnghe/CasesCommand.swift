import ArgumentParser
import Casework
import Classification
import Foundation
import Places
import SQLiteStore

/// `langnghe cases`: the queue on a terminal.
struct CasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "List and show cases.",
        subcommands: [List.self, Show.self, CaseAnswerCommand.self])

    /// `langnghe cases list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List cases, or what is in quarantine.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "Only this queue.") var queue: String?
        @Option(help: "Only this topic.") var topic: String?
        @Option(help: "Only cases that a message of this source opened.") var source: String?
        @Option(help: "Words to search, with or without accents.") var search: String?
        @Option(help: "Only cases of this unit of today: the code of a province or a commune.") var unit: String?
        @Flag(help: "Only the escalation queue, most severe first.") var hot = false
        @Flag(help: "What could not be read, with the reason.") var quarantine = false
        @Flag(help: "JSON lines.") var json = false
        @Option(help: "At most so many.") var limit = 50

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 100000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            if quarantine {
                let items =
                    if let source {
                        try await store.quarantined(from: source, limit: limit)
                    } else {
                        try await store.quarantined(limit: limit)
                    }
                for item in items {
                    print(try json ? JSONLine.text(item) : line(item))
                }
                return
            }
            var filter = hot ? CaseFilter.escalations : CaseFilter()
            filter.queue = queue
            filter.topic = topic
            filter.source = source
            filter.search = search
            filter.unitCode = unit
            filter.limit = limit
            for entry in try await store.cases(filter) { print(try json ? JSONLine.text(entry) : line(entry)) }
        }

        private func line(_ item: QuarantinedItem) -> String {
            "\(item.id.rawValue)  \(LocalTime.text(item.receivedAt))  \(item.source)  \(item.stage.vietnameseName)  "
                + "\(item.size) byte  \(item.reason)"
        }

        private func line(_ entry: Case) -> String {
            let hot = entry.escalation.map { String(format: "🔥%.1f", $0.severity) } ?? "    "
            let topics = entry.topics.isEmpty ? "-" : entry.topics.joined(separator: ",")
            return [
                entry.trackingCode.description, hot, LocalTime.text(entry.receivedAt), entry.state.vietnameseName,
                entry.queue, topics,
                TerminalText.clean(entry.title), entry.place.joined.map { "(" + TerminalText.clean($0) + ")" } ?? "",
            ].joined(separator: "  ")
        }
    }

    /// `langnghe cases show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a case with its messages, evidence and history.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON.") var json = false
        @Flag(help: "Open the seal: whole letters with their senders. Needs --reason and is logged.") var identity =
            false
        @Option(help: "Why the seal is opened, 5 to 500 characters.") var reason: String?
        @Argument(help: "Tracking code, for example 482-719-356.") var code: String

        func validate() throws {
            guard identity == (reason != nil) else {
                throw ValidationError("--identity and --reason go together.")
            }
            guard let reason else { return }
            guard IdentityReason(reason) != nil else {
                throw ValidationError("--reason must have 5 to 500 characters and say why in words.")
            }
        }

        func run() async throws {
            guard let trackingCode = TrackingCode(code) else {
                throw CommandFailure(
                    "«\(code)» is not a tracking code: it has nine digits, and the last one checks the others.")
            }
            let store = try OfficeOptions.store(of: office.configuration())
            var file = try await store.caseFile(trackingCode)
            if let reason = reason.flatMap({ IdentityReason($0) }) {
                file.messages = try await store.openIdentity(
                    of: trackingCode, reason: reason, actor: "dòng lệnh, \(NSUserName())", at: .now())
            }
            if json { return print(try JSONLine.text(file)) }
            show(file, attachments: try await store.attachments(of: file.messages.map(\.message)))
            if !identity { show(try await store.seal(of: trackingCode)) }
        }

        private func show(_ seal: CaseSeal) {
            print("\nDanh tính đã niêm phong (mở bằng --identity --reason):")
            for writer in seal.writers {
                let way = writer.isAnswerable ? "" : ", không trả lời bằng thư được"
                print("  Người gửi thứ \(writer.number): \(writer.kind.vietnameseName), \(writer.mask)\(way)")
                if let mask = writer.replyMask { print("    Thư xin trả lời về địa chỉ khác: \(mask)") }
                if let refusal = writer.replyRefusal {
                    print("    Không theo địa chỉ trả lời ghi trong thư: \(refusal.vietnameseReason)")
                }
            }
            if seal.withoutSender > 0 { print("  \(seal.withoutSender) tin không rõ người gửi") }
            if !seal.masked.isEmpty { print("  Đã che: \(seal.masked.joined(separator: ", "))") }
        }

        private func show(_ file: CaseFile, attachments: [FiledAttachment]) {
            let summary = file.summary
            print(
                "\(summary.trackingCode)  \(summary.state.vietnameseName)  \(summary.queue)  \(summary.letterClass.vietnameseName)"
            )
            print(TerminalText.clean(summary.title))
            if let place = summary.place.joined { print("Nơi: \(TerminalText.clean(place))") }
            if let today = summary.place.today?.joined { print("Nay: \(TerminalText.clean(today))") }
            if let assignee = summary.assignee { print("Người xử lý: \(assignee)") }
            if let escalation = summary.escalation {
                let names = escalation.alarms.map(\.name).joined(separator: "; ")
                print("ĐIỂM NÓNG \(escalation.severity): \(names)")
            }
            for triaged in file.messages {
                print("\n— \(triaged.message.channel.vietnameseName), \(LocalTime.text(triaged.message.receivedAt))")
                if identity, let sender = triaged.message.sender {
                    let parts = [sender.name, sender.address].compactMap(\.self).map { TerminalText.clean($0) }
                    print("Người gửi: \(parts.joined(separator: " · "))")
                }
                if identity, let reply = triaged.message.reply {
                    let why = reply.refusal.map { " (không theo: \($0.vietnameseReason))" } ?? ""
                    print("Xin trả lời về: \(TerminalText.clean(reply.person.address))\(why)")
                }
                print(TerminalText.clean(triaged.message.body, keepingLines: true))
                for evidence in triaged.verdict.cues + triaged.verdict.evidence {
                    let bans = String(format: "%+.2f", evidence.bans)
                    print(
                        "  \(bans)  \(evidence.group)  «\(TerminalText.clean(evidence.text))»  \(evidence.name) (\(evidence.rule))"
                    )
                }
                for listing in triaged.message.attachments {
                    let id = AttachmentID(item: triaged.message.item, path: listing.path)
                    show(listing, attachments.first { $0.id == id })
                }
                for defect in triaged.message.defects { print("  Lưu ý: \(TerminalText.clean(defect))") }
            }
            print("")
            for entry in file.history {
                let name = AuditAct(rawValue: entry.act)?.vietnameseName ?? entry.act
                print("\(LocalTime.text(entry.at))  \(entry.actor)  \(name)  \(TerminalText.clean(entry.detail))")
            }
        }

        private func show(_ listing: AttachmentListing, _ attachment: FiledAttachment?) {
            let name = TerminalText.clean(listing.filename ?? listing.type)
            print("  Tệp kèm: \(name), \(listing.size) byte")
            switch attachment?.progress {
            case .waiting: print("    Đang chờ đọc.")
            case .read(let text):
                for sentence in [text.unreadable].compactMap(\.self) + text.notes {
                    print("    \(TerminalText.clean(sentence.vietnamese))")
                }
                guard text.unreadable == nil, !text.text.isEmpty else { break }
                let lines = TerminalText.clean(text.text, keepingLines: true).split(separator: "\n")
                for line in lines { print("    | \(line)") }
            case .inMessage, nil: break
            }
        }
    }
}
