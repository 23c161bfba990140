/// The text of documents in formats of their own: Word, Excel and PowerPoint before 2007, RTF.
struct OldOfficeText {
    private let extraction: Extraction

    init(_ extraction: Extraction) { self.extraction = extraction }

    /// Reads a document by a tool that prints its text.
    func read(_ bytes: [UInt8], _ tool: ReadingTool, _ arguments: [String]) throws(Obstacle) -> String {
        let work = try extraction.workFolder(with: bytes)
        let result = try extraction.run(
            tool, arguments + ["input"], in: work, outputBytes: 8 * extraction.limits.textBytes)
        let text = String(decoding: result.output, as: UTF8.self)
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isBlank || !result.isSuccess {
            if result.complaints.contains("ncrypt") { throw .unreadable(.locked) }
            if isBlank, result.isSuccess, result.complaints.isEmpty { throw .unreadable(.empty) }
            if isBlank { throw .unreadable(result.isCutOff ? .tooCostly : .broken) }
            extraction.lack(
                en: "The file is broken or was cut off by a limit; what could be read stands here.",
                vi: "Tệp bị hỏng hoặc quá giới hạn; chỉ có phần đọc được.")
        }
        return text
    }
}
