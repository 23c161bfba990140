import Synchronization

/// Lets only so many large forms be in memory at the same time.
final class UploadGate: Sendable {
    private let places: Int
    private let taken = Mutex(0)

    init(_ places: Int) { self.places = places }

    /// Takes a place; false when there is none.
    func enter() -> Bool {
        taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
    }

    /// Gives a place back.
    func leave() { taken.withLock { $0 -= 1 } }
}
