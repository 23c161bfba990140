import Foundation

/// What `langnghe import` takes of memory at most: for few and for many mails, and for a mail of 50 MB.
///
/// There is no peer. Memory must not grow with the number of mails, and the large mail may cost 150 MB.
struct MemoryBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// The program `langnghe`.
    var langnghe: String

    private static let counts = [1, 1_000, 100_000]
    private static let largeBytes = 49_000_000
    private static let mostMegabytes = 150.0

    func run() async throws -> [String] {
        let letters = try samples.letters(atLeast: 1).map { LetterCopier(letter: $0) }
        var lines: [String] = []
        var least = 0.0
        for count in Self.counts {
            let lap = try lap(count: count, name: "\(count)") { letters[$0 % letters.count].copy($0) }
            if count == 1 { least = lap.peakMegabytes }
            lines.append(
                String(
                    format:
                        "import %d letters: at most %.0f MB resident, %.1f s of processor time, %.1f s on the clock",
                    count, lap.peakMegabytes, lap.processor, lap.wall))
        }
        let sentence = "Con đường trước nhà tôi ngập nước đã lâu mà không ai sửa chữa gì cả.\r\n"
        let head =
            "From: Dân <d@xa.example.vn>\r\nSubject: Ngập\r\nMessage-ID: <lon@xa.example.vn>\r\nMIME-Version: 1.0\r\n"
        let text = Array((head + "Content-Type: text/plain; charset=utf-8\r\n\r\n").utf8)
        let file =
            head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "\r\n\(sentence)--x\r\nContent-Type: application/octet-stream; name=a.bin\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
        let large = [
            ("text", text + Self.repeated(sentence, bytes: Self.largeBytes)),
            (
                "attachment",
                Array(file.utf8) + Self.repeated(String(repeating: "QUJD", count: 19) + "\r\n", bytes: Self.largeBytes)
                    + Array("--x--\r\n".utf8)
            ),
        ]
        for (kind, mail) in large {
            let lap = try lap(count: 1, name: kind) { _ in mail }
            lines.append(
                String(
                    format: "import a mail of 50 MB of %@: %.0f MB more than a small one (bound %.0f MB), %.1f s", kind,
                    lap.peakMegabytes - least, Self.mostMegabytes, lap.processor))
        }
        return lines
    }

    /// Imports letters from a Maildir into an empty store.
    private func lap(count: Int, name: String, _ letter: (Int) -> [UInt8]) throws -> Lap {
        for part in ["cur", "new", "tmp"] { _ = try work.emptyFolder("many/\(part)") }
        for number in 0..<count {
            _ = try work.write(letter(number), to: "many/cur/\(1_700_000_000 + number).M\(number)P1.local:2,")
        }
        _ = try work.emptyFolder("office")
        let configuration = try work.write(
            "office: bench\ndata: office\nrules: '\(samples.root)/rules'\n".utf8, to: "langnghe.yaml")
        let program = ChildRun(
            program: langnghe, arguments: ["import", "--config", configuration, work.path("many")],
            output: work.path("memory.out"), errors: work.path("memory.log"))
        let lap = try program.lap(work: Double(count))
        let words = (try? String(contentsOfFile: program.output, encoding: .utf8)) ?? ""
        guard words.contains("imported: \(count) new") else {
            throw BenchmarkError.wrongResult(job: "memory, \(name)", expected: count, found: 0)
        }
        return lap
    }

    private static func repeated(_ piece: String, bytes: Int) -> [UInt8] {
        let piece = Array(piece.utf8)
        var all: [UInt8] = []
        all.reserveCapacity(bytes + piece.count)
        while all.count + piece.count <= bytes { all += piece }
        return all
    }
}
