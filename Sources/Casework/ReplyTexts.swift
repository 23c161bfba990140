/// The words of mail to citizens, as an office keeps them in its rules.
public struct ReplyTexts: Sendable, Hashable {
    /// What stands for something in a text, written in braces.
    public enum Placeholder: String, Sendable, Hashable, CaseIterable {
        /// The tracking code.
        case code = "ma"
        /// The office's name.
        case office = "co_quan"
        /// The subject line of the letter that is answered.
        case letterSubject = "tieu_de"
        /// What the officer wrote.
        case answer = "tra_loi"
    }

    /// Subject line and text of an acknowledgement.
    public struct Words: Sendable, Hashable {
        /// Subject line.
        public var subject: String
        /// Text; lines end with `\n`.
        public var text: String

        /// Creates words.
        public init(subject: String, text: String) {
            self.subject = subject
            self.text = text
        }
    }

    /// What stands around an officer's answer.
    public struct Reply: Sendable, Hashable {
        /// Subject line of an answer to a letter with a subject.
        public var subject: String
        /// Subject line of an answer to a letter without one.
        public var subjectWithoutAny: String
        /// Subject line in a case that may be a denunciation.
        public var confidentialSubject: String
        /// Text around what the officer wrote.
        public var text: String

        /// Creates a frame.
        public init(subject: String, subjectWithoutAny: String, confidentialSubject: String, text: String) {
            self.subject = subject
            self.subjectWithoutAny = subjectWithoutAny
            self.confidentialSubject = confidentialSubject
            self.text = text
        }
    }

    /// Tells a sender that the letter arrived.
    public var acknowledgement: Words
    /// The same where the letter may be a denunciation: without code, and without a word on the matter.
    public var neutralAcknowledgement: Words
    /// An officer's answer.
    public var reply: Reply

    /// Creates texts.
    public init(acknowledgement: Words, neutralAcknowledgement: Words, reply: Reply) {
        self.acknowledgement = acknowledgement
        self.neutralAcknowledgement = neutralAcknowledgement
        self.reply = reply
    }

    /// A text with its placeholders filled, in one pass: what is put in is never looked through again.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - values: What the placeholders stand for; one that is not among them stays as it is written.
    /// - Returns: The filled text.
    public static func fill(_ text: String, _ values: [Placeholder: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"),
                let placeholder = Placeholder(rawValue: String(rest[rest.index(after: open)..<close])),
                let value = values[placeholder]
            else {
                filled += "{"
                rest = rest.dropFirst()
                continue
            }
            filled += value
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
