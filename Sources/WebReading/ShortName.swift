/// The name of an element or an attribute, of at most sixteen bytes, as two numbers.
///
/// A page has a thousand of them, and each is compared with the few dozen that say something.
struct ShortName: Equatable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// A name that ends with a zero byte, as the tree parser has them; nil for a longer one, which says nothing here.
    init?(_ name: UnsafePointer<UInt8>) {
        var index = 0
        // The zero at the end is the last byte that is read.
        while name[index] != 0 {
            guard index < 16 else { return nil }
            add(name[index], at: index)
            index += 1
        }
    }

    /// A name of ASCII; what does not fit is left out.
    init(_ name: StaticString) {
        name.withUTF8Buffer { for (index, byte) in $0.prefix(16).enumerated() { add(byte, at: index) } }
    }

    private mutating func add(_ byte: UInt8, at index: Int) {
        if index < 8 {
            low |= UInt64(byte) << UInt64(index * 8)
        } else {
            high |= UInt64(byte) << UInt64(index * 8 - 64)
        }
    }

    /// A number of eight bits that scatters names.
    ///
    /// > Source: Knuth, The Art of Computer Programming 3, §6.4, multiplicative hashing.
    fileprivate var place: Int {
        let mixed = (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed &>> 56)
    }
}

/// What short names mean; a table of 256 places with free ones between the names.
struct ShortNames<Meaning: Sendable>: Sendable {
    private var places: [(name: ShortName, meaning: Meaning)?] = Array(repeating: nil, count: 256)

    /// A table of at most 128 names; of two meanings of a name the later one counts.
    init(_ meanings: [(ShortName, Meaning)]) {
        for (name, meaning) in meanings.prefix(128) { places[place(of: name)] = (name, meaning) }
    }

    /// What a name means; nil for an unknown one.
    subscript(_ name: ShortName) -> Meaning? { places[place(of: name)]?.meaning }

    /// Where a name stands or would stand.
    private func place(of name: ShortName) -> Int {
        var place = name.place
        while let taken = places[place], taken.name != name { place = (place + 1) & 255 }
        return place
    }
}
