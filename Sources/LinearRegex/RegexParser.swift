/// Reads a regular expression into a tree.
struct RegexParser {
    /// Groups inside groups.
    private static let maximumDepth = 30
    private static let maximumRepeat = 100

    private let signs: [Unicode.Scalar]
    private var position = 0

    init(_ source: String) { signs = Array(source.unicodeScalars) }

    mutating func parse() throws(LinearRegexError) -> RegexTree {
        let tree = try choices(depth: 0)
        guard position == signs.count else { throw failure("this «)» closes nothing; remove it or write \\)") }
        if case .sequence(let parts) = tree, parts.isEmpty { throw failure("the expression is empty") }
        return tree
    }

    private mutating func choices(depth: Int) throws(LinearRegexError) -> RegexTree {
        guard depth < Self.maximumDepth else { throw failure("groups are nested deeper than \(Self.maximumDepth)") }
        var choices = [try sequence(depth: depth)]
        while position < signs.count, signs[position] == "|" {
            position += 1
            choices.append(try sequence(depth: depth))
        }
        return choices.count == 1 ? choices[0] : .oneOf(choices)
    }

    private mutating func sequence(depth: Int) throws(LinearRegexError) -> RegexTree {
        var parts: [RegexTree] = []
        while position < signs.count, signs[position] != "|", signs[position] != ")" {
            parts.append(try repeated(try atom(depth: depth)))
        }
        return .sequence(parts)
    }

    private mutating func atom(depth: Int) throws(LinearRegexError) -> RegexTree {
        let sign = signs[position]
        position += 1
        switch sign {
        case "(":
            let opening = position
            let inside = try choices(depth: depth + 1)
            guard position < signs.count else { throw failure("this «(» is never closed", column: opening) }
            position += 1
            return inside
        case "[": return .set(try setClass())
        case ".": return .set(ScalarSet(ranges: [10...10], isNegated: true))
        case "\\": return .set(try escape())
        case "?", "*", "+", "{":
            throw failure("«\(sign)» has nothing to repeat; write \\\(sign) for the sign itself", column: position)
        default: return .set(ScalarSet(ranges: [sign.value...sign.value]))
        }
    }

    private mutating func repeated(_ part: RegexTree) throws(LinearRegexError) -> RegexTree {
        guard position < signs.count else { return part }
        switch signs[position] {
        case "?":
            position += 1
            return .repeated(part, least: 0, most: 1)
        case "*":
            position += 1
            return .repeated(part, least: 0, most: nil)
        case "+":
            position += 1
            return .repeated(part, least: 1, most: nil)
        case "{":
            position += 1
            let least = try number()
            var most: Int? = least
            if position < signs.count, signs[position] == "," {
                position += 1
                most = position < signs.count && signs[position] == "}" ? nil : try number()
            }
            guard position < signs.count, signs[position] == "}", most.map({ $0 >= least }) ?? true else {
                throw failure("a repeat is written {2} or {2,5}, the smaller number first")
            }
            position += 1
            return .repeated(part, least: least, most: most)
        default: return part
        }
    }

    private mutating func number() throws(LinearRegexError) -> Int {
        var value = 0
        let start = position
        while position < signs.count, ("0"..."9").contains(signs[position]), value <= Self.maximumRepeat {
            value = value * 10 + Int(signs[position].value - 48)
            position += 1
        }
        guard position > start, value <= Self.maximumRepeat else {
            throw failure("a repeat needs a number from 0 to \(Self.maximumRepeat)")
        }
        return value
    }

    private mutating func setClass() throws(LinearRegexError) -> ScalarSet {
        let opening = position
        var set = ScalarSet(ranges: [])
        if position < signs.count, signs[position] == "^" {
            set.isNegated = true
            position += 1
        }
        while position < signs.count, signs[position] != "]" {
            var first = signs[position]
            position += 1
            if first == "\\" {
                let escaped = try escape()
                guard !escaped.isNegated else { throw failure("\\D, \\W and \\S cannot stand inside a class") }
                if escaped.ranges.count != 1 || escaped.ranges[0].count != 1 {
                    set.ranges += escaped.ranges
                    continue
                }
                first = signs[position - 1]
            }
            guard position + 1 < signs.count, signs[position] == "-", signs[position + 1] != "]" else {
                set.ranges.append(first.value...first.value)
                continue
            }
            let last = signs[position + 1]
            guard first.value <= last.value else { throw failure("the range \(first)-\(last) runs backwards") }
            set.ranges.append(first.value...last.value)
            position += 2
        }
        guard position < signs.count else { throw failure("this «[» is never closed", column: opening) }
        position += 1
        guard !set.ranges.isEmpty else { throw failure("this class is empty", column: opening) }
        return set
    }

    private mutating func escape() throws(LinearRegexError) -> ScalarSet {
        guard position < signs.count else {
            throw failure("a backslash stands at the end; write \\\\ for the sign itself")
        }
        let sign = signs[position]
        position += 1
        let digits: ClosedRange<UInt32> = 0x30...0x39
        let words: [ClosedRange<UInt32>] = [digits, 0x41...0x5A, 0x61...0x7A, 0x5F...0x5F, 0xC0...0x1EFF]
        let spaces: [ClosedRange<UInt32>] = [9...13, 0x20...0x20, 0xA0...0xA0]
        switch sign {
        case "d": return ScalarSet(ranges: [digits])
        case "D": return ScalarSet(ranges: [digits], isNegated: true)
        case "w": return ScalarSet(ranges: words)
        case "W": return ScalarSet(ranges: words, isNegated: true)
        case "s": return ScalarSet(ranges: spaces)
        case "S": return ScalarSet(ranges: spaces, isNegated: true)
        case "a"..."z", "A"..."Z", "0"..."9":
            throw failure("there is no \\\(sign); there are \\d \\w \\s \\D \\W \\S", column: position)
        default: return ScalarSet(ranges: [sign.value...sign.value])
        }
    }

    private func failure(_ message: String, column: Int? = nil) -> LinearRegexError {
        LinearRegexError(column: column ?? min(position, signs.count) + 1, message: message)
    }
}
