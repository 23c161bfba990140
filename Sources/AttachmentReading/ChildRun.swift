import CChildProcess
import Glibc

/// One run of a program as a child that cannot outlive its limits.
///
/// The child leads a session of its own, so that it has no terminal to ask questions on and is ended with everything it
/// started. It inherits no open file and no signal mask, and its environment is made for it.
struct ChildRun {
    /// How a run ended.
    enum Ending: Equatable {
        /// By itself, with a status; 128 and more mean a signal, as launchers pass it on.
        case exited(Int32)
        /// By a signal.
        case signalled(Int32)
        /// It was ended because its time was over.
        case timedOut
        /// It was ended because it wrote too much.
        case outputFull
        /// It was ended because nobody waits for it any more.
        case stopped
        /// It did not begin.
        case notStarted(Int32)
    }

    /// What a run gave.
    struct Result {
        var ending: Ending
        var output: [UInt8]
        /// The first kilobytes of its complaints.
        var complaints: String

        var isSuccess: Bool { ending == .exited(0) }

        /// Whether a limit of memory, processor time or file size ended it, or a fault that looks alike.
        var isCutOff: Bool {
            switch ending {
            case .signalled, .timedOut: true
            case .exited(let status): status > 128
            case .outputFull, .stopped, .notStarted: false
            }
        }
    }

    /// Bytes of complaints after which a program is ended: one that asks for a password asks for ever.
    private static let complaintBytes = 65_536

    var command: [String]
    var folder: String
    var limits: ProgramLimits

    /// Runs the program; blocks the calling thread until everything is over.
    func run(stop: StopSign) -> Result {
        guard let output = Pipe(), let complaints = Pipe() else {
            return Result(ending: .notStarted(errno), output: [], complaints: "")
        }
        var child: pid_t = 0
        let code = spawn(&child, output: output, complaints: complaints)
        output.closeWriteEnd()
        complaints.closeWriteEnd()
        guard code == 0 else { return Result(ending: .notStarted(code), output: [], complaints: "") }
        var reading = Reading(output: output, complaints: complaints)
        let deadline = Self.now() + limits.seconds
        var status: Int32 = 0
        var ending: Ending?
        var isOver = false
        while ending == nil, !isOver {
            // Once both ends are closed only the child's end is awaited; 5 ms are short beside starting a program.
            if reading.isClosed { usleep(5000) } else { reading.wait(milliseconds: 100) }
            reading.take(outputBytes: limits.outputBytes, complaintBytes: Self.complaintBytes)
            if reading.isFull {
                ending = .outputFull
            } else if stop.isRaised {
                ending = .stopped
            } else if Self.now() > deadline {
                ending = .timedOut
            } else if reading.isClosed {
                isOver = waitpid(child, &status, WNOHANG) == child
            }
        }
        // The group is ended in any case: a grandchild must not live on.
        kill(-child, SIGKILL)
        if !isOver { while waitpid(child, &status, 0) < 0, errno == EINTR {} }
        return Result(
            ending: ending ?? Self.ending(status), output: reading.output,
            complaints: String(decoding: reading.complaints.prefix(4096), as: UTF8.self))
    }

    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// The system's words for an error number.
    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private func spawn(_ child: inout pid_t, output: Pipe, complaints: Pipe) -> Int32 {
        Self.withCStrings(command) { arguments in
            Self.withCStrings(Self.environment) { environment in
                cchild_start(&child, arguments, environment, folder, output.writeEnd, complaints.writeEnd)
            }
        }
    }

    /// One thread for the recognition of letters: more make it slower when several run, and each takes address space.
    private static let environment = [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "OMP_THREAD_LIMIT=1",
    ]

    private static func withCStrings<Value>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            // A buffer of at least the final nil has an address.
            guard let base = buffer.baseAddress else { preconditionFailure("an array with elements has an address") }
            return body(base)
        }
    }
}

/// A pipe whose ends no other child inherits.
private final class Pipe {
    let readEnd: Int32
    private(set) var writeEnd: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard cchild_pipe(&ends) == 0 else { return nil }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        closeWriteEnd()
    }

    func closeWriteEnd() {
        guard writeEnd >= 0 else { return }
        close(writeEnd)
        writeEnd = -1
    }
}

/// What has been read of a child's two outputs.
private struct Reading {
    private let pipes: [Pipe]
    private var isOpen = [true, true]
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private(set) var output: [UInt8] = []
    private(set) var complaints: [UInt8] = []
    private(set) var isFull = false

    init(output: Pipe, complaints: Pipe) { pipes = [output, complaints] }

    var isClosed: Bool { !isOpen.contains(true) }

    func wait(milliseconds: Int32) {
        var descriptors = pipes.indices.filter { isOpen[$0] }
            .map { pollfd(fd: pipes[$0].readEnd, events: Int16(POLLIN), revents: 0) }
        poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    }

    /// Takes what is there, up to the limits.
    mutating func take(outputBytes: Int, complaintBytes: Int) {
        for index in pipes.indices where isOpen[index] {
            while !isFull {
                let count = read(pipes[index].readEnd, &buffer, buffer.count)
                if count == 0 { isOpen[index] = false }
                guard count > 0 else { break }
                if index == 0 {
                    let room = outputBytes - output.count
                    output.append(contentsOf: buffer[..<min(count, room)])
                    isFull = count > room
                } else {
                    complaints.append(contentsOf: buffer[..<count])
                    isFull = complaints.count > complaintBytes
                }
            }
        }
    }
}
