import CCurl
import Foundation
import Synchronization

/// One thread that drives all requests of one fetcher through libcurl's multi interface.
///
/// Callers leave commands in an inbox and wake the thread; everything libcurl touches stays on that thread.
final class TransferLoop: Sendable {
    typealias Answer = Result<HTTPResponse, TransferError>

    enum Command: Sendable {
        case start(UInt64, HTTPRequest, CheckedContinuation<Answer, Never>)
        case cancel(UInt64)
        case stop
    }

    /// Shared between threads under two rules: off the loop's thread only `curl_multi_wakeup` is called, which libcurl
    /// allows from any thread, and only while holding the inbox's lock with `isClosed` false, which the loop sets
    /// under the same lock before it frees the handle.
    private struct MultiHandle: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    private struct Inbox {
        var commands: [Command] = []
        var isClosed = false
    }

    private let multi: MultiHandle
    private let inbox = Mutex(Inbox())
    private let settings: HTTPFetcher.Settings

    init?(settings: HTTPFetcher.Settings) {
        guard CurlLibrary.isReady, let pointer = curl_multi_init() else { return nil }
        multi = MultiHandle(pointer: pointer)
        self.settings = settings
        _ = ccurl_multi_set_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, settings.maximumConnectionsPerHost)
        Thread.detachNewThread { self.run() }
    }

    /// Hands a command to the thread; false when the loop has ended.
    @discardableResult func post(_ command: Command) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isClosed else { return false }
            inbox.commands.append(command)
            curl_multi_wakeup(multi.pointer)
            return true
        }
    }

    private struct Running {
        let transfer: HTTPTransfer
        let continuation: CheckedContinuation<Answer, Never>
    }

    private func run() {
        var running: [UInt64: Running] = [:]
        var identifiers: [UnsafeMutableRawPointer: UInt64] = [:]
        var isStopping = false
        while !isStopping {
            for command in takeCommands() {
                switch command {
                case .start(let id, let request, let continuation):
                    start(id, request, continuation, &running, &identifiers)
                case .cancel(let id):
                    guard let entry = running.removeValue(forKey: id) else { continue }
                    drop(entry, &identifiers)
                    entry.continuation.resume(returning: .failure(entry.transfer.cancellation))
                case .stop: isStopping = true
                }
            }
            var stillRunning: Int32 = 0
            curl_multi_perform(multi.pointer, &stillRunning)
            finish(&running, &identifiers)
            if !isStopping { curl_multi_poll(multi.pointer, nil, 0, 1_000, nil) }
        }
        let left = inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.commands = [] }
            return inbox.commands
        }
        for entry in running.values {
            drop(entry, &identifiers)
            entry.continuation.resume(returning: .failure(entry.transfer.cancellation))
        }
        for case .start(_, _, let continuation) in left {
            continuation.resume(returning: .failure(.cancelled(TransferContext(operation: .fetch, host: "the server"))))
        }
        curl_multi_cleanup(multi.pointer)
    }

    private func takeCommands() -> [Command] {
        inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return inbox.commands
        }
    }

    private func start(
        _ id: UInt64, _ request: HTTPRequest, _ continuation: CheckedContinuation<Answer, Never>,
        _ running: inout [UInt64: Running], _ identifiers: inout [UnsafeMutableRawPointer: UInt64]
    ) {
        do throws(TransferError) {
            let transfer = try HTTPTransfer(request, settings: settings)
            let code = curl_multi_add_handle(multi.pointer, transfer.handle.pointer)
            guard code == CURLM_OK else {
                throw .localFailure(transfer.cancellation.context, reason: String(cString: curl_multi_strerror(code)))
            }
            running[id] = Running(transfer: transfer, continuation: continuation)
            identifiers[transfer.handle.pointer] = id
        } catch {
            continuation.resume(returning: .failure(error))
        }
    }

    private func finish(
        _ running: inout [UInt64: Running], _ identifiers: inout [UnsafeMutableRawPointer: UInt64]
    ) {
        var queued: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &queued) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let id = identifiers[handle], let entry = running.removeValue(forKey: id)
            else { continue }
            // The message dies with the handle's removal, so its result is taken first.
            let code = ccurl_message_result(message)
            drop(entry, &identifiers)
            entry.continuation.resume(returning: entry.transfer.result(code))
        }
    }

    private func drop(_ entry: Running, _ identifiers: inout [UnsafeMutableRawPointer: UInt64]) {
        identifiers[entry.transfer.handle.pointer] = nil
        curl_multi_remove_handle(multi.pointer, entry.transfer.handle.pointer)
    }
}
