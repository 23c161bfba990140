import Crypto
public import Foundation

/// Form and making of sealed records.
///
/// A record is a head of nine bytes, the form's version and the data key's number (big-endian), and then pieces of at most
/// 1 MiB of plain text, each a nonce of 12 bytes, the ciphertext and a tag of 16 bytes. A piece is bound to its record, its
/// place, and whether it is the last: records cannot be cut, reordered, swapped or put together anew. Piece by piece,
/// fifty megabytes never stand in memory twice.
///
/// > Source: NIST SP 800-38D (AES-GCM); Hoang, Reyhanitabar, Rogaway, Vizár 2015 (STREAM) for the mark of the last piece.
public enum SealedRecord {
    /// Plain bytes of a piece.
    public static let pieceBytes = 1 << 20
    /// Bytes before the first piece.
    public static let headBytes = 9
    /// Bytes by which a piece grows.
    public static let pieceOverhead = 28
    private static let version: UInt8 = 1

    /// Bytes of the record of so many plain bytes.
    public static func size(of plainBytes: Int) -> Int {
        headBytes + plainBytes + pieceCount(plainBytes) * pieceOverhead
    }

    /// Plain bytes in a record of so many bytes; nil when no record has that size.
    public static func plainSize(of recordBytes: Int) -> Int? {
        let body = recordBytes - headBytes
        guard body >= pieceOverhead else { return nil }
        let whole = pieceBytes + pieceOverhead
        let pieces = (body + whole - 1) / whole
        let plain = body - pieces * pieceOverhead
        return plain >= 0 && pieceCount(plain) == pieces ? plain : nil
    }

    /// Number of pieces of so many plain bytes: one for none.
    public static func pieceCount(_ plainBytes: Int) -> Int { max(1, (plainBytes + pieceBytes - 1) / pieceBytes) }

    /// Where a piece lies in the record.
    ///
    /// - Parameters:
    ///   - index: Its place, from 0.
    ///   - plainBytes: Plain bytes of the record.
    /// - Returns: Offsets of its bytes.
    public static func range(ofPiece index: Int, plainBytes: Int) -> Range<Int> {
        let start = headBytes + index * (pieceBytes + pieceOverhead)
        return start..<(start + range(ofPlainPiece: index, plainBytes: plainBytes).count + pieceOverhead)
    }

    /// Which plain bytes a piece holds.
    ///
    /// - Parameters:
    ///   - index: Its place, from 0.
    ///   - plainBytes: Plain bytes of the record.
    /// - Returns: Their offsets.
    public static func range(ofPlainPiece index: Int, plainBytes: Int) -> Range<Int> {
        let start = min(index * pieceBytes, plainBytes)
        return start..<min(start + pieceBytes, plainBytes)
    }

    /// The bytes before the first piece.
    public static func head(_ key: DataKey) -> Data {
        var head = Data([version])
        withUnsafeBytes(of: key.id.bigEndian) { head.append(contentsOf: $0) }
        return head
    }

    /// The number of the key that sealed a record; nil when it has another form.
    public static func keyID(head: Data) -> Int64? {
        guard head.count >= headBytes, head.first == version else { return nil }
        return head.dropFirst().prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }

    /// Seals one piece.
    ///
    /// - Parameters:
    ///   - plain: Its bytes.
    ///   - index: Its place, from 0.
    ///   - isLast: Whether none follows.
    ///   - name: The record.
    ///   - key: The data key.
    /// - Returns: Nonce, ciphertext and tag.
    /// - Throws: ``SealingError/broken(record:)`` when the cipher refuses its input.
    public static func seal(
        piece plain: some DataProtocol, index: Int, isLast: Bool, as name: RecordName, with key: DataKey
    ) throws(SealingError) -> Data {
        do {
            let box = try AES.GCM.seal(
                plain, using: key.key, authenticating: name.associated(index, isLast: isLast))
            guard let bytes = box.combined else { throw SealingError.broken(record: name.kind) }
            return bytes
        } catch {
            throw .broken(record: name.kind)
        }
    }

    /// Opens one piece.
    ///
    /// - Parameters:
    ///   - sealed: Nonce, ciphertext and tag.
    ///   - index: Its place, from 0.
    ///   - isLast: Whether none follows.
    ///   - name: The record.
    ///   - key: The data key.
    /// - Returns: The plain bytes.
    /// - Throws: ``SealingError/broken(record:)``.
    public static func open(
        piece sealed: some DataProtocol, index: Int, isLast: Bool, as name: RecordName, with key: DataKey
    ) throws(SealingError) -> Data {
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: key.key,
                authenticating: name.associated(index, isLast: isLast))
        } catch {
            throw .broken(record: "\(name.kind) \(name.id.prefix(80))")
        }
    }

    /// Seals bytes as a whole record.
    ///
    /// - Parameters:
    ///   - plain: The bytes.
    ///   - name: The record.
    ///   - key: The data key.
    /// - Returns: The record.
    /// - Throws: ``SealingError/broken(record:)`` when the cipher refuses its input.
    public static func seal(_ plain: Data, as name: RecordName, with key: DataKey) throws(SealingError) -> Data {
        var record = head(key)
        record.reserveCapacity(size(of: plain.count))
        let pieces = pieceCount(plain.count)
        for index in 0..<pieces {
            let range = range(ofPlainPiece: index, plainBytes: plain.count)
            let piece = plain[plain.startIndex + range.lowerBound..<plain.startIndex + range.upperBound]
            record += try seal(piece: piece, index: index, isLast: index == pieces - 1, as: name, with: key)
        }
        return record
    }

    /// Opens a whole record.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - name: Which record it must be.
    ///   - key: The data key that its head names.
    /// - Returns: The plain bytes.
    /// - Throws: ``SealingError/broken(record:)``.
    public static func open(_ record: Data, as name: RecordName, with key: DataKey) throws(SealingError) -> Data {
        guard keyID(head: record) == key.id, let size = plainSize(of: record.count) else {
            throw .broken(record: "\(name.kind) \(name.id.prefix(80))")
        }
        var plain = Data(capacity: size)
        let pieces = pieceCount(size)
        for index in 0..<pieces {
            let range = range(ofPiece: index, plainBytes: size)
            let piece = record[record.startIndex + range.lowerBound..<record.startIndex + range.upperBound]
            plain += try open(piece: piece, index: index, isLast: index == pieces - 1, as: name, with: key)
        }
        return plain
    }
}
