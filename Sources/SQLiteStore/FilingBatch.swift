import GRDB
import JSONWriting

/// What several letters that are filed in one transaction write together at its end: their words in the search index, and
/// the numbers under which copies of them are found.
///
/// A word or number goes to a random page of its index. In rising order, once for all letters, each page is looked up and
/// changed once; and the search index, which writes what it holds back whenever another statement may have to be undone,
/// makes one piece of the letters instead of one for each.
final class FilingBatch {
    private let database: Database
    /// Texts that wait for the search index, by the position of their case.
    private var unindexed: [Int64: String] = [:]
    /// Letters that wait for the bands, by band; rising, because sequence numbers are.
    private var unbanded: [Int64: [Int64]] = [:]

    init(_ database: Database) { self.database = database }

    /// Keeps the text of a case that was opened and has it indexed at the end.
    func index(_ folded: String, ofCaseAt position: Int64) { unindexed[position] = folded }

    /// Indexes what waits, before something that may change it.
    func indexWaiting() throws {
        // The index takes rising numbers together.
        for (position, folded) in unindexed.sorted(by: { $0.key < $1.key }) {
            try CaseText.index(folded, at: position, in: database)
        }
        unindexed.removeAll()
    }

    /// Has a letter found under its bands; those that it shares with letters of the same batch are known at once.
    func add(_ bands: [Int64], of sequence: Int64) {
        for band in bands where unbanded[band]?.last != sequence { unbanded[band, default: []].append(sequence) }
    }

    /// The letters of this batch under a band, newest first.
    func letters(under band: Int64) -> [Int64] { unbanded[band]?.reversed() ?? [] }

    /// Takes a letter out of the bands that wait.
    func forget(_ bands: [Int64], of sequence: Int64) {
        for band in bands { unbanded[band]?.removeAll { $0 == sequence } }
    }

    /// Writes what waits; the transaction may be committed then.
    func finish() throws {
        try indexWaiting()
        for (band, sequences) in unbanded.sorted(by: { $0.key < $1.key }) {
            for sequence in sequences {
                try database.run(
                    "INSERT INTO text_band (band, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", [band, sequence])
            }
        }
        unbanded.removeAll()
    }
}
