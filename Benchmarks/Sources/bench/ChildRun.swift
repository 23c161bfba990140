import Foundation
import Glibc

/// Runs a whole program and measures it from its start to its end.
struct ChildRun {
    /// Path, or a name to look for in PATH.
    var program: String
    /// What follows the name.
    var arguments: [String]
    /// Set in addition to this process's environment.
    var environment: [String: String] = [:]
    /// Where standard output goes.
    var output: String
    /// Where standard error goes.
    var errors: String
    /// Exit statuses that are no failure.
    var goodStatuses: Set<Int32> = [0]

    /// Runs the program.
    ///
    /// It stays in this process's group, so that whatever ends the benchmark ends it too.
    ///
    /// - Parameter work: How much the program does.
    /// - Returns: The lap; processor time is that of the program and of the children it waited for.
    /// - Throws: ``BenchmarkError/notStarted(program:)``, ``BenchmarkError/failed(program:status:log:)``.
    func lap(work: Double) throws(BenchmarkError) -> Lap {
        let start = Clock.seconds(CLOCK_MONOTONIC)
        let child = try spawn()
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw .notStarted(program: program) }
        }
        let wall = Clock.seconds(CLOCK_MONOTONIC) - start
        // The lowest seven bits hold a signal, the next byte the exit status (wait(2)).
        let signal = status & 0x7F
        let exit = (status >> 8) & 0xFF
        guard signal == 0, goodStatuses.contains(exit) else {
            throw .failed(program: program, status: signal == 0 ? exit : 128 + signal, log: lastWords)
        }
        return Lap(
            work: work, wall: wall, processor: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
            // Kilobytes (getrusage(2)).
            peakMegabytes: Double(usage.ru_maxrss) * 1024 / 1e6)
    }

    /// Starts the program; the caller ends it and waits for its end.
    func spawn() throws(BenchmarkError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // Threads of Swift's pool block nearly all signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let inherited = ProcessInfo.processInfo.environment
        let settings = inherited.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, program, &actions, &attributes, &argv, &envp) == 0 else {
            throw .notStarted(program: program)
        }
        return child
    }

    private var lastWords: String {
        let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: " | ")
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
