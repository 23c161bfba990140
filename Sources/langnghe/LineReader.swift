import Foundation

/// The lines of a file or pipe, read piece by piece, without their line ends.
struct LineReader: Sequence, IteratorProtocol {
    /// A line longer than this is cut; one message is far shorter.
    static let maximumLineBytes = 8 << 20

    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    init(_ handle: FileHandle) { self.handle = handle }

    mutating func next() -> [UInt8]? {
        var scanned = position
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) { return take(upTo: end, skipping: 1) }
            scanned = buffer.count
            if isAtEnd { return position < buffer.count ? take(upTo: buffer.count, skipping: 0) : nil }
            if buffer.count - position > Self.maximumLineBytes { return take(upTo: buffer.count, skipping: 0) }
            scanned -= position
            buffer.removeFirst(position)
            position = 0
            let piece = handle.readData(ofLength: 1 << 16)
            if piece.isEmpty { isAtEnd = true } else { buffer.append(contentsOf: piece) }
        }
    }

    /// The lines that have been read and not given yet, after reading until there is one; none at the end.
    mutating func nextLines() -> [[UInt8]] {
        var lines: [[UInt8]] = []
        while let line = next() {
            lines.append(line)
            guard buffer[position...].contains(0x0A) else { break }
        }
        return lines
    }

    private mutating func take(upTo end: Int, skipping: Int) -> [UInt8] {
        let line = Array(buffer[position..<end])
        position = end + skipping
        return line
    }
}
