import Casework
import Foundation
import ReadingDefects
import TableReading

/// Makes items of a table's rows: one row, one item.
struct TableRows {
    /// What reading one file gave.
    struct Result {
        var records: [WebItemRecord] = []
        /// Rows that cannot be taken, each alone, for quarantine.
        var broken: [CollectedItem] = []
        /// What people should know.
        var notices: [String] = []
        /// Why tables were refused, by the name of the sheet; the file goes to quarantine when nothing else came of it.
        var refusals: [(sheet: String, refusal: TableRefusal)] = []
        /// What was read, for those who try the source out.
        var sheets: [Sheet] = []
    }

    /// What one table was read as.
    struct Sheet {
        var name: String
        var headerRow: Int
        var agreement: TableAgreement
        var records: [TableRecord]
        var skipped: [Int]
    }

    private static let surveyMeanings: Set<ColumnMeaning> = [
        .register, .received, .receivedTime, .name, .phone, .email, .sequence,
    ]

    let source: String
    let labels: ItemLabels
    let layout: TableLayout

    /// Reads the rows of a file's tables.
    ///
    /// - Parameters:
    ///   - tables: The tables.
    ///   - file: Name of the file, for people.
    ///   - known: What earlier files had; what this one has is added.
    ///   - time: The time of receipt, for rows that are put into quarantine.
    /// - Returns: Items, bad rows, and what is to be said.
    func read(_ tables: [Table], file: String, known: inout KnownMappings, at time: Timestamp) -> Result {
        var result = Result()
        let wanted = tables.filter { table in
            layout.sheet.map { $0 == table.name || table.name.isEmpty } ?? !table.isHidden
        }
        if let sheet = layout.sheet, wanted.isEmpty {
            result.notices.append("Tệp «\(file)» không có trang tính «\(sheet)».")
        }
        var seen: [String: String] = [:]
        for table in wanted where !table.rows.isEmpty {
            result.notices += table.defects.map { "\(place(file, table)): \($0.vietnamese)" }
            do throws(TableRefusal) {
                let sheet = try read(table, known: &known)
                result.notices += sheet.agreement.notices.map { "\(place(file, table)): \($0)" }
                take(sheet, from: table, file: file, seen: &seen, into: &result, at: time)
                result.sheets.append(sheet)
            } catch {
                result.refusals.append((table.name, error))
            }
        }
        return result
    }

    private func read(_ table: Table, known: inout KnownMappings) throws(TableRefusal) -> Sheet {
        let expected = Set(layout.columns.values).union(known.mappedHeadings)
        guard let shape = TableShape.find(in: table, expected: expected) else { throw .noHeader }
        var agreement = try TableAgreement(shape, layout: layout, known: known)
        if labels.kind == .survey {
            // Every column is a question; none of them may be missing an answer.
            agreement.mapping.columns = agreement.mapping.columns.filter { Self.surveyMeanings.contains($0.key) }
        }
        let columns = agreement.mapping.columns
        guard labels.kind == .survey || columns[.content] != nil || columns[.subject] != nil else {
            throw .noContentColumn(headings: shape.headings)
        }
        known.use(agreement.mapping)
        let records = TableRecords(table, shape: shape, mapping: agreement.mapping)
        let header = table.rows[shape.headerRow].number
        return Sheet(
            name: table.name, headerRow: header, agreement: agreement, records: records.records,
            skipped: records.skippedRows)
    }

    private func place(_ file: String, _ table: Table) -> String {
        table.name.isEmpty ? "Tệp «\(file)»" : "Tệp «\(file)», trang «\(table.name)»"
    }

