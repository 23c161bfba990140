import XMLReading

/// What a workbook says beside its sheets: their names and order, shared strings, number formats.
struct WorkbookFrame {
    /// One sheet as the workbook lists it.
    struct Sheet {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    /// Whether days are counted from 1904.
    private(set) var isFrom1904 = false

    /// > Source: ECMA-376 part 1 §18.2.27 (workbook), §18.2.28 (workbookPr), §18.2.19 (sheet).
    init(_ bytes: [UInt8], limit: Int) {
        let events = XMLEvents(bytes)
        while sheets.count < limit, let event = events.next() {
            switch event {
            case .start("workbookPr"):
                isFrom1904 = ["1", "true", "on"].contains(events.attribute("date1904") ?? "")
            case .start("sheet"):
                let state = events.attribute("state") ?? "visible"
                sheets.append(
                    Sheet(
                        name: String((events.attribute("name") ?? "").prefix(100)),
                        relation: events.attribute("r:id") ?? events.attribute("id") ?? "",
                        isHidden: state != "visible"))
            default: break
            }
        }
    }

    /// Where the parts of a workbook lie, by relation.
    ///
    /// > Source: ECMA-376 part 2 §9.3 (relationships).
    static func relations(_ bytes: [UInt8]) -> [String: String] {
        let events = XMLEvents(bytes)
        var targets: [String: String] = [:]
        while targets.count < 10_000, let event = events.next() {
            guard case .start("Relationship") = event, let id = events.attribute("Id"),
                let target = events.attribute("Target")
            else { continue }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        return targets
    }

    /// The format of each cell style.
    ///
    /// > Source: ECMA-376 part 1 §18.8.10 (cellXfs), §18.8.45 (xf), §18.8.30 (numFmt).
    static func formats(_ bytes: [UInt8]) -> [NumberFormat] {
        let events = XMLEvents(bytes)
        var own: [Int: NumberFormat] = [:]
        var formats: [NumberFormat] = []
        var isInCells = false
        while formats.count < 70_000, let event = events.next() {
            switch event {
            case .start("numFmt"):
                if own.count < 10_000, let id = events.attribute("numFmtId").flatMap({ Int($0) }) {
                    own[id] = NumberFormat(code: events.attribute("formatCode") ?? "")
                }
            case .start("cellXfs"): isInCells = true
            case .end("cellXfs"): return formats
            case .start("xf"):
                guard isInCells else { break }
                let id = events.attribute("numFmtId").flatMap { Int($0) } ?? 0
                formats.append(own[id] ?? NumberFormat(builtIn: id))
            default: break
            }
        }
        return formats
    }

    /// Strings that cells refer to by their place.
    ///
    /// > Source: ECMA-376 part 1 §18.4.8 (si), §18.4.12 (t), §18.4.6 (rPh, which tells the pronunciation).
    static func sharedStrings(_ bytes: [UInt8], limits: TableLimits) -> [String] {
        let events = XMLEvents(bytes)
        var strings: [String] = []
        var size = 0
        var current = WrittenCell()
        while strings.count < limits.sharedStrings, size < limits.textBytes, let event = events.next() {
            switch event {
            case .start("si"): current = WrittenCell()
            case .end("si"):
                let text = CellText.tidy(current.text.utf8, limit: limits.cellBytes).text
                strings.append(text)
                size += text.utf8.count + 16
            default: current.take(event)
            }
        }
        return strings
    }
}

/// The text of a string item, of whatever runs it is put together.
struct WrittenCell {
    private(set) var text = ""
    private var isInText = false
    private var isInPronunciation = false

    mutating func take(_ event: XMLEvents.Event) {
        switch event {
        case .start("t"): isInText = true
        case .end("t"): isInText = false
        case .start("rPh"): isInPronunciation = true
        case .end("rPh"): isInPronunciation = false
        case .text(let characters): if isInText, !isInPronunciation, text.utf8.count < 1 << 20 { text += characters }
        default: break
        }
    }
}
