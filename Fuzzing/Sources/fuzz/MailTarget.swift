import MailReading
import ReadingDefects
import TextRegions

/// Any bytes are a mail or are refused; what is listed can be had, regions cover the text, and both parsers agree.
func checkMail(_ bytes: [UInt8]) {
    var limits = MailLimits()
    limits.depth = 6
    limits.parts = 40
    limits.headerFields = 60
    limits.headerFieldBytes = 500
    limits.textBytes = 2000
    let reader = MailReader(limits: limits)
    guard var mail = try? reader.read(bytes) else { return }
    // Planted: a mail in three regions loses the end of the last.
    if hasPlantedBug, mail.regions.count >= 3 { mail.regions[mail.regions.count - 1].end -= 1 }
    let plain = try? MailReader(limits: limits, parser: LinearStructureParser()).read(bytes)
    expect(hasPlantedBug || plain == mail, "the scanner alone reads the same")
    checkText(mail, limits)
    checkParts(mail, reader, bytes, limits)
    expect(mail.defects.count <= 200, "\(mail.defects.count) defects")
    for defect in mail.defects {
        expect(!defect.english.isEmpty && !defect.vietnamese.isEmpty, "a defect says what is wrong in both languages")
    }
    if let date = mail.date {
        expect(abs(date) < 300_000_000_000_000, "the date \(date) lies in a year of four digits")
    }
    expect((mail.report != nil) == (mail.kind == .bounce) || mail.kind == .autoReply, "a bounce is a report")
}

private func checkText(_ mail: ReadMail, _ limits: MailLimits) {
    let text = Array(mail.text.utf8)
    // Pieces are parted by an empty line each, which the limit does not count.
    expect(text.count <= limits.textBytes + 2 * limits.parts * 2, "\(text.count) bytes of text")
    expect(!text.contains(0), "no text holds a NUL")
    var position = 0
    for region in mail.regions {
        expect(region.start == position && region.end > region.start, "\(region) follows \(position)")
        expect(region.end <= text.count, "\(region) lies outside \(text.count) bytes")
        expect(!splitsCharacter(text, region.start), "\(region) begins inside a character")
        position = region.end
    }
    expect(position == text.count, "the regions end at \(position) of \(text.count)")
    let letter = TextRegions.letter(of: mail.text, regions: mail.regions)
    expect(letter.utf8.count == text.count, "what is judged has the length of the text")
    for header in [mail.subject, mail.from.first?.name, mail.messageID].compactMap(\.self) {
        expect(
            !header.utf8.contains { $0 == 0x0A || $0 == 0x0D }, "no header holds a line end: \(header.debugDescription)"
        )
    }
}

private func checkParts(_ mail: ReadMail, _ reader: MailReader, _ bytes: [UInt8], _ limits: MailLimits) {
    let numbered = mail.parts.filter { !$0.path.contains("u") }
    expect(numbered.count <= limits.parts + 1, "\(numbered.count) parts")
    for part in mail.parts.prefix(12) {
        let content = try? reader.content(ofPart: part.path, in: bytes)
        let isFirst = mail.parts.first { $0.path == part.path } == part
        expect(!isFirst || content?.count == part.size, "part \(part.path) of \(part.size) bytes can be had")
        expect(part.sha256.utf8.count == 64, "a digest has 64 digits")
        if let name = part.filename {
            expect(!name.isEmpty && name != "." && name != "..", "a file name names something")
            expect(!name.utf8.contains { $0 == 0x2F || $0 == 0x5C || $0 < 0x20 }, "a file name leads nowhere: \(name)")
        }
    }
}
