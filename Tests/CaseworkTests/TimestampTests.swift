import Casework
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0.0, Int64(0)), (1.5, 1500), (-1.5, -1500), (1_780_000_000.123, 1_780_000_000_123),
        (.greatestFiniteMagnitude, 9_000_000_000_000_000), (-.infinity, -9_000_000_000_000_000),
        (.infinity, 9_000_000_000_000_000),
    ])
    func datesBecomeMilliseconds(_ seconds: Double, _ milliseconds: Int64) {
        let distance = Timestamp(Date(timeIntervalSince1970: seconds)).rawValue - milliseconds
        #expect(abs(distance) <= 1)
    }

    @Test func anUndefinedDateDoesNotCrash() {
        let instant = Timestamp(Date(timeIntervalSince1970: .nan))
        #expect(abs(instant.rawValue) <= 9_000_000_000_000_000)
    }

    @Test func secondsAreAddedAndOrderIsKept() {
        let start = Timestamp(rawValue: 1000)
        #expect(start.adding(seconds: 2).rawValue == 3000 && start.adding(seconds: -1).rawValue == 0)
        #expect(start < start.adding(seconds: 1) && !(start < start))
        #expect(start.date.timeIntervalSince1970 == 1)
    }

    @Test func identifiersSortByTimeAndDiffer() {
        let times = [Int64(-5), 0, 1, 999, 1_780_000_000_000, 1_780_000_000_001].map(Timestamp.init(rawValue:))
        let identifiers = times.map { ItemID.make(at: $0).rawValue }
        #expect(identifiers.dropFirst().elementsEqual(identifiers.dropFirst().sorted()))
        #expect(identifiers.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
        let many = Set((0..<10_000).map { _ in CaseID.make(at: times[4]).rawValue })
        #expect(many.count == 10_000)
    }
}
