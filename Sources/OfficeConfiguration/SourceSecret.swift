import MarkedYAML

extension OfficeConfiguration {
    /// Where a secret is; the configuration itself never holds one.
    public enum Secret: Sendable, Hashable {
        /// The first line of a file.
        case file(String)
        /// A variable of the environment.
        case environment(String)
    }
}

extension SourceKeys {
    /// The keys under which a secret may be given.
    static func secretKeys(_ name: String) -> Set<String> { ["\(name)_file", "\(name)_env"] }

    /// A secret given as `NAME_file` or `NAME_env`; nil when neither is there.
    func secret(_ name: String) throws(YAMLProblem) -> OfficeConfiguration.Secret? {
        try Self.secret(name, in: keys, reader: reader)
    }

    /// A secret among the keys of a block inside the source's.
    static func secret(
        _ name: String, in keys: [String: YAMLValue], reader: ConfigurationReader
    ) throws(YAMLProblem) -> OfficeConfiguration.Secret? {
        let file = keys["\(name)_file"]
        guard let variable = keys["\(name)_env"] else {
            guard let file else { return nil }
            return .file(reader.path(try file.string("\(name)_file")))
        }
        guard file == nil else { throw variable.problem("give either \(name)_file or \(name)_env, not both") }
        let text = try variable.string("\(name)_env")
        guard text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
            throw variable.problem("\(name)_env must be the name of an environment variable, such as ZALO_SECRET")
        }
        return .environment(text)
    }

    /// A secret that must be there.
    func requiredSecret(_ name: String) throws(YAMLProblem) -> OfficeConfiguration.Secret {
        guard let secret = try secret(name) else {
            throw block.problem("this source needs the key \(name)_file: a file whose first line is the secret")
        }
        return secret
    }

    /// A text that must be there.
    func required(_ key: String) throws(YAMLProblem) -> String {
        guard let value = keys[key] else { throw block.problem("this source needs the key \(key)") }
        return try value.string(key)
    }

    /// An address with a default.
    func webAddress(default url: String) throws(YAMLProblem) -> OfficeConfiguration.WebAddress {
        guard keys["url"] == nil else { return try webAddress() }
        return OfficeConfiguration.WebAddress(
            url: url, caFile: try path("ca_file"),
            allowsPrivateNetwork: try keys["private_network"]?.flag("private_network") ?? false,
            maximumBytes: try keys["max_bytes"]?.integer("max_bytes", in: 1...(64 << 20)) ?? 8 << 20,
            contact: try keys["contact"]?.string("contact"))
    }
}
