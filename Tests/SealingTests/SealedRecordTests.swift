import Foundation
import Sealing
import Testing

@Suite struct SealedRecordTests {
    private let key = DataKey()
    private let name = RecordName(kind: "message", id: "0193")
    private static let piece = SealedRecord.pieceBytes

    @Test(arguments: [0, 1, 27, 28, 29, 1000, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 5])
    func `what was sealed opens again, whatever its size`(size: Int) throws {
        let plain = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let record = try SealedRecord.seal(plain, as: name, with: key)
        #expect(record.count == SealedRecord.size(of: size))
        #expect(SealedRecord.plainSize(of: record.count) == size)
        #expect(try SealedRecord.open(record, as: name, with: key) == plain)
    }

    @Test func `the same words give another record each time`() throws {
        let plain = Data("Ông Trần Văn Mẫu, 0912 345 678".utf8)
        let first = try SealedRecord.seal(plain, as: name, with: key)
        #expect(try SealedRecord.seal(plain, as: name, with: key) != first)
        #expect(first.range(of: Data("0912".utf8)) == nil)
    }

    @Test func `a record opens with its own key only`() throws {
        let record = try SealedRecord.seal(Data("bí mật".utf8), as: name, with: key)
        #expect(throws: SealingError.self) { try SealedRecord.open(record, as: name, with: DataKey()) }
    }

    @Test(arguments: [
        RecordName(kind: "message", id: "0194"), RecordName(kind: "original", id: "0193"),
        RecordName(kind: "messag", id: "e0193"), RecordName(kind: "", id: "message0193"),
    ])
    func `a record opens in its own place only`(other: RecordName) throws {
        let record = try SealedRecord.seal(Data("bí mật".utf8), as: name, with: key)
        #expect(throws: SealingError.self) { try SealedRecord.open(record, as: other, with: key) }
    }

    @Test func `a bit turned anywhere is found`() throws {
        let record = try SealedRecord.seal(Data("mười hai chữ".utf8), as: name, with: key)
        for index in record.indices {
            var changed = record
            changed[index] ^= 0x10
            #expect(throws: SealingError.self) { try SealedRecord.open(changed, as: name, with: key) }
        }
    }

    @Test func `a record cut off at any byte, or lengthened, does not open`() throws {
        let record = try SealedRecord.seal(Data("mười hai chữ".utf8), as: name, with: key)
        for count in 0..<record.count {
            #expect(throws: SealingError.self) { try SealedRecord.open(record.prefix(count), as: name, with: key) }
        }
        #expect(throws: SealingError.self) { try SealedRecord.open(record + record, as: name, with: key) }
        #expect(throws: SealingError.self) { try SealedRecord.open(record + [0], as: name, with: key) }
    }

    @Test func `pieces cannot be left out, swapped, or taken from another record`() throws {
        let plain = Data(repeating: 7, count: 3 * Self.piece)
        let record = try SealedRecord.seal(plain, as: name, with: key)
        let other = try SealedRecord.seal(plain, as: RecordName(kind: "message", id: "0194"), with: key)
        let pieces = (0..<3).map { index in
            Data(record[SealedRecord.range(ofPiece: index, plainBytes: plain.count)])
        }
        let foreign = Data(other[SealedRecord.range(ofPiece: 1, plainBytes: plain.count)])
        let head = record.prefix(SealedRecord.headBytes)
        let wrong: [[Data]] = [
            [pieces[0], pieces[1]], [pieces[0]], [pieces[1], pieces[0], pieces[2]], [pieces[0], pieces[2]],
            [pieces[0], pieces[0], pieces[2]], [pieces[0], foreign, pieces[2]], [pieces[0], pieces[2], pieces[1]],
        ]
        for list in wrong {
            #expect(throws: SealingError.self) {
                try SealedRecord.open(list.reduce(head, +), as: name, with: key)
            }
        }
        #expect(try SealedRecord.open(pieces.reduce(head, +), as: name, with: key) == plain)
    }

    @Test(arguments: [-1, 0, 9, 36, piece + 28 + 9 + 27, piece + 28 + 9 + 28])
    func `sizes that no record has are told apart`(size: Int) { #expect(SealedRecord.plainSize(of: size) == nil) }
}
