/// Where the phrases of named lists stand in a text, and how they were read.
struct ListHits {
    /// One way in which a list stands at a syllable.
    struct Entry {
        var list: Int32
        var first: Int32
        var end: Int32
        var reading: Reading
    }

    /// Entries found so far whose list is not sealed yet, in no order.
    private var open: [Entry] = []
    /// Entries of the sealed lists, side by side and in the order of their first syllables.
    private var sealed: [Entry] = []
    /// Where the entries of each list lie in ``sealed``.
    private var ranges: [Range<Int>]

    /// Whether nothing has been added.
    var isEmpty: Bool { open.isEmpty && sealed.isEmpty }

    init(listCount: Int) { ranges = [Range<Int>](repeating: 0..<0, count: listCount) }

    /// Adds a way in which a list stands in the text.
    mutating func add(list: Int32, first: Int32, end: Int32, reading: Reading) {
        open.append(Entry(list: list, first: first, end: end, reading: reading))
    }

    /// Puts a list's entries in order, after all of them have been added.
    mutating func seal(_ list: Int32) {
        let start = sealed.count
        guard open.contains(where: { $0.list == list }) else { return }
        let entries = open.filter { $0.list == list }.sorted {
            ($0.first, $0.end, $0.reading) < ($1.first, $1.end, $1.reading)
        }
        open.removeAll { $0.list == list }
        for entry in entries {
            if sealed.count > start, let last = sealed.last, last.first == entry.first, last.end == entry.end,
                last.reading == entry.reading
            {
                continue
            }
            sealed.append(entry)
        }
        ranges[Int(list)] = start..<sealed.count
    }

    /// The syllables at which a sealed list stands, each once.
    func starts(of list: Int32) -> [Int32] {
        var starts: [Int32] = []
        for entry in sealed[ranges[Int(list)]] where starts.last != entry.first { starts.append(entry.first) }
        return starts
    }

    /// The places in the entries of a sealed list that begin at a syllable; see ``entry(_:)``.
    func places(of list: Int32, at position: Int) -> Range<Int> {
        let range = ranges[Int(list)]
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Int(sealed[middle].first) < position { low = middle + 1 } else { high = middle }
        }
        let first = low
        while low < range.upperBound, Int(sealed[low].first) == position { low += 1 }
        return first..<low
    }

    /// An entry by its place.
    func entry(_ place: Int) -> Entry { sealed[place] }
}
