extension AttachmentKind {
    /// Tells the kind from the content.
    ///
    /// Only bytes count: a program named `don.pdf` is a program.
    ///
    /// - Parameter bytes: The attachment's bytes, without transfer encoding.
    public init(content bytes: [UInt8]) {
        self = Self.signed(bytes) ?? Self.written(bytes)
    }

    /// The kind by signatures at fixed places; nil when there is none.
    private static func signed(_ bytes: [UInt8]) -> AttachmentKind? {
        if bytes.isEmpty { return .empty }
        for (signature, kind) in signatures where bytes.starts(with: signature) { return kind }
        if bytes.starts(with: "PK\u{3}\u{4}".utf8) || bytes.starts(with: "PK\u{5}\u{6}".utf8) { return zipped(bytes) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return compound(bytes) }
        // Readers take a PDF whose header stands somewhere in the first kilobyte (ISO 32000-1, implementation note 13).
        if bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil { return .pdf }
        // Two letters alone would make programs and pictures of words.
        let isBinary = bytes.prefix(64).contains(0)
        if isBinary, bytes.starts(with: "MZ".utf8) { return .program }
        if isBinary, bytes.starts(with: "BM".utf8) { return .image }
        let name = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: "RIFF".utf8) {
            if name.elementsEqual("WEBP".utf8) { return .image }
            return name.elementsEqual("WAVE".utf8) ? .audio : .video
        }
        if bytes.dropFirst(4).starts(with: "ftyp".utf8) { return isoMedia(brand: name) }
        // An MPEG audio frame: eleven set bits, a layer that exists.
        if bytes.count > 2, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0, bytes[1] & 0x06 != 0 { return .audio }
        return bytes.dropFirst(257).starts(with: "ustar".utf8) ? .archive : nil
    }

    private static let signatures: [([UInt8], AttachmentKind)] = [
        (Array("%PDF-".utf8), .pdf), (Array("{\\rtf".utf8), .rtf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .image), ([0xFF, 0xD8, 0xFF], .image),
        (Array("GIF87a".utf8), .image), (Array("GIF89a".utf8), .image),
        ([0x49, 0x49, 0x2A, 0x00], .image), ([0x4D, 0x4D, 0x00, 0x2A], .image),
        (Array("8BPS".utf8), .otherImage), ([0x00, 0x00, 0x01, 0x00], .otherImage),
        ([0x78, 0x9F, 0x3E, 0x22], .tnef),
        (Array("Rar!\u{1A}\u{7}".utf8), .archive), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive),
        ([0x1F, 0x8B, 0x08], .archive), (Array("BZh".utf8), .archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .archive),
        ([0x7F, 0x45, 0x4C, 0x46], .program), (Array("#!".utf8), .program),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], .program), ([0xCA, 0xFE, 0xBA, 0xBE], .program),
        (Array("ID3".utf8), .audio), (Array("OggS".utf8), .audio), (Array("fLaC".utf8), .audio),
        (Array("#!AMR".utf8), .audio), ([0x1A, 0x45, 0xDF, 0xA3], .video), ([0x00, 0x00, 0x01, 0xBA], .video),
        (Array("-----BEGIN PGP".utf8), .signature), (Array("-----BEGIN CERT".utf8), .signature),
        ([0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07], .signature),
    ]
    .sorted { $0.0.count > $1.0.count }

    /// Which of the formats that are zip files it is, by the names inside.
    private static func zipped(_ bytes: [UInt8]) -> AttachmentKind {
        let names = ZipDirectory(bytes).names
        if names.contains("word/document.xml") { return .docx }
        if names.contains("xl/workbook.xml") { return .xlsx }
        if names.contains("ppt/presentation.xml") { return .pptx }
        // ODF 1.2 part 3 §3.3: the media type stands uncompressed in the first file.
        let isOpenDocument = bytes.dropFirst(30).starts(with: "mimetypeapplication/vnd.oasis.opendocument.".utf8)
        return isOpenDocument && names.contains("content.xml") ? .openDocument : .archive
    }

    /// Which of the old Office formats it is, by the names of the streams inside, which stand there in UTF-16.
    private static func compound(_ bytes: [UInt8]) -> AttachmentKind {
        let streams: [(String, AttachmentKind)] = [
            ("WordDocument", .doc), ("Workbook", .xls), ("Book", .xls), ("PowerPoint Document", .ppt),
            ("EncryptedPackage", .lockedOffice),
        ]
        let found = streams.first { name, _ in
            // Each name begins an entry of 128 bytes, and entries fill sectors.
            let wide: [UInt8] = name.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
            return stride(from: 512, to: max(512, bytes.count - 128), by: 128).contains {
                bytes[$0...].starts(with: wide)
            }
        }
        return found?.1 ?? .unknown
    }

    private static func isoMedia(brand: ArraySlice<UInt8>) -> AttachmentKind {
        switch String(decoding: brand, as: UTF8.self) {
        case "heic", "heix", "heif", "mif1", "msf1", "avif", "hevc": .otherImage
        case "M4A ", "M4B ": .audio
        default: .video
        }
    }

    /// The kind of what has no signature: text of some sort, or unknown.
    private static func written(_ bytes: [UInt8]) -> AttachmentKind {
        let head = bytes.prefix(65_536)
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        let controls = head.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
        guard isWide || controls * 100 <= head.count else { return .unknown }
        let start = String(decoding: head.prefix(2048), as: UTF8.self).lowercased()
        let trimmed = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if trimmed.hasPrefix("<") {
            if start.contains("<svg") { return .svg }
            if start.contains("<html") || start.contains("<!doctype html") || start.contains("<body") { return .html }
        }
        return MailSigns.begins(head) ? .mail : .text
    }
}

/// Whether text begins as a mail does.
enum MailSigns {
    /// Fields of which any two in a header show a mail.
    private static let fields: Set<String> = [
        "from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "delivered-to",
        "content-type", "reply-to",
    ]

    static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        var seen: Set<String> = []
        for line in bytes.prefix(8192).split(separator: 0x0A, omittingEmptySubsequences: false).prefix(100) {
            if line.first == 0x20 || line.first == 0x09 { continue }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { break }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { break }
            if fields.contains(name) { seen.insert(name) }
        }
        return seen.count >= 2 && (seen.contains("from") || seen.contains("received"))
    }
}