    private func take(
        _ sheet: Sheet, from table: Table, file: String, seen: inout [String: String], into result: inout Result,
        at time: Timestamp
    ) {
        var unreadDays = 0
        var repeats: [String: Int] = [:]
        for record in sheet.records where layout.readsHiddenRows || !record.isHidden {
            let spot = "\(place(file, table)), dòng \(record.row)"
            if let problem = record.problem {
                result.broken.append(broken(record, reason: "\(spot): \(problem.vietnamese)", at: time))
                continue
            }
            if record.dayProblem != nil { unreadDays += 1 }
            var item = item(of: record, in: sheet.agreement.mapping)
            let identity = Self.identity(of: record)
            // Two people who answer alike have answered twice, even where no time tells them apart.
            if labels.kind == .survey, seen[item.id] == identity {
                let times = (repeats[item.id] ?? 1) + 1
                repeats[item.id] = times
                item.id += "#\(times)"
            }
            // A number that a register gives twice tells its rows apart no longer.
            if let other = seen[item.id], other != identity { item.id += "/" + identity }
            seen[item.id] = seen[item.id] ?? identity
            item.extra = (item.extra ?? [:]).merging(["Nguồn dòng": spot]) { $1 }
            result.records.append(item)
        }
        if unreadDays > 0 {
            result.notices.append(
                "\(place(file, table)): không đọc được ngày ở \(unreadDays) dòng; các dòng đó lấy ngày nhập.")
        }
    }

    // MARK: One row

    /// A filled-in form as an item: its labels are headings, its answers one row.
    ///
    /// - Parameters:
    ///   - fields: Labels and answers, in order.
    ///   - others: What the service says about the form.
    ///   - id: What the sender calls the form.
    /// - Returns: The item.
    func item(ofForm fields: [(String, String)], others: [(String, String)], id: String) -> WebItemRecord {
        let table = Table(rows: [
            TableRow(number: 1, cells: fields.map(\.0)), TableRow(number: 2, cells: fields.map(\.1)),
        ])
        let shape = TableShape(header: table.rows[0])
        var mapping = shape.guessedMapping()
        for (meaning, heading) in layout.columns {
            guard let now = shape.heading(like: heading) else { continue }
            for (other, used) in mapping.columns where used == now { mapping.columns[other] = nil }
            mapping.columns[meaning] = now
        }
        let service = Dictionary(others, uniquingKeysWith: { first, _ in first })
        if labels.kind == .survey {
            mapping.columns = mapping.columns.filter { Self.surveyMeanings.contains($0.key) }
        }
        let record = TableRecords.record(of: table.rows[1], shape: shape, mapping: mapping)
        var item = item(of: record, in: mapping)
        item.id = id
        // Without a field that is known to hold the matter, everything that was written is the matter.
        if record.fields[.content] == nil, record.fields[.subject] == nil { item.text = Self.answers(record) }
        item.published = item.published ?? Self.sent(service)
        // What the service says stands behind what was filled in.
        item.extra = (item.extra ?? [:]).merging(service) { filled, _ in filled }
        return item
    }

    /// When the service says that a form was sent.
    private static func sent(_ service: [String: String]) -> Int64? {
        for name in ["end", "_submission_time", "form_response/landed_at"] {
            guard let text = service[name] else { continue }
            // KoboToolbox writes the time of submission in UTC and does not say so.
            let isBare = name == "_submission_time" && text.utf8.count == 19
            if let moment = try? CellMoment(isBare ? text + "Z" : text) { return moment.milliseconds }
        }
        return nil
    }

    /// The row as an item.
    private func item(of record: TableRecord, in mapping: ColumnMapping) -> WebItemRecord {
        let fields = record.fields
        let id = Self.registerID(of: record) ?? "dong/" + Self.identity(of: record)
        var item = WebItemRecord(
            id: id, kind: labels.kind, channel: labels.channel, title: fields[.subject],
            text: labels.kind == .survey ? Self.answers(record) : Self.text(record))
        item.authorName = fields[.name]
        item.authorID = fields[.phone] ?? fields[.email]
        item.link = fields[.link].flatMap { $0.hasPrefix("http") ? $0 : nil }
        item.published = record.received
        item.tags = fields[.field].map { [$0] }
        item.version = Self.version(of: record, mapping)
        let inText: Set<ColumnMeaning> = [.content, .subject, .field, .sequence]
        let hidden = Set(inText.compactMap { mapping.columns[$0] })
        var extra: [String: String] = [:]
        for cell in record.cells where !hidden.contains(cell.heading) || labels.kind == .survey {
            extra[cell.heading] = cell.text
        }
        if let problem = record.dayProblem, fields[.received] != nil {
            extra["Ghi chú đọc bảng"] =
                problem == .lunar ? "Ngày ghi theo âm lịch, không tự đổi." : "Không đọc được ngày tiếp nhận."
        }
        item.extra = extra.isEmpty ? nil : extra
        return item
    }

