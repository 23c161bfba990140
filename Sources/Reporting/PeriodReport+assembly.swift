public import Casework
import CivilCalendar

extension PeriodReport {
    /// Most hot spots that a report tells of one by one; the figures count them all.
    public static let hotSpotLimit = 200

    /// Takes a period's figures, those of the period before, and the hot spots from the store.
    ///
    /// - Parameters:
    ///   - period: The period.
    ///   - officeName: Name of the office.
    ///   - topics: Topics of the rules in force, in the order of the tables.
    ///   - store: Cases and figures.
    ///   - madeAt: The time that the report bears.
    /// - Returns: The report.
    /// - Throws: ``StoreError`` when the store fails.
    public static func assemble(
        _ period: ReportPeriod, officeName: String, topics: [Topic],
        store: any AlertRecordStore & CaseStore & FigureStore & PromiseStore & SatisfactionStore,
        madeAt: Timestamp
    ) async throws(StoreError) -> PeriodReport {
        let figures = try await store.figures(from: period.from, before: period.before)
        let previous = try await store.figures(from: period.previous.from, before: period.previous.before)
        let escalated = try await store.cases(
            CaseFilter(
                escalatedOnly: true, receivedFrom: period.from, receivedBefore: period.before, order: .severity,
                limit: hotSpotLimit))
        var hotSpots: [CaseFile] = []
        for entry in escalated { hotSpots.append(try await store.caseFile(entry.trackingCode)) }
        let promises = try await store.promiseFigures(
            from: LocalMoment(utcMilliseconds: period.from.rawValue).date,
            before: LocalMoment(utcMilliseconds: period.before.rawValue).date,
            on: LocalMoment(utcMilliseconds: madeAt.rawValue).date)
        let end = min(madeAt.rawValue, period.before.rawValue)
        let digest = HotSpotDigest(
            recurrent: try await store.recurrentPlaces(at: Timestamp(rawValue: end)),
            matters: try await store.recurrentMatters(at: Timestamp(rawValue: end)),
            opinions: period.length == .week ? try await store.opinions(of: WatchWeek(period.from)) : nil)
        return PeriodReport(
            officeName: officeName, period: period, madeAt: madeAt, figures: figures, previous: previous,
            hotSpots: hotSpots, promises: promises,
            satisfaction: try await store.satisfactionFigures(from: period.from, before: period.before),
            digest: digest, topics: topics)
    }
}
