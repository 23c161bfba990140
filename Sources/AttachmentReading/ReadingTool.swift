import Glibc

/// A program of the system that reads one kind of file.
enum ReadingTool: String, CaseIterable, Sendable {
    case pdfinfo
    case pdftotext
    case pdftoppm
    case tesseract
    case antiword
    case catdoc
    case catppt
    case xls2csv
    case tnef
    case bsdtar

    /// The Debian package it comes from.
    var package: String {
        switch self {
        case .pdfinfo, .pdftotext, .pdftoppm: "poppler-utils"
        case .tesseract: "tesseract-ocr"
        case .antiword: "antiword"
        case .catdoc, .catppt, .xls2csv: "catdoc"
        case .tnef: "tnef"
        case .bsdtar: "libarchive-tools"
        }
    }
}

/// Where programs lie.
struct ToolFolders: Sendable {
    /// Folders that are looked through, in order.
    ///
    /// The environment has no say: what an attachment meets must not depend on who started the daemon.
    var paths = ["/usr/bin", "/usr/local/bin", "/bin", "/usr/sbin", "/sbin"]

    /// The full path of a program, links followed, as it is inside a sandbox too; nil when it is not installed.
    func path(of program: String) -> String? {
        guard let found = paths.map({ $0 + "/" + program }).first(where: { access($0, X_OK) == 0 }),
            let real = realpath(found, nil)
        else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Debian packages of which some program is installed.
    var packages: Set<String> {
        var packages = Set(ReadingTool.allCases.filter { path(of: $0.rawValue) != nil }.map(\.package))
        if LetterRecognition.hasVietnamese { packages.insert(LetterRecognition.vietnamesePackage) }
        return packages
    }
}
