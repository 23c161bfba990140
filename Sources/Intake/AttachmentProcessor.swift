import AttachmentReading
public import Casework
import Classification
import LetterChecking
import ReadingDefects

/// Reads the attachments of messages that are in a case, and judges the messages again with what they say.
///
/// Every step can be cut off at any instant and run again: what waits is in the store, and the same bytes are read once.
public struct AttachmentProcessor: Sendable {
    /// What processing did.
    public struct Summary: Sendable, Hashable {
        /// Attachments whose text was read, or that have none.
        public var read = 0
        /// Attachments that could not be read.
        public var unreadable = 0
        /// Messages that turned hot by an attachment.
        public var hotSpots = 0
        /// Why attachments are left for another time, one sentence each.
        public var problems: [String] = []

        /// Attachments that are done with.
        public var total: Int { read + unreadable }
    }

    /// Attachments of one message that are read.
    static let attachmentLimit = 100
    /// Times that reading one attachment may begin without coming to an end.
    static let attemptLimit = 3
    private static let batchItems = 64

    private let store: any InboxStore & AttachmentStore
    private let reader: AttachmentReader
    private let rules: @Sendable () -> InboxProcessor.Rules

    /// Creates a processor.
    ///
    /// - Parameters:
    ///   - store: The originals, and what waits.
    ///   - workFolder: Where files lie while they are read; its path is absolute.
    ///   - rules: The rules in force.
    /// - Throws: ``AttachmentProblem`` when the work folder cannot be made.
    public init(
        store: any InboxStore & AttachmentStore, workFolder: String,
        rules: @escaping @Sendable () -> InboxProcessor.Rules
    ) throws(AttachmentProblem) {
        do throws(AttachmentReadingError) {
            try self.init(store: store, reader: AttachmentReader(workFolder: workFolder), rules: rules)
        } catch {
            throw AttachmentProblem(description: error.description)
        }
    }

    init(
        store: any InboxStore & AttachmentStore, reader: AttachmentReader,
        rules: @escaping @Sendable () -> InboxProcessor.Rules
    ) {
        self.store = store
        self.reader = reader
        self.rules = rules
    }

    /// What an administrator should know before attachments are read: missing programs, weak confinement.
    public var warnings: [String] {
        let missing = reader.missingPackages
        let lack =
            missing.isEmpty
            ? nil
            : "Some attachments cannot be read without these Debian packages: \(missing.joined(separator: ", ")). "
                + "Install them and restart."
        return [lack, reader.weakness?.english].compactMap(\.self)
    }

    /// Lets attachments wait again that could not be read because a program was missing which is there now.
    ///
    /// - Returns: How many.
    /// - Throws: ``StoreError`` when the store fails.
    public func retryWhatWasMissing() async throws(StoreError) -> Int {
        try await store.readAgain(withPackages: reader.installedPackages)
    }

    /// Reads and judges everything that waits.
    ///
    /// - Parameters:
    ///   - clock: Tells the time.
    ///   - progress: Told the sums after each attachment.
    /// - Returns: What was done.
    /// - Throws: ``StoreError`` when the store fails; what was kept before stays kept.
    public func processAll(
        clock: @Sendable () -> Timestamp, progress: @Sendable (Summary) -> Void = { _ in }
    ) async throws(StoreError) -> Summary {
        var summary = Summary()
        var left: Set<ItemID> = []
        while !Task.isCancelled {
            let items = try await store.itemsWithUnfinishedAttachments(limit: Self.batchItems + left.count)
                .filter { !left.contains($0) }
            guard !items.isEmpty else { break }
            for item in items {
                if try await !process(item, clock: clock, summary: &summary, progress: progress) { left.insert(item) }
                if Task.isCancelled { break }
            }
        }
        return summary
    }

