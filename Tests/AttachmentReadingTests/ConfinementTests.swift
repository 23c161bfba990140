import Foundation
import Glibc
import ReadingDefects
import Testing

@testable import AttachmentReading

/// Programs of the system that do what a subverted reader would do.
@Suite(.serialized) struct ConfinementTests {
    private func limits(_ change: (inout ProgramLimits) -> Void = { _ in }) -> ProgramLimits {
        var limits = ProgramLimits(
            seconds: 10, processorSeconds: 5, memoryBytes: 500_000_000, fileBytes: 1_000_000, outputBytes: 100_000)
        change(&limits)
        return limits
    }

    private func run(
        _ command: [String], _ limits: ProgramLimits, strength: Confinement.Strength? = nil,
        prepare: (WorkFolder) throws -> Void = { _ in }
    ) throws -> ChildRun.Result {
        let bench = try Bench()
        let work = try WorkFolder(in: bench.workFolder)
        try prepare(work)
        let among = strength.map { [$0] } ?? Confinement.Strength.allCases
        let confinement = try #require(
            Confinement.strongest(tools: ToolFolders(), folder: work.path, among: among), "\(among)")
        let whole = confinement.command(command, limits: limits, folder: work.path)
        return ChildRun(command: whole, folder: work.path, limits: limits).run(stop: StopSign())
    }

    @Test(arguments: Confinement.Strength.allCases)
    func anOrdinaryProgramRuns(_ strength: Confinement.Strength) throws {
        let result = try run(["/usr/bin/cat", "input"], limits(), strength: strength) {
            try $0.write([65, 66], to: "input")
        }
        #expect(result.isSuccess && result.output == [65, 66], "\(result)")
    }

    @Test(arguments: Confinement.Strength.allCases)
    func runningForeverEnds(_ strength: Confinement.Strength) throws {
        let begun = ContinuousClock.now
        // Children of its own that close everything must end too.
        let mark = "61.\(UInt32.random(in: 100_000...999_999))"
        let result = try run(
            ["/bin/sh", "-c", "sleep \(mark) & sleep \(mark) >/dev/null 2>&1 & sleep \(mark)"],
            limits { $0.seconds = 1 },
            strength: strength)
        #expect(result.ending == .timedOut && result.isCutOff)
        #expect(ContinuousClock.now - begun < .seconds(8))
        usleep(200_000)
        #expect(!Self.isRunning(mark), "a child lives on")
    }

    @Test func whatLivesOnBehindTheProgramIsEnded() throws {
        let mark = "62.\(UInt32.random(in: 100_000...999_999))"
        let result = try run(["/bin/sh", "-c", "sleep \(mark) >/dev/null 2>&1 & echo x"], limits())
        #expect(result.output == Array("x\n".utf8))
        usleep(200_000)
        #expect(!Self.isRunning(mark))
    }

    @Test func processorTimeIsBounded() throws {
        let begun = ContinuousClock.now
        let result = try run(["/bin/sh", "-c", "while :; do :; done"], limits { $0.processorSeconds = 1 })
        #expect(result.isCutOff && result.ending != .timedOut, "\(result.ending)")
        #expect(ContinuousClock.now - begun < .seconds(9))
    }

    @Test func memoryIsBounded() throws {
        let result = try run(["/usr/bin/tail", "/dev/zero"], limits { $0.memoryBytes = 100_000_000 })
        #expect(!result.isSuccess && result.ending != .timedOut, "\(result.ending)")
    }

    @Test func filesAreBounded() throws {
        let result = try run(
            ["/usr/bin/head", "-c", "50000000", "/dev/zero"], limits { $0.outputBytes = 1000 })
        #expect(result.ending == .outputFull && result.output.count == 1000)
        let written = try run(["/bin/sh", "-c", "head -c 50000000 /dev/zero > x; wc -c < x"], limits())
        #expect(Int(String(decoding: written.output, as: UTF8.self).inOneLine) ?? 0 <= 1_000_000, "\(written)")
    }

    @Test func aFloodOfQuestionsEnds() throws {
        let result = try run(["/bin/sh", "-c", "while :; do echo Password: >&2; done"], limits())
        #expect(result.ending == .outputFull && result.complaints.hasPrefix("Password:"))
    }

    @Test(arguments: [Confinement.Strength.sandbox, .noNetwork, .noNetworkUnprivileged])
    func thereIsNoNetwork(_ strength: Confinement.Strength) throws {
        let listener = try Listener()
        let knock = ["/usr/bin/bash", "-c", "echo > /dev/tcp/127.0.0.1/\(listener.port)"]
        #expect(try run(knock, limits(), strength: .limitsOnly).isSuccess, "the test itself must work")
        #expect(!(try run(knock, limits(), strength: strength).isSuccess))
    }

    @Test func theSandboxShowsNothingElse() throws {
        let secret = try Bench()
        let file = secret.folder.appendingPathComponent("bi-mat")
        try Data("bí mật".utf8).write(to: file)
        #expect(try run(["/usr/bin/cat", file.path], limits(), strength: .limitsOnly).isSuccess)
        #expect(!(try run(["/usr/bin/cat", file.path], limits(), strength: .sandbox).isSuccess))
        #expect(!(try run(["/usr/bin/cat", "/etc/passwd"], limits(), strength: .sandbox).isSuccess))
        #expect(!(try run(["/usr/bin/touch", "/usr/bin/moi"], limits(), strength: .sandbox).isSuccess))
    }

    @Test func nothingIsInherited() throws {
        setenv("LANGNGHE_SECRET", "bí mật", 1)
        let open = try Bench()
        let handle = Glibc.open(open.folder.path, O_RDONLY)
        defer { close(handle) }
        let result = try run(["/bin/sh", "-c", "env; ls -l /proc/self/fd"], limits(), strength: .limitsOnly)
        let text = String(decoding: result.output, as: UTF8.self)
        #expect(
            result.isSuccess && !text.contains("LANGNGHE") && !text.contains(open.folder.lastPathComponent), "\(text)")
    }

    @Test func aProgramThatIsNotThereDoesNotStart() {
        let run = ChildRun(command: ["/khong/co"], folder: "/", limits: limits())
        #expect(run.run(stop: StopSign()).ending == .notStarted(ENOENT))
    }

    @Test func whatIsMissingIsSaid() throws {
        let bench = try Bench()
        let weak = try #require(
            Confinement.strongest(tools: ToolFolders(), folder: bench.folder.path, among: [.limitsOnly]))
        #expect(weak.defect?.vietnamese.contains("mạng") == true)
        let reader = try AttachmentReader(
            workFolder: bench.workFolder, limits: AttachmentLimits(), tools: ToolFolders(), confinement: weak)
        #expect(reader.weakness == weak.defect)
    }

    private static func isRunning(_ mark: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            guard Int(process) != nil, let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else {
                return false
            }
            return String(decoding: line, as: UTF8.self).split(separator: "\0") == ["sleep", Substring(mark)]
        }
    }
}

/// A socket that takes connections on loopback.
private final class Listener {
    let port: UInt16
    private let socket: Int32

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                bind(socket, general, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, general, &length) == 0
            }
        }
        try #require(isBound)
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(socket) }
}
