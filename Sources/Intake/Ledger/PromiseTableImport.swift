import AttachmentReading
public import Casework
import CivilCalendar
import Crypto
import Foundation
public import Places
import ReadingDefects
import TableReading
import VietnameseText

/// Takes a table of promises into the ledger: the register that an office kept by hand until now, as CSV or XLSX.
///
/// Rows with the same kind, day, chair and place are one meeting. A row that was taken before is not taken again, so that a
/// register which grew can be imported anew. A row that cannot be taken is told with its number; the others are taken.
public struct PromiseTableImport: Sendable {
    /// What came of an import.
    public struct Summary: Sendable, Hashable {
        /// Promises that were taken.
        public var taken = 0
        /// Promises that were there before.
        public var known = 0
        /// Rows that could not be taken, and why, in Vietnamese.
        public var problems: [String] = []
    }

    private let store: any PromiseStore
    private let workFolder: String
    private let actor: String
    private let placeReading: @Sendable (String) -> PlaceToday?

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - workFolder: Where workbooks lie while they are unpacked; an absolute path.
    ///   - actor: User name for the log.
    ///   - placeReading: Reads today's units from a text.
    public init(
        store: any PromiseStore, workFolder: String, actor: String,
        placeReading: @escaping @Sendable (String) -> PlaceToday? = { _ in nil }
    ) {
        self.store = store
        self.workFolder = workFolder
        self.actor = actor
        self.placeReading = placeReading
    }

    /// Most rows of one file.
    private static let rowLimit = 20_000
    /// Most problems that are told one by one.
    private static let problemLimit = 200

    /// Takes the rows of a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - time: Now.
    /// - Returns: What came of it.
    /// - Throws: ``StoreError`` when the store fails; what is wrong with the file stands in the summary.
    public func take(_ bytes: [UInt8], at time: Timestamp) async throws(StoreError) -> Summary {
        var summary = Summary()
        let tables: [Table]
        do throws(TableFile.Problem) {
            guard let reader = try? AttachmentReader(workFolder: workFolder) else {
                summary.problems.append("Không chuẩn bị được thư mục tạm để đọc bảng.")
                return summary
            }
            tables = try await TableFile(reader: reader).tables(in: bytes)
        } catch {
            switch error {
            case .unreadable(let defect): summary.problems.append(defect.vietnamese)
            case .interrupted: summary.problems.append("Việc đọc bảng bị ngắt giữa chừng. Thử lại.")
            }
            return summary
        }
        var rows = 0
        for table in tables where !table.rows.isEmpty {
            guard let shape = TableShape.find(in: table, expected: PromiseColumn.allHeadings),
                let columns = PromiseColumn.columns(of: shape.headings)
            else {
                let name = table.name.isEmpty ? "Bảng" : "Bảng «\(table.name)»"
                summary.problems.append(
                    "\(name) thiếu một trong các cột «Điều đã hứa», «Nơi phải thực hiện», «Ngày hứa».")
                continue
            }
            for row in table.rows.dropFirst(shape.firstRow) {
                rows += 1
                guard rows <= Self.rowLimit else {
                    summary.problems.append("Tệp có hơn \(Self.rowLimit) dòng; phần sau chưa đọc. Chia nhỏ tệp.")
                    return summary
                }
                try await take(row, columns, at: time, &summary)
            }
        }
        if rows == 0, summary.problems.isEmpty { summary.problems.append("Tệp không có dòng nào.") }
        return summary
    }

    /// Why a row cannot be taken.
    private struct RowProblem: Error {
        var text: String
    }

    private func take(
        _ row: TableRow, _ columns: [PromiseColumn: Int], at time: Timestamp, _ summary: inout Summary
    ) async throws(StoreError) {
        let cells = columns.mapValues { row.cell($0).trimmingCharacters(in: .whitespacesAndNewlines) }
        // Sums, signatures and headings between the rows promise nothing.
        guard let what = cells[.what], !what.isEmpty else { return }
        do {
            let (dialogue, promise) = try read(cells, what, at: time)
            var kept = promise
            if let dialogue {
                kept.dialogue = try await store.record(
                    dialogue, promises: [],
                    onceKey: Self.key([dialogue.kind.rawValue, dialogue.day.iso, dialogue.head, dialogue.place.text]),
                    at: time)
            }
            let parts = [
                kept.dialogue?.rawValue ?? "", promise.codes.map(\.digits).joined(separator: " "), promise.madeOn.iso,
                promise.what, promise.body,
            ]
            let id = try await store.record(kept, onceKey: Self.key(parts), at: time)
            if id == kept.id { summary.taken += 1 } else { summary.known += 1 }
        } catch let problem as RowProblem {
            Self.tell(problem.text, of: row, in: &summary)
        } catch let error as StoreError {
            switch error {
            case .notAllowed(let reason): Self.tell(reason, of: row, in: &summary)
            case .noSuchCase: Self.tell("không có hồ sơ mang mã này.", of: row, in: &summary)
            default: throw error
            }
        } catch {
            throw .failed(operation: "import promises", reason: "\(error)")
        }
    }

    private static func tell(_ reason: String, of row: TableRow, in summary: inout Summary) {
        guard summary.problems.count < problemLimit else { return }
        summary.problems.append("Dòng \(row.number): \(reason)")
    }

