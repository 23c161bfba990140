public import Casework

/// Everything a report over one period says, from frozen figures; the same input gives the same report.
///
/// It holds counts and matters, never who wrote.
public struct PeriodReport: Sendable, Hashable {
    /// A topic and its name in the report, in the order of the tables.
    public struct Topic: Sendable, Hashable {
        /// Identifier.
        public var id: String
        /// Name.
        public var name: String

        /// Creates a topic.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The office that reports.
    public var officeName: String
    /// The period.
    public var period: ReportPeriod
    /// When the figures were taken.
    public var madeAt: Timestamp
    /// Figures of the period.
    public var figures: CaseFigures
    /// Figures of the period before.
    public var previous: CaseFigures
    /// The period's escalated cases with their evidence, most severe first.
    public var hotSpots: [CaseFile]
    /// Promises given in the period, and how leaders met citizens.
    public var promises: PromiseFigures
    /// What citizens think of the outcomes.
    public var satisfaction: SatisfactionFigures
    /// What comes back, and the weekly second opinion; nil when nobody watches.
    public var digest: HotSpotDigest?
    /// Topics in the order of the tables; topics of cases that are missing here are shown by identifier after them.
    public var topics: [Topic]

    /// Creates a report.
    public init(
        officeName: String, period: ReportPeriod, madeAt: Timestamp, figures: CaseFigures, previous: CaseFigures,
        hotSpots: [CaseFile], promises: PromiseFigures = PromiseFigures(),
        satisfaction: SatisfactionFigures = SatisfactionFigures(), digest: HotSpotDigest? = nil, topics: [Topic]
    ) {
        self.officeName = officeName
        self.period = period
        self.madeAt = madeAt
        self.figures = figures
        self.previous = previous
        self.hotSpots = hotSpots
        self.promises = promises
        self.satisfaction = satisfaction
        self.digest = digest
        self.topics = topics
    }

    /// Heading, for example "Báo cáo tuần: phản ánh, kiến nghị của người dân".
    public var title: String {
        "Báo cáo \(period.length.vietnameseName) về phản ánh, kiến nghị, khiếu nại, tố cáo của người dân"
    }

    /// When the figures were taken, for example "Số liệu lấy lúc 16:07 ngày 21/11/2026".
    public var madeAtText: String {
        let second = CivilDate.secondOfDay(madeAt)
        let clock = "\(CivilDate.twoDigits(second / 3600)):\(CivilDate.twoDigits(second % 3600 / 60))"
        return "Số liệu lấy lúc \(clock) ngày \(CivilDate(madeAt).text)"
    }

    /// All tables, in the order of the report.
    public var tables: [ReportTable] {
        [overview, byTopic, byPlace, byChannel, byClass, otherKinds, hotSpotList] + digestTables
            + [
                PromiseReport.meetings(promises), PromiseReport.byBody(promises),
                SatisfactionReport.table(satisfaction),
            ]
    }

    private var digestTables: [ReportTable] {
        guard let digest else { return [] }
        func name(_ topic: String) -> String { topics.first { $0.id == topic }?.name ?? topic }
        return [
            HotSpotReport.recurrent(digest.recurrent, topicName: name),
            HotSpotReport.matters(digest.matters, topicName: name),
        ]
            + (digest.opinions.map { [HotSpotReport.opinions($0, topicName: name)] } ?? [])
    }

    /// A difference to the period before, in count and percent.
    static func comparison(_ current: Int, _ previous: Int) -> [ReportTable.Cell] {
        let percent = previous == 0 ? nil : Double(current - previous) / Double(previous) * 100
        return [.count(current), .count(previous), .change(current - previous), .percent(percent)]
    }

    /// Topics of both periods in the order of the tables: known ones, unknown ones by identifier, then "" for none.
    var topicRows: [Topic] {
        let seen = Set(figures.byTopic.keys).union(previous.byTopic.keys).union(figures.byPlace.flatMap(\.byTopic.keys))
        let known = Set(topics.map(\.id))
        let unknown = seen.subtracting(known).subtracting([""]).sorted().map { Topic(id: $0, name: $0) }
        return topics + unknown + [Topic(id: "", name: "Chưa rõ lĩnh vực")]
    }
}
