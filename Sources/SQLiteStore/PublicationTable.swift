import Casework
import Classification
import GRDB
import LetterRedaction
import PersonalData

/// Rows of public answers.
struct PublicationTable {
    var database: Database

    static let columns = """
        p.position, p.id, p.draft, p.state, p.editors, p.saved_at, p.published_by, p.published_at, p.withdrawal, \
        p.revision
        """

    /// What everybody may read: joined anew with every question, so that a case that becomes a denunciation, or is
    /// reopened, is gone at once.
    static let visible = """
        FROM publication p JOIN cases c ON c.position = p.position
        WHERE p.state = 'published' AND \(publishable)
        """

    /// The condition that a case's answer may be told of to everybody at all.
    static let publishable: String = {
        let classes = LetterClass.allCases.filter(\.isConfidential).map { "'\($0.rawValue)'" }
        return "c.kind = 'letter' AND c.state = 'closed' AND c.letter_class NOT IN (\(classes.joined(separator: ", ")))"
    }()

    func publication(of row: CaseRow) throws -> Publication? {
        try database.row("SELECT \(Self.columns) FROM publication p WHERE p.position = ?", [row.position])
            .map(Self.publication)
    }

    static func publication(_ row: Row) throws -> Publication {
        Publication(
            id: PublicationID(rawValue: row.text("id")), draft: try JSONColumn.value(row.text("draft")),
            state: try row.value("state"), editors: try JSONColumn.value(row.text("editors")),
            savedAt: Timestamp(rawValue: row["saved_at"]), publishedBy: row.optionalText("published_by"),
            publishedAt: (row["published_at"] as Int64?).map(Timestamp.init(rawValue:)),
            withdrawal: try row.optionalText("withdrawal").map { try JSONColumn.value($0) }, revision: row["revision"])
    }

    func keep(_ publication: Publication, of row: CaseRow) throws {
        try database.run(
            """
            INSERT INTO publication (position, id, draft, folded, state, editors, saved_at, published_by, published_at,
                withdrawal, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (position) DO UPDATE SET draft = excluded.draft, folded = excluded.folded,
                state = excluded.state, editors = excluded.editors, saved_at = excluded.saved_at,
                published_by = excluded.published_by, published_at = excluded.published_at,
                withdrawal = excluded.withdrawal, revision = excluded.revision
            """,
            [
                row.position, StoredText(publication.id.rawValue), StoredText(try JSONColumn.text(publication.draft)),
                StoredText(SearchText.fold("\(publication.draft.question)\n\(publication.draft.answer)")),
                publication.state.rawValue, StoredText(try JSONColumn.text(publication.editors)),
                publication.savedAt.rawValue, publication.publishedBy.map(StoredText.init),
                publication.publishedAt?.rawValue,
                try publication.withdrawal.map { StoredText(try JSONColumn.text($0)) }, publication.revision,
            ])
    }

    /// Personal data of a text, the senders of the case's whole letters included.
    static func privateWords(in text: String, of letters: [Message]) -> [PrivateWords] {
        let persons = letters.prefix(50).reduce(into: KnownPersons()) { $0.add(LetterRedaction.persons(of: $1)) }
        return FoundWords.all(in: text, knowing: persons).map {
            PrivateWords(label: $0.kind.label, words: $0.words)
        }
    }

    /// Why a case's answer cannot be published; nothing when it can.
    static func refuse(_ file: Case) throws(StoreError) {
        guard !file.letterClass.isConfidential else {
            throw .notAllowed(reason: "Không công khai câu trả lời của đơn tố cáo hoặc đơn có nhiều nội dung.")
        }
        guard file.state == .closed, file.kind == .letter else {
            throw .notAllowed(reason: "Chỉ công khai câu trả lời của đơn, thư đã kết thúc.")
        }
    }
}

/// The SQL of a list of public answers.
struct PublicAnswerQuery {
    private var conditions = ""
    private var arguments = StatementArguments()
    private let filter: PublicAnswerFilter

    /// Most words that are looked for.
    private static let wordLimit = 8

    init(_ filter: PublicAnswerFilter) {
        self.filter = filter
        let typed = String(String.UnicodeScalarView(filter.search.unicodeScalars.prefix(200)))
        for word in SearchText.fold(typed).split(whereSeparator: \.isWhitespace).prefix(Self.wordLimit) {
            // instr knows no wildcards, so nothing that a stranger types is read as a pattern.
            add("instr(p.folded, ?) > 0", [StoredText(String(word))])
        }
        if let topic = filter.topic {
            add(
                "EXISTS (SELECT 1 FROM case_topic t WHERE t.position = p.position AND t.topic = ?)",
                [StoredText(topic)])
        }
        if let unit = filter.unitCode {
            add(unit.utf8.count == 2 ? "c.province_code = ?" : "c.commune_code = ?", [StoredText(unit)])
        }
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        conditions += " AND " + condition
        arguments += values
    }

    var list: (sql: String, arguments: StatementArguments) {
        (
            """
            SELECT p.id, p.draft, p.published_at, c.topics, c.place_today \(PublicationTable.visible)\(conditions)
            ORDER BY p.published_at DESC, p.position LIMIT ? OFFSET ?
            """, arguments + [max(0, min(filter.limit, 1_000)), max(0, filter.offset)]
        )
    }

    var count: (sql: String, arguments: StatementArguments) {
        ("SELECT count(*) \(PublicationTable.visible)\(conditions)", arguments)
    }

    static func answer(_ row: Row) throws -> PublicAnswer {
        let draft: PublicationDraft = try JSONColumn.value(row.text("draft"))
        return PublicAnswer(
            id: PublicationID(rawValue: row.text("id")), question: draft.question, answer: draft.answer,
            topics: try JSONColumn.value(row["topics"]),
            place: try row.optionalText("place_today").map { try JSONColumn.value($0) },
            publishedAt: Timestamp(rawValue: row["published_at"]))
    }
}