    private func read(
        _ cells: [PromiseColumn: String], _ what: String, at time: Timestamp
    ) throws(RowProblem) -> (Dialogue?, Promise) {
        guard let made = try day(cells[.day], "ngày hứa", writtenOn: nil) else {
            throw RowProblem(text: "thiếu ngày hứa.")
        }
        let due = try day(cells[.due], "hạn", writtenOn: made)
        var codes: [TrackingCode] = []
        for text in (cells[.codes] ?? "").split(whereSeparator: { ",;\n".contains($0) })
        where !text.allSatisfy(\.isWhitespace) {
            guard let code = TrackingCode(String(text)) else {
                throw RowProblem(text: "mã hồ sơ «\(text)» không đúng.")
            }
            codes.append(code)
        }
        let text = String((cells[.place] ?? "").prefix(Dialogue.placeLimit))
        let place = EventPlace(text: text, today: text.isEmpty ? nil : placeReading(text))
        let promise = Promise(
            id: .make(at: time), what: what, body: cells[.body] ?? "", madeOn: made, dueOn: due, place: place,
            codes: codes, enteredBy: actor, enteredAt: time)
        guard let head = cells[.head], !head.isEmpty else {
            guard !codes.isEmpty else { throw RowProblem(text: "thiếu người chủ trì, và không có mã hồ sơ.") }
            return (nil, promise)
        }
        let kind = try kind(cells[.kind] ?? "")
        let participants = (cells[.participants] ?? "").filter { !$0.isWhitespace && $0 != "." }
        guard participants.isEmpty || Int(participants) != nil else {
            throw RowProblem(text: "số người dự «\(participants.prefix(40))» không phải là số.")
        }
        let dialogue = Dialogue(
            id: .make(at: time), kind: kind, day: made, head: head, place: place, participants: Int(participants),
            content: cells[.content] ?? "", enteredBy: actor, enteredAt: time)
        return (dialogue, promise)
    }

    private func kind(_ text: String) throws(RowProblem) -> DialogueKind {
        guard !text.isEmpty else { return .dialogue }
        let folded = foldedForSearch(text)
        if let kind = DialogueKind.allCases.first(where: { foldedForSearch($0.vietnameseName) == folded }) {
            return kind
        }
        throw RowProblem(text: "không rõ loại buổi «\(text.prefix(60))».")
    }

    /// A day in figures or in words; nil for an empty cell, or one that says that none was given.
    private func day(
        _ cell: String?, _ what: String, writtenOn: CivilCalendar.CivilDate?
    ) throws(RowProblem) -> CivilCalendar.CivilDate? {
        guard let cell, !cell.isEmpty, foldedForSearch(cell) != "khong neu han" else { return nil }
        if let moment = try? CellMoment(cell) { return LocalMoment(utcMilliseconds: moment.milliseconds).date }
        if let writtenOn, let spoken = SpokenDate.all(in: cell, writtenOn: writtenOn).last { return spoken.day }
        throw RowProblem(text: "không đọc được \(what) «\(cell.prefix(60))».")
    }

    private static func key(_ parts: [String]) -> String {
        let text = parts.map { foldedForSearch($0) }.joined(separator: "\n")
        return "bang/" + SHA256.hash(data: Data(text.utf8)).prefix(16).map { String(format: "%02x", $0) }.joined()
    }
}

/// A column of a table of promises.
private enum PromiseColumn: CaseIterable, Hashable {
    case what, body, day, due, head, place, kind, codes, participants, content

    /// Headings of such a column, folded.
    var headings: [String] {
        switch self {
        case .what: ["dieu da hua", "loi hua", "noi dung hua", "noi dung loi hua", "cam ket", "noi dung cam ket"]
        case .body:
            [
                "noi phai thuc hien", "noi thuc hien", "don vi thuc hien", "co quan thuc hien", "nguoi thuc hien",
                "don vi phai thuc hien",
            ]
        case .day: ["ngay hua", "ngay to chuc", "ngay doi thoai", "ngay tiep dan", "ngay"]
        case .due: ["han", "han thuc hien", "thoi han", "thoi han thuc hien", "thoi han hoan thanh"]
        case .head: ["nguoi chu tri", "chu tri", "lanh dao chu tri"]
        case .place: ["noi to chuc", "dia diem", "noi hua", "dia ban"]
        case .kind: ["loai buoi", "loai", "hinh thuc"]
        case .codes: ["ma ho so", "ho so"]
        case .participants: ["so nguoi du", "so nguoi"]
        case .content: ["noi dung chinh", "noi dung buoi"]
        }
    }

    static let allHeadings = Set(allCases.flatMap(\.headings))

    /// Places of the columns; nil without what was promised, by whom and when.
    static func columns(of headings: [String]) -> [PromiseColumn: Int]? {
        let folded = headings.map { foldedForSearch($0).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        var columns: [PromiseColumn: Int] = [:]
        for column in allCases {
            columns[column] = folded.firstIndex { column.headings.contains($0) }
        }
        return columns[.what] != nil && columns[.body] != nil && columns[.day] != nil ? columns : nil
    }
}
