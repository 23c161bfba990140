/// The name of an element as `prefix:local`, or `local` for the formats' own elements, in lower case.
///
/// Feeds have a thousand entries with a dozen elements each, and each is asked for by forty names. A name of letters is therefore
/// packed into a number, and two names are compared at once.
struct QualifiedName: ExpressibleByStringLiteral {
    /// Five bits for each letter and the vocabulary above them; 0 for a name that does not fit.
    let packed: UInt64
    /// The name.
    let text: String

    /// Vocabularies that fit; the place of each is its number.
    static let vocabularies = ["", "dc", "itunes", "media", "sy", "dcterms", "content", "xhtml"]

    init(stringLiteral text: String) { self.init(text) }

    init(_ text: String) {
        self.text = text
        let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        let prefix = colon.map { String(text[..<$0]) } ?? ""
        let local = colon.map { text[text.index(after: $0)...] } ?? text[...]
        guard let number = Self.vocabularies.firstIndex(of: prefix), let packed = Self.packed(local.utf8, number) else {
            self.packed = 0
            return
        }
        self.packed = packed
    }

    /// A name of one to twelve letters of ASCII with the number of its vocabulary; nil for any other.
    static func packed(_ letters: some Sequence<UInt8>, _ vocabulary: Int) -> UInt64? {
        var packed: UInt64 = 0
        var count = 0
        for byte in letters {
            let lower = byte | 0x20
            guard count < 12, lower >= 0x61, lower <= 0x7A else { return nil }
            packed = packed << 5 | UInt64(lower - 0x60)
            count += 1
        }
        return count == 0 ? nil : packed | UInt64(vocabulary) << 60
    }
}
