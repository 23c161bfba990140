public import Casework
public import PersonalData
public import VietnameseText

/// The texts of a letter, folded once, with the personal data that stands in them.
///
/// Who wrote it, what is masked and what it is a copy of all begin with the same search of the same text.
public struct FoldedLetter: Sendable {
    /// One text of the letter.
    public struct Field: Sendable {
        /// The text.
        public let text: FoldedText
        /// Its personal data, that of public offices too.
        public let found: [PersonalDataSpan]
        /// Its personal data without that of public offices.
        public let personal: [PersonalDataSpan]

        init(_ text: String) {
            self.text = FoldedText(text)
            found = PersonalDataFinder.spans(in: self.text, includesPublic: true)
            personal = found.filter(\.isPersonal)
        }
    }

    /// The subject line, if the letter has one.
    public let subject: Field?
    /// The body.
    public let body: Field

    /// Folds and searches the texts of a letter.
    public init(_ message: Message) {
        subject = message.subject.map(Field.init)
        body = Field(message.body)
    }
}
