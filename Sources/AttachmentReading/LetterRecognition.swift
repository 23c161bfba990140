import Glibc

/// The letters in a picture, by tesseract with its Vietnamese and English models.
struct LetterRecognition {
    /// The Debian package of the Vietnamese model.
    static let vietnamesePackage = "tesseract-ocr-vie"

    /// Whether the Vietnamese model is installed.
    static var hasVietnamese: Bool {
        ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"]
            .contains { access($0 + "/vie.traineddata", R_OK) == 0 }
    }

    private let extraction: Extraction

    init(_ extraction: Extraction) { self.extraction = extraction }

    /// The letters in a picture file.
    func read(_ bytes: [UInt8]) throws(Obstacle) -> String {
        guard let size = ImageSize(bytes) else { throw .unreadable(.broken) }
        let limits = extraction.limits
        guard size.pixels <= limits.pixels, max(size.width, size.height) <= limits.side else {
            throw .unreadable(.pictureTooLarge(width: size.width, height: size.height))
        }
        guard min(size.width, size.height) >= 16, size.pixels >= 5000 else {
            extraction.note(en: "The picture is too small for letters.", vi: "Ảnh quá nhỏ để có chữ.")
            return ""
        }
        let work = try extraction.workFolder(with: bytes)
        return try read(file: "input", in: work)
    }

    /// The letters in a picture file of a work folder.
    func read(file: String, in work: WorkFolder) throws(Obstacle) -> String {
        // Page segmentation 1 turns pages that lie on their side, as phones write them.
        let arguments = [file, "stdout", "-l", "vie+eng", "--psm", "1", "tsv"]
        let result = try extraction.run(.tesseract, arguments, in: work, outputBytes: 8_000_000)
        guard result.isSuccess || !result.output.isEmpty else {
            if result.complaints.contains("vie.traineddata") {
                throw extraction.missing("tesseract (vie)", package: Self.vietnamesePackage)
            }
            throw .unreadable(result.isCutOff ? .tooCostly : .broken)
        }
        let page = RecognisedText(tsv: result.output)
        switch page.legibility {
        case .legible: return page.text
        case .noLetters: throw result.isCutOff ? .unreadable(.tooCostly) : .unreadable(.noLetters)
        case .notLegible: throw .unreadable(.notLegible, guess: page.text)
        }
    }
}

/// Words recognised in a picture, and how sure the recognition is of them.
struct RecognisedText {
    /// What the words are worth.
    enum Legibility {
        case legible
        case notLegible
        case noLetters
    }

    /// The words, in lines.
    private(set) var text = ""
    private var letters = 0
    private var sureLetters = 0

    /// Of printed pages 9 letters in 10 are sure, of handwriting 2 to 4; in between lie bad copies, worth reading.
    var legibility: Legibility {
        if letters < 12 { return .noLetters }
        return sureLetters >= 12 && sureLetters * 100 >= letters * 55 ? .legible : .notLegible
    }

    /// Reads tesseract's table: level, page, block, paragraph, line, word, place in four numbers, confidence, text.
    init(tsv: [UInt8]) {
        var place: [Substring] = []
        for row in String(decoding: tsv, as: UTF8.self).split(separator: "\n") {
            let columns = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
            guard columns.count == 12, columns[0] == "5", let confidence = Double(columns[10]) else { continue }
            let word = columns[11].trimmed
            guard !word.isEmpty else { continue }
            let here = Array(columns[1...4])
            if !place.isEmpty {
                text += here == place ? " " : here.dropLast() == place.dropLast() ? "\n" : "\n\n"
            }
            place = here
            text += word
            let count = word.unicodeScalars.lazy.filter(\.properties.isAlphabetic).count
            letters += count
            if confidence >= 60 { sureLetters += count }
        }
    }
}

extension Substring {
    /// Without white space at its ends.
    var trimmed: Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.drop { $0.isWhitespace }
    }
}
