/// A value that writes itself as JSON, with the keys in rising order and the same content as its `Encodable` form.
public protocol JSONWritable {
    /// Writes the value.
    func write(to json: inout JSONWriter)
}

extension JSONWritable {
    /// The value as JSON text.
    public var json: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    /// The value as the bytes of JSON text, for who needs no string.
    public var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension String: JSONWritable {
    /// Writes the text in quotes.
    public func write(to json: inout JSONWriter) { json.write(self) }
}

extension Bool: JSONWritable {
    /// Writes true or false.
    public func write(to json: inout JSONWriter) { json.write(self) }
}

extension Int: JSONWritable {
    /// Writes the integer.
    public func write(to json: inout JSONWriter) { json.write(Int64(self)) }
}

extension Int64: JSONWritable {
    /// Writes the integer.
    public func write(to json: inout JSONWriter) { json.write(self) }
}

extension Double: JSONWritable {
    /// Writes the number.
    public func write(to json: inout JSONWriter) { json.write(self) }
}

extension Array: JSONWritable where Element: JSONWritable {
    /// Writes the elements as an array.
    @inlinable
    public func write(to json: inout JSONWriter) { json.array(self) { $1.write(to: &$0) } }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    /// Writes an object with the keys in rising order.
    @inlinable
    public func write(to json: inout JSONWriter) { json.object(self) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    /// Writes the value, or `null`.
    @inlinable
    public func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.writeNull() }
    }
}

extension RawRepresentable where RawValue: JSONWritable, Self: JSONWritable {
    /// Writes the raw value.
    @inlinable
    public func write(to json: inout JSONWriter) { rawValue.write(to: &json) }
}
