import Dispatch

/// Runs an actor's jobs one after another on a queue of its own, so that calls which block never hold up a thread
/// of Swift's shared pool.
final class BlockingCallExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
