import Casework
import Classification
import Reporting

/// The marks in a message's text and the numbered list of the rules behind them.
struct EvidenceParts: Sendable {
    let visit: Visit
    /// Number of the message on the page; part of the anchors' names.
    let message: Int
    let verdict: Verdict
    let evidence: MessageEvidence
    /// Where the attachments stand that evidence may point into.
    let places: AttachmentPlaces

    /// Writes text with its marks; `start` is where it begins in the field, in UTF-8 bytes.
    func write(_ text: String, field: Field, from start: Int = 0, to page: inout HTML) {
        for piece in evidence.pieces(of: text, field: field, from: start) {
            write(piece, marks: piece.marks[...], to: &page)
            for number in piece.ending {
                page.element("sup") { page in
                    page.element(
                        "a", .set("href", "#can-cu-\(message)-\(number)"), .set("id", "tu-\(message)-\(number)"),
                        text: String(number))
                }
            }
        }
    }

    private func write(_ piece: MarkedPiece, marks: ArraySlice<NumberedEvidence>, to page: inout HTML) {
        guard let mark = marks.first else {
            page.text(piece.text)
            return
        }
        let against = mark.evidence.bans < 0 ? " against" : ""
        let hint = "\(mark.number). \(mark.evidence.name): \(Figures.signed(mark.evidence.bans, visit.language))"
        page.element("mark", .kind("\(mark.kind.rawValue)\(against)"), .set("title", hint)) { page in
            write(piece, marks: marks.dropFirst(), to: &page)
        }
    }

    /// Writes what the underlines mean.
    func writeLegend(to page: inout HTML) {
        let kinds: [(MarkKind, ScreenText)] = [
            (.topic, .legendTopic), (.cue, .legendCue), (.letterClass, .legendClass),
        ]
        let present = kinds.filter { kind in evidence.lines.contains { $0.kind == kind.0 } }
        guard !present.isEmpty else { return }
        page.element("p", .kind("legend")) { page in
            page.text(visit.say(.legend) + ": ")
            for (kind, name) in present {
                page.element("mark", .kind(kind.rawValue), text: visit.say(name))
                page.text(" ")
            }
        }
    }

    /// Writes the list of rules, group by group; the lines of a topic add up to its score.
    func writeList(to page: inout HTML) {
        guard !(evidence.lines.isEmpty && evidence.words.isEmpty) else {
            page.element("p", .kind("empty"), text: visit.say(.noEvidence))
            return
        }
        page.element("p", .kind("note"), text: visit.say(.evidenceLead))
        for group in topicGroups {
            let isTagged = verdict.topics.contains(group)
            writeGroup(
                visit.topicName(group), tag: visit.say(isTagged ? .tagged : .notTagged), isTagged: isTagged,
                lines: lines(.topic).filter { $0.evidence.group == group },
                words: words(.topic).filter { $0.group == group }, sum: verdict.scores[group], to: &page)
        }
        let cues = lines(.cue)
        if !cues.isEmpty || !words(.cue).isEmpty {
            writeGroup(
                visit.say(.cues), tag: nil, isTagged: verdict.hotspot, lines: cues, words: words(.cue), sum: nil,
                to: &page)
        }
        let classLines = lines(.letterClass)
        if !classLines.isEmpty {
            writeGroup(
                visit.say(.classEvidence), tag: visit.say(.name(of: verdict.letterClass)), isTagged: true,
                lines: classLines, words: words(.letterClass), sum: nil, to: &page)
        }
    }

    private func lines(_ kind: MarkKind) -> [NumberedEvidence] { evidence.lines.filter { $0.kind == kind } }

    private func words(_ kind: MarkKind) -> [Evidence] { evidence.words.filter { $0.kind == kind }.map(\.evidence) }

    /// Tagged topics first, then the others that have evidence, best score first.
    private var topicGroups: [String] {
        let withEvidence = Set(lines(.topic).map(\.evidence.group)).union(words(.topic).map(\.group))
        let others = withEvidence.subtracting(verdict.topics).sorted { left, right in
            (verdict.scores[left] ?? 0, right) > (verdict.scores[right] ?? 0, left)
        }
        return verdict.topics.filter(withEvidence.contains) + others
    }

