/// Why a job could not be measured.
enum BenchmarkError: Error, CustomStringConvertible {
    /// A file or folder could not be read or written.
    case unusable(path: String, action: String)
    /// A program is not there or could not be started.
    case notStarted(program: String)
    /// A program ended with a failure; its last words are in the file.
    case failed(program: String, status: Int32, log: String)
    /// A job did not do all the work that its rate would claim.
    case wrongResult(job: String, expected: Int, found: Int)

    var description: String {
        switch self {
        case .unusable(let path, let action):
            "\(path) could not be \(action); check that it is there and that this user may use it."
        case .notStarted(let program):
            "\(program) could not be started; run scripts/install-packages.sh bench."
        case .failed(let program, let status, let log):
            "\(program) failed with status \(status): \(log)"
        case .wrongResult(let job, let expected, let found):
            "\(job) handled \(found) instead of \(expected), so its time means nothing."
        }
    }
}
