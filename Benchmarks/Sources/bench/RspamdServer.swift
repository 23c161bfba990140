import Foundation
import Glibc

/// An rspamd of our own on loopback: one scanning process, its module of regular expressions and nothing else, no network.
///
/// It is run from where Debian's packages were installed or unpacked (`BENCH_RSPAMD` names the folder).
struct RspamdServer {
    /// The folder that holds its configuration, caches and log.
    private let folder: String
    private let root: String
    private let port: Int
    private let process: pid_t

    /// Where rspamd is; nil when it is not there.
    static var root: String? {
        let root = ProcessInfo.processInfo.environment["BENCH_RSPAMD"] ?? ""
        return FileManager.default.isExecutableFile(atPath: root + "/usr/bin/rspamd") ? root : nil
    }

    /// Starts it and waits until it scans.
    ///
    /// - Parameters:
    ///   - root: Where its packages are.
    ///   - work: Where it may write.
    ///   - expressions: Regular expressions, each looked for in subject and text of every mail, without case.
    ///   - sample: A mail to try it with.
    /// - Throws: ``BenchmarkError`` when it does not come up.
    init(root: String, work: WorkFolder, expressions: [String], sample: [UInt8]) async throws {
        self.root = root
        folder = try work.emptyFolder("rspamd")
        for name in ["plugins", "hs"] { _ = try work.emptyFolder("rspamd/\(name)") }
        // A relay that is let go at once leaves a free port behind.
        port = try DelayingRelay(to: 1, roundTrip: 0).port
        _ = try work.write("com\nnet\norg\nvn\n".utf8, to: "rspamd/tld.dat")
        let rules = expressions.enumerated().map { number, expression in
            "config['regexp']['LN_\(number)'] = { re = [=[/\(expression)/{mime}iu]=], score = 0.1 }"
        }
        _ = try work.write(
            ("config['regexp'] = {}\n" + rules.joined(separator: "\n") + "\n").utf8, to: "rspamd/rules.lua")
        let configuration = try work.write(
            """
            lua = "\(folder)/rules.lua";
            options {
                pidfile = "\(folder)/rspamd.pid"; filters = "regexp"; explicit_modules = ["regexp"]; tempdir = "\(folder)";
                cache_file = "\(folder)/symbols.cache"; hs_cache_dir = "\(folder)/hs"; url_tld = "\(folder)/tld.dat";
                dns { nameserver = ["127.0.0.1:53:1"]; }
                control_socket = "\(folder)/control.sock mode=0600";
            }
            logging { type = "file"; filename = "\(folder)/rspamd.log"; level = "error"; }
            worker "normal" { bind_socket = "127.0.0.1:\(port)"; count = 1; mime = true; }
            worker "hs_helper" { count = 1; }
            metric { name = "default"; actions { reject = 1000; add_header = 900; } }
            regexp { max_size = 1M; }
            modules { path = "\(folder)/plugins"; }

            """.utf8, to: "rspamd/rspamd.conf")
        let share = root + "/usr/share/rspamd"
        let places = [
            "SHAREDIR": share, "LUALIBDIR": share + "/lualib", "RULESDIR": folder, "PLUGINSDIR": folder + "/plugins",
            "DBDIR": folder, "RUNDIR": folder, "CONFDIR": folder, "LOCAL_CONFDIR": folder, "LOGDIR": folder,
        ]
        process = try ChildRun(
            program: root + "/usr/bin/rspamd",
            arguments: ["-c", configuration, "-f", "-i"] + places.map { "--var=\($0)=\($1)" },
            environment: Self.libraries(root), output: work.path("rspamd/out"), errors: work.path("rspamd/err")
        ).spawn()
        let trial = try work.write(sample, to: "rspamd/sample.eml")
        for _ in 0..<100 {
            try await Task.sleep(for: .milliseconds(200))
            if (try? client(trial, work: work).lap(work: 1)) != nil { break }
        }
        // Compiled expressions replace the slow ones when its helper has made them all.
        for _ in 0..<150 where work.fileCount("rspamd/hs") < 2 { try await Task.sleep(for: .milliseconds(200)) }
        try await Task.sleep(for: .seconds(2))
    }

    private static func libraries(_ root: String) -> [String: String] {
        ["LD_LIBRARY_PATH": "\(root)/usr/lib/rspamd:\(root)/usr/lib/x86_64-linux-gnu"]
    }

    private func client(_ mails: String, work: WorkFolder) -> ChildRun {
        ChildRun(
            program: root + "/usr/bin/rspamc", arguments: ["-h", "127.0.0.1:\(port)", "-n", "8", mails],
            environment: Self.libraries(root), output: work.path("rspamc.out"), errors: work.path("rspamc.err"))
    }

    /// Has a folder of mails scanned.
    ///
    /// - Parameters:
    ///   - mails: The folder.
    ///   - count: Number of its mails.
    ///   - work: Where the answers go.
    /// - Returns: The time on the clock until all answers are there, and the processor time of the scanner, without the client's.
    /// - Throws: ``BenchmarkError`` when a mail was not scanned.
    func lap(_ mails: String, count: Int, work: WorkFolder) throws -> Lap {
        let before = scannerSeconds
        let lap = try client(mails, work: work).lap(work: Double(count))
        let answers = (try? String(contentsOfFile: work.path("rspamc.out"), encoding: .utf8)) ?? ""
        let found = answers.split(separator: "\n").count { $0.hasPrefix("Action:") }
        guard found == count else { throw BenchmarkError.wrongResult(job: "rspamd", expected: count, found: found) }
        return Lap(work: Double(count), wall: lap.wall, processor: scannerSeconds - before)
    }

    /// Ends it and waits for its end.
    func stop() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        for _ in 0..<100 {
            guard waitpid(process, &status, WNOHANG) == 0 else { return }
            usleep(100_000)
        }
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
    }

    /// Processor time of it and its processes so far.
    private var scannerSeconds: Double {
        let children = (try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)) ?? ""
        let ids = ["\(process)"] + children.split(separator: " ").map(String.init)
        let ticks = ids.reduce(0.0) { sum, id in
            let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
            // Behind the name in brackets: the fields from the third on; user and system time are the 14th and 15th.
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 13 ? sum + (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0) : sum
        }
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
