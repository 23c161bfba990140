public import Casework
import Classification
public import PersonalData
import Places
import VietnameseText

/// Letters without what tells who wrote them.
///
/// What an officer needs to handle the matter stays: the story, the place, the words that rules found. Names, numbers,
/// addresses and the head of the mail go; labels such as «[họ tên]» stand in their place. Everything that points into the
/// text points to the same words afterwards.
///
/// News is public and is left as it is.
public enum LetterRedaction {
    /// A letter with its verdict, redacted; redacting it again changes nothing.
    public static func redacted(_ triaged: TriagedMessage) -> TriagedMessage {
        redacted(triaged, knowing: persons(of: triaged.message))
    }

    /// The same, with people who are known already.
    public static func redacted(_ triaged: TriagedMessage, knowing persons: KnownPersons) -> TriagedMessage {
        triaged.message.kind == .feedEntry
            ? triaged : redacted(triaged, knowing: persons, folded: FoldedLetter(triaged.message))
    }

    /// The same, with a letter that has been folded and searched already.
    public static func redacted(
        _ triaged: TriagedMessage, knowing persons: KnownPersons, folded: FoldedLetter
    ) -> TriagedMessage {
        guard triaged.message.kind != .feedEntry else { return triaged }
        let subject = folded.subject.map { Redaction($0.text, personal: $0.personal, knowing: persons) }
        let body = Redaction(folded.body.text, personal: folded.body.personal, knowing: persons)
        var result = triaged
        result.message.subject = subject?.text
        result.message.body = body.text
        strip(&result.message, knowing: persons)
        let moved = MovedEvidence(subject: subject, body: body)
        guard moved.moves(triaged.verdict) else { return result }
        result.verdict.cues = result.verdict.cues.map(moved.evidence)
        result.verdict.evidence = result.verdict.evidence.map(moved.evidence)
        result.verdict.classEvidence = result.verdict.classEvidence.map(moved.evidence)
        result.verdict.places = result.verdict.places.map(moved.place)
        result.verdict.signs = result.verdict.signs?.moved(moved.evidence)
        return result
    }

    /// What rules found in a letter that the law asks for, with the letter's people masked in the words that show it.
    public static func redacted(_ check: LetterCheck, knowing persons: KnownPersons) -> LetterCheck {
        var check = check
        for index in check.lines.indices {
            check.lines[index].evidence = check.lines[index].evidence.map { redacted($0, knowing: persons) }
        }
        let people = check.people
        check.people?.evidence = (people?.evidence ?? []).map { redacted($0, knowing: persons) }
        return check
    }

    /// A text that belongs to a letter, redacted.
    public static func redacted(_ text: String, knowing persons: KnownPersons) -> String {
        Redaction(FoldedText(text), knowing: persons).text
    }

    /// The redaction of an attachment's text, which is a letter of its own more often than not: it may tell names that the
    /// mail around it does not.
    public static func redaction(ofAttachment text: String, knowing persons: KnownPersons = KnownPersons()) -> Redaction
    {
        let folded = FoldedText(text)
        var persons = persons
        persons.add(PersonalDataFinder.spans(in: folded), in: folded)
        persons.add(statedIn: folded)
        return Redaction(folded, knowing: persons)
    }

    /// A file's name, redacted; names are found with underscores and points between their words too.
    public static func redacted(fileName: String, knowing persons: KnownPersons) -> String {
        let base = fileName.lastIndex(of: ".").map { fileName[..<$0] } ?? fileName[...]
        let spaced = String(base.map { "_.-+".contains($0) ? " " : $0 })
        let text = FoldedText(spaced)
        // Separators and spaces are one byte each, so that what is found in the one stands in the other.
        let redaction = Redaction(
            Array(base.utf8), spans: PersonalDataFinder.spans(in: text) + persons.spans(in: text))
        return redaction.replacements.isEmpty ? fileName : redaction.text + fileName[base.endIndex...]
    }

    /// The people whom a letter names in its head, in the fields of its form, or in its text.
    public static func persons(of message: Message) -> KnownPersons {
        persons(of: message, folded: FoldedLetter(message))
    }

