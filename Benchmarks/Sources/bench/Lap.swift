import Glibc

/// One measured stretch of work.
struct Lap {
    /// How much was done, in the unit of the job.
    var work: Double
    /// Seconds on the clock.
    var wall: Double
    /// Seconds of processor time, user and system.
    var processor: Double
    /// Most memory that was resident at once, in millions of bytes; 0 where it was not measured.
    var peakMegabytes = 0.0

    /// Work done for each second of processor time.
    var perProcessorSecond: Double { work / max(processor, 1e-6) }
    /// Work done for each second on the clock.
    var perSecond: Double { work / max(wall, 1e-6) }

    /// The lap without what the set-up took.
    func without(_ setUp: Lap) -> Lap {
        Lap(work: work, wall: max(wall - setUp.wall, 1e-6), processor: max(processor - setUp.processor, 1e-6))
    }

    /// The same work when another way of doing part of it, measured on other work, comes first.
    func followed(by other: Lap) -> Lap {
        Lap(
            work: work, wall: wall + other.wall * work / other.work,
            processor: processor + other.processor * work / other.work)
    }

    /// Runs a single-threaded body inside this process again and again until it has used enough processor time.
    ///
    /// - Parameters:
    ///   - work: How much one call of the body does.
    ///   - seconds: Least processor time.
    ///   - body: The work; it returns something that depends on all of it, so that none of it can be left out.
    /// - Returns: All calls as one lap.
    static func inProcess(work: Double, atLeast seconds: Double = 0.4, _ body: () -> Int) -> Lap {
        let wallStart = Clock.seconds(CLOCK_MONOTONIC)
        let start = Clock.seconds(CLOCK_THREAD_CPUTIME_ID)
        var done = 0.0
        var used = 0.0
        var sum = 0
        repeat {
            sum &+= body()
            done += work
            used = Clock.seconds(CLOCK_THREAD_CPUTIME_ID) - start
        } while used < seconds
        keep(sum)
        return Lap(work: done, wall: Clock.seconds(CLOCK_MONOTONIC) - wallStart, processor: used)
    }
}

/// The system's clocks in seconds.
enum Clock {
    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Takes a result out of the optimizer's sight.
@inline(never)
private func keep(_ value: Int) {
    withExtendedLifetime(value) {}
}
