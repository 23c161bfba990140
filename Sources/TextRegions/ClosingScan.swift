/// Finds signatures and boilerplate at the end of each run of somebody's words.
struct ClosingScan {
    private let lines: TextLines
    private var kinds: [TextRegion.Kind]
    private let hinted: HintedLines

    /// Written lines at the end of a run that may be boilerplate, and their bytes.
    private static let boilerplateLines = 20
    private static let boilerplateBytes = 3000
    /// Written lines after the mark of a signature, and their bytes; RFC 3676 §4.3 knows the mark, netiquette the four lines.
    private static let signatureLines = 12
    private static let signatureBytes = 1200
    /// The same after a mark without its blank, which some people draw between two parts of a letter.
    private static let doubtfulLines = 6
    private static let doubtfulBytes = 500
    /// Lines of one warning on top.
    private static let bannerLines = 8

    init(_ lines: TextLines, kinds: [TextRegion.Kind], _ hinted: HintedLines) {
        self.hinted = hinted
        self.lines = lines
        self.kinds = kinds
    }

    /// The kinds with signatures and boilerplate in them.
    consuming func run() -> [TextRegion.Kind] {
        var start = 0
        while start < kinds.count {
            var end = start + 1
            while end < kinds.count, kinds[end] == kinds[start] { end += 1 }
            if kinds[start].isLetter { close(start..<end) }
            start = end
        }
        takeHinted()
        return kinds
    }

    private mutating func close(_ run: Range<Int>) {
        let boilerplate = boilerplateStart(run)
        let top = kinds[run.lowerBound] == .body ? bannerEnd(run.lowerBound..<boilerplate) : run.lowerBound
        for line in run.lowerBound..<top { kinds[line] = .boilerplate }
        let own = top..<boilerplate
        for line in boilerplate..<run.upperBound { kinds[line] = .boilerplate }
        guard !own.isEmpty, kinds[top] == .body, let signature = markedSignature(own) ?? closingSignature(own) else {
            return
        }
        for line in signature..<boilerplate { kinds[line] = .signature }
    }

    // MARK: Boilerplate

    /// Where the boilerplate at the end of a run begins; the end of the run when there is none.
    ///
    /// Goes up paragraph by paragraph, as long as all of a paragraph is boilerplate.
    private func boilerplateStart(_ run: Range<Int>) -> Int {
        var start = run.upperBound
        var end = run.upperBound
        var written = 0
        var bytes = 0
        while end > run.lowerBound {
            while end > run.lowerBound, lines.isBlank(end - 1) { end -= 1 }
            var top = end
            while top > run.lowerBound, !lines.isBlank(top - 1), written < Self.boilerplateLines {
                top -= 1
                written += 1
                bytes += lines.contents[top].count
            }
            guard bytes <= Self.boilerplateBytes, let found = boilerplateStart(ofParagraph: top..<end) else { break }
            start = found
            guard found == top else { break }
            end = top
        }
        return start
    }

    /// The first line of a paragraph from which on all of it is boilerplate: a disclaimer takes in what follows it, everything
    /// else stands for its own line, and a rule for what comes next.
    private func boilerplateStart(ofParagraph range: Range<Int>) -> Int? {
        var start: Int?
        var isDisclaimer = false
        var isSaid = false
        for line in range {
            let content = lines.content(line)
            switch Boilerplate.kind(of: content) {
            case .disclaimer, .banner:
                isDisclaimer = true
                isSaid = true
            case .note: isSaid = true
            case .rule: break
            case nil:
                if isDisclaimer { continue }
                start = nil
                isSaid = false
                continue
            }
            if start == nil { start = line }
        }
        return isSaid ? start : nil
    }

    /// Where the words begin under the warnings and the links that servers and newsletters put on top.
    private func bannerEnd(_ run: Range<Int>) -> Int {
        var end = run.lowerBound
        var line = run.lowerBound
        while line < run.upperBound {
            while line < run.upperBound, lines.isBlank(line) { line += 1 }
            var isBanner = false
            let start = line
            while line < run.upperBound, line - start < Self.bannerLines, !lines.isBlank(line) {
                switch Boilerplate.kind(of: lines.content(line)) {
                case .banner: isBanner = true
                case .note where Boilerplate.isOfNewsletter(lines.content(line)): isBanner = true
                case .rule: break
                default: if !isBanner || line == start { return end }
                }
                line += 1
            }
            guard isBanner, line == run.upperBound || lines.isBlank(line) else { return end }
            while line < run.upperBound, lines.isBlank(line) { line += 1 }
            end = line
        }
        return end
    }

    // MARK: Signatures

    /// Takes what markup says is the signature, where it is short.
    private mutating func takeHinted() {
        for range in hinted.signatures {
            let written = range.filter { !lines.isBlank($0) }
            guard written.count <= Self.signatureLines,
                written.reduce(0, { $0 + lines.contents[$1].count }) <= Self.signatureBytes
            else { continue }
            for line in range where kinds[line] == .body { kinds[line] = .signature }
        }
    }

    /// A signature behind "-- ", where it is short.
    private func markedSignature(_ run: Range<Int>) -> Int? {
        var found: Int?
        var written = 0
        var bytes = 0
        var line = run.upperBound
        while line > run.lowerBound {
            line -= 1
            let isMark = lines.content(line).elementsEqual("--".utf8)
            if isMark, written > 0 {
                let hasBlank = lines.bytes[lines.ranges[line]].starts(with: "-- ".utf8)
                if hasBlank || (written <= Self.doubtfulLines && bytes <= Self.doubtfulBytes) { found = line }
            } else if !lines.isBlank(line) {
                written += 1
                bytes += lines.contents[line].count
            }
            guard written <= Self.signatureLines, bytes <= Self.signatureBytes else { break }
        }
        return found
    }

    /// "Trân trọng," and then nothing but names, posts, places, telephone and e-mail: somebody's name, or a way to reach him.
    private func closingSignature(_ run: Range<Int>) -> Int? {
        var line = run.upperBound
        var written = 0
        var saysWho = false
        while line > run.lowerBound, written <= 8 {
            line -= 1
            if lines.isBlank(line) { continue }
            written += 1
            let content = lines.content(line)
            guard content.count <= 160 else { return nil }
            if Signature.isClosing(content) { return saysWho ? line : nil }
            if Signature.isContact(content) || Signature.isPerson(content) {
                saysWho = true
            } else if !Signature.isName(content) {
                return nil
            }
        }
        return nil
    }
}
