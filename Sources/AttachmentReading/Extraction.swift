import ReadingDefects

/// Why a file inside an attachment, or the attachment, gave no text.
enum Obstacle: Error {
    /// It cannot be read; what there is of a text is only a guess.
    case unreadable(UnreadableReason, guess: String)
    /// Reading has to be done again.
    case interrupted(AttachmentReadingError)

    static func unreadable(_ reason: UnreadableReason) -> Obstacle { .unreadable(reason, guess: "") }
}

/// Reading of one attachment with everything inside it: what is left of its limits, and what there is to say.
///
/// Used by one thread.
final class Extraction {
    let limits: AttachmentLimits
    private let tools: ToolFolders
    private let confinement: Confinement?
    private let parentFolder: String
    private let stop: StopSign
    private let end: ContinuousClock.Instant
    private(set) var defects: [ReadingDefect] = []
    private(set) var isPartial = false
    private(set) var missingPackage: String?
    private(set) var membersLeft: Int
    private(set) var unpackedLeft: Int
    private var saysWeakness = true

    init(
        limits: AttachmentLimits, tools: ToolFolders, confinement: Confinement?, parentFolder: String, stop: StopSign
    ) {
        self.limits = limits
        self.tools = tools
        self.confinement = confinement
        self.parentFolder = parentFolder
        self.stop = stop
        end = .now + .seconds(limits.seconds)
        membersLeft = limits.members
        unpackedLeft = limits.unpackedBytes
    }

    /// The text of a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - kind: What it is.
    ///   - depth: Archives and mails around it.
    /// - Returns: The text; empty when there is none to be had.
    /// - Throws: ``Obstacle``.
    func text(of bytes: [UInt8], kind: AttachmentKind, depth: Int = 0) throws(Obstacle) -> String {
        if stop.isRaised { throw .interrupted(.cancelled) }
        guard bytes.count <= limits.attachmentBytes else {
            throw .unreadable(.tooLarge(bytes: bytes.count, limit: limits.attachmentBytes))
        }
        switch kind {
        case .pdf: return mended(try PDFText(self).read(bytes))
        case .docx, .xlsx, .pptx, .openDocument:
            do throws(Obstacle) {
                return mended(try OfficeText(self).read(bytes, kind: kind))
            } catch .unreadable(.empty, _) {
                // A scanned letter is often pasted into a document.
                return try Enclosures(self, depth: depth).pictures(bytes)
            } catch {
                throw error
            }
        case .doc: return mended(try OldOfficeText(self).read(bytes, .antiword, ["-w", "0", "-m", "UTF-8.txt"]))
        case .xls: return mended(try OldOfficeText(self).read(bytes, .xls2csv, ["-d", "utf-8"]))
        case .ppt: return mended(try OldOfficeText(self).read(bytes, .catppt, ["-d", "utf-8"]))
        case .rtf: return mended(try OldOfficeText(self).read(bytes, .catdoc, ["-w", "-d", "utf-8"]))
        case .image: return try LetterRecognition(self).read(bytes)
        case .mail: return try Enclosures(self, depth: depth).mail(bytes)
        case .tnef: return try Enclosures(self, depth: depth).outlookPackage(bytes)
        case .archive: return try Enclosures(self, depth: depth).archive(bytes)
        case .html, .text: return WrittenText.read(bytes, isHTML: kind == .html, limit: limits.textBytes)
        case .lockedOffice: throw .unreadable(.locked)
        case .empty: throw .unreadable(.empty)
        case .signature:
            note(en: "A digital signature; it has no text.", vi: "Chữ ký số, không có chữ để đọc.")
            return ""
        case .otherImage, .svg, .audio, .video, .program, .unknown: throw .unreadable(.unsupported)
        }
    }

    /// Adds something to say about the result.
    func note(en english: String, vi vietnamese: String) { note(ReadingDefect(en: english, vi: vietnamese)) }

    /// Adds what was not read although other things were.
    func lack(en english: String, vi vietnamese: String) {
        isPartial = true
        note(en: english, vi: vietnamese)
    }

    /// Adds something to say about the result; at most a hundred things are.
    func note(_ defect: ReadingDefect) {
        if defects.count < 100, !defects.contains(defect) { defects.append(defect) }
    }

    /// Counts a file taken out of an archive or mail; false when there may be no more.
    func takesMember(bytes: Int) -> Bool {
        guard membersLeft > 0, stillHasTime else { return false }
        membersLeft -= 1
        unpackedLeft = max(0, unpackedLeft - bytes)
        return true
    }

    /// Whether the time for the attachment is not over.
    var stillHasTime: Bool { .now < end }

    /// A work folder with the file in it as `input`.
    func workFolder(with bytes: [UInt8]) throws(Obstacle) -> WorkFolder {
        do throws(AttachmentReadingError) {
            let work = try WorkFolder(in: parentFolder)
            try work.write(bytes, to: "input")
            return work
        } catch {
            throw .interrupted(error)
        }
    }

    /// Runs a tool in a work folder.
    ///
    /// - Returns: What it gave; it may have failed, or been cut off by a limit.
    func run(
        _ tool: ReadingTool, _ arguments: [String], in work: WorkFolder, outputBytes: Int
    ) throws(Obstacle) -> ChildRun.Result {
        guard let program = tools.path(of: tool.rawValue) else { throw missing(tool.rawValue, package: tool.package) }
        guard let confinement else { throw missing("prlimit", package: "util-linux") }
        let left = (end - ContinuousClock.now) / .seconds(1)
        guard left > 0 else { throw .unreadable(.tooCostly) }
        let runLimits = ProgramLimits(
            seconds: min(Double(limits.programSeconds), left), processorSeconds: limits.programSeconds,
            memoryBytes: limits.programMemoryBytes, fileBytes: limits.programFileBytes, outputBytes: outputBytes)
        let command = confinement.command([program] + arguments, limits: runLimits, folder: work.path)
        let result = ChildRun(command: command, folder: work.path, limits: runLimits).run(stop: stop)
        switch result.ending {
        case .stopped: throw .interrupted(.cancelled)
        case .notStarted(let code):
            throw .interrupted(.cannotStart(program: program, reason: ChildRun.reason(code)))
        default: break
        }
        let launchers = ["bwrap: ", "unshare: ", "prlimit: "]
        if !result.isSuccess, let launcher = launchers.first(where: { result.complaints.hasPrefix($0) }) {
            let reason = String(result.complaints.prefix(200).prefix { $0 != "\n" })
            throw .interrupted(.cannotStart(program: String(launcher.dropLast(2)), reason: reason))
        }
        if saysWeakness, let defect = confinement.defect { note(defect) }
        saysWeakness = false
        return result
    }

    /// What says that a program is missing; remembered, so that installing it helps.
    func missing(_ program: String, package: String) -> Obstacle {
        missingPackage = missingPackage ?? package
        return .unreadable(.toolMissing(program: program, package: package))
    }

    /// Text as Unicode, where a font of the time before it was used.
    private func mended(_ text: String) -> String {
        guard let mended = LegacyFontText.mended(text) else { return text }
        note(
            en: "The text was written in a font of the time before Unicode (\(mended.charset)); it was converted.",
            vi: "Văn bản dùng phông chữ cũ (\(mended.charset)); đã chuyển sang Unicode.")
        return mended.text
    }
}