    /// The same, with a letter that has been folded and searched already.
    public static func persons(of message: Message, folded: FoldedLetter) -> KnownPersons {
        var persons = KnownPersons()
        for person in [message.sender, message.reply?.person].compactMap(\.self) {
            persons.add(displayName: person.name ?? "")
            persons.add(mailAddress: person.address)
        }
        for (key, value) in message.extra ?? [:] where ContactField(named: key) == .name {
            persons.add(displayName: value)
        }
        for field in [folded.subject, folded.body].compactMap(\.self) {
            persons.add(field.personal, in: field.text)
            persons.add(statedIn: field.text)
        }
        return persons
    }

    /// What stands in the place of a sender: the kind of contact, never the contact.
    public static func label(of sender: Correspondent) -> Correspondent {
        guard !sender.address.hasPrefix("[") else { return Correspondent(name: nil, address: sender.address) }
        let digits = sender.address.utf8.filter { (0x30...0x39).contains($0) }.count
        let kind =
            sender.address.contains("@")
            ? PersonalDataKind.email.label
            : digits >= 9 && digits * 2 > sender.address.utf8.count ? PersonalDataKind.phone.label : "[người gửi]"
        return Correspondent(name: nil, address: kind)
    }

    /// Takes away the head of a message, and redacts what stands beside its text.
    private static func strip(_ message: inout Message, knowing persons: KnownPersons) {
        message.sender = message.sender.map(label)
        message.reply = nil
        // What was entered by hand has an identifier of ours.
        if message.entry == nil { message.messageID = nil }
        message.references = []
        // The address of a comment or chat opens the profile of who wrote it.
        message.link = nil
        message.defects = message.defects.map { redacted($0, knowing: persons) }
        for index in message.attachments.indices {
            message.attachments[index].filename = message.attachments[index].filename.map {
                redacted(fileName: $0, knowing: persons)
            }
        }
        message.extra = message.extra.map { fields in
            Dictionary(
                fields.map { key, value in
                    (key, ContactField(named: key)?.label ?? redacted(value, knowing: persons))
                }, uniquingKeysWith: { first, _ in first })
        }
    }
}

/// Moves what points into a letter to the same words of the redacted letter.
private struct MovedEvidence {
    var subject: Redaction?
    var body: Redaction

    /// Whether anything of a verdict changes: where nothing was replaced, all words stay where they are.
    func moves(_ verdict: Verdict) -> Bool {
        let isTouched = !body.replacements.isEmpty || subject?.replacements.isEmpty == false
        // What lies behind the text is moved to its end.
        let ends = [verdict.cues, verdict.evidence, verdict.classEvidence].joined()
        return isTouched || verdict.signs != nil
            || ends.contains { $0.end > (($0.field == .subject ? subject : body)?.bytes.count ?? .max) }
            || verdict.places.contains { $0.end > (($0.inSubject ? subject : body)?.bytes.count ?? .max) }
    }

    func evidence(_ line: Evidence) -> Evidence {
        var line = line
        let redaction = line.field == .subject ? subject : body
        (line.start, line.end, line.text) = moved(line.start, line.end, line.text, redaction)
        return line
    }

    func place(_ mention: PlaceMention) -> PlaceMention {
        var mention = mention
        let redaction = mention.inSubject ? subject : body
        (mention.start, mention.end, mention.text) = moved(mention.start, mention.end, mention.text, redaction)
        return mention
    }

    /// The words keep their spelling unless something in them was replaced.
    private func moved(
        _ start: Int, _ end: Int, _ text: String, _ redaction: Redaction?
    ) -> (start: Int, end: Int, text: String) {
        guard let redaction, start <= end else { return (start, end, text) }
        let range = redaction.redactedRange(of: start..<end)
        let isTouched = redaction.replacements.contains { $0.original.overlaps(start..<end) }
        guard isTouched else { return (range.lowerBound, range.upperBound, text) }
        let bounded = range.clamped(to: 0..<redaction.bytes.count)
        return (range.lowerBound, range.upperBound, String(decoding: redaction.bytes[bounded], as: UTF8.self))
    }
}
