public import Casework
import PersonalData

/// Fills the checklist of a letter by rules, and finds the signs of a second complaint and of several people.
///
/// What it says is a suggestion with the words that show it; names, addresses and numbers in these words are redacted.
public enum LetterChecker {
    private static let endLines = 8
    /// Most characters of a line that may be a date or a signature.
    private static let shortLine = 90
    private static let enoughWords = 30
    private static let someWords = 8
    private static let quoteScalars = 160

    /// The check of a message as it came, its attachments not read yet.
    public static func check(_ message: Message) -> LetterCheck {
        let text = CheckedText(message.body)
        let hasFiles = !message.attachments.isEmpty
        var check = check(text, otherwise: hasFiles ? .unclear : .missing)
        let isMail = message.channel != .letter && message.channel != .reception
        if check[.date].finding != .found, let date = message.entry?.letterDate ?? (isMail ? "" : nil) {
            let words = date.isEmpty ? "Ngày gửi của thư, tin" : "Ngày ghi khi nhập: \(date)"
            check.set(LetterCheck.Line(.date, .found, evidence: [words]))
        }
        if check[.name].finding != .found, let name = message.sender?.name, !name.isEmpty {
            let label = message.entry == nil ? "Tên người gửi" : "Họ tên ghi khi nhập"
            check.set(LetterCheck.Line(.name, .found, evidence: [label]))
        }
        if check[.address].finding != .found, message.extra?[ManualEntry.addressKey] != nil {
            check.set(LetterCheck.Line(.address, .found, evidence: ["Địa chỉ ghi khi nhập"]))
        }
        if message.channel == .letter || message.channel == .reception || message.channel == .hotline,
            check[.signature].finding != .unclear
        {
            // Only the paper shows a signature; typed words under the text are the officer's.
            check.set(
                LetterCheck.Line(.signature, .unclear, evidence: check[.signature].evidence))
        }
        if let count = message.entry?.participants, count >= LetterCheck.People.many {
            let people = LetterCheck.People(
                count: count, evidence: ["Số người đến ghi trong sổ tiếp công dân: \(count)"])
            check = check.merged(with: LetterCheck(lines: check.lines, people: people))
        }
        return check
    }

    /// The check of what attachments say; what they do not say a person must look for in them.
    public static func check(attachments texts: [String]) -> LetterCheck? {
        let checks = texts.map { text in
            var check = check(CheckedText(text), otherwise: .unclear)
            check.set(LetterCheck.Line(.signature, .unclear, evidence: check[.signature].evidence))
            return check
        }
        guard let first = checks.first else { return nil }
        return checks.dropFirst().reduce(first) { $0.merged(with: $1) }
    }

    private static func check(_ text: CheckedText, otherwise: LetterCheck.Finding) -> LetterCheck {
        let signs = PeopleSigns(text)
        let nameless = text.sentences.filter { $0.holds(.nameless) }
        let second = text.sentences.filter { $0.holds(.secondComplaint) && !$0.holds(.notSecond) }
        return LetterCheck(
            lines: [
                date(text, otherwise), name(text, isNameless: !nameless.isEmpty, otherwise), address(text, otherwise),
                content(text, otherwise), signature(text, otherwise),
            ],
            secondComplaint: quotes(second.map(\.text)), namelessness: quotes(nameless.map(\.text)),
            people: signs.evidence.isEmpty
                ? nil : LetterCheck.People(count: signs.count, evidence: quotes(signs.evidence)))
    }

    // MARK: The points

    /// A line of its own at the letter's head or foot; a date within the text is that of something told.
    private static func date(_ text: CheckedText, _ otherwise: LetterCheck.Finding) -> LetterCheck.Line {
        let ends = [text.lines.prefix(endLines), text.lines.dropFirst(endLines).suffix(endLines)].joined()
        let line = ends.first { line in
            line.length <= shortLine && text.whole(line).map(DayWords.isDated) ?? false
        }
        return LetterCheck.Line(
            .date, line == nil ? otherwise : .found, evidence: quotes([line?.text].compactMap(\.self)))
    }

    private static func name(
        _ text: CheckedText, isNameless: Bool, _ otherwise: LetterCheck.Finding
    ) -> LetterCheck.Line {
        let told = text.lines.first { line in
            line.personal[.personName] != nil && text.sentences[line.sentences].contains { $0.holds(.naming) }
        }
        let signed = signedName(text)
        let lines = [told, signed].compactMap { $0?.text }
        guard lines.isEmpty else {
            return LetterCheck.Line(.name, isNameless ? .unclear : .found, evidence: quotes(lines))
        }
        let introduced = text.sentences.lazy.compactMap(\.introduction).first
        if let introduced, !isNameless {
            // The name itself was not recognised, so it could not be redacted: it is not quoted.
            return LetterCheck.Line(.name, .found, evidence: [introduced + " …"])
        }
        return LetterCheck.Line(.name, isNameless ? .missing : otherwise)
    }

    private static func address(_ text: CheckedText, _ otherwise: LetterCheck.Finding) -> LetterCheck.Line {
        let line = text.lines.first { line in
            text.sentences[line.sentences].contains { sentence in
                sentence.holds(.addressing) && (line.personal[.address] != nil || sentence.holds(.placeWords))
            }
        }
        return LetterCheck.Line(
            .address, line == nil ? otherwise : .found, evidence: quotes([line?.text].compactMap(\.self)))
    }

    private static func content(_ text: CheckedText, _ otherwise: LetterCheck.Finding) -> LetterCheck.Line {
        let evidence = "\(text.words) từ"
        if text.words >= enoughWords { return LetterCheck.Line(.content, .found, evidence: [evidence]) }
        let finding: LetterCheck.Finding = text.words >= someWords ? .unclear : otherwise
        return LetterCheck.Line(.content, finding, evidence: text.words == 0 ? [] : [evidence])
    }

    /// A name alone under the text, or behind words that ask for a signature.
    private static func signature(_ text: CheckedText, _ otherwise: LetterCheck.Finding) -> LetterCheck.Line {
        let signed = signedName(text)
        return LetterCheck.Line(
            .signature, signed == nil ? otherwise : .found, evidence: quotes([signed?.text].compactMap(\.self)))
    }

    private static func signedName(_ text: CheckedText) -> CheckedText.Line? {
        text.lines.suffix(endLines).last { line in
            guard let bytes = line.personal[.personName], line.length <= shortLine else { return false }
            return bytes * 10 >= line.text.utf8.count * 6 || text.whole(line)?.holds(.signing) ?? false
        }
    }

    // MARK: Evidence

    /// Words as they may be kept and shown: redacted, short, each once.
    private static func quotes(_ texts: [String]) -> [String] {
        var quotes: [String] = []
        for text in texts where quotes.count < LetterCheck.evidenceLimit {
            let redacted = Redaction(text).text.unicodeScalars
            let kept = String(String.UnicodeScalarView(redacted.prefix(quoteScalars)))
            var quote = kept.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if redacted.count > quoteScalars { quote += "…" }
            if !quotes.contains(quote) { quotes.append(quote) }
        }
        return quotes
    }
}

extension LetterCheck {
    /// Puts a line in the place of the one with its point.
    fileprivate mutating func set(_ line: Line) {
        lines = lines.map { $0.point == line.point ? line : $0 }
    }
}
