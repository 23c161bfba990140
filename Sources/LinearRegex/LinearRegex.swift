/// A regular expression that takes time in proportion to the text, whatever the expression and the text are.
///
/// The expression becomes a nondeterministic automaton of which all states are followed at once; nothing backtracks. It
/// finds the leftmost match and there the longest. ASCII letters match in either case.
///
/// Syntax: literal characters, `.`, classes `[a-z]` and `[^0-9]`, `\d` `\w` `\s` and `\D` `\W` `\S`, groups `(a|b)`, and
/// `?` `*` `+` `{m}` `{m,n}` with n at most 100. A backslash takes a sign literally.
///
/// > Source: Thompson (1968), Regular expression search algorithm; Pike's version that carries start positions.
public struct LinearRegex: Sendable, Hashable {
    /// Most states of one expression; repeats multiply them.
    static let maximumStates = 4000

    /// The expression as written.
    public let source: String
    let states: [RegexState]

    /// Reads an expression.
    ///
    /// - Parameter source: The expression.
    /// - Throws: ``LinearRegexError`` with the column where it stops making sense.
    public init(_ source: String) throws(LinearRegexError) {
        var parser = RegexParser(source)
        let tree = try parser.parse()
        var states: [RegexState] = []
        try Self.emit(tree, into: &states)
        states.append(.accept)
        self.source = source
        self.states = states
    }

    /// The leftmost and there longest match inside a range of a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; bytes that are none match nothing but themselves as U+FFFD.
    ///   - range: Where to look.
    /// - Returns: The bytes of the match, or nil; an empty match does not count.
    public func firstMatch(in bytes: [UInt8], range: Range<Int>) -> Range<Int>? {
        var run = RegexRun(states: states)
        return run.firstMatch(in: bytes, range: range.clamped(to: 0..<bytes.count))
    }

    private static func emit(_ tree: RegexTree, into states: inout [RegexState]) throws(LinearRegexError) {
        guard states.count < maximumStates else {
            throw LinearRegexError(column: 1, message: "the expression is too large; shorten its repeats")
        }
        switch tree {
        case .set(let set): states.append(.read(set))
        case .sequence(let parts): for part in parts { try emit(part, into: &states) }
        case .oneOf(let choices):
            var exits: [Int] = []
            for (index, choice) in choices.enumerated() {
                let split = states.count
                if index < choices.count - 1 { states.append(.split(0, 0)) }
                try emit(choice, into: &states)
                if index < choices.count - 1 {
                    exits.append(states.count)
                    states.append(.jump(0))
                    states[split] = .split(split + 1, states.count)
                }
            }
            for exit in exits { states[exit] = .jump(states.count) }
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try emit(part, into: &states) }
            guard let most else {
                let split = states.count
                states.append(.split(0, 0))
                try emit(part, into: &states)
                states.append(.jump(split))
                states[split] = .split(split + 1, states.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<max(least, most) {
                splits.append(states.count)
                states.append(.split(0, 0))
                try emit(part, into: &states)
            }
            for split in splits { states[split] = .split(split + 1, states.count) }
        }
    }
}

/// A regular expression that cannot be understood.
public struct LinearRegexError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Column in the expression, counted in characters from 1.
    public var column: Int
    /// What is wrong and what was expected.
    public var message: String

    /// The message with its column.
    public var description: String { "at character \(column) of the expression: \(message)" }
}

/// One state of the automaton.
enum RegexState: Sendable, Hashable {
    case read(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case accept
}

/// Some Unicode scalars: ranges, or everything but them.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
        var found = ranges.contains { $0.contains(scalar) }
        if !found, let other = Self.otherCase(scalar) { found = ranges.contains { $0.contains(other) } }
        return found != isNegated
    }

    private static func otherCase(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: scalar ^ 0x20
        default: nil
        }
    }
}

/// An expression as a tree.
indirect enum RegexTree {
    case set(ScalarSet)
    case sequence([RegexTree])
    case oneOf([RegexTree])
    case repeated(RegexTree, least: Int, most: Int?)
}
