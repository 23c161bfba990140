import MailReading
import ReadingDefects

/// What encloses other files: archives, mails, Outlook packages.
///
/// Each file inside is read as an attachment of its own.
struct Enclosures {
    /// A file inside.
    private struct Inside {
        var name: String
        var bytes: [UInt8]
        var isCut = false
    }

    private let extraction: Extraction
    private let depth: Int

    init(_ extraction: Extraction, depth: Int) {
        self.extraction = extraction
        self.depth = depth
    }

    /// Zip, rar, 7z, tar, by libarchive, which turns each into one stream; nothing in it can name a place to write to.
    func archive(_ bytes: [UInt8]) throws(Obstacle) -> String {
        try checkDepth()
        let directory = ZipDirectory(bytes)
        if directory.isEncrypted { throw .unreadable(.locked) }
        let work = try extraction.workFolder(with: bytes)
        let arguments = ["-c", "-f", "-", "--format", "pax", "@input"]
        let result = try extraction.run(.bsdtar, arguments, in: work, outputBytes: extraction.unpackedLeft)
        let stream = TarStream(result.output, limit: extraction.membersLeft + 1)
        if stream.members.isEmpty {
            if result.complaints.contains("assphrase") || result.complaints.contains("ncrypt") {
                throw .unreadable(.locked)
            }
            let isBounded = result.isCutOff || result.ending == .outputFull
            throw .unreadable(isBounded ? .tooCostly : result.isSuccess ? .empty : .broken)
        }
        if result.ending == .outputFull || result.isCutOff {
            extraction.lack(
                en: "The archive unpacks to more than is allowed; only its first files were read.",
                vi: "Gói nén giải ra quá lớn; chỉ đọc những tệp đầu.")
        } else if !result.isSuccess {
            extraction.lack(
                en: "The archive is broken; what could be taken out of it was read.",
                vi: "Gói nén bị hỏng; chỉ đọc những tệp lấy ra được.")
        }
        let files = stream.members.filter { !$0.bytes.isEmpty }
        if files.isEmpty { throw .unreadable(result.isSuccess ? .empty : .broken) }
        return try read(
            files.map { Inside(name: $0.name, bytes: Array($0.bytes), isCut: $0.isCut) }, before: "")
    }

    /// The pictures in a document that has no text.
    func pictures(_ document: [UInt8]) throws(Obstacle) -> String {
        let work = try extraction.workFolder(with: document)
        let places = ["word/media/*", "xl/media/*", "ppt/media/*", "Pictures/*"]
        let arguments = ["-c", "-f", "-", "--format", "pax"] + places.flatMap { ["--include", $0] } + ["@input"]
        let result = try extraction.run(.bsdtar, arguments, in: work, outputBytes: extraction.unpackedLeft)
        let files = TarStream(result.output, limit: extraction.membersLeft + 1).members
            .map { Inside(name: $0.name, bytes: Array($0.bytes), isCut: $0.isCut) }
            .filter { AttachmentKind(content: $0.bytes) == .image }
        if files.isEmpty { throw .unreadable(.empty) }
        return try read(files, before: "")
    }

    /// A mail: its text and its attachments.
    func mail(_ bytes: [UInt8]) throws(Obstacle) -> String {
        try checkDepth()
        let reader = MailReader()
        guard let mail = try? reader.read(bytes) else { throw .unreadable(.broken) }
        let attached = mail.parts.filter { part in
            !part.type.hasPrefix("multipart/") && !part.type.hasPrefix("message/")
                && (part.filename != nil || part.disposition == "attachment" || !part.type.hasPrefix("text/"))
                // The text of these is the mail's.
                && part.type != "text/plain" && part.type != "text/html"
        }
        let files = attached.prefix(extraction.membersLeft + 1).map { part in
            Inside(
                name: part.filename ?? part.path, bytes: (try? reader.content(ofPart: part.path, in: bytes)) ?? [])
        }
        let own = [mail.subject, mail.text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
        return try read(files, before: own)
    }

    /// Outlook's package around the attachments of a mail (MS-OXTNEF).
    func outlookPackage(_ bytes: [UInt8]) throws(Obstacle) -> String {
        try checkDepth()
        let work = try extraction.workFolder(with: bytes)
        let folder = "inside"
        do throws(AttachmentReadingError) { try work.makeFolder(folder) } catch { throw .interrupted(error) }
        let arguments = ["--save-body=noi-dung", "--number-backups", "-C", folder, "-f", "input"]
        let result = try extraction.run(.tnef, arguments, in: work, outputBytes: 10_000)
        let names = work.files(in: folder)
        if names.isEmpty {
            throw .unreadable(result.isCutOff ? .tooCostly : result.isSuccess ? .empty : .broken)
        }
        let files = names.prefix(extraction.membersLeft + 1).compactMap { name in
            work.read(folder + "/" + name, limit: extraction.unpackedLeft).map { Inside(name: name, bytes: $0) }
        }
        return try read(files, before: "")
    }

    private func checkDepth() throws(Obstacle) {
        if depth >= extraction.limits.depth { throw .unreadable(.tooDeep) }
    }

    /// The text of files, each under its name; throws when there are files and none gives any.
    private func read(_ files: [Inside], before text: String) throws(Obstacle) -> String {
        var pieces = text.isEmpty ? [] : [text]
        var size = text.utf8.count
        var firstReason: UnreadableReason?
        for (number, file) in files.enumerated() {
            guard extraction.takesMember(bytes: file.bytes.count), size < extraction.limits.textBytes else {
                extraction.lack(
                    en: "Only the first \(number) files inside were read.", vi: "Chỉ đọc \(number) tệp đầu ở bên trong."
                )
                break
            }
            let name = Self.shown(file.name)
            do throws(Obstacle) {
                // Half a file would be called broken, which it is not.
                if file.isCut { throw .unreadable(.tooCostly) }
                let kind = AttachmentKind(content: file.bytes)
                let inside = try extraction.text(of: file.bytes, kind: kind, depth: depth + 1)
                guard !inside.isEmpty else { continue }
                pieces.append("── \(name) ──\n" + inside)
                size += inside.utf8.count
            } catch .unreadable(let reason, _) {
                firstReason = firstReason ?? reason
                extraction.lack(
                    en: "«\(name)»: \(reason.defect.english)", vi: "«\(name)»: \(reason.defect.vietnamese)")
            } catch {
                throw error
            }
        }
        if pieces.isEmpty, let firstReason { throw .unreadable(firstReason) }
        return pieces.joined(separator: "\n\n")
    }

    /// A name from inside an archive as it may stand in a sentence.
    private static func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{FFFD}" }
        return String(String.UnicodeScalarView(scalars.suffix(100)))
    }
}
