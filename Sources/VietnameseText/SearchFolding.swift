/// A text for searching: lower case, no marks, đ as d, words parted by one space.
public func foldedForSearch(_ text: String) -> String {
    String(decoding: foldedForSearch(utf8: Array(text.utf8)), as: UTF8.self)
}

/// A text for searching as UTF-8 bytes: lower case, no marks, đ as d, words parted by one space.
///
/// - Parameter bytes: A text; what in it is not UTF-8 parts words.
/// - Returns: Valid UTF-8, at most twice as long as the text.
public func foldedForSearch(utf8 bytes: [UInt8]) -> [UInt8] {
    // A word that begins gets a space before it, so that a source byte gives two at most.
    [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + SearchFolding.slack) { output, count in
        guard let base = output.baseAddress else { return }
        count = bytes.withUnsafeBytes { SearchFolding.fold($0, into: base) }
    }
}

/// Folds a text for searching into memory that is lent for the call, for texts of a line or less.
///
/// - Parameters:
///   - bytes: A text; what in it is not UTF-8 parts words.
///   - read: Looks at what ``foldedForSearch(utf8:)`` gives for it.
/// - Returns: What `read` returns.
package func withFoldedForSearch<Result>(
    utf8 bytes: UnsafeBufferPointer<UInt8>, _ read: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count * 2 + SearchFolding.slack) { output in
        guard let base = output.baseAddress else { return read(UnsafeBufferPointer(start: nil, count: 0)) }
        let count = SearchFolding.fold(UnsafeRawBufferPointer(bytes), into: base)
        return read(UnsafeBufferPointer(start: base, count: count))
    }
}

/// The branch-free fold without marks and offsets: the ``FoldAutomaton`` with another table, four runs side by side.
enum SearchFolding {
    /// Bytes that may be stored beyond the last one that counts.
    static let slack = 16
    /// Source bytes that are folded before the outputs of the runs are put together.
    private static let pieceLength = 16384
    /// Pieces shorter than this are not worth four runs.
    private static let leastForFour = 80

    /// Folds a text into a buffer of twice its bytes and ``slack``.
    ///
    /// - Returns: Number of bytes of the output.
    static func fold(_ source: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>) -> Int {
        FoldAutomaton.shared.searchText.withUnsafeBufferPointer { table in
            guard let table = table.baseAddress else { return 0 }
            var position = 0
            var row = FoldAutomaton.row(after: .separator)
            var count = 0
            while position < source.count {
                let end = min(position + pieceLength, source.count)
                if let cuts = cuts(source, from: position, to: end) {
                    var runs = (
                        // Two bytes of output for each byte of source before; the cuts lie behind separators, which write
                        // nothing, so that no run stores into the output of the next one.
                        Run(output + count, start: position, end: cuts.0, row: row),
                        Run(output + count + 2 * (cuts.0 - position), start: cuts.0, end: cuts.1),
                        Run(output + count + 2 * (cuts.1 - position), start: cuts.1, end: cuts.2),
                        Run(output + count + 2 * (cuts.2 - position), start: cuts.2, end: end)
                    )
                    foldTogether(&runs, source, table)
                    runs.0.finish(source, table)
                    runs.1.finish(source, table)
                    runs.2.finish(source, table)
                    runs.3.finish(source, table)
                    count += runs.0.count
                    count = runs.1.append(to: output, count)
                    count = runs.2.append(to: output, count)
                    count = runs.3.append(to: output, count)
                    (position, row) = (runs.3.position, runs.3.row)
                } else {
                    var run = Run(output + count, start: position, end: end, row: row)
                    run.finish(source, table)
                    count += run.count
                    (position, row) = (run.position, run.row)
                }
            }
            // Every word has a space before it; the first one loses it.
            guard count > 0 else { return 0 }
            output.update(from: output + 1, count: count - 1)
            return count - 1
        }
    }

    /// Three places that part a piece into four, each behind a separator.
    private static func cuts(_ source: UnsafeRawBufferPointer, from start: Int, to end: Int) -> (Int, Int, Int)? {
        let quarter = (end - start) / 4
        guard end - start >= leastForFour,
            let first = FoldAutomaton.cut(source, near: start + quarter, after: start),
            let second = FoldAutomaton.cut(source, near: start + quarter * 2, after: first),
            let third = FoldAutomaton.cut(source, near: start + quarter * 3, after: second)
        else { return nil }
        return (first, second, third)
    }

