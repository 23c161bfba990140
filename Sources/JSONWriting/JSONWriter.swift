/// Writes JSON as UTF-8 bytes: RFC 8259, keys in the order in which they are written, no space between.
///
/// Text and numbers come out as Foundation's `JSONEncoder` writes them with `withoutEscapingSlashes`; at some thousand
/// messages a second with a hundred lines of evidence each, its boxes and dictionaries are the most expensive part of all.
public struct JSONWriter: ~Copyable {
    // Bounds: `start` is the one reference to `capacity` bytes of memory, allocated in `init` and `grow`, freed in `grow` and
    // `deinit`. The first `count` of them are initialized and `count <= capacity`: every store is behind a `reserve` of at
    // least the bytes that it adds.
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    /// Number of bytes written.
    @usableFromInline private(set) var count = 0
    /// Whether something stands before in the object or array that is being written.
    @usableFromInline var needsComma = false

    /// Creates a writer with room for some bytes; more is made as needed.
    public init(capacity: Int = 4096) {
        self.capacity = max(64, capacity)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// What has been written.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// What has been written.
    public var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

    /// Ends a line.
    public mutating func endLine() {
        byte(0x0A)
        needsComma = false
    }

    // MARK: Objects and arrays

    /// Writes an object.
    ///
    /// - Parameter members: Writes its members with ``member(_:_:)``.
    @inlinable
    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes a member of an object.
    ///
    /// - Parameters:
    ///   - key: Its key, which needs no escapes.
    ///   - value: Its value; nothing becomes `null`.
    @inlinable
    public mutating func member(_ key: StaticString, _ value: some JSONWritable) {
        self.key(key)
        value.write(to: &self)
        needsComma = true
    }

    /// Writes a member of an object, if there is a value.
    ///
    /// - Parameters:
    ///   - key: Its key, which needs no escapes.
    ///   - value: Its value.
    @inlinable
    public mutating func member(_ key: StaticString, ifPresent value: (some JSONWritable)?) {
        if let value { member(key, value) }
    }

    /// Writes an object with keys that are not known before.
    @inlinable
    public mutating func object(_ members: [String: some JSONWritable]) {
        object { json in
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                json.comma()
                json.write(key)
                json.byte(UInt8(ascii: ":"))
                value.write(to: &json)
                json.needsComma = true
            }
        }
    }

