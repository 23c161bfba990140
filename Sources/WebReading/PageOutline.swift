import CLibXML
import HTMLReading

/// The lines of a page with the boxes they stand in: all that is needed of its tree to find the articles.
struct PageOutline {
    private(set) var lines: [PageLine] = []
    private(set) var boxes: [PageBox] = []
    private(set) var metadata = PageMetadata()

    private var names = PageNames()
    private var line: [UInt8] = []
    private var current = PageLine("")
    private var boldLength = 0
    private var pendingSpace = false
    private var pendingCell = false

    /// Reads the lines of a parsed document.
    init(_ document: xmlDocPtr) {
        boxes.append(
            PageBox(
                parent: 0, kind: .unknown, classes: "", hints: [], furniture: nil, firstLine: 0, endLine: 0))
        var node = document.pointee.children
        while let child = node {
            visit(child, Surroundings())
            node = child.pointee.next
        }
        endLine()
        boxes[0].endLine = lines.count
    }

    /// What the elements around a node say.
    private struct Surroundings {
        var box = 0
        /// Where a link around it leads; it belongs to the tree.
        var link: AttributeValue?
        var isBold = false
        var level: Int?
        var isListItem = false
        var isDataCell = false
        var hints: PageHints = []
    }

    private mutating func visit(_ node: xmlNodePtr, _ around: Surroundings) {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            if let content = node.pointee.content { add(content, around) }
        case XML_ELEMENT_NODE: element(node, around)
        default: break
        }
    }

    private mutating func element(_ node: xmlNodePtr, _ around: Surroundings) {
        guard lines.count < ArticleReader.lineLimit else { return }
        let kind = ElementKind.of(node)
        if kind.isSilent {
            metadata.read(kind.part, node)
            return
        }
        let attributes = NodeAttributes(node)
        if !attributes.isEmpty { metadata.read(attributes, of: kind.part) }
        var inner = around
        if kind.part == .lineBreak || kind.part == .rule {
            endLine()
            return
        }
        var verdict = names.verdict(classes: attributes.classes, id: attributes.id)
        verdict.hints.formUnion(attributes.hints)
        if let element = attributes.furniture ?? kind.furniture, verdict.furniture != .footer {
            verdict.furniture = element
        }
        if let level = kind.level { inner.level = level }
        switch kind.part {
        case .anchor: inner.link = attributes.rawLink
        case .bold: inner.isBold = true
        case .time:
            verdict.hints.insert(.date)
            current.time = current.time ?? attributes.time
        case .cell where around.isDataCell, .paragraph where around.isDataCell:
            pendingCell = kind.part != .paragraph && !line.isEmpty || pendingCell
            children(of: node, inner)
            return
        default: break
        }
        guard kind.isBlock else {
            inline(node, verdict, around, inner)
            return
        }
        endLine()
        if kind.part != .paragraph { inner.isListItem = kind.part == .listItem }
        if kind.part == .row { inner.isDataCell = Self.isDataRow(node) }
        if kind.endsHeading { inner.level = nil }
        inner.hints = kind.part == .paragraph ? around.hints : []
        inner.hints.formUnion(verdict.hints)
        inner.box = boxes.count
        boxes.append(
            PageBox(
                parent: around.box, kind: kind, classes: verdict.signature, hints: verdict.hints,
                furniture: verdict.furniture, firstLine: lines.count, endLine: lines.count))
        children(of: node, inner)
        endLine()
        boxes[inner.box].endLine = lines.count
    }

    /// An element within a line: what it says goes to the line, unless it is a counter, a button or the like.
    private mutating func inline(
        _ node: xmlNodePtr, _ verdict: PageNames.Verdict, _ around: Surroundings, _ inside: Surroundings
    ) {
        if verdict.furniture != nil, Self.isShort(node) { return }
        var inner = inside
        inner.hints.formUnion(verdict.hints)
        // A date or a name in an element of its own is set apart from its neighbours, as a style sheet would do it.
        let isApart = !verdict.hints.isDisjoint(with: [.date, .author]) && Self.isShort(node)
        if isApart { pendingCell = !line.isEmpty }
        children(of: node, inner)
        if isApart { pendingCell = !line.isEmpty }
    }

    private mutating func children(of node: xmlNodePtr, _ around: Surroundings) {
        var next = node.pointee.children
        while let child = next {
            visit(child, around)
            next = child.pointee.next
        }
    }

    private mutating func add(_ content: UnsafePointer<xmlChar>, _ around: Surroundings) {
        var index = 0
        var characters = 0
        if line.isEmpty { begin(around) }
        while content[index] != 0 {
            let byte = content[index]
            index += 1
            if byte <= 0x20 {
                pendingSpace = true
                continue
            }
            if byte == 0xC2, content[index] != 0 {
                let second = content[index]
                if second == 0xA0 {
                    pendingSpace = true
                    index += 1
                    continue
                }
                // Old programs write &#150; and mean the dash that windows-1252 has there.
                if second >= 0x80, second < 0xA0, let meant = TextLayout.windows1252[Int(second) - 0x80] {
                    appendSpace(&characters)
                    line.append(contentsOf: String(Character(meant)).utf8)
                    characters += 1
                    index += 1
                    continue
                }
            }
            // U+200B to U+200F and U+FEFF cannot be seen.
            if byte == 0xE2, content[index] == 0x80, content[index + 1] >= 0x8B, content[index + 1] <= 0x8F {
                index += 2
                continue
            }
            if byte == 0xEF, content[index] == 0xBB, content[index + 1] == 0xBF {
                index += 2
                continue
            }
            appendSpace(&characters)
            // What follows without one of the bytes above goes to the line in one piece.
            let start = index - 1
            var end = index
            while Self.isPlain(content[end]) { end += 1 }
            let run = UnsafeBufferPointer(start: content + start, count: end - start)
            line.append(contentsOf: run)
            for byte in run where byte & 0xC0 != 0x80 { characters += 1 }
            index = end
        }
        guard characters > 0 else { return }
        current.length += characters
        if let link = around.link {
            current.linkLength += characters
            if current.link == nil, !link.bytes.isEmpty {
                current.link = Trimming.trim(link.text).nilIfEmpty
            }
        }
        if around.isBold { boldLength += characters }
        current.level = current.level ?? around.level
        current.isListItem = around.isListItem
        current.hints.formUnion(around.hints)
    }

    /// Whether a byte is neither white space nor the first one of a character that is looked at, nor the end.
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0xC2 && byte != 0xE2 && byte != 0xEF }

    private mutating func appendSpace(_ characters: inout Int) {
        if pendingCell {
            line.append(0x09)
        } else if pendingSpace, !line.isEmpty {
            line.append(0x20)
            characters += 1
        }
        pendingSpace = false
        pendingCell = false
    }

    private mutating func begin(_ around: Surroundings) {
        pendingSpace = false
        pendingCell = false
        current.box = around.box
    }

    private mutating func endLine() {
        defer {
            pendingSpace = false
            pendingCell = false
        }
        // The time of an empty element counts for the line that follows.
        guard !line.isEmpty else { return }
        current.text = String(decoding: line, as: UTF8.self)
        current.isBold = boldLength * 10 >= current.length * 9
        if lines.count < ArticleReader.lineLimit { lines.append(current) }
        line.removeAll(keepingCapacity: true)
        current = PageLine("")
        boldLength = 0
    }

    // MARK: - Looking ahead

    /// Most characters of an inline element that may be dropped for its name.
    private static let shortLength = 200

    private static func isShort(_ node: xmlNodePtr) -> Bool {
        var length = 0
        return add(node, to: &length)
    }

    private static func add(_ node: xmlNodePtr, to length: inout Int) -> Bool {
        var next = node.pointee.children
        while let child = next {
            if child.pointee.type == XML_TEXT_NODE, let content = child.pointee.content {
                length += Int(xmlStrlen(content))
            }
            guard length <= shortLength, add(child, to: &length) else { return false }
            next = child.pointee.next
        }
        return true
    }

    /// Whether a row holds data rather than parts of the page: several short cells without blocks in them.
    private static func isDataRow(_ row: xmlNodePtr) -> Bool {
        var cells = 0
        var next = row.pointee.children
        while let cell = next {
            if cell.pointee.type == XML_ELEMENT_NODE {
                cells += 1
                var length = 0
                guard !hasBlock(cell), add(cell, to: &length) else { return false }
            }
            next = cell.pointee.next
        }
        return cells > 1
    }

    private static func hasBlock(_ node: xmlNodePtr) -> Bool {
        var next = node.pointee.children
        while let child = next {
            if child.pointee.type == XML_ELEMENT_NODE {
                let kind = ElementKind.of(child)
                // A paragraph is what word processors put into every cell.
                if kind.part != .paragraph, kind.isBlock || kind.part == .lineBreak { return true }
                if hasBlock(child) { return true }
            }
            next = child.pointee.next
        }
        return false
    }
}
