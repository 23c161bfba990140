import Glibc
import Synchronization

/// Knows which files of a watched folder nobody is writing any more.
///
/// A file is settled when nothing about it has changed for a while, by the clock of the file system, or between two looks.
/// The time of the last change of anything, a renaming included, counts, because nobody can set it back; programs that copy
/// files often set the time of the content back.
final class SettledFiles: Sendable {
    private let seconds: Int
    private let seen = Mutex<[LocalPath: (mark: LocalFile.Mark, since: ContinuousClock.Instant)]>([:])

    /// - Parameter seconds: For how long nothing may have changed.
    init(seconds: Int) { self.seconds = seconds }

    /// The settled ones among the files of a folder; what is said of others is remembered for the next look.
    func settled(among files: [LocalFile]) -> [LocalFile] {
        let now = ContinuousClock.now
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        let past = Int64(clock.tv_sec) - Int64(seconds)
        return seen.withLock { seen in
            var next: [LocalPath: (mark: LocalFile.Mark, since: ContinuousClock.Instant)] = [:]
            var settled: [LocalFile] = []
            for file in files {
                let before = seen[file.path].flatMap { $0.mark == file.mark ? $0.since : nil }
                let isQuiet = before.map { now - $0 >= .seconds(seconds) } ?? false
                if seconds == 0 || isQuiet || file.mark.changed / 1_000_000_000 < past { settled.append(file) }
                next[file.path] = (file.mark, before ?? now)
            }
            seen = next
            return settled
        }
    }
}