    /// Processes the attachments of one item; false when some are left for another time.
    private func process(
        _ item: ItemID, clock: @Sendable () -> Timestamp, summary: inout Summary, progress: @Sendable (Summary) -> Void
    ) async throws(StoreError) -> Bool {
        guard let attached = try await store.attachedMessage(item) else { return false }
        let mail = FiledMail(original: try await store.original(item) ?? [])
        for (index, attachment) in attached.attachments.enumerated() where attachment.progress == .waiting {
            let listing = attached.triaged.message.attachments.first { $0.path == attachment.id.path }
            if let listing, mail.saysInItsText(listing) {
                try await store.finishReading(attachment.id, nil)
                summary.read += 1
                continue
            }
            let bytes = mail.bytes(ofPart: attachment.id.path)
            switch try await read(bytes, attachment.id, isOneTooMany: index >= Self.attachmentLimit) {
            case .found(let text):
                try await keep(text, of: attachment.id)
                if text.unreadable == nil { summary.read += 1 } else { summary.unreadable += 1 }
            case .later(let problem):
                try await store.abandonReading(attachment.id)
                if let problem { summary.problems.append(problem) }
                return false
            }
            progress(summary)
        }
        try await conclude(item, mail: mail, at: clock(), summary: &summary)
        return true
    }

    /// Keeps what was read; where the disk is full, the attempt does not count as one.
    private func keep(_ text: AttachmentText, of id: AttachmentID) async throws(StoreError) {
        do throws(StoreError) {
            try await store.finishReading(id, text)
        } catch {
            if case .diskFull = error { try? await store.abandonReading(id) }
            throw error
        }
    }

    private enum Outcome {
        case found(AttachmentText)
        /// It is to be read again; with a sentence why, unless the program is about to end.
        case later(String?)
    }

    private func read(
        _ bytes: [UInt8]?, _ id: AttachmentID, isOneTooMany: Bool
    ) async throws(StoreError) -> Outcome {
        let attempts = try await store.beginReading(id)
        guard let bytes else { return .found(AttachmentText(of: [], UnreadableReason.broken)) }
        let skipped = AttachmentText(of: bytes, .tooMany)
        // That there were too many says nothing of the bytes where they come alone.
        if let known = try await store.attachmentText(sha256: skipped.sha256), known != skipped {
            return .found(known)
        }
        if isOneTooMany { return .found(skipped) }
        if attempts > Self.attemptLimit { return .found(AttachmentText(of: bytes, .interrupted)) }
        do throws(AttachmentReadingError) {
            return .found(AttachmentText(try await reader.read(bytes)))
        } catch .cancelled {
            return .later(nil)
        } catch {
            return .later(error.description)
        }
    }

    /// Judges the message with its attachments and lets the case take it over.
    private func conclude(
        _ item: ItemID, mail: FiledMail, at time: Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        guard let attached = try await store.attachedMessage(item) else { return }
        var judgement: AttachmentJudgement?
        // Where a verdict rested on text that is no longer there, it is given anew.
        if attached.attachments.contains(where: { $0.judgedText != nil || $0.judgedFrom != nil }) {
            let message = attached.triaged.message
            let judged = attached.attachments.filter { $0.judgedText != nil }
            let (routed, starts) = rules().triage(
                message, regions: mail.regions(of: message), attachments: judged.compactMap(\.judgedText), at: time)
            var places: [String: Int] = [:]
            for (attachment, start) in zip(judged, starts) { places[attachment.id.path] = start }
            let verdict = routed.message.verdict
            judgement = AttachmentJudgement(
                verdict: verdict, decision: routed.decision, places: places,
                check: message.kind == .letter ? LetterChecker.check(attachments: judged.compactMap(\.judgedText)) : nil
            )
            if verdict.hotspot, !attached.triaged.verdict.hotspot { summary.hotSpots += 1 }
        }
        try await store.concludeAttachments(judgement, of: item, at: time)
    }
}

/// Why attachments cannot be read at all.
public struct AttachmentProblem: Error, Sendable, CustomStringConvertible {
    /// One sentence: what went wrong, what to do.
    public var description: String
}
