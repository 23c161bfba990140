/// Where the phrases of named lists stand in a text, and how they were read.
struct ListHits {
    /// One way in which a list stands at a syllable.
    struct Entry {
        var list: Int32
        var first: Int32
        var end: Int32
        var reading: Reading

        /// Whether it comes before another one: by list, then place, then reading.
        static func < (left: Entry, right: Entry) -> Bool {
            if left.list != right.list { return left.list < right.list }
            if left.first != right.first { return left.first < right.first }
            if left.end != right.end { return left.end < right.end }
            return left.reading < right.reading
        }
    }

    /// Entries found so far whose list is not sealed yet.
    private var open: [Entry] = []
    /// How many of the open entries have been put in order, and how many of those belong to sealed lists.
    private var sorted = 0
    private var used = 0
    /// Entries of the sealed lists, side by side and in the order of their first syllables.
    private var sealed: [Entry] = []
    /// Where the entries of each list lie in ``sealed``.
    private var ranges: [Range<Int32>]

    /// Whether nothing has been added.
    var isEmpty: Bool { open.isEmpty }

    init(listCount: Int) { ranges = [Range<Int32>](repeating: 0..<0, count: listCount) }

    /// Adds a way in which a list stands in the text.
    mutating func add(list: Int32, first: Int32, end: Int32, reading: Reading) {
        open.append(Entry(list: list, first: first, end: end, reading: reading))
    }

    /// Puts in order what has been added so far, of all lists.
    mutating func sortAdded() {
        open.sort(by: <)
        sorted = open.count
    }

    /// Completes a list; lists must be sealed in the order of their numbers, after all of their entries have been added.
    mutating func seal(_ list: Int32) {
        let first = used
        while used < sorted, open[used].list == list { used += 1 }
        guard used > first || open.count > sorted else { return }
        // What has been added since is this list's.
        var entries = open[first..<used]
        if open.count > sorted {
            entries += open[sorted...]
            entries.sort(by: <)
            open.removeLast(open.count - sorted)
        }
        let start = sealed.count
        for entry in entries {
            if sealed.count > start, let last = sealed.last, last.first == entry.first, last.end == entry.end,
                last.reading == entry.reading
            {
                continue
            }
            sealed.append(entry)
        }
        ranges[Int(list)] = Int32(start)..<Int32(sealed.count)
    }

    /// Whether a sealed list stands anywhere.
    func stands(_ list: Int32) -> Bool { !ranges[Int(list)].isEmpty }

    /// The syllables at which a sealed list stands, each once.
    func starts(of list: Int32) -> [Int32] {
        var starts: [Int32] = []
        for place in ranges[Int(list)] where starts.last != sealed[Int(place)].first {
            starts.append(sealed[Int(place)].first)
        }
        return starts
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
