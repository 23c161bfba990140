/// A bar of fixed width for work whose length is known.
enum ProgressBar {
    static func text(done: Int, of total: Int, what: String) -> String {
        let width = 30
        let filled = total == 0 ? width : width * done / total
        let bar = String(repeating: "#", count: filled) + String(repeating: "·", count: width - filled)
        return "[\(bar)] \(done) of \(total) \(what)"
    }
}