    /// Reads as many bytes of each run as the shortest one has.
    private static func foldTogether(
        _ runs: inout (Run, Run, Run, Run), _ source: UnsafeRawBufferPointer, _ table: UnsafePointer<UInt32>
    ) {
        guard let base = source.baseAddress else { return }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        var (one, two, three, four) = runs
        let length = min(one.end - one.start, two.end - two.start, three.end - three.start, four.end - four.start)
        // In bounds: a run's start plus the length of the shortest one is at most its end.
        for index in 0..<length {
            one.read(bytes[one.start &+ index], table)
            two.read(bytes[two.start &+ index], table)
            three.read(bytes[three.start &+ index], table)
            four.read(bytes[four.start &+ index], table)
        }
        let lost = FoldAutomaton.shared.lost
        if one.row != lost { runs.0 = one.moved(by: length) }
        if two.row != lost { runs.1 = two.moved(by: length) }
        if three.row != lost { runs.2 = three.moved(by: length) }
        if four.row != lost { runs.3 = four.moved(by: length) }
    }

    /// One run over a part of a text.
    private struct Run {
        let output: UnsafeMutablePointer<UInt8>
        let start: Int
        let end: Int
        var position: Int
        var row: Int
        var count = 0

        init(
            _ output: UnsafeMutablePointer<UInt8>, start: Int, end: Int,
            row: Int = FoldAutomaton.row(after: .separator)
        ) {
            self.output = output
            self.start = start
            self.end = end
            position = start
            self.row = row
        }

        /// Reads one byte; stores two bytes at `count`, whatever counts of them.
        @inline(__always) mutating func read(_ byte: UInt8, _ table: UnsafePointer<UInt32>) {
            let entry = table[row &+ Int(byte)]
            UnsafeMutableRawPointer(output + count).storeBytes(
                of: UInt16(truncatingIfNeeded: entry).littleEndian, as: UInt16.self)
            count &+= Int(truncatingIfNeeded: (entry &>> FoldAutomaton.SearchField.countShift) & 3)
            row = Int(truncatingIfNeeded: entry &>> FoldAutomaton.SearchField.rowShift)
        }

        func moved(by length: Int) -> Run {
            var run = self
            run.position += length
            return run
        }

        /// Moves the output behind that of the runs before.
        func append(to target: UnsafeMutablePointer<UInt8>, _ before: Int) -> Int {
            (target + before).update(from: output, count: count)
            return before + count
        }

        /// Reads the rest, and what the automaton does not know character by character.
        mutating func finish(_ source: UnsafeRawBufferPointer, _ table: UnsafePointer<UInt32>) {
            let lost = FoldAutomaton.shared.lost
            var beginning = position
            if FoldAutomaton.kind(of: row) == nil {
                repeat { beginning -= 1 } while source[beginning] & 0xC0 == 0x80
            }
            var kind = FoldAutomaton.kind(of: row) ?? lastKind
            while true {
                if let whole = FoldAutomaton.kind(of: row) {
                    kind = whole
                    beginning = position
                    if position >= end { return }
                }
                if position < source.count {
                    read(source[position], table)
                    position += 1
                    if row != lost { continue }
                }
                // A character that the automaton does not know, or the text ends inside one.
                row = FoldAutomaton.row(after: kind)
                position = foldCharacter(source, at: beginning)
            }
        }

        /// The class of the character before the one that is being read.
        private var lastKind: FoldAutomaton.Kind { FoldAutomaton.kindBefore(row) }

        private mutating func foldCharacter(_ source: UnsafeRawBufferPointer, at position: Int) -> Int {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            switch scalar.map(LetterTable.classify) ?? .separator {
            case .letter(let plain, _, _, _): add(plain, .letter)
            case .digit(let digit): add(digit, .digit)
            case .foreign: for offset in 0..<length { add(source[position + offset], .letter) }
            case .combiningTone, .combiningShape, .ignored: break
            case .separator: row = FoldAutomaton.row(after: .separator)
            }
            return position + length
        }

        private mutating func add(_ byte: UInt8, _ kind: FoldAutomaton.Kind) {
            if row != FoldAutomaton.row(after: kind) {
                output[count] = 0x20
                count += 1
            }
            output[count] = byte
            count += 1
            row = FoldAutomaton.row(after: kind)
        }
    }
}
