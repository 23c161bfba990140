public import Logging
public import ServiceLifecycle

/// A service that runs in a group of its own until it is stopped in order.
///
/// A server must not simply be cancelled: a connection that was accepted and not yet looked at would bring the process down
/// (swift-nio, `NIOAsyncWriter`). A graceful end takes no more connections and finishes those there are.
public struct RunningService: Sendable {
    private let group: ServiceGroup
    private let task: Task<Void, Never>

    /// Starts a service.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - logger: Where the group tells what it does.
    ///   - onEnd: Called when the service has ended, whatever the reason.
    public init(_ service: any Service, logger: Logger, onEnd: @escaping @Sendable () -> Void = {}) {
        var configuration = ServiceGroupConfiguration(services: [.init(service: service)], logger: logger)
        // Clients of tests keep connections open; nobody waits for them.
        configuration.maximumGracefulShutdownDuration = .seconds(1)
        let group = ServiceGroup(configuration: configuration)
        self.group = group
        task = Task {
            try? await group.run()
            onEnd()
        }
    }

    /// Asks the service to end, and does not wait.
    public func end() {
        Task { [group] in await group.triggerGracefulShutdown() }
    }

    /// Ends the service and waits until it has ended.
    public func stop() async {
        await group.triggerGracefulShutdown()
        await task.value
    }
}
