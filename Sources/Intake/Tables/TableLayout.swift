public import TableReading

/// How the tables of a source are to be read: what a configuration says, and what was found out from earlier files.
public struct TableLayout: Sendable, Hashable {
    /// Headings by meaning as the configuration has them; what is missing is guessed.
    public var columns: [ColumnMeaning: String]
    /// The one sheet to read; nil reads every sheet that is not hidden and has a header.
    public var sheet: String?
    /// Whether rows that are hidden in the workbook are read too.
    public var readsHiddenRows: Bool

    /// A layout from its parts.
    public init(columns: [ColumnMeaning: String] = [:], sheet: String? = nil, readsHiddenRows: Bool = true) {
        self.columns = columns
        self.sheet = sheet
        self.readsHiddenRows = readsHiddenRows
    }
}

/// Mappings that a source's tables have had, so that they are guessed once; part of the source's watermark.
public struct KnownMappings: Sendable, Hashable, Codable {
    /// Mappings remembered.
    private static let limit = 20

    /// The mappings, the one used last in front.
    public private(set) var mappings: [ColumnMapping] = []

    /// Nothing is known yet.
    public init() {}

    /// The mapping of tables with exactly these headings, in any order.
    func mapping(of headings: [String]) -> ColumnMapping? {
        let wanted = Set(headings)
        return mappings.first { Set($0.headings) == wanted }
    }

    /// Puts a mapping in front.
    mutating func use(_ mapping: ColumnMapping) {
        let headings = Set(mapping.headings)
        mappings.removeAll { Set($0.headings) == headings }
        mappings.insert(mapping, at: 0)
        if mappings.count > Self.limit { mappings.removeLast() }
    }

    /// All headings ever mapped, which help to find the header of a further file.
    var mappedHeadings: Set<String> { Set(mappings.flatMap(\.columns.values)) }
}

/// What the columns of one table mean, and what has changed since earlier tables of the source.
struct TableAgreement {
    /// What the columns mean.
    var mapping: ColumnMapping
    /// What people should know about the header.
    var notices: [String]
    /// Whether an earlier file had the same header.
    var isKnown: Bool

    /// Finds out.
    ///
    /// - Parameters:
    ///   - shape: The table's header.
    ///   - layout: What the configuration says.
    ///   - known: What earlier files had.
    /// - Throws: ``TableRefusal`` when a column that the configuration names is not there.
    init(_ shape: TableShape, layout: TableLayout, known: KnownMappings) throws(TableRefusal) {
        if let same = known.mapping(of: shape.headings), Self.agrees(same, with: layout, shape) {
            self.init(mapping: same, notices: [], isKnown: true)
            return
        }
        var mapping = shape.guessedMapping()
        var notices: [String] = []
        if let before = Self.nearest(to: shape.headings, in: known) {
            notices = Self.changes(from: before, to: shape.headings)
            // What was found out once holds as long as its column is there.
            for (meaning, heading) in before.columns {
                guard let now = shape.heading(like: heading) else { continue }
                for (other, used) in mapping.columns where used == now { mapping.columns[other] = nil }
                mapping.columns[meaning] = now
            }
        }
        for (meaning, heading) in layout.columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let now = shape.heading(like: heading) else {
                throw TableRefusal.columnMissing(heading, headings: shape.headings)
            }
            for (other, used) in mapping.columns where used == now { mapping.columns[other] = nil }
            mapping.columns[meaning] = now
        }
        self.init(mapping: mapping, notices: notices, isKnown: false)
    }

    private init(mapping: ColumnMapping, notices: [String], isKnown: Bool) {
        self.mapping = mapping
        self.notices = notices
        self.isKnown = isKnown
    }

    private static func agrees(_ mapping: ColumnMapping, with layout: TableLayout, _ shape: TableShape) -> Bool {
        layout.columns.allSatisfy { meaning, heading in
            mapping.columns[meaning].map { $0 == shape.heading(like: heading) } ?? false
        }
    }

    /// What a changed header lacks and has beyond the last one, in one sentence.
    private static func changes(from before: ColumnMapping, to headings: [String]) -> [String] {
        func list(_ names: [String]) -> String { names.prefix(10).map { "'\($0.prefix(60))'" }.joined(separator: ", ") }
        let gone = before.headings.filter { !headings.contains($0) }
        let new = headings.filter { !before.headings.contains($0) }
        var parts: [String] = []
        if !gone.isEmpty { parts.append("cột \(list(gone)) biến mất") }
        if !new.isEmpty { parts.append("có thêm cột \(list(new))") }
        return parts.isEmpty ? [] : ["Tiêu đề bảng đã thay đổi: \(parts.joined(separator: "; "))."]
    }

    /// The earlier mapping that is most like these headings.
    private static func nearest(to headings: [String], in known: KnownMappings) -> ColumnMapping? {
        let wanted = Set(headings)
        return known.mappings.max { wanted.intersection($0.headings).count < wanted.intersection($1.headings).count }
    }
}

/// Why a table's rows cannot be taken.
enum TableRefusal: Error, Hashable {
    /// No row looks like a header.
    case noHeader
    /// Nothing says where the content stands.
    case noContentColumn(headings: [String])
    /// A column that the configuration names is not there.
    case columnMissing(String, headings: [String])

    /// One sentence for operators: what is wrong, what to do.
    var vietnamese: String {
        switch self {
        case .noHeader: "không tìm thấy dòng tiêu đề của bảng; hãy để tên cột ở một dòng, phía trên các dòng dữ liệu"
        case .noContentColumn(let headings):
            "không biết cột nào là nội dung phản ánh; hãy ghi columns: content trong cấu hình. Các cột: "
                + Self.list(headings)
        case .columnMissing(let heading, let headings):
            "không có cột «\(heading)» như cấu hình ghi; các cột: " + Self.list(headings)
        }
    }

    private static func list(_ headings: [String]) -> String {
        headings.prefix(30).map { "«\($0.prefix(60))»" }.joined(separator: ", ")
    }
}
