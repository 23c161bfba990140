/// What one run of a program may cost.
struct ProgramLimits: Sendable {
    /// Seconds by the clock.
    var seconds: Double
    /// Seconds of processor time.
    var processorSeconds: Int
    /// Address space in bytes.
    var memoryBytes: Int
    /// Bytes of each file that it writes.
    var fileBytes: Int
    /// Bytes that are read from its output.
    var outputBytes: Int

    /// The limits as `prlimit` takes them (setrlimit(2)); a program that leaves no core and opens few files.
    var arguments: [String] {
        [
            "--cpu=\(processorSeconds)", "--as=\(memoryBytes)", "--fsize=\(fileBytes)", "--core=0", "--nofile=256",
            "--",
        ]
    }
}
