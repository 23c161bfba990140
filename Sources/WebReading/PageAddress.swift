import CLibXML

/// Addresses of links.
enum PageAddress {
    /// An address as it stands in a page, made absolute where the page's own address is known.
    ///
    /// - Returns: nil for what leads to no page (`javascript:`, `mailto:`, a fragment).
    static func absolute(_ link: String, base: String?, page: String?) -> String? {
        let lower = link.prefix(20).lowercased()
        guard !link.isEmpty, !link.hasPrefix("#"), !lower.hasPrefix("javascript:"), !lower.hasPrefix("mailto:"),
            !lower.hasPrefix("tel:"), !lower.hasPrefix("data:")
        else { return nil }
        var from = page
        if let base { from = page.flatMap { resolve(base, $0) } ?? base }
        let whole = from.flatMap { resolve(link, $0) } ?? link
        return String(whole.prefix { $0 != "#" })
    }

    /// Whether an address leads to the front page of a site.
    static func isRoot(_ address: String) -> Bool {
        guard let scheme = address.firstRange(of: "://") else { return address == "/" }
        let path = address[scheme.upperBound...].drop { $0 != "/" }
        return path.isEmpty || path == "/" || path == "/default.aspx" || path == "/index.php" || path == "/index.html"
    }

    /// > Source: RFC 3986 §5, by libxml2, with the characters that sites forget to escape let through.
    private static func resolve(_ address: String, _ base: String) -> String? {
        var escaped = ""
        for scalar in address.unicodeScalars {
            if scalar.value <= 0x20 || "\"<>\\^`{|}".unicodeScalars.contains(scalar) || scalar.value > 0x7E {
                for byte in String(Character(scalar)).utf8 {
                    escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        guard let uri = xmlBuildURI(escaped, base) else { return nil }
        defer { clibxml_free(uri) }
        return String(cString: uri)
    }
}
