import MarkedYAML

/// Mail addresses in a configuration.
enum MailAddressText {
    /// An address as far as it can be told here; what mail is made of it looks closer.
    static func read(_ value: YAMLValue, _ what: String) throws(YAMLProblem) -> String {
        let text = try value.string(what)
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>,;:\"()[]\\".utf8.contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else {
            throw value.problem("\(what) must be an address such as tiepdan@xa.example.vn; names stand in from_name")
        }
        return text
    }
}
