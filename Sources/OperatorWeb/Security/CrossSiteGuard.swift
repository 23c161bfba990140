/// Refuses form posts that another site's page sent, by what the browser itself says of their origin.
///
/// The token in every form is the main defence; this is the second one.
///
/// > Source: Fetch Metadata Request Headers (W3C), §2.1; Fetch Standard, "Origin" header.
enum CrossSiteGuard {
    /// Whether the browser says that the request comes from a page of this site, or says nothing.
    static func allows(_ request: PageRequest) -> Bool {
        if let site = request.secFetchSite, site != "same-origin", site != "none" { return false }
        guard let origin = request.origin else { return true }
        guard let scheme = ["https://", "http://"].first(where: origin.hasPrefix) else { return false }
        let authority = origin.dropFirst(scheme.count)
        return request.hosts.contains { $0.lowercased() == authority.lowercased() }
    }
}
