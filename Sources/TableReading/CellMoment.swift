/// A day, with the time of day where one is told, as people and programs here write it in a cell.
///
/// Times without an offset are of Viet Nam, seven hours before UTC.
public struct CellMoment: Sendable, Hashable {
    /// Milliseconds since 1970 in UTC; the beginning of the day when no time of day is told.
    public var milliseconds: Int64
    /// Whether a time of day is told.
    public var hasTime: Bool

    /// Why a cell tells no day.
    public enum Problem: Error, Sendable, Hashable {
        /// The cell is empty.
        case empty
        /// The day is of the lunar calendar, which is not guessed at.
        case lunar
        /// It is no day, or several.
        case notADay
    }

    /// In which order day and month stand where only numbers tell.
    public enum Order: Sendable, Hashable, CaseIterable {
        /// Day before month, as in Viet Nam.
        case dayFirst
        /// Month before day, as programs with American settings write.
        case monthFirst

        /// The order of a column: that in which all its days exist; the Vietnamese one when both do, or neither.
        ///
        /// - Parameter cells: Cells of the column.
        /// - Returns: The order.
        public static func of(_ cells: some Sequence<String>) -> Order {
            var misses = (dayFirst: 0, monthFirst: 0)
            for cell in cells.prefix(1000) {
                let isDay = (try? CellMoment(cell, order: .dayFirst)) != nil
                let isMonth = (try? CellMoment(cell, order: .monthFirst)) != nil
                if isDay != isMonth {
                    if isDay { misses.monthFirst += 1 } else { misses.dayFirst += 1 }
                }
            }
            return misses.dayFirst > 0 && misses.monthFirst == 0 ? .monthFirst : .dayFirst
        }
    }

    /// Seconds by which clocks in Viet Nam are ahead of UTC.
    private static let zoneSeconds = 7 * 3600
    private static let dayMilliseconds: Int64 = 86_400_000

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: The cell.
    ///   - order: Which of two numbers is the day.
    ///   - time: The time of day from a cell of its own, for days that tell none.
    /// - Throws: ``Problem``.
    public init(_ text: String, order: Order = .dayFirst, time: String = "") throws(Problem) {
        var parser = MomentParser(CellTokens(text).tokens, order: order)
        if parser.isEmpty { throw .empty }
        if parser.isLunar { throw .lunar }
        parser.takeTime()
        parser.takeDay()
        guard let day = parser.day, !parser.hasMoreNumbers else { throw .notADay }
        var clock = parser.clock
        if clock == nil, !time.isEmpty {
            var other = MomentParser(CellTokens(time).tokens, order: order)
            other.takeTime()
            clock = other.clock
        }
        hasTime = clock != nil
        let seconds = (clock?.seconds ?? 0) - (clock?.offsetSeconds ?? Self.zoneSeconds)
        milliseconds = Int64(day.daysSince1970) * Self.dayMilliseconds + Int64(seconds) * 1000
    }
}
