/// The parts of an Office document: files in a zip archive, unpacked by libarchive in a child process that is shut in.
///
/// > Source: ECMA-376 part 2 (Open Packaging Conventions).
struct OfficePackage {
    private static let partLimit = 500

    private let extraction: Extraction

    init(_ extraction: Extraction) { self.extraction = extraction }

    /// The parts whose names match, in the order of the archive; others, pictures above all, are not even unpacked.
    func parts(of bytes: [UInt8], matching patterns: [String]) throws(Obstacle) -> TarStream {
        let work = try extraction.workFolder(with: bytes)
        let arguments = ["-c", "-f", "-", "--format", "pax"] + patterns.flatMap { ["--include", $0] } + ["@input"]
        let result = try extraction.run(.bsdtar, arguments, in: work, outputBytes: extraction.unpackedLeft)
        let stream = TarStream(result.output, limit: Self.partLimit)
        guard !stream.members.isEmpty else {
            if ZipDirectory(bytes).isEncrypted { throw .unreadable(.locked) }
            throw .unreadable(result.isCutOff || result.ending == .outputFull ? .tooCostly : .broken)
        }
        return stream
    }
}

/// Parts of an Office document, or why there are none.
public struct OfficeParts: Sendable, Equatable {
    /// Bytes of each part by its name; a part that was cut off by a limit is missing.
    public var parts: [String: [UInt8]]
    /// Whether the document is broken or unpacks to more than is allowed, so that parts are missing.
    public var isCut: Bool
    /// Why nothing could be unpacked; nil when something was.
    public var unreadable: UnreadableReason?
}
