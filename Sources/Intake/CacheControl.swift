import CurlTransfer

extension HTTPResponse {
    /// Seconds for which the answer stays fresh by its Cache-Control field, at most six hours; nil when it does not say.
    ///
    /// > Source: RFC 9111 §5.2.2.
    var freshSeconds: Int? {
        guard let field = header("cache-control")?.lowercased() else { return nil }
        let directives = field.split(separator: ",").map { $0.drop(while: \.isWhitespace) }
        guard !directives.contains(where: { $0.hasPrefix("no-cache") || $0.hasPrefix("no-store") }) else { return nil }
        guard let age = directives.first(where: { $0.hasPrefix("max-age=") }),
            let seconds = Int(age.dropFirst("max-age=".count).filter { $0 != "\"" }), seconds > 0
        else { return nil }
        return min(seconds, 6 * 3_600)
    }
}
