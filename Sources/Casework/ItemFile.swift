public import Foundation

/// A file that came with an item, as the item's original keeps it: beside the text, its bytes as base64.
public struct ItemFile: Codable, Sendable, Hashable {
    /// File name without a path, if there is one.
    public var filename: String?
    /// Media type.
    public var type: String
    /// The bytes.
    public var content: Data

    private enum CodingKeys: String, CodingKey {
        case filename
        case type
        case content = "base64"
    }

    /// Creates a file.
    public init(filename: String?, type: String, content: Data) {
        self.filename = filename
        self.type = type
        self.content = content
    }
}

extension [ItemFile] {
    /// The files as a message lists them: each by its number, from 1.
    public var listings: [AttachmentListing] {
        enumerated().map { index, file in
            AttachmentListing(
                path: String(index + 1), type: file.type, filename: file.filename, size: file.content.count)
        }
    }

    /// The bytes of a file by its place in the message; nil when there is none.
    public func bytes(ofPart path: String) -> [UInt8]? {
        guard let number = Int(path), indices.contains(number - 1) else { return nil }
        return [UInt8](self[number - 1].content)
    }
}
