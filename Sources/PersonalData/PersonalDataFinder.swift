public import VietnameseText

/// Finds personal data in a text: telephone, identity and account numbers, plates, e-mail addresses, full names of
/// private persons and house addresses.
///
/// What is found rests on shapes and on the words around them, so that every span can say why it is there. Places,
/// streets, schools and firms that bear a person's name are left out. The time is linear in the length of the text,
/// whatever it holds.
public enum PersonalDataFinder {
    /// The personal data of a text, in order, no two overlapping.
    ///
    /// - Parameters:
    ///   - text: The text, folded.
    ///   - includesPublic: Whether to give numbers of hot lines, mailboxes of offices and names of holders of high public
    ///     office as well; their ``PersonalDataSpan/isPersonal`` is false.
    /// - Returns: The spans, as UTF-8 byte offsets into the text as given.
    public static func spans(in text: FoldedText, includesPublic: Bool = false) -> [PersonalDataSpan] {
        let scanned = ScannedText(text)
        let groups = DigitGroupScanner(scanned.bytes).groups
        var found = EmailFinder(scanned).spans
        found += PlateFinder(scanned, groups: groups).spans
        found += NumberFinder(scanned, groups: groups).spans
        found += SpokenNumberFinder(scanned).spans
        found = withoutOverlaps(found)
        let names = PersonNameFinder(scanned, besides: found).spans
        found = withoutOverlaps(found + AddressFinder(scanned).spans + names)
        return includesPublic ? found : found.filter(\.isPersonal)
    }

    /// The personal data of a string, in order, no two overlapping.
    public static func spans(in text: String) -> [PersonalDataSpan] { spans(in: FoldedText(text)) }

    /// Of spans that overlap, the one of the kind that is more certain stays, then the longer one.
    private static func withoutOverlaps(_ spans: [PersonalDataSpan]) -> [PersonalDataSpan] {
        let ordered = spans.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
        var result: [PersonalDataSpan] = []
        for span in ordered {
            guard let last = result.last, last.end > span.start else {
                result.append(span)
                continue
            }
            let isBetter = (rank(span.kind), -(span.end - span.start)) < (rank(last.kind), -(last.end - last.start))
            if isBetter, result.count < 2 || result[result.count - 2].end <= span.start {
                result[result.count - 1] = span
            }
        }
        return result
    }

    private static func rank(_ kind: PersonalDataKind) -> Int {
        switch kind {
        case .email: 0
        case .plate: 1
        case .nationalID: 2
        case .bankAccount: 3
        case .phone: 4
        case .address: 5
        case .personName: 6
        }
    }
}
