/// The text of a PDF by poppler; scanned pages by the recognition of letters.
struct PDFText {
    private let extraction: Extraction

    /// A page with fewer letters and digits than this is taken for a scan.
    private static let fewSigns = 20

    init(_ extraction: Extraction) { self.extraction = extraction }

    func read(_ bytes: [UInt8]) throws(Obstacle) -> String {
        let work = try extraction.workFolder(with: bytes)
        let count = try pageCount(work)
        let limits = extraction.limits
        if count > limits.pages {
            extraction.lack(
                en: "Only the first \(limits.pages) of \(count) pages were read.",
                vi: "Chỉ đọc \(limits.pages) trang đầu trong số \(count) trang.")
        }
        let arguments = ["-enc", "UTF-8", "-l", String(limits.pages), "-q", "input", "-"]
        let result = try extraction.run(.pdftotext, arguments, in: work, outputBytes: 8 * limits.textBytes)
        if result.output.isEmpty, !result.isSuccess { throw .unreadable(result.isCutOff ? .tooCostly : .broken) }
        if result.isCutOff {
            extraction.lack(
                en: "Reading was cut off by a limit; what came before it stands here.",
                vi: "Việc đọc bị ngắt vì quá giới hạn; chỉ có phần đọc được trước đó.")
        }
        // A form feed ends each page.
        var pages = result.output.split(separator: 0x0C, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if pages.count > 1, pages.last?.isEmpty == true { pages.removeLast() }
        let scans = pages.indices.filter { Self.signs(pages[$0]) < Self.fewSigns }
        guard !scans.isEmpty, result.ending == .exited(0) else { return pages.joined(separator: "\n\n") }
        return try recognise(scans, of: &pages, in: work)
    }

    private func pageCount(_ work: WorkFolder) throws(Obstacle) -> Int {
        let result = try extraction.run(.pdfinfo, ["input"], in: work, outputBytes: 100_000)
        guard result.isSuccess else {
            if result.complaints.contains("Incorrect password") { throw .unreadable(.locked) }
            throw .unreadable(result.isCutOff ? .tooCostly : .broken)
        }
        let line = String(decoding: result.output, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("Pages:")
        }
        return line.flatMap { Int($0.dropFirst(6).filter { $0 != " " }) } ?? 0
    }

    /// Puts what can be recognised on scanned pages in their place; throws when the whole document gives nothing.
    private func recognise(_ scans: [Int], of pages: inout [String], in work: WorkFolder) throws(Obstacle) -> String {
        let wanted = scans.prefix(extraction.limits.recognisedPages)
        var reason: UnreadableReason?
        var guesses: [String] = []
        var unread: [Int] = []
        var done = 0
        for page in wanted {
            do throws(Obstacle) {
                pages[page] = try recognise(page + 1, in: work)
            } catch .unreadable(let obstacle, let guess) {
                if reason == nil || reason == .noLetters { reason = obstacle }
                // An empty page is no loss; a page of handwriting is.
                if obstacle != .noLetters { unread.append(page + 1) }
                if !guess.isEmpty { guesses.append(guess) }
                if case .toolMissing = obstacle { break }
            } catch {
                throw error
            }
            done += 1
            guard extraction.stillHasTime else { break }
        }
        let text = pages.joined(separator: "\n\n")
        if let reason, Self.signs(text) < Self.fewSigns {
            throw .unreadable(reason, guess: guesses.joined(separator: "\n\n"))
        }
        if !unread.isEmpty {
            let numbers = unread.map(String.init).joined(separator: ", ")
            extraction.lack(
                en: "Not read: page \(numbers). Look at it yourself.",
                vi: "Chưa đọc được trang \(numbers). Xin mở xem trực tiếp.")
        }
        if done < scans.count {
            extraction.lack(
                en: "Of \(scans.count) scanned pages only the first \(done) were read.",
                vi: "Trong \(scans.count) trang quét chỉ nhận dạng \(done) trang đầu.")
        }
        return text
    }

    /// Draws one page, its longer side 2,600 pixels (220 dots an inch of A4) whatever size it says it has, and reads it.
    private func recognise(_ page: Int, in work: WorkFolder) throws(Obstacle) -> String {
        let number = String(page)
        let arguments = ["-f", number, "-l", number, "-singlefile", "-gray", "-scale-to", "2600", "input", "page"]
        let result = try extraction.run(.pdftoppm, arguments, in: work, outputBytes: 1000)
        guard result.isSuccess else { throw .unreadable(result.isCutOff ? .tooCostly : .broken) }
        return try LetterRecognition(extraction).read(file: "page.pgm", in: work)
    }

    private static func signs(_ text: String) -> Int {
        text.unicodeScalars.lazy.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.count
    }
}
