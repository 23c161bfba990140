import Foundation

/// What the figures were taken on.
enum Machine {
    /// Processor model, cores, load and kernel, in one line.
    static var description: String {
        let processor = value("/proc/cpuinfo", key: "model name") ?? "unknown processor"
        let load = text("/proc/loadavg")?.split(separator: " ").prefix(3).joined(separator: " ") ?? "unknown"
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(processor), \(cores) cores, load average \(load)"
    }

    private static func value(_ file: String, key: String) -> String? {
        let line = text(file)?.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }

    private static func text(_ file: String) -> String? { try? String(contentsOfFile: file, encoding: .utf8) }
}
