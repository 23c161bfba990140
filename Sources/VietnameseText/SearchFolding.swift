/// A text for searching: lower case, no marks, đ as d, words parted by one space.
public func foldedForSearch(_ text: String) -> String {
    String(decoding: foldedForSearch(utf8: Array(text.utf8)), as: UTF8.self)
}

/// A text for searching as UTF-8 bytes: lower case, no marks, đ as d, words parted by one space.
///
/// - Parameter bytes: A text; what in it is not UTF-8 parts words.
/// - Returns: Valid UTF-8, at most one byte in three longer than the text.
public func foldedForSearch(utf8 bytes: [UInt8]) -> [UInt8] {
    // A digit after a letter or the other way round gets a space before it, so that a source byte gives two at most.
    [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + SearchFolding.slack) { output, count in
        count = bytes.withUnsafeBytes { SearchFolding(output: output).fold($0) }
    }
}

/// The branch-free fold without marks and offsets; see ``FoldKernel``, whose blocks it shares.
struct SearchFolding {
    /// Bytes that may be stored beyond the last one that counts.
    static let slack = 16

    private let output: UnsafeMutablePointer<UInt8>?
    private var count = 0
    private var state: UInt32 = FoldTables.Class.separator

    init(output: UnsafeMutableBufferPointer<UInt8>) { self.output = output.baseAddress }

    /// Folds a text.
    ///
    /// - Returns: Number of bytes of the output.
    consuming func fold(_ source: UnsafeRawBufferPointer) -> Int {
        guard let base = source.baseAddress else { return 0 }
        let tables = FoldTables.shared
        return tables.leads.withUnsafeBufferPointer { leads in
            tables.entries.withUnsafeBufferPointer { entries in
                guard let leads = leads.baseAddress, let entries = entries.baseAddress else { return 0 }
                return fold(source, base: base, leads: leads, entries: entries)
            }
        }
    }

    private consuming func fold(
        _ source: UnsafeRawBufferPointer, base: UnsafeRawPointer, leads: UnsafePointer<FoldTables.Lead>,
        entries: UnsafePointer<UInt64>
    ) -> Int {
        var position = 0
        while position < source.count {
            let end = min(position + FoldKernel.blockLength, source.count)
            var next = end
            while next < source.count, next < end + 3, source[next] & 0xC0 == 0x80 { next += 1 }
            let (countBefore, stateBefore) = (count, state)
            // The last bytes go one by one, because a block reads three bytes more than it takes.
            let isKnown =
                end + 3 <= source.count
                && foldBlock(
                    base + position, count: end - position, overhang: next - end, leads: leads, entries: entries)
            if !isKnown {
                (count, state) = (countBefore, stateBefore)
                next = foldCharacters(source, from: position, to: end)
            }
            position = next
        }
        // Every word has a space before it; the first one loses it.
        guard count > 0, let output else { return 0 }
        output.update(from: output + 1, count: count - 1)
        return count - 1
    }

    @inline(__always)
    private mutating func foldBlock(
        _ block: UnsafeRawPointer, count length: Int, overhang: Int, leads: UnsafePointer<FoldTables.Lead>,
        entries: UnsafePointer<UInt64>
    ) -> Bool {
        guard let output else { return false }
        var count = count
        var state = state
        var wrong: UInt32 = 0
        var seen: UInt32 = 0
        var expectedBytes: Int32 = 0
        for offset in 0..<length {
            let four = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let lead = leads[Int(four & 0xFF)]
            wrong |= (four ^ lead.expected) & lead.checked
            let choice = four & lead.chosen
            let entry = entries[Int(lead.base &+ ((choice &>> 8) & 0xFF) &+ (choice &>> 14))]
            let added = UInt32(truncatingIfNeeded: entry)
            let now = (state & UInt32(truncatingIfNeeded: entry &>> 32)) | added
            // A word that begins gets a space before it; separators themselves give nothing.
            let kind = now & FoldTables.Class.bits
            output[count] = 0x20
            count &+= kind != 0 && kind != state & FoldTables.Class.bits ? 1 : 0
            output[count] = UInt8(truncatingIfNeeded: now)
            count &+= kind != 0 ? Int(truncatingIfNeeded: (added &>> 16) & 1) : 0
            seen |= added
            expectedBytes &+= Int32(bitPattern: added) &>> 28
            state = now
        }
        self.count = count
        self.state = state
        return wrong == 0 && seen & FoldTables.Field.missing == 0 && Int(expectedBytes) == overhang
    }

    private mutating func foldCharacters(_ source: UnsafeRawBufferPointer, from start: Int, to limit: Int) -> Int {
        var position = start
        while position < limit {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            switch scalar.map(LetterTable.classify) ?? .separator {
            case .letter(let plain, _, _, _): add(plain, FoldTables.Class.letter)
            case .digit(let digit): add(digit, FoldTables.Class.digit)
            case .foreign: for offset in 0..<length { add(source[position + offset], FoldTables.Class.letter) }
            case .combiningTone, .combiningShape, .ignored: break
            case .separator: state = FoldTables.Class.separator
            }
            position += length
        }
        return position
    }

    private mutating func add(_ byte: UInt8, _ kind: UInt32) {
        guard let output else { return }
        if kind != state & FoldTables.Class.bits {
            output[count] = 0x20
            count += 1
        }
        output[count] = byte
        count += 1
        state = kind
    }
}
