import Foundation

/// What an officer or collaborator entered by hand, as its original lies in the inbox: JSON with snake_case keys, scans
/// included as base64.
///
/// It goes the way of every item: durable first, then read, judged and filed. Whoever reads originals tells it from other
/// JSON by the key `entry`.
public struct ManualEntry: Codable, Sendable, Hashable {
    /// Who called, came or wrote.
    public struct Person: Codable, Sendable, Hashable {
        /// Full name.
        public var name: String?
        /// Address.
        public var address: String?
        /// Telephone number.
        public var phone: String?
        /// E-mail address.
        public var email: String?

        /// Creates a person; nothing needs to be known.
        public init(name: String? = nil, address: String? = nil, phone: String? = nil, email: String? = nil) {
            self.name = name
            self.address = address
            self.phone = phone
            self.email = email
        }
    }

    /// Name of the source of everything that is entered by hand.
    public static let source = "nhap-tay"

    /// How it was entered.
    public var entry: EntryFacts
    /// The form's identifier, which makes the entry unique.
    public var id: String
    /// Its subject in a few words.
    public var title: String?
    /// What was said or is written.
    public var text: String
    /// Who said or wrote it.
    public var person: Person
    /// Scans and photos.
    public var files: [ItemFile]

    /// Creates an entry.
    public init(
        _ entry: EntryFacts, id: String, title: String?, text: String, person: Person = Person(), files: [ItemFile] = []
    ) {
        self.entry = entry
        self.id = id
        self.title = title
        self.text = text
        self.person = person
        self.files = files
    }

    /// Most files of one entry.
    public static let fileLimit = 20
    /// Most bytes of one file.
    public static let fileBytes = 16 << 20
    /// Most bytes of all files of one entry.
    public static let totalBytes = 32 << 20
    /// Longest text, in Unicode scalars.
    public static let textLimit = 100_000
    /// Longest line of a field, in Unicode scalars.
    public static let lineLimit = 300
}

extension ManualEntry {
    /// Keys of ``Message/extra`` under which a manual entry tells of the person; whoever masks a message masks these and
    /// ``Message/sender``.
    public static let personalKeys: Set<String> = [addressKey, phoneKey, emailKey]

    /// Key of the person's address in ``Message/extra``.
    public static let addressKey = "Địa chỉ"
    /// Key of the person's telephone number in ``Message/extra``.
    public static let phoneKey = "Điện thoại"
    /// Key of the person's e-mail address in ``Message/extra``.
    public static let emailKey = "Thư điện tử"

    /// Reads an entry as it was kept; nil when the bytes are none.
    public init?(kept bytes: [UInt8]) {
        guard bytes.first == UInt8(ascii: "{"),
            let entry = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = entry
    }

    /// The bytes to keep.
    ///
    /// - Returns: JSON in UTF-8.
    /// - Throws: ``StoreError/failed(operation:reason:)`` when the entry cannot be written as JSON.
    public func encoded() throws(StoreError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self))
        } catch {
            throw .failed(operation: "write an entry as JSON", reason: "\(error)")
        }
    }

    /// The entry as an item for the inbox.
    ///
    /// - Parameter receivedAt: When the office received what was entered.
    /// - Returns: The item.
    /// - Throws: ``StoreError/failed(operation:reason:)`` when the entry cannot be written as JSON.
    public func item(receivedAt: Timestamp) throws(StoreError) -> CollectedItem {
        CollectedItem(
            source: Self.source, key: id, receivedAt: receivedAt, mediaType: .entry, bytes: try encoded())
    }
}
