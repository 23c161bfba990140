/// What a page needs to know of a request, free of the server library.
struct PageRequest: Sendable {
    /// Whether it is a form post.
    var isPost: Bool
    /// Path without query, percent-encoded as sent.
    var path: String
    /// Query as sent, without the question mark.
    var rawQuery: String
    /// Parts of the path that the route names.
    var parameters: [String: String]
    /// Fields of the form.
    var form: FormFields
    /// Files of a form that was sent in parts.
    var files: [MultipartForm.Part] = []
    /// Cookies by name.
    var cookies: [String: String]
    /// The `Origin` header.
    var origin: String?
    /// The `Sec-Fetch-Site` header.
    var secFetchSite: String?
    /// Names under which the browser may know this site: the authority asked for, and the proxy's word for it.
    var hosts: [String]
    /// Whether the browser came by https, as far as the proxy says.
    var isSecure: Bool
    /// What the browser says of itself.
    var userAgent: String
    /// The browser's address.
    var address: String

    /// Fields of the query.
    var query: FormFields { FormFields(encoded: rawQuery) }

    /// Path and query, to come back to after a form.
    var location: String { rawQuery.isEmpty ? path : "\(path)?\(rawQuery)" }
}

/// A path of this site to go to; cannot lead anywhere else.
struct LocalPath: Sendable {
    /// The path with its query.
    let text: String

    /// Takes text from a form; nil unless it is one plain path of this site.
    init?(untrusted text: String) {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        guard text.utf8.count <= 2000, text.hasPrefix("/"), !text.hasPrefix("//"), isPlain else { return nil }
        self.text = text
    }

    /// Takes a path made by our own code.
    init(_ text: String) { self.text = text }
}