    /// Writes an array.
    ///
    /// - Parameters:
    ///   - elements: What it is made of.
    ///   - body: Writes one value for an element.
    @inlinable
    public mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        open(UInt8(ascii: "["))
        for element in elements {
            comma()
            body(&self, element)
            needsComma = true
        }
        close(UInt8(ascii: "]"))
    }

    @inlinable
    mutating func open(_ bracket: UInt8) {
        byte(bracket)
        needsComma = false
    }

    @inlinable
    mutating func close(_ bracket: UInt8) {
        byte(bracket)
        needsComma = true
    }

    @inlinable
    mutating func comma() {
        if needsComma { byte(UInt8(ascii: ",")) }
    }

    @inlinable
    mutating func key(_ key: StaticString) {
        let length = key.utf8CodeUnitCount
        reserve(length &+ 4)
        var count = count
        if needsComma {
            start[count] = UInt8(ascii: ",")
            count &+= 1
        }
        start[count] = UInt8(ascii: "\"")
        (start + (count &+ 1)).update(from: key.utf8Start, count: length)
        count &+= length &+ 1
        start[count] = UInt8(ascii: "\"")
        start[count &+ 1] = UInt8(ascii: ":")
        setCount(count &+ 2)
    }

    // MARK: Values

    /// Writes nothing as `null`.
    public mutating func writeNull() { ascii("null") }

    /// Writes a truth.
    public mutating func write(_ value: Bool) { ascii(value ? "true" : "false") }

    /// Writes an integer.
    public mutating func write(_ value: Int64) {
        reserve(20)
        if value < 0 {
            start[count] = UInt8(ascii: "-")
            count &+= 1
        }
        digits(value.magnitude)
    }

    /// Writes a number with the fewest digits that give it again; what is not finite becomes a word in quotes.
    public mutating func write(_ value: Double) {
        guard value.isFinite else {
            ascii(value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"")
            return
        }
        // Thousandths are what bans are rounded to. Numbers of fifteen digits differ as doubles where they differ as
        // decimals, so no shorter one gives the same double.
        let thousandths = (value.magnitude * 1000).rounded()
        guard thousandths < 1e12, thousandths / 1000 == value.magnitude else {
            let digits = value.description
            ascii(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
            return
        }
        reserve(20)
        if value.sign == .minus {
            start[count] = UInt8(ascii: "-")
            count &+= 1
        }
        let (whole, rest) = UInt64(thousandths).quotientAndRemainder(dividingBy: 1000)
        digits(whole)
        guard rest > 0 else { return }
        start[count] = UInt8(ascii: ".")
        start[count &+ 1] = 0x30 &+ UInt8(truncatingIfNeeded: rest / 100)
        start[count &+ 2] = 0x30 &+ UInt8(truncatingIfNeeded: rest / 10 % 10)
        start[count &+ 3] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
        count &+= 4
        while start[count &- 1] == 0x30 { count &-= 1 }
    }

    /// Writes a text.
    public mutating func write(_ value: String) {
        let isWritten: Void? = value.utf8.withContiguousStorageIfAvailable { write(utf8: $0) }
        if isWritten == nil { Array(value.utf8).withUnsafeBufferPointer { write(utf8: $0) } }
    }

    private mutating func write(utf8 source: UnsafeBufferPointer<UInt8>) {
        // No byte needs more than six.
        reserve(source.count * 6 + 2)
        var count = count
        start[count] = UInt8(ascii: "\"")
        count &+= 1
        for byte in source {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                start[count] = byte
                count &+= 1
            } else {
                count = escape(byte, at: count)
            }
        }
        start[count] = UInt8(ascii: "\"")
        self.count = count &+ 1
    }

    /// Stores an escape in room that is there; gives where it ends.
    private func escape(_ byte: UInt8, at place: Int) -> Int {
        let letter: UInt8 =
            switch byte {
            case 0x08: UInt8(ascii: "b")
            case 0x09: UInt8(ascii: "t")
            case 0x0A: UInt8(ascii: "n")
            case 0x0C: UInt8(ascii: "f")
            case 0x0D: UInt8(ascii: "r")
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
            default: UInt8(ascii: "u")
            }
        start[place] = UInt8(ascii: "\\")
        start[place + 1] = letter
        guard letter == UInt8(ascii: "u") else { return place + 2 }
        start[place + 2] = 0x30
        start[place + 3] = 0x30
        start[place + 4] = 0x30 + byte >> 4
        let low = byte & 0xF
        start[place + 5] = low < 10 ? 0x30 + low : UInt8(ascii: "a") + low - 10
        return place + 6
    }

    // MARK: Bytes

    @inlinable
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        setCount(count &+ 1)
    }

    /// Writes bytes that need no escapes.
    private mutating func ascii(_ text: String) {
        reserve(text.utf8.count)
        for byte in text.utf8 {
            start[count] = byte
            count &+= 1
        }
    }

    /// Writes an integer into room that is there: 20 bytes at most.
    private mutating func digits(_ value: UInt64) {
        var rest = value
        var length = 1
        while rest >= 10 {
            rest /= 10
            length &+= 1
        }
        rest = value
        var place = count &+ length
        repeat {
            place &-= 1
            start[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        count &+= length
    }

    /// Makes room for some more bytes.
    @inlinable
    mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(by: more) }
    }

    @usableFromInline
    mutating func setCount(_ count: Int) { self.count = count }

    @usableFromInline
    mutating func grow(by more: Int) {
        let larger = max(capacity * 2, count + more)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        new.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (new, larger)
    }
}
