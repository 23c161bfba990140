import Foundation
import WebReading

/// Reading articles out of pages, beside readability-lxml and trafilatura.
///
/// The sample pages are small; real ones carry long menus, scripts and styles, so each also goes as a page of about 80 kB. The
/// peers are one process that reads all pages several times, less the same process without pages. trafilatura also looks for the
/// date and the author, as ours does; readability-lxml gives the markup of the text only.
struct PagesBenchmark {
    var samples: Samples
    var work: WorkFolder

    /// How often a peer reads each page.
    private static let peerRounds = 3
    /// Size of a page with what real sites have around theirs.
    private static let fullBytes = 80_000

    func run() async throws -> [Comparison] {
        let pages = try samples.pages()
        let full = pages.map(Self.filled)
        var comparisons: [Comparison] = []
        for (job, set) in [("article pages, 8 kB", pages), ("article pages, 80 kB", full)] {
            let name = job.filter { $0.isLetter || $0.isNumber }
            _ = try work.emptyFolder(name)
            for (number, page) in set.enumerated() { _ = try work.write(page, to: "\(name)/\(number).html") }
            comparisons += try await race(job, set, folder: work.path(name))
        }
        return comparisons
    }

    private func race(_ job: String, _ pages: [[UInt8]], folder: String) async throws -> [Comparison] {
        let reader = ArticleReader()
        let nothing = try work.emptyFolder("no-pages")
        let peers = ["readability", "trafilatura"].filter { has($0) }
        var contestants: [Race.Contestant] = [
            {
                Lap.inProcess(work: Double(pages.count)) {
                    pages.reduce(0) { sum, page in
                        sum + ((try? reader.read(page).articles.reduce(0) { $0 + $1.text.utf8.count }) ?? 0)
                    }
                }
            }
        ]
        let count = Double(pages.count * Self.peerRounds)
        for peer in peers {
            contestants.append {
                let all = try child(peer, folder).lap(work: count)
                return all.without(try child(peer, nothing).lap(work: count))
            }
        }
        let laps = try await Race(contestants: contestants).run()
        return peers.indices.map { index in
            Comparison(
                job: job, peer: peers[index], unit: "pages/CPU s", ours: laps[0], theirs: laps[index + 1],
                rate: \.perProcessorSecond)
        }
    }

    private func child(_ peer: String, _ folder: String) -> ChildRun {
        ChildRun(
            program: Self.python,
            arguments: [samples.root + "/Benchmarks/peers/articles.py", peer, folder, String(Self.peerRounds)],
            output: work.path(peer + ".out"), errors: work.path(peer + ".log"))
    }

    /// The Python that has the peers; `BENCH_PYTHON` names another one than the system's.
    private static let python = ProcessInfo.processInfo.environment["BENCH_PYTHON"] ?? "/usr/bin/python3"

    private func has(_ peer: String) -> Bool {
        var probe = child(peer, work.path)
        probe.arguments = ["-c", "import \(peer)"]
        if (try? probe.lap(work: 1)) != nil { return true }
        let words = "pages: \(peer) is left out; set BENCH_PYTHON to a Python that has it.\n"
        FileHandle.standardError.write(Data(words.utf8))
        return false
    }

    /// The page with styles, scripts and a menu in it, until it has the size of a real one.
    private static func filled(_ page: [UInt8]) -> [UInt8] {
        let text = String(decoding: page, as: UTF8.self)
        guard page.count < fullBytes, let body = text.range(of: "<body", options: .caseInsensitive),
            let bodyEnd = text[body.upperBound...].firstIndex(of: ">")
        else { return page }
        var filling = "<style>"
        while filling.utf8.count < (fullBytes - page.count) / 3 {
            filling += ".tin-lien-quan .item a{color:#036;margin:0 4px}\n"
        }
        filling += "</style><script>"
        while filling.utf8.count < (fullBytes - page.count) * 2 / 3 {
            filling += "var m=document.querySelectorAll('.menu li');\n"
        }
        filling += "</script><ul class=\"menu-muc\">"
        var number = 0
        while filling.utf8.count < fullBytes - page.count {
            filling += "<li class=\"muc-\(number)\"><a href=\"/muc/\(number).html\">Chuyên trang số \(number)</a></li>"
            number += 1
        }
        let place = text.index(after: bodyEnd)
        return Array((text[..<place] + filling + "</ul>" + text[place...]).utf8)
    }
}
