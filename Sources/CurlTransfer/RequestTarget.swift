import CCurl

/// Looks into a URL with libcurl's own parser, so that what is checked is what will be used.
enum RequestTarget {
    /// The host, with its port when the URL names one.
    ///
    /// - Throws: ``TransferError/invalidRequest(_:reason:)`` for what is not a plain http or https address.
    static func host(of url: String) throws(TransferError) -> String {
        func refuse(_ reason: String) -> TransferError {
            .invalidRequest(TransferContext(operation: .fetch, host: "the address given"), reason: reason)
        }
        guard let parsed = curl_url() else {
            throw .localFailure(TransferContext(operation: .fetch, host: "the server"), reason: "out of memory")
        }
        defer { curl_url_cleanup(parsed) }
        guard !url.utf8.contains(0), curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK,
            let host = part(CURLUPART_HOST, of: parsed)
        else { throw refuse("it is not a web address; write it in full, as https://example.vn/feed") }
        guard let scheme = part(CURLUPART_SCHEME, of: parsed), scheme == "http" || scheme == "https" else {
            throw refuse("only addresses that start with http:// or https:// can be fetched")
        }
        guard part(CURLUPART_USER, of: parsed) == nil, part(CURLUPART_PASSWORD, of: parsed) == nil else {
            throw refuse("a user name or password must not stand in the address; give it in the request's fields")
        }
        let port = part(CURLUPART_PORT, of: parsed)
        guard port.flatMap({ Int($0) }) != 0 else { throw refuse("there is no port 0") }
        return port.map { "\(host):\($0)" } ?? host
    }

    /// The address that a redirect leads to, as libcurl follows it; nil when it leads to none.
    static func resolved(_ location: String, from url: String) -> String? {
        guard let parsed = curl_url() else { return nil }
        defer { curl_url_cleanup(parsed) }
        guard !location.utf8.contains(0), curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK,
            curl_url_set(parsed, CURLUPART_URL, location, UInt32(CURLU_URLENCODE)) == CURLUE_OK
        else { return nil }
        return part(CURLUPART_URL, of: parsed)
    }

    /// `scheme://host:port` for a mail server, or nil when the host is no host name.
    static func mailURL(scheme: String, host: String, port: Int) -> String? {
        guard !host.isEmpty, !host.utf8.contains(0), (1...65_535).contains(port), let built = curl_url() else {
            return nil
        }
        defer { curl_url_cleanup(built) }
        let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        guard curl_url_set(built, CURLUPART_SCHEME, scheme, 0) == CURLUE_OK,
            curl_url_set(built, CURLUPART_HOST, bracketed, 0) == CURLUE_OK,
            curl_url_set(built, CURLUPART_PORT, String(port), 0) == CURLUE_OK
        else { return nil }
        return part(CURLUPART_URL, of: built)
    }

    private static func part(_ part: CURLUPart, of parsed: OpaquePointer) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parsed, part, &value, 0) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}
