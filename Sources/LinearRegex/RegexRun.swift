/// One search: all states that the text so far can have led to, each with the leftmost place where its match began.
struct RegexRun {
    private let states: [RegexState]
    private var current: [(state: Int, start: Int)] = []
    private var next: [(state: Int, start: Int)] = []
    /// The step at which a state was last entered, so that it is entered once a step.
    private var entered: [Int]
    private var step = 0
    private var best: Range<Int>?

    init(states: [RegexState]) {
        self.states = states
        entered = [Int](repeating: -1, count: states.count)
    }

    mutating func firstMatch(in bytes: [UInt8], range: Range<Int>) -> Range<Int>? {
        var position = range.lowerBound
        enter(0, start: position, end: position)
        swap(&current, &next)
        while position < range.upperBound {
            let (scalar, length) = Self.scalar(bytes, at: position, end: range.upperBound)
            step += 1
            next.removeAll(keepingCapacity: true)
            for (state, start) in current {
                // What begins behind the best match so far can no longer win.
                if let best, start > best.lowerBound { continue }
                if case .read(let set) = states[state], set.contains(scalar) {
                    enter(state + 1, start: start, end: position + length)
                }
            }
            position += length
            if best == nil { enter(0, start: position, end: position) }
            swap(&current, &next)
            if current.isEmpty { break }
        }
        return best
    }

    /// Enters a state and all that follow from it without reading; earlier starts come first and so win.
    private mutating func enter(_ first: Int, start: Int, end: Int) {
        var open = [first]
        while let state = open.popLast() {
            guard entered[state] != step else { continue }
            entered[state] = step
            switch states[state] {
            case .read: next.append((state, start))
            case .jump(let target): open.append(target)
            case .split(let one, let other):
                open.append(other)
                open.append(one)
            case .accept:
                guard end > start else { continue }
                if let best, best.lowerBound < start || (best.lowerBound == start && best.upperBound >= end) {
                    continue
                }
                best = start..<end
            }
        }
    }

    /// Decodes one scalar; U+FFFD of length 1 where the bytes are no UTF-8.
    private static func scalar(_ bytes: [UInt8], at position: Int, end: Int) -> (UInt32, Int) {
        let lead = bytes[position]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
        guard length > 0, position + length <= end else { return (0xFFFD, 1) }
        var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            guard bytes[position + offset] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(bytes[position + offset] & 0x3F)
        }
        return (value, length)
    }
}
