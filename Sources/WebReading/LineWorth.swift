/// How much the lines of a page are worth as parts of an article, summed so that any stretch costs two look-ups.
struct LineWorth {
    /// What each line is; nil for a line that may be an article's.
    private(set) var kinds: [FurnitureLines.Kind?]
    /// Why a line is taken to stand around the article; nil for lines that are not.
    private(set) var dropped: [Furniture?]
    private var goodBefore: [Int] = []
    private var badBefore: [Int] = []

    init(_ lines: [PageLine], _ boxes: [PageBox]) {
        kinds = lines.map(FurnitureLines.kind)
        dropped = Array(repeating: nil, count: lines.count)
        sum(lines)
        drop(lines, boxes)
    }

    /// Characters of prose.
    func good(_ range: Range<Int>) -> Int { goodBefore[range.upperBound] - goodBefore[range.lowerBound] }

    /// Characters of links and labels, with something added for each of them.
    func bad(_ range: Range<Int>) -> Int { badBefore[range.upperBound] - badBefore[range.lowerBound] }

    /// The line may be an article's.
    func isOpen(_ index: Int) -> Bool { dropped[index] == nil && kinds[index] == nil }

    private mutating func sum(_ lines: [PageLine]) {
        goodBefore = [0]
        badBefore = [0]
        goodBefore.reserveCapacity(lines.count + 1)
        badBefore.reserveCapacity(lines.count + 1)
        var (good, bad) = (0, 0)
        for index in lines.indices {
            if dropped[index] == nil {
                if kinds[index] != nil {
                    bad += 15
                } else if lines[index].isProse {
                    good += lines[index].length - lines[index].linkLength
                } else if lines[index].isLinks {
                    bad += min(lines[index].length, 120) + 10
                } else if lines[index].level == nil {
                    bad += 3
                }
            }
            goodBefore.append(good)
            badBefore.append(bad)
        }
    }

    /// Least prose that must stay when what readers wrote is taken out, in characters.
    private static let leastBesideComments = 120

    /// Takes out elements that say of themselves that they are no article, unless most of the page's prose stands there: then the
    /// name means something else.
    private mutating func drop(_ lines: [PageLine], _ boxes: [PageBox]) {
        let total = good(0..<lines.count)
        for box in boxes {
            guard let furniture = box.furniture, !box.lines.isEmpty, dropped[box.firstLine] == nil else { continue }
            let inside = good(box.lines)
            switch furniture {
            case .footer: break
            case .comments: guard total - inside >= Self.leastBesideComments || inside == 0 else { continue }
            case .element, .name, .hidden: guard inside * 2 <= total else { continue }
            }
            for index in box.lines { dropped[index] = furniture }
        }
        sum(lines)
    }
}
