/// The permanent redirects at the beginning of a chain.
///
/// > Source: RFC 9110 §15.4.2, §15.4.9.
struct PermanentRedirects {
    private var locations: [String] = []
    private var isPermanent = false
    private var isOver = false

    /// A new answer begins.
    mutating func answer(statusLine: String) {
        let status = statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        // An interim answer, or that of a proxy to CONNECT, is no hop.
        guard !(100...199).contains(status) else { return }
        isPermanent = status == 301 || status == 308
        if (300...399).contains(status), !isPermanent { isOver = true }
    }

    /// The answer's Location field.
    mutating func location(_ value: String) {
        if isPermanent, !isOver { locations.append(value) }
    }

    /// Where the address has moved for good; nil when it has not.
    func end(from url: String) -> String? {
        var current = url
        for location in locations {
            guard let next = RequestTarget.resolved(location, from: current) else { return nil }
            current = next
        }
        let isDowngrade = url.lowercased().hasPrefix("https:") && !current.lowercased().hasPrefix("https:")
        return current == url || isDowngrade ? nil : current
    }
}
