/// Values that are written once and then only read, at one place in memory.
///
/// A search reads them through ``buffer`` and counts no references; meanwhile it keeps the owner alive.
final class Frozen<Value: Sendable>: @unchecked Sendable {
    // Safe to share between threads: the memory is written in `init` alone, before anyone else can know the object, and
    // freed in `deinit`, after everyone has forgotten it.

    /// The values.
    let buffer: UnsafeBufferPointer<Value>

    /// Copies some values.
    init(_ values: [Value]) {
        let copy = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
        _ = copy.initialize(fromContentsOf: values)
        buffer = UnsafeBufferPointer(copy)
    }

    deinit {
        let buffer = UnsafeMutableBufferPointer(mutating: buffer)
        buffer.deinitialize()
        buffer.deallocate()
    }
}
