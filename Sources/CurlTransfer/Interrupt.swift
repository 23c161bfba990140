import Glibc
import Synchronization

/// Ends blocking waits from another thread, for good.
final class Interrupt: Sendable {
    /// Readable once the interrupt has been raised; -1 when the system had no pipe to give.
    let descriptor: Int32
    private let writeEnd: Int32
    private let raised = Atomic<Bool>(false)

    init() {
        var ends: [Int32] = [-1, -1]
        let isMade = pipe(&ends) == 0
        for end in ends where isMade {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = isMade ? ends[0] : -1
        writeEnd = isMade ? ends[1] : -1
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        close(writeEnd)
    }

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    /// Wakes whoever waits, now and ever after: the byte is never read out of the pipe.
    func raise() {
        guard !raised.exchange(true, ordering: .acquiringAndReleasing), writeEnd >= 0 else { return }
        _ = write(writeEnd, [1], 1)
    }
}
