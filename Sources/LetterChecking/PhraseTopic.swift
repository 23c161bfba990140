/// What the checklist asks a sentence, each by a list of phrases.
enum PhraseTopic: Int, CaseIterable {
    case naming, introducing, addressing, placeWords, nameless, signing, secondComplaint, notSecond, voice, together
    case suffered, ownHome, signatures, signs

    /// The phrases.
    var phrases: [String] {
        switch self {
        case .naming: LetterPhrases.naming
        case .introducing: LetterPhrases.introducing
        case .addressing: LetterPhrases.addressing
        case .placeWords: LetterPhrases.placeWords
        case .nameless: LetterPhrases.nameless
        case .signing: LetterPhrases.signing
        case .secondComplaint: LetterPhrases.secondComplaint
        case .notSecond: LetterPhrases.notSecond
        case .voice: LetterPhrases.voice
        case .together: LetterPhrases.together
        case .suffered: LetterPhrases.suffered
        case .ownHome: LetterPhrases.ownHome
        case .signatures: LetterPhrases.signatures
        case .signs: LetterPhrases.signs
        }
    }

    /// A bit of its own.
    var bit: UInt32 { 1 << UInt32(rawValue) }
}