    /// What the register calls the row.
    ///
    /// Small numbers begin anew with each book, mostly each year or month: the month belongs to their name, and without a
    /// date they name nothing.
    private static func registerID(of record: TableRecord) -> String? {
        guard let number = record.fields[.register] else { return nil }
        let isSmall = number.utf8.count <= 5 && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isSmall else { return "so/" + number }
        return record.received.map { milliseconds in
            let days = Timestamp(rawValue: milliseconds).adding(seconds: 7 * 3600)
            return "so/" + number + "/" + String(days.date.formatted(.iso8601).prefix(7))
        }
    }

    /// What was said, and where: that is what the matter is judged by.
    private static func text(_ record: TableRecord) -> String {
        var lines = [record.fields[.content] ?? record.fields[.subject] ?? ""]
        if let place = record.fields[.place] { lines.append("Địa điểm: \(place)") }
        if let address = record.fields[.address] { lines.append("Địa chỉ người phản ánh: \(address)") }
        return lines.joined(separator: "\n")
    }

    /// Questions with their answers.
    private static func answers(_ record: TableRecord) -> String {
        record.cells.map { "\($0.heading): \($0.text)" }.joined(separator: "\n")
    }

    /// What stays the same of a row without a number: when, who, what.
    ///
    /// The place in the table changes with every export.
    private static func identity(of record: TableRecord) -> String {
        let parts = [ColumnMeaning.received, .receivedTime, .name, .phone, .address, .subject, .content, .place]
        var said = parts.map { record.fields[$0] ?? "" }
        if record.fields[.content] == nil, record.fields[.subject] == nil {
            said += record.cells.map { "\($0.heading)=\($0.text)" }
        }
        let words = said.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return String(ContentHash.short(of: Array(words.joined(separator: "\u{1F}").utf8)).prefix(24))
    }

    /// Changes when any cell does, but not with the row's place in the table.
    private static func version(of record: TableRecord, _ mapping: ColumnMapping) -> String {
        let place = mapping.columns[.sequence]
        let cells = record.cells.filter { $0.heading != place }.map { "\($0.heading)=\($0.text)" }.sorted()
        return String(ContentHash.short(of: Array(cells.joined(separator: "\u{1F}").utf8)).prefix(16))
    }

    /// A row that cannot be taken; put back by an operator, it becomes a letter of them.
    private func broken(_ record: TableRecord, reason: String, at time: Timestamp) -> CollectedItem {
        let cells = record.cells.map { "\($0.heading): \($0.text)" }
        var item = WebItemRecord(
            id: "dong-hong/" + ContentHash.short(of: Array(cells.joined(separator: "\u{1F}").utf8)), kind: labels.kind,
            channel: labels.channel, title: nil, text: cells.joined(separator: "\n"))
        item.authorName = record.fields[.name]
        item.authorID = record.fields[.phone]
        // The reason stands in the open: it tells where something was written, and the original, under the seal, what.
        let written = record.cells.filter { !$0.text.isEmpty }.map { $0.heading.prefix(80) }.joined(separator: ", ")
        let bytes = (try? item.encoded()) ?? Array(item.text.utf8)
        return CollectedItem(
            source: source, key: "row/" + item.shortID, receivedAt: time, mediaType: .webItem, bytes: bytes,
            defect: "\(reason) Các cột có chữ: \(written.prefix(1_000)). Mở bản gốc để đọc các ô.")
    }
}
