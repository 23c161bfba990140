/// The spans of time that a server is asked for, one after the other, the oldest first.
struct Open311Windows {
    /// A span; milliseconds since 1970 UTC.
    struct Window: Hashable {
        var from: Int64
        var to: Int64
    }

    /// Pages of one window at most.
    static let mostPages = 200
    /// What one question may span.
    static let longest: Int64 = 90 * 86_400_000
    /// What is not cut any further.
    static let shortest: Int64 = 60_000

    /// Those still to come, the next one last.
    private var waiting: [Window] = []

    init(from: Int64, to: Int64) {
        var begin = from
        while begin < to {
            let end = min(begin + Self.longest, to)
            waiting.append(Window(from: begin, to: end))
            begin = end
        }
        waiting.reverse()
    }

    mutating func next() -> Window? { waiting.popLast() }

    /// Puts a window back in two halves, because its answer was cut off; false when it is too short for that.
    mutating func halve(_ window: Window) -> Bool {
        guard window.to - window.from > Self.shortest else { return false }
        let middle = window.from + (window.to - window.from) / 2
        waiting.append(Window(from: middle, to: window.to))
        waiting.append(Window(from: window.from, to: middle))
        return true
    }
}
