extension TextSignature {
    /// Number of bands.
    public static let bandCount = 32
    private static let rowsPerBand = 4

    /// Numbers under which a text is looked up: texts that have one in common may be copies of each other.
    ///
    /// One-permutation MinHash of 128 bins in 32 bands of four: two texts with a share *s* of common shingles have a band in
    /// common with probability 1 − (1 − s⁴)³², which is 0.99 at 0.6 and 0.23 at 0.3. Empty bins take the value of another
    /// one.
    ///
    /// > Source: Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012; Shrivastava, "Optimal Densification for Fast and
    /// > Accurate Minwise Hashing", ICML 2017; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3.4.
    public var bands: [UInt64] {
        guard !shingles.isEmpty else { return [] }
        let count = Self.bandCount * Self.rowsPerBand
        var bins = [UInt64?](repeating: nil, count: count)
        for hash in shingles {
            // Mixed anew: of a sample only small hashes are left, and their upper bits say nothing.
            let mixed = Mixing.mixed(UInt64(hash))
            let bin = Int(mixed % UInt64(count))
            bins[bin] = min(bins[bin] ?? .max, mixed)
        }
        let full = (0..<count).map { bin in bins[bin] ?? Self.borrowed(for: bin, from: bins) }
        return (0..<Self.bandCount).map { band in
            full[band * Self.rowsPerBand..<(band + 1) * Self.rowsPerBand]
                .reduce(Mixing.mixed(UInt64(band))) { Mixing.mixed($0 ^ $1) }
        }
    }

    /// The value of the first filled bin in an order that only the empty bin's number decides.
    private static func borrowed(for bin: Int, from bins: [UInt64?]) -> UInt64 {
        var state = UInt64(bin) &+ 1
        while true {
            state = Mixing.mixed(state)
            if let value = bins[Int(state % UInt64(bins.count))] { return value }
        }
    }
}
