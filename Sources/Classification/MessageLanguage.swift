import VietnameseText

/// The language of a message, as far as its words tell; the raw values are part of the `triage` output.
public enum MessageLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Vietnamese, with marks or without.
    case vietnamese = "vi"
    /// English.
    case english = "en"
    /// Another language, or no words at all.
    case other

    /// What signs say.
    ///
    /// Three words of four are syllables in nearly all Vietnamese writing, teen spelling and slips included; of other
    /// languages in Latin letters it is about half at most.
    init(_ signs: LanguageSigns) {
        self =
            if signs.isEnglish { .english } else if signs.vietnamese > 0, signs.vietnameseShare >= 0.6 {
                .vietnamese
            } else { .other }
    }
}