    private func writeGroup(
        _ name: String, tag: String?, isTagged: Bool, lines: [NumberedEvidence], words: [Evidence], sum: Double?,
        to page: inout HTML
    ) {
        page.element("table", .kind(isTagged ? "evidence tagged" : "evidence")) { page in
            page.element("caption") { page in
                page.text(name)
                if let tag { page.element("span", .kind("tag"), text: tag) }
            }
            page.element("thead") { page in
                page.element("tr") { page in
                    page.element("th", .set("scope", "col"), text: "#")
                    page.element("th", .set("scope", "col"), text: visit.say(.rule))
                    page.element("th", .set("scope", "col"), text: visit.say(.words))
                    page.element("th", .set("scope", "col"), .kind("number"), text: visit.say(.bans))
                }
            }
            page.element("tbody") { page in
                for line in lines { writeLine(line, to: &page) }
                if !words.isEmpty { writeWords(words, to: &page) }
            }
            if let sum {
                writeSum(sum, of: lines.map(\.evidence.bans) + words.map(\.bans), isTagged: isTagged, to: &page)
            }
        }
    }

    private func writeLine(_ line: NumberedEvidence, to page: inout HTML) {
        let evidence = line.evidence
        page.element("tr", .set("id", "can-cu-\(message)-\(line.number)")) { page in
            page.element("td", .kind("ordinal")) { page in
                page.element("a", .set("href", "#tu-\(message)-\(line.number)"), text: String(line.number))
            }
            page.element("td") { page in
                page.element("span", .kind("rule"), text: evidence.name)
                page.element("code") { page in writeBreakable(evidence.rule, to: &page) }
            }
            page.element("td", .kind("words")) { page in
                page.text("“")
                visit.writeForeign(evidence.text, to: &page)
                page.text("”")
                if let name = places.name(of: evidence) {
                    page.element("span", .kind("muted")) { page in
                        page.text(" \(visit.say(.inAttachment)) «")
                        visit.writeForeign(name, to: &page)
                        page.text("»")
                    }
                }
            }
            page.element("td", .kind("number"), text: Figures.signed(evidence.bans, visit.language))
        }
    }

    /// All small words of a group in one row: each with its weight, strongest first.
    private func writeWords(_ words: [Evidence], to page: inout HTML) {
        page.element("tr", .kind("small-words")) { page in
            page.element("td")
            page.element("td", .set("colspan", "2")) { page in
                page.element("details") { page in
                    page.element("summary", text: visit.say(.smallWords) + " (\(words.count))")
                    for word in words {
                        page.text("“")
                        visit.writeForeign(word.text, to: &page)
                        page.text("” \(Figures.signed(word.bans, visit.language)) ")
                    }
                }
            }
            let sum = words.reduce(0) { $0 + Figures.hundredths($1.bans) }
            page.element("td", .kind("number"), text: Figures.signed(hundredths: sum, visit.language))
        }
    }

    /// An identifier that lines may break after its dots.
    private func writeBreakable(_ identifier: String, to page: inout HTML) {
        for (index, part) in identifier.split(separator: ".", omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                page.text(".")
                page.literal("<wbr>")
            }
            page.text(part)
        }
    }

    /// The starting point is what is missing to the score, in the hundredths shown, so that the column always adds up.
    private func writeSum(_ sum: Double, of bans: [Double], isTagged: Bool, to page: inout HTML) {
        let total = Figures.hundredths(sum)
        let start = total - bans.reduce(0) { $0 + Figures.hundredths($1) }
        page.element("tfoot") { page in
            // Small words of a topic that is not given are not listed, only counted.
            let before: ScreenText = isTagged ? .startingPoint : .startingPointAndWords
            for (name, value) in [(before, start), (.sum, total)] {
                page.element("tr") { page in
                    page.element("td")
                    page.element("td", .set("colspan", "2"), text: visit.say(name))
                    page.element(
                        "td", .kind("number"), text: Figures.signed(hundredths: value, visit.language))
                }
            }
        }
    }
}
