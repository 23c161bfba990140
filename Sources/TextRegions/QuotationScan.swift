/// Goes through the lines once and tells the sender's own words from older mail.
struct QuotationScan {
    private let lines: TextLines
    private let older: OlderMail
    private let isForwarded: Bool
    private let hinted: HintedLines
    /// The kind of each line that was passed: body, quoted or forwarded.
    private(set) var kinds: [TextRegion.Kind] = []

    init(_ lines: TextLines, isForwarded: Bool, _ hinted: HintedLines) {
        self.lines = lines
        self.hinted = hinted
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
            } else if let hint = hinted.quotation(at: line) {
                take(hint)
            } else {
                kinds.append(.body)
            }
        }
    }

    /// Takes lines that markup says are an older mail; a rule right above them belongs to it.
    private mutating func take(_ hint: HintedLines.Quotation) {
        let start = kinds.count
        let range = start..<min(max(hint.end, start + 1), lines.count)
        let isPassedOn = hint.isForward || range.prefix(3).contains { older.opening(at: $0) == .forward }
        let kind = isPassedOn ? .forwarded : olderKind
        takeRule(above: start, as: kind)
        add(kind, to: range.upperBound)
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
