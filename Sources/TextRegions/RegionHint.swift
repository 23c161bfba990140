/// What is known about a stretch of a text from elsewhere, such as the markup it was taken from.
public struct RegionHint: Sendable, Equatable {
    /// What the stretch is said to be.
    public enum Kind: Sendable, Equatable {
        /// An older mail, or the line that introduces one.
        case quotation
        /// A letter passed on.
        case forward
        /// The sender's signature.
        case signature
    }

    /// What the stretch is said to be.
    public var kind: Kind
    /// First UTF-8 byte of the stretch in the text.
    public var start: Int
    /// UTF-8 byte after the last.
    public var end: Int

    /// A hint on the bytes from `start` up to, not including, `end`.
    public init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }
}

/// Hints by line.
struct HintedLines {
    /// A run of lines that are said to be an older mail.
    struct Quotation {
        var isForward: Bool
        /// Line after the last.
        var end: Int
    }

    private var quotations: [Int: Quotation] = [:]
    /// Lines that are said to be a signature.
    private(set) var signatures: [Range<Int>] = []

    init(_ hints: [RegionHint], _ lines: TextLines) {
        var line = 0
        for hint in hints.sorted(by: { $0.start < $1.start }) {
            while line < lines.count, lines.ranges[line].upperBound <= hint.start { line += 1 }
            let end = Self.firstLine(from: line, atOrAfter: hint.end, lines)
            guard end > line else { continue }
            switch hint.kind {
            case .signature:
                if signatures.last.map({ $0.upperBound <= line }) ?? true { signatures.append(line..<end) }
            case .quotation, .forward:
                if quotations[line] == nil {
                    quotations[line] = Quotation(isForward: hint.kind == .forward, end: end)
                }
            }
        }
    }

    /// The first line that begins at an offset or after it; hints may lie in one another, so each is searched in few steps.
    private static func firstLine(from line: Int, atOrAfter offset: Int, _ lines: TextLines) -> Int {
        var low = line
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines.ranges[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The older mail that is said to begin at a line.
    func quotation(at line: Int) -> Quotation? { quotations[line] }
}
