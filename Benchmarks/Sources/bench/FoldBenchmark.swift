import Foundation
import VietnameseText

/// Folding of messages, beside Foundation's `folding(options:locale:)`.
///
/// Foundation folds case and marks into a new text. `FoldedText` gives syllables that keep letters, tone and byte offsets
/// apart; `foldedForSearch` gives plain bytes or a text as Foundation does, with đ as d, which Foundation leaves.
struct FoldBenchmark {
    var samples: Samples

    func run() async throws -> [Comparison] {
        let texts = try samples.labelledTexts()
        let megabytes = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
        func contestant(_ fold: @escaping (String) -> Int) -> Race.Contestant {
            { Lap.inProcess(work: megabytes) { texts.reduce(0) { $0 + fold($1) } } }
        }
        let bytes = texts.map { Array($0.utf8) }
        let race = Race(
            contestants: [
                { Lap.inProcess(work: megabytes) { bytes.reduce(0) { $0 + foldedForSearch(utf8: $1).count } } },
                contestant { FoldedText($0).syllables.count },
                contestant { foldedForSearch($0).utf8.count },
                contestant {
                    $0.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).utf8.count
                },
            ], rounds: 5)
        let laps = try await race.run()
        return [("fold to plain bytes", 0), ("fold to syllables", 1), ("fold to search text", 2)].map { job, number in
            Comparison(
                job: job, peer: "Foundation folding", unit: "MB/CPU s", ours: laps[number], theirs: laps[3],
                rate: \.perProcessorSecond)
        }
    }
}
