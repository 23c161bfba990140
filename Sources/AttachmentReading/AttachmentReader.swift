import Crypto
import Dispatch
public import ReadingDefects

/// Reads attachments: bytes in, ``ReadAttachment`` out.
///
/// Every format is read by a well-kept program of the system, in a child process with limits on time, memory and output,
/// without a network and, where the kernel allows, without sight of anything but its own folder. Hostile input is normal:
/// whatever an attachment holds, reading ends within ``AttachmentLimits/seconds`` with a text or a reason.
///
/// May be used from several tasks at once; each call blocks a thread of its own, not one of Swift's pool.
public struct AttachmentReader: Sendable {
    private let limits: AttachmentLimits
    private let tools: ToolFolders
    private let confinement: Confinement?
    private let folder: String
    private static let queue = DispatchQueue(label: "attachments", attributes: .concurrent)

    /// A reader.
    ///
    /// What a killed process left in the folder is removed.
    ///
    /// - Parameters:
    ///   - workFolder: Where files lie while programs read them; made when it is missing. Its path is absolute.
    ///   - limits: What one attachment may cost.
    /// - Throws: ``AttachmentReadingError/workFolder(path:reason:)``.
    public init(workFolder: String, limits: AttachmentLimits = AttachmentLimits()) throws(AttachmentReadingError) {
        try self.init(workFolder: workFolder, limits: limits, tools: ToolFolders(), confinement: nil)
    }

    /// A reader with other programs, or another confinement than the strongest.
    init(
        workFolder: String, limits: AttachmentLimits, tools: ToolFolders, confinement: Confinement?
    ) throws(AttachmentReadingError) {
        self.limits = limits
        self.tools = tools
        folder = workFolder
        let trial = try WorkFolder(in: workFolder)
        WorkFolder.removeAbandoned(in: workFolder)
        self.confinement = confinement ?? Confinement.strongest(tools: tools, folder: trial.path)
    }

    /// What is amiss about the way programs are shut in; nil when they have at least no network.
    public var weakness: ReadingDefect? { confinement?.defect }

    /// Debian packages that are installed and of use.
    public var installedPackages: Set<String> { tools.packages }

    /// Debian packages that are missing, in order; without them some kinds of attachments are not read.
    public var missingPackages: [String] {
        let all = Set(ReadingTool.allCases.map(\.package) + [LetterRecognition.vietnamesePackage])
        return all.subtracting(tools.packages).sorted()
    }

    /// Reads an attachment.
    ///
    /// - Parameter bytes: The attachment, transfer encoding undone.
    /// - Returns: What it is and says, or why it could not be read.
    /// - Throws: ``AttachmentReadingError`` when reading came to no result and must be done again.
    public func read(_ bytes: [UInt8]) async throws(AttachmentReadingError) -> ReadAttachment {
        let stop = StopSign()
        let result: Result<ReadAttachment, AttachmentReadingError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.queue.async {
                    continuation.resume(returning: readNow(bytes, stop: stop))
                }
            }
        } onCancel: {
            stop.raise()
        }
        return try result.get()
    }

    /// Unpacks parts of an Office document for a reader of its own, with the same limits and as shut in as ``read(_:)``.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - patterns: Names of the parts that are wanted, with `*` for any characters.
    /// - Returns: The parts, or why there are none.
    /// - Throws: ``AttachmentReadingError`` when unpacking came to no result and must be done again.
    public func officeParts(
        of bytes: [UInt8], matching patterns: [String]
    ) async throws(AttachmentReadingError) -> OfficeParts {
        let stop = StopSign()
        let result: Result<OfficeParts, AttachmentReadingError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.queue.async {
                    continuation.resume(returning: unpackNow(bytes, patterns, stop: stop))
                }
            }
        } onCancel: {
            stop.raise()
        }
        return try result.get()
    }

    private func unpackNow(
        _ bytes: [UInt8], _ patterns: [String], stop: StopSign
    ) -> Result<OfficeParts, AttachmentReadingError> {
        guard bytes.count <= limits.attachmentBytes else {
            let reason = UnreadableReason.tooLarge(bytes: bytes.count, limit: limits.attachmentBytes)
            return .success(OfficeParts(parts: [:], isCut: false, unreadable: reason))
        }
        let extraction = Extraction(
            limits: limits, tools: tools, confinement: confinement, parentFolder: folder, stop: stop)
        do throws(Obstacle) {
            let stream = try OfficePackage(extraction).parts(of: bytes, matching: patterns)
            let whole = stream.members.filter { !$0.isCut }.map { ($0.name, Array($0.bytes)) }
            return .success(
                OfficeParts(
                    parts: Dictionary(whole, uniquingKeysWith: { first, _ in first }), isCut: stream.isCut,
                    unreadable: nil))
        } catch {
            switch error {
            case .interrupted(let error): return .failure(error)
            case .unreadable(let reason, _):
                return .success(OfficeParts(parts: [:], isCut: false, unreadable: reason))
            }
        }
    }

    private func readNow(_ bytes: [UInt8], stop: StopSign) -> Result<ReadAttachment, AttachmentReadingError> {
        let kind = AttachmentKind(content: bytes)
        let extraction = Extraction(
            limits: limits, tools: tools, confinement: confinement, parentFolder: folder, stop: stop)
        var text = ""
        var unreadable: UnreadableReason?
        do throws(Obstacle) {
            text = try extraction.text(of: bytes, kind: kind)
        } catch {
            switch error {
            case .interrupted(let error): return .failure(error)
            case .unreadable(let reason, let guess): (unreadable, text) = (reason, guess)
            }
        }
        let tidy = TidyText(text, limit: limits.textBytes)
        if tidy.isCut {
            extraction.lack(
                en: "Only the first \(limits.textBytes) bytes of the text are kept.",
                vi: "Chỉ giữ \(limits.textBytes) byte đầu của nội dung chữ.")
        }
        let digits = Array("0123456789abcdef".utf8)
        let sum = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return .success(
            ReadAttachment(
                kind: kind, size: bytes.count, sha256: String(decoding: sum, as: UTF8.self), text: tidy.text,
                unreadable: unreadable, defects: extraction.defects,
                isPartial: unreadable == nil && extraction.isPartial,
                missingPackage: extraction.missingPackage))
    }
}

/// Text as it is kept: lines end with `\n`, no control characters, at most one empty line in a row, bounded.
struct TidyText {
    private(set) var text: String
    private(set) var isCut = false

    init(_ raw: String, limit: Int) {
        var bytes: [UInt8] = []
        var lineEnds = 2
        var blanks: [UInt8] = []
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0C, 0x2028, 0x2029:
                blanks = []
                if lineEnds < 2 { bytes.append(0x0A) }
                lineEnds += 1
            case 0x20, 0xA0: blanks.append(0x20)
            case 0x09: blanks.append(0x09)
            case 0..<0x20, 0x7F..<0xA0, 0xFEFF: break
            default:
                // Blanks are kept inside lines only, and not by the thousand.
                if lineEnds == 0 || blanks.count < 40 { bytes += blanks.prefix(40) }
                blanks = []
                lineEnds = 0
                bytes += Array(String(scalar).utf8)
            }
            isCut = bytes.count > limit
            if isCut { break }
        }
        if isCut {
            var end = limit
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.removeSubrange(end...)
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        text = String(decoding: bytes, as: UTF8.self)
    }
}
