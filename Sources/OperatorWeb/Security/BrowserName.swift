/// A browser in a word or two, for its owner to recognise in the list of sessions.
enum BrowserName {
    /// Makes the name of a `User-Agent` header; empty when nothing is known.
    ///
    /// The whole header would tell one person from another; family and system do not.
    static func of(_ agent: String) -> String {
        let agent = String(agent.prefix(400))
        let families = [
            ("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Macintosh", "Mac"), ("Linux", "Linux"),
        ]
        func first(_ names: [(String, String)]) -> String? { names.first { agent.contains($0.0) }?.1 }
        return [first(families), first(systems)].compactMap(\.self).joined(separator: ", ")
    }
}
