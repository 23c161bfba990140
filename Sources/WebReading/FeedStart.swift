/// Where a feed begins in what was fetched.
///
/// Warnings of the program that made the page, blank lines and byte order marks stand before many feeds.
struct FeedStart {
    /// The document from its true beginning.
    private(set) var document: ArraySlice<UInt8>
    /// Bytes before it that are no white space.
    private(set) var junk = 0
    /// Whether it is JSON.
    private(set) var isJSON = false

    private static let searchedBytes = 65_536
    private static let beginnings = ["<?xml", "<rss", "<feed", "<rdf:RDF", "<RDF"].map { Array($0.utf8) }

    init(_ bytes: [UInt8]) {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
        document = bytes[start...]
        guard let first = document.first else { return }
        if first == UInt8(ascii: "{") {
            isJSON = true
            return
        }
        let isSound =
            Self.beginnings.contains { document.starts(with: $0) } || document.starts(with: Array("<!".utf8))
            || document.starts(with: Array("<html".utf8)) || document.starts(with: Array("<HTML".utf8))
        guard !isSound, let found = Self.beginning(in: document) else { return }
        junk = found - start
        document = document[found...]
    }

    private static func beginning(in bytes: ArraySlice<UInt8>) -> Int? {
        for index in bytes.indices.prefix(searchedBytes) where bytes[index] == UInt8(ascii: "<") {
            if beginnings.contains(where: { bytes[index...].starts(with: $0) }) { return index }
        }
        return nil
    }
}
