public import Foundation

extension Process {
    /// Waits for the end without holding a thread: servers of the same process answer on the same few threads.
    public func end() async {
        while isRunning { try? await Task.sleep(for: .milliseconds(10)) }
    }
}
