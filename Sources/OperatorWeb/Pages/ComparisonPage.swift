import Casework
import Reporting

/// Two letters with one text, side by side, for an officer to accept as one matter or to part.
enum ComparisonPage {
    /// Bytes of a letter that are shown; longer ones stand in their case.
    private static let textLimit = 200_000
    /// Marks that are shown in one letter; a text made of alternating words shall not make an endless page.
    private static let markLimit = 5_000

    static func show(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let other = visit.request.parameters["other"].flatMap({ TrackingCode($0) }) else {
            throw PageProblem.notFound
        }
        let comparison = try await visit.store.comparison(of: code, and: other)
        let summary = try await visit.store.caseFile(code).summary
        let counts = try await visit.navigationCounts()
        let title = "\(visit.say(.compareLetters)): \(code), \(other)"
        return visit.page(title, entry: .queue(summary.queue), counts: counts) { page in
            page.element("h1", text: visit.say(.compareLetters))
            page.element("p", .kind("lead"), text: visit.say(.commonText(comparison.commonText)))
            writeDecision(comparison, visit, to: &page)
            page.element("p", .kind("note"), text: visit.say(.compareLead))
            page.element("div", .kind("compared")) { page in
                write(comparison.left, visit, to: &page)
                write(comparison.right, visit, to: &page)
            }
        }
    }

    private static func writeDecision(_ comparison: CaseComparison, _ visit: Visit, to page: inout HTML) {
        let (code, other) = (comparison.left.code, comparison.right.code)
        page.element("div", .kind("decide")) { page in
            switch comparison.state {
            case .suggested: break
            case .accepted: page.element("p", .kind("note"), text: visit.say(.linkAccepted))
            case .parted: page.element("p", .kind("note"), text: visit.say(.partedBefore))
            }
            if comparison.state != .accepted {
                visit.form("/ho-so/\(code)/lien-ket/\(other)", kind: "plain", to: &page) { page in
                    page.element("button", text: visit.say(.sameMatter))
                }
            }
            if comparison.state != .parted {
                visit.form("/ho-so/\(code)/tach/\(other)", kind: "plain", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.otherMatter))
                }
            }
        }
    }

    private static func write(_ side: CaseComparison.Side, _ visit: Visit, to page: inout HTML) {
        page.element("article", .kind("message")) { page in
            page.element("h2") { page in
                page.element("a", .set("href", "/ho-so/\(side.code)"), text: side.code.description)
            }
            page.element("p", .kind("message-head")) { page in visit.write(side.receivedAt, to: &page) }
            let text = side.text.cut(toBytes: textLimit)
            page.element("div", .kind("text"), .set("dir", "auto")) { page in
                for piece in pieces(of: text, common: side.common) {
                    if piece.isCommon {
                        page.element("mark", .kind("common")) { page in page.text(piece.text) }
                    } else {
                        page.text(piece.text)
                    }
                }
            }
            if text.utf8.count < side.text.utf8.count {
                page.element("p", .kind("note"), text: visit.say(.bodyCut))
            }
        }
    }

    /// A text cut where its marks begin and end; marks that do not fit the text are left out.
    private static func pieces(of text: String, common: [Range<Int>]) -> [(text: Substring, isCommon: Bool)] {
        var pieces: [(text: Substring, isCommon: Bool)] = []
        var position = text.startIndex
        var offset = 0
        for range in common.prefix(markLimit) {
            guard range.lowerBound >= offset, range.upperBound <= text.utf8.count else { continue }
            let start = text.utf8.index(position, offsetBy: range.lowerBound - offset)
            let end = text.utf8.index(start, offsetBy: range.count)
            // A word's edges are those of characters, unless a mark follows it that belongs to no letter.
            guard start.samePosition(in: text.unicodeScalars) != nil, end.samePosition(in: text.unicodeScalars) != nil
            else { continue }
            if position < start { pieces.append((text[position..<start], false)) }
            pieces.append((text[start..<end], true))
            (position, offset) = (end, range.upperBound)
        }
        if position < text.endIndex { pieces.append((text[position...], false)) }
        return pieces
    }
}
