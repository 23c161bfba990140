import Testing

@testable import VietnameseText

@Suite("Short spellings stand for words")
struct LexiconTests {
    private func lexicon() throws -> Lexicon {
        try Lexicon([
            LexiconEntry(spellings: ["ko", "kô"], meaning: "không"),
            LexiconEntry(spellings: ["k"], meaning: "không", unlessAfter: [.number, .letter]),
            LexiconEntry(spellings: ["v"], meaning: "vậy", unlessAfter: [.letter], unlessBefore: [.point, .slash]),
            LexiconEntry(spellings: ["CA"], meaning: "công an", unlessAfter: [.capitals]),
            LexiconEntry(spellings: ["ubnd"], meaning: "ủy ban nhân dân"),
            LexiconEntry(spellings: ["gcnqsdđ"], meaning: "giấy chứng nhận quyền sử dụng đất"),
            LexiconEntry(spellings: ["p."], meaning: "phường", unlessAfter: [.word("ông")]),
            LexiconEntry(spellings: ["răng"], meaning: "sao", onlyAfter: [.word("mần")]),
            LexiconEntry(spellings: ["hum"], meaning: "hôm"),
        ])
    }

    /// What the last token of a text stands for where it stands.
    private func last(_ text: String, next: String = "") throws -> String? {
        let folded = FoldedText(text)
        let token = try #require(folded.syllables.last)
        let context = TokenContext(previous: folded.syllables.dropLast().last, next: next.utf8.first)
        let word = try #require(TokenLetters(text: folded.text(from: token.start, to: token.end)))
        return try lexicon().meaning(of: word, in: context)?.map(\.text).joined(separator: " ")
    }

    @Test(
        "A spelling is read where it stands",
        arguments: [
            ("có được ko", "", "không"), ("Ko", "", "không"), ("KO", "", "không"), ("kô", "", "không"),
            ("có k", "", "không"), ("500 k", "", nil), ("K", "", nil), ("H' k", "", nil), ("v", "/", nil),
            ("thế v", "", "vậy"), ("v", "", "vậy"), ("thế v", ".", nil), ("CA", "", "công an"), ("ca", "", nil),
            ("Ca", "", nil), ("NHA CA", "", nil), ("UBND", "", "ủy ban nhân dân"), ("ubnd", "", "ủy ban nhân dân"),
            ("GCNQSDĐ", "", "giấy chứng nhận quyền sử dụng đất"), ("ở P", ".", "phường"), ("ở p", "", nil),
            ("ông P", ".", nil), ("mần răng", "", "sao"), ("man răng", "", "sao"), ("đau răng", "", nil),
            ("răng", "", nil), ("hum", "", "hôm"), ("hùm", "", nil), ("đất", "", nil), ("12", "", nil), ("日本", "", nil),
        ] as [(String, String, String?)])
    func readsWhereItStands(_ text: String, _ next: String, _ expected: String?) throws {
        guard let token = FoldedText(text).syllables.last, TokenLetters(text: String(text.suffix(1))) != nil else {
            return #expect(expected == nil)
        }
        #expect(token.end > token.start)
        #expect(try last(text, next: next) == expected)
    }

    @Test func canonicalNeedsNoContext() throws {
        let lexicon = try lexicon()
        #expect(lexicon.canonical("UBND") == ["ủy", "ban", "nhân", "dân"])
        #expect(lexicon.canonical("k") == ["không"])
        #expect(lexicon.canonical("p.") == ["phường"])
        #expect(lexicon.canonical("p") == nil)
        #expect(lexicon.canonical("đất") == nil)
        #expect(lexicon.canonical("") == nil)
        #expect(Lexicon.empty.canonical("ko") == nil)
    }

    /// The folder shows invalid tokens anyway; valid ones only when they are watched.
    @Test func watchesValidSyllables() throws {
        let lexicon = try lexicon()
        // CA is told from the word ca by its capitals, which the key does not hold.
        let watched = ["hum", "răng", "ca"].compactMap { FoldedText($0).syllables.first?.plain }
        #expect(lexicon.watchedTokens == Set(watched))
    }

    @Test(
        "What cannot be used is refused by name",
        arguments: [
            (["a-b"], "không", LexiconError.badSpelling("a-b")), ([""], "không", .badSpelling("")),
            (["b1"], "không", .badSpelling("b1")), (["kkkkkkkkk"], "không", .badSpelling("kkkkkkkkk")),
            (["ko", "ko"], "không", .doubleSpelling("ko")), (["ko"], "khoong", .badMeaning("khoong")),
            (["ko"], "", .badMeaning("")), (["ko"], "a a a a a a a a a", .badMeaning("a a a a a a a a a")),
        ] as [([String], String, LexiconError)])
    func refuses(_ spellings: [String], _ meaning: String, _ expected: LexiconError) {
        #expect(throws: expected) { try Lexicon([LexiconEntry(spellings: spellings, meaning: meaning)]) }
    }
}
