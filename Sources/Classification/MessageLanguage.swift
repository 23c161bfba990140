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
    /// No Vietnamese message among the labelled ones has fewer than six syllables in ten words, teen spelling and typing
    /// residue included; sentences of other languages in Latin letters have.
    init(_ signs: LanguageSigns) {
        self =
            if signs.isEnglish { .english } else if signs.vietnamese > 0, signs.vietnameseShare >= 0.6 {
                .vietnamese
            } else { .other }
    }
}
