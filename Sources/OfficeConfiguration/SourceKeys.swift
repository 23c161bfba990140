import Foundation
import MarkedYAML

/// The keys of one source's block, read one after the other by the reader of its type.
struct SourceKeys {
    /// Keys of every source.
    static let common: Set<String> = ["name", "type", "interval", "silent_after"]
    /// Keys of every web source.
    static let web: Set<String> = [
        "url", "ca_file", "private_network", "max_bytes", "contact", "channel", "kind",
    ]

    static let channels = ["email", "web", "facebook", "zalo", "hotline", "letter"]
    private static let kinds = ["letter", "news", "survey"]

    /// What resolves paths and checks addresses.
    let reader: ConfigurationReader
    /// The block, for errors.
    let block: YAMLValue
    /// Its keys.
    let keys: [String: YAMLValue]

    /// Checks that a block has no keys but these.
    init(
        _ block: YAMLValue, what: String, allowed: Set<String>, reader: ConfigurationReader
    ) throws(YAMLProblem) {
        self.block = block
        self.reader = reader
        keys = try block.mapping(what, keys: Self.common.union(allowed))
    }

    /// Keys of another block than a source's, already checked.
    init(block: YAMLValue, keys: [String: YAMLValue], reader: ConfigurationReader) {
        self.block = block
        self.keys = keys
        self.reader = reader
    }

    subscript(_ key: String) -> YAMLValue? { keys[key] }

    /// What every web source has.
    func webAddress(maximumBytes: Int = 8 << 20) throws(YAMLProblem) -> OfficeConfiguration.WebAddress {
        guard let url = keys["url"] else { throw block.problem("this source needs the key url") }
        return OfficeConfiguration.WebAddress(
            url: try reader.url(url, schemes: ["http", "https"]), caFile: try path("ca_file"),
            allowsPrivateNetwork: try keys["private_network"]?.flag("private_network") ?? false,
            maximumBytes: try keys["max_bytes"]?.integer("max_bytes", in: 1...(64 << 20)) ?? maximumBytes,
            contact: try keys["contact"]?.string("contact"))
    }

    /// What the source's items are taken for.
    func labels(channel: String, kind: String) throws(YAMLProblem) -> OfficeConfiguration.ItemLabels {
        OfficeConfiguration.ItemLabels(
            channel: try choice("channel", among: Self.channels) ?? channel,
            kind: try choice("kind", among: Self.kinds) ?? kind)
    }

    /// One of a few words; nil when the key is not there.
    func choice(_ key: String, among words: [String]) throws(YAMLProblem) -> String? {
        guard let value = keys[key] else { return nil }
        let word = try value.string(key)
        guard words.contains(word) else {
            throw value.problem("\(key) must be one of \(words.joined(separator: ", "))")
        }
        return word
    }

    /// A path, relative to the configuration's folder; nil when the key is not there.
    func path(_ key: String) throws(YAMLProblem) -> String? {
        guard let value = keys[key] else { return nil }
        return reader.path(try value.string(key))
    }
}
