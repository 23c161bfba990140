import Synchronization

/// A service on loopback that answers from a state, which tests look at and change while it runs.
public protocol StatefulServer: Sendable {
    /// What the service knows.
    associatedtype State: Sendable

    /// What answers.
    var service: StatefulService<State> { get }
}

extension StatefulServer {
    /// What the server knows now.
    public var now: State { service.state.withLock { $0 } }

    /// Changes what the server knows.
    public func change(_ body: (inout State) -> Void) { service.state.withLock(body) }

    /// The address of a path.
    public func url(_ path: String) -> String { service.server.url(path) }

    /// Stops serving and waits for the end.
    public func stop() async { await service.server.stop() }
}

/// A running service with its state.
public struct StatefulService<State: Sendable>: Sendable {
    let state: ServiceState<State>
    let server: ServiceServer

    /// Starts a service whose answers follow from request and state alone.
    init(
        _ initial: State, _ answer: @escaping @Sendable (ServiceRequest, inout State) -> ServiceReply
    ) async throws(LocalServerError) {
        try await self.init(initial) { (request: ServiceRequest, state: ServiceState<State>) async -> ServiceReply in
            state.withLock { answer(request, &$0) }
        }
    }

    /// Starts a service that does more than look at its state while it answers.
    init(
        _ initial: State, _ answer: @escaping @Sendable (ServiceRequest, ServiceState<State>) async -> ServiceReply
    ) async throws(LocalServerError) {
        let state = ServiceState(initial)
        self.state = state
        server = try await ServiceServer { await answer($0, state) }
    }
}

/// The state of a service, which its answers and a test share.
final class ServiceState<State: Sendable>: Sendable {
    private let state: Mutex<State>

    init(_ initial: State) { state = Mutex(initial) }

    func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { (value: inout State) -> Result in body(&value) }
    }
}
