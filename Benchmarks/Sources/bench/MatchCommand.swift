import ArgumentParser
import Foundation
import PhraseMatching
import VietnameseText

/// What `grep -o -F -f PHRASES TEXT` does, by our matcher: prints each hit on a line.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Our side of the phrase benchmark, as a process.", shouldDisplay: false)

    @Argument var phrases: String
    @Argument var text: String

    func run() throws {
        let patterns = try read(phrases).split(separator: UInt8(ascii: "\n")).map {
            try PhrasePattern(String(decoding: $0, as: UTF8.self))
        }
        let index = PhraseIndex(patterns)
        var output: [UInt8] = []
        for line in try read(text).split(separator: UInt8(ascii: "\n")) {
            let folded = FoldedText(utf8: [UInt8](line))
            for hit in index.hits(in: folded) {
                output += folded.bytes[hit.start..<hit.end]
                output.append(UInt8(ascii: "\n"))
            }
            if output.count > 1 << 16 {
                try FileHandle.standardOutput.write(contentsOf: output)
                output.removeAll(keepingCapacity: true)
            }
        }
        try FileHandle.standardOutput.write(contentsOf: output)
    }

    private func read(_ file: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw BenchmarkError.unusable(path: file, action: "read")
        }
        return data
    }
}
