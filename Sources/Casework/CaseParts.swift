public import Classification

/// Cases that came of one letter, and cases that became one.
///
/// A letter of several matters is split by an officer: each part is a case of its own, and the letter's case is closed with
/// the trace. Two cases of one matter are merged: one handles it, and later letters of the other follow. Both can be taken
/// back. Every method is one transaction, beside the bytes of originals, which are on disk first.
public protocol CasePartStore: Sendable {
    /// Splits a case; the parts wait in the inbox and become cases like every letter.
    ///
    /// - Parameters:
    ///   - code: The case.
    ///   - parts: At least two parts.
    ///   - form: Identifier of the form, so that a second click changes nothing.
    ///   - actor: Who splits it.
    ///   - time: Now.
    ///   - revision: The revision that the officer saw.
    /// - Throws: ``StoreError/noSuchCase(_:)``, ``StoreError/notAllowed(reason:)``,
    ///   ``StoreError/changedMeanwhile(reason:)`` or a failure of the store.
    func split(
        _ code: TrackingCode, into parts: [CasePart], form: String, actor: String, at time: Timestamp,
        expecting revision: Int64?
    ) async throws(StoreError)
    /// Lets one case take another over, or the case that has taken that one over already.
    ///
    /// - Parameters:
    ///   - code: The case that ends.
    ///   - main: The case that goes on.
    ///   - actor: Who decides it.
    ///   - time: Now.
    ///   - revision: The revision of the ending case that the officer saw.
    /// - Throws: ``StoreError/noSuchCase(_:)``, ``StoreError/notAllowed(reason:)``,
    ///   ``StoreError/changedMeanwhile(reason:)`` or a failure of the store.
    func merge(
        _ code: TrackingCode, into main: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64?
    ) async throws(StoreError)
    /// What a case came of, and what came of it, as far as the reader's sight reaches.
    func family(of code: TrackingCode) async throws(StoreError) -> CaseFamily
    /// Gives a letter that came after a split to one of the parts; the case of the letter is closed again when no such letter
    /// is left.
    func give(
        _ item: ItemID, of code: TrackingCode, to part: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError)
}

/// A part of a letter that is to become a case.
public struct CasePart: Sendable, Hashable {
    /// Its class.
    public var letterClass: LetterClass
    /// Its subject in a few words.
    public var title: String?
    /// Its text.
    public var text: String

    /// Creates a part.
    public init(letterClass: LetterClass, title: String?, text: String) {
        self.letterClass = letterClass
        self.title = title
        self.text = text
    }

    /// Most parts of one letter.
    public static let limit = 5
}

/// What a case came of, and what came of it.
public struct CaseFamily: Sendable, Hashable {
    /// A part of a letter that was split.
    public struct Part: Sendable, Hashable {
        /// Number, from 1.
        public var number: Int
        /// Its case; nil until it is filed, and when it is out of the reader's sight.
        public var file: Case?

        /// Creates a part.
        public init(number: Int, file: Case?) {
            self.number = number
            self.file = file
        }
    }

    /// A letter that came after the split.
    public struct LateLetter: Sendable, Hashable {
        /// The letter.
        public var message: Message
        /// The part that it probably belongs to, with words that they share.
        public var suggestion: TrackingCode?
        /// Words that letter and suggested part share.
        public var words: [String]

        /// Creates a late letter.
        public init(message: Message, suggestion: TrackingCode?, words: [String]) {
            self.message = message
            self.suggestion = suggestion
            self.words = words
        }
    }

    /// The case that it was split off.
    public var parent: Case?
    /// The parts that it was split into.
    public var parts: [Part] = []
    /// Letters that came after the split and belong to no part yet, oldest first.
    public var lateLetters: [LateLetter] = []
    /// Letters of the parent that were given to this part, oldest first.
    public var givenLetters: [Message] = []
    /// The case that took it over.
    public var mergedInto: Case?
    /// Cases that it took over.
    public var merged: [Case] = []

    /// Creates a family of nobody.
    public init() {}
}
