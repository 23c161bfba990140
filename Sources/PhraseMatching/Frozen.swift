/// Values that are written once and then only read, at one place in memory.
///
/// A search reads them through ``buffer`` and counts no references; meanwhile it keeps the owner alive.
final class Frozen<Value: Sendable>: @unchecked Sendable {
    // Safe to share between threads: the memory is written in `init` alone, before anyone else can know the object, and
    // freed in `deinit`, after everyone has forgotten it.

    /// The values.
    let buffer: UnsafeBufferPointer<Value>
    /// Where the first value lies; there is none when the buffer is empty.
    let pointer: UnsafePointer<Value>

    /// Copies some values.
    init(_ values: [Value]) {
        let copy = UnsafeMutablePointer<Value>.allocate(capacity: max(values.count, 1))
        for (index, value) in values.enumerated() { (copy + index).initialize(to: value) }
        pointer = UnsafePointer(copy)
        buffer = UnsafeBufferPointer(start: copy, count: values.count)
    }

    deinit {
        let copy = UnsafeMutablePointer(mutating: pointer)
        copy.deinitialize(count: buffer.count)
        copy.deallocate()
    }
}
