public import JSONReading

extension OfficeConfiguration {
    /// Any JSON interface, by a mapping.
    public struct JSONSource: Sendable, Hashable {
        /// A name with a value.
        public struct Parameter: Sendable, Hashable {
            /// Name.
            public var name: String
            /// Value.
            public var value: String

            /// Makes a parameter.
            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        /// How the interface is shown who asks.
        public enum Authentication: Sendable, Hashable {
            /// Not at all.
            case none
            /// A token in the field Authorization.
            case bearer(Secret)
            /// A name and a password.
            case basic(user: String, password: Secret)
            /// A key in a field of its own.
            case header(name: String, key: Secret)
            /// A key among the parameters.
            case query(name: String, key: Secret)
            /// Tokens for a name and a secret (RFC 6749 §4.4).
            case clientCredentials(ClientCredentials)
        }

        /// Where tokens are given, and to whom (RFC 6749 §4.4).
        public struct ClientCredentials: Sendable, Hashable {
            /// Where they are given.
            public var tokenURL: String
            /// The name under which this program is registered.
            public var clientID: String
            /// Its secret.
            public var clientSecret: Secret
            /// What access is asked for.
            public var scope: String?
            /// Whether name and secret stand in the form instead of the field Authorization.
            public var sendsSecretInForm: Bool

            /// Makes them.
            public init(
                tokenURL: String, clientID: String, clientSecret: Secret, scope: String?, sendsSecretInForm: Bool
            ) {
                self.tokenURL = tokenURL
                self.clientID = clientID
                self.clientSecret = clientSecret
                self.scope = scope
                self.sendsSecretInForm = sendsSecretInForm
            }
        }

        /// Where the list is.
        public var address: WebAddress
        /// What its items are taken for.
        public var labels: ItemLabels
        /// Fixed parameters.
        public var query: [Parameter]
        /// Fixed fields of the request that are no secret.
        public var headers: [Parameter]
        /// Members of a JSON object that is sent by POST; nil asks by GET.
        public var body: [String: JSONValue]?
        /// How it is shown who asks.
        public var authentication: Authentication
        /// Where items and fields are.
        public var mapping: JSONItemMapping
        /// How the list is cut into pages.
        public var paging: JSONPaging
        /// How only what is new is asked for.
        public var since: JSONSince?

        /// Makes a source; change what differs.
        public init(address: WebAddress, labels: ItemLabels, mapping: JSONItemMapping) {
            self.address = address
            self.labels = labels
            self.mapping = mapping
            query = []
            headers = []
            authentication = .none
            paging = JSONPaging()
        }
    }
}
