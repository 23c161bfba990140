/// Where the phrases of named lists stand in a text, and how they were read.
struct ListHits {
    /// One way in which a list stands at a syllable.
    struct Entry {
        var first: Int32
        var end: Int32
        var reading: Reading

        /// Whether it comes before another one of its list: by place, then reading.
        static func < (left: Entry, right: Entry) -> Bool {
            if left.first != right.first { return left.first < right.first }
            if left.end != right.end { return left.end < right.end }
            return left.reading < right.reading
        }
    }

    /// Entries of lists that are not sealed yet; those of one list are chained, each with the place of the one found before.
    private var open: [(entry: Entry, before: Int32)] = []
    /// For each list the place of its last entry in ``open``, -1 for none.
    private var lastOfList: [Int32]
    /// Entries of the sealed lists, side by side and in the order of their first syllables.
    private var sealed: [Entry] = []
    /// Where the entries of each list lie in ``sealed``.
    private var ranges: [Range<Int32>]

    /// Whether nothing has been added.
    var isEmpty: Bool { open.isEmpty }

    init(listCount: Int) {
        ranges = [Range<Int32>](repeating: 0..<0, count: listCount)
        lastOfList = [Int32](repeating: -1, count: listCount)
    }

    /// Adds a way in which a list stands in the text.
    mutating func add(list: Int32, first: Int32, end: Int32, reading: Reading) {
        open.append((Entry(first: first, end: end, reading: reading), lastOfList[Int(list)]))
        lastOfList[Int(list)] = Int32(truncatingIfNeeded: open.count &- 1)
    }

    /// Whether something has been added for a list.
    @inline(__always)
    func has(_ list: Int32) -> Bool { lastOfList[Int(list)] >= 0 }

    /// Completes a list; lists must be sealed in the order of their numbers, after all of their entries have been added.
    mutating func seal(_ list: Int32) {
        let start = sealed.count
        var place = lastOfList[Int(list)]
        while place >= 0 {
            sealed.append(open[Int(place)].entry)
            place = open[Int(place)].before
        }
        // Nearly always found from the left to the right, so turned round they are nearly in order.
        sealed[start...].reverse()
        sealed.sortShort(from: start, by: <)
        var kept = start
        for index in start..<sealed.count {
            let entry = sealed[index]
            if kept > start, sealed[kept - 1].first == entry.first, sealed[kept - 1].end == entry.end,
                sealed[kept - 1].reading == entry.reading
            {
                continue
            }
            sealed[kept] = entry
            kept += 1
        }
        sealed.removeLast(sealed.count - kept)
        ranges[Int(list)] = Int32(start)..<Int32(kept)
    }

    /// The places in the entries of a sealed list; see ``entry(_:)``.
    func places(of list: Int32) -> Range<Int> {
        let range = ranges[Int(list)]
        return Int(range.lowerBound)..<Int(range.upperBound)
    }

    /// The places in the entries of a sealed list that begin at a syllable; see ``entry(_:)``.
    func places(of list: Int32, at position: Int) -> Range<Int> {
        let range = ranges[Int(list)]
        var low = Int(range.lowerBound)
        let last = Int(range.upperBound)
        var high = last
        while low < high {
            let middle = (low + high) / 2
            if Int(sealed[middle].first) < position { low = middle + 1 } else { high = middle }
        }
        let first = low
        while low < last, Int(sealed[low].first) == position { low += 1 }
        return first..<low
    }

    /// An entry by its place.
    func entry(_ place: Int) -> Entry { sealed[place] }
}

extension Array {
    /// Sorts what stands from a place on, nearly always some few elements that are nearly in order.
    ///
    /// Equal elements stay in their order.
    @inline(__always)
    mutating func sortShort(from start: Int, by comesBefore: (Element, Element) -> Bool) {
        guard count - start <= 64 else {
            self[start...].sort(by: comesBefore)
            return
        }
        withUnsafeMutableBufferPointer { elements in
            var next = start + 1
            while next < elements.count {
                let element = elements[next]
                var place = next
                while place > start, comesBefore(element, elements[place - 1]) {
                    elements[place] = elements[place - 1]
                    place -= 1
                }
                elements[place] = element
                next += 1
            }
        }
    }
}
