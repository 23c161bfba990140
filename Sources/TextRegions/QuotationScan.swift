/// Goes through the lines once and tells the sender's own words from older mail.
struct QuotationScan {
    private let lines: TextLines
    private let older: OlderMail
    private let isForwarded: Bool
    /// The kind of each line that was passed: body, quoted or forwarded.
    private(set) var kinds: [TextRegion.Kind] = []

    init(_ lines: TextLines, isForwarded: Bool) {
        self.lines = lines
        self.isForwarded = isForwarded
        older = OlderMail(lines)
        kinds.reserveCapacity(lines.count)
    }

    /// What older mail is where the program does not say that it is passed on.
    private var olderKind: TextRegion.Kind { isForwarded ? .forwarded : .quoted }

    mutating func run() {
        while kinds.count < lines.count {
            let line = kinds.count
            if lines.isMarked(line) {
                addMarked()
            } else if let length = older.introduction(at: line) {
                addIntroduction(length)
            } else if let opening = older.opening(at: line) {
                takeRule(above: line, as: opening == .forward ? .forwarded : olderKind)
                add(opening == .forward ? .forwarded : olderKind, to: lines.count)
            } else {
                kinds.append(.body)
            }
        }
    }

    private mutating func add(_ kind: TextRegion.Kind, to end: Int) {
        while kinds.count < end { kinds.append(kind) }
    }

    /// A run of marked lines, with the blank ones inside it.
    private mutating func addMarked() {
        let start = kinds.count
        let previous = lastWritten(before: start)
        var kind = olderKind
        if let previous, kinds[previous] != .body {
            // An introduction, or an interrupted run, has said what it is.
            kind = kinds[previous]
        } else if older.isPassedOn(markedFrom: start, after: previous) {
            kind = .forwarded
        }
        var end = start
        while end < lines.count, lines.isMarked(end) {
            end += 1
            let next = lines.nextWritten[end]
            if next < lines.count, lines.isMarked(next) { end = next }
        }
        add(kind, to: end)
    }

    /// The last written line before a line, when only a few blank ones stand between.
    private func lastWritten(before line: Int) -> Int? {
        (max(0, line - 3)..<line).last { !lines.isBlank($0) }
    }

    private mutating func addIntroduction(_ length: Int) {
        let start = kinds.count
        let next = lines.nextWritten[start + length]
        let isMarked = next < lines.count && lines.isMarked(next)
        add(olderKind, to: isMarked ? next : lines.count)
    }

    /// A bare rule right above a header block belongs to it.
    private mutating func takeRule(above line: Int, as kind: TextRegion.Kind) {
        guard let previous = lastWritten(before: line), kinds[previous] == .body, older.isRule(previous) else { return }
        for index in previous..<line { kinds[index] = kind }
    }
}
