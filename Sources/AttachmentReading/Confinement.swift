import Glibc
import ReadingDefects

/// How programs that read attachments are shut in: the strongest that the kernel lets this process use.
struct Confinement: Sendable {
    /// How much the program is shut in.
    enum Strength: String, Sendable, CaseIterable {
        /// It sees the system's programs and its own folder, no network and no other process.
        case sandbox
        /// It has no network and no other process in sight.
        case noNetwork
        /// The same, by a user namespace.
        case noNetworkUnprivileged
        /// Only its resources are limited.
        case limitsOnly
    }

    let strength: Strength
    private let launcher: [String]
    private let limiter: String

    /// Finds the strongest confinement by trying each.
    ///
    /// - Parameters:
    ///   - tools: Where programs lie.
    ///   - folder: A folder that a program may write.
    ///   - strengths: Which to try, in order.
    /// - Returns: Nil when `prlimit` is missing or does not work: then nothing may be run.
    static func strongest(
        tools: ToolFolders, folder: String, among strengths: [Strength] = Strength.allCases
    ) -> Confinement? {
        guard let limiter = tools.path(of: "prlimit"), let nothing = tools.path(of: "true") else { return nil }
        for strength in strengths {
            guard let launcher = launcher(strength, tools: tools, folder: folder) else { continue }
            let confinement = Confinement(strength: strength, launcher: launcher, limiter: limiter)
            let limits = ProgramLimits(
                seconds: 10, processorSeconds: 5, memoryBytes: 500_000_000, fileBytes: 1000, outputBytes: 1000)
            let trial = confinement.command([nothing], limits: limits, folder: folder)
            let run = ChildRun(command: trial, folder: folder, limits: limits)
            if run.run(stop: StopSign()).ending == .exited(0) { return confinement }
        }
        return nil
    }

    /// The whole command line that runs a program shut in; it works in `folder`, which is its only place to write.
    func command(_ program: [String], limits: ProgramLimits, folder: String) -> [String] {
        let inner = [limiter] + limits.arguments + program
        guard strength == .sandbox else { return launcher + inner }
        return launcher + ["--bind", folder, "/attachment", "--chdir", "/attachment", "--"] + inner
    }

    /// What is missing; nil for a program without a network.
    var defect: ReadingDefect? {
        guard strength == .limitsOnly else { return nil }
        return ReadingDefect(
            en: "The program that read this could not be cut off from the network; the system forbids it.",
            vi: "Chương trình đọc tệp này không được ngắt khỏi mạng vì hệ điều hành không cho phép.")
    }

    private static func launcher(_ strength: Strength, tools: ToolFolders, folder: String) -> [String]? {
        switch strength {
        case .sandbox:
            guard let program = tools.path(of: "bwrap") else { return nil }
            var launcher = [
                program, "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr",
            ]
            // Fonts and linker tables, but none of the system's secrets.
            for path in ["/lib", "/lib64", "/bin", "/etc/fonts", "/etc/alternatives", "/etc/ld.so.cache"] {
                launcher += ["--ro-bind-try", path, path]
            }
            return launcher + ["--dev", "/dev"]
        case .noNetwork, .noNetworkUnprivileged:
            guard let program = tools.path(of: "unshare") else { return nil }
            let user = strength == .noNetwork ? [] : ["--user", "--map-current-user"]
            return [program] + user + ["--net", "--ipc", "--pid", "--fork", "--kill-child=KILL", "--"]
        case .limitsOnly: return []
        }
    }
}
