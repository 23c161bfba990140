package import Foundation
import Glibc

/// Finds and runs the programs that a local server is made of.
package enum ChildProgram {
    /// The program's full path; system daemons live in folders that an ordinary user's PATH leaves out.
    package static func find(_ name: String, debianPackage: String) throws(LocalServerError) -> URL {
        let listed = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in listed + ["/usr/sbin", "/usr/bin", "/sbin", "/bin"] {
            let path = folder + "/" + name
            if FileManager.default.isExecutableFile(atPath: path) { return URL(fileURLWithPath: path) }
        }
        throw .programMissing(program: name, debianPackage: debianPackage)
    }

    /// Starts a program with everything it prints appended to a file.
    package static func start(_ program: URL, _ arguments: [String], log: URL) throws(LocalServerError) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = FileHandle(forWritingAtPath: log.path) ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        do {
            try withSignalsUnblocked { try process.run() }
        } catch {
            throw .programFailed(program: program.lastPathComponent, status: -1)
        }
        return process
    }

    /// Runs a program to its end.
    package static func run(_ program: URL, _ arguments: [String], log: URL) throws(LocalServerError) {
        let process = try start(program, arguments, log: log)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw .programFailed(program: program.lastPathComponent, status: process.terminationStatus)
        }
    }

    /// Starts a child that can be signalled.
    ///
    /// A child inherits its parent thread's signal mask, and threads of Swift's pool block nearly all signals: without
    /// this the child would never see SIGTERM.
    private static func withSignalsUnblocked(_ body: () throws -> Void) rethrows {
        let masks = UnsafeMutablePointer<sigset_t>.allocate(capacity: 2)
        defer { masks.deallocate() }
        sigemptyset(masks)
        pthread_sigmask(SIG_SETMASK, masks, masks + 1)
        defer { pthread_sigmask(SIG_SETMASK, masks + 1, nil) }
        try body()
    }
}
