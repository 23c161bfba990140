extension OfficeConfiguration {
    /// How to get into a mailbox.
    public struct MailAccount: Sendable, Hashable {
        /// What the user signs in with.
        public enum Secret: Sendable, Hashable {
            /// A file whose first line is the password.
            case passwordFile(String)
            /// OAuth 2.0 tokens.
            case oauth(OAuth)
        }

        /// How OAuth 2.0 tokens are renewed (RFC 6749 §6).
        public struct OAuth: Sendable, Hashable {
            /// Where they are renewed.
            public var tokenURL: String
            /// The name under which this program is registered there.
            public var clientID: String
            /// A file whose first line is the program's own secret.
            public var clientSecretFile: String?
            /// A file whose first line is the refresh token.
            public var refreshTokenFile: String
            /// What access is asked for.
            public var scope: String?

            /// Creates a way of renewing.
            public init(
                tokenURL: String, clientID: String, clientSecretFile: String?, refreshTokenFile: String,
                scope: String?
            ) {
                self.tokenURL = tokenURL
                self.clientID = clientID
                self.clientSecretFile = clientSecretFile
                self.refreshTokenFile = refreshTokenFile
                self.scope = scope
            }
        }

        /// How the user proves who it is.
        public enum Authentication: String, Sendable, Hashable, CaseIterable {
            /// The best that both sides know.
            case automatic
            /// SASL PLAIN.
            case plain
            /// SASL LOGIN.
            case login
            /// SASL XOAUTH2.
            case xoauth2
            /// SASL OAUTHBEARER.
            case oauthbearer
        }

        /// A proxy on the way.
        public struct Proxy: Sendable, Hashable {
            /// `socks5://host:port` or `http://host:port`.
            public var url: String
            /// User name at the proxy.
            public var user: String?
            /// A file whose first line is the password at the proxy.
            public var passwordFile: String?

            /// Creates a proxy.
            public init(url: String, user: String?, passwordFile: String?) {
                self.url = url
                self.user = user
                self.passwordFile = passwordFile
            }
        }

        /// `imaps://host[:port]` or `pop3s://host[:port]`; without the `s`, TLS is begun by STARTTLS or STLS.
        public var url: String
        /// User name.
        public var user: String
        /// What the user signs in with.
        public var secret: Secret
        /// How the user proves who it is.
        public var authentication: Authentication
        /// File of certificates to trust instead of the system's.
        public var caFile: String?
        /// Whether addresses of the office's own network may be reached.
        public var allowsPrivateNetwork: Bool
        /// Whether there is no encryption; only for servers on this machine.
        public var isUnencrypted: Bool
        /// A proxy on the way.
        public var proxy: Proxy?
        /// Largest mail taken, in bytes.
        public var maximumBytes: Int

        /// Creates an account.
        public init(
            url: String, user: String, secret: Secret, authentication: Authentication = .automatic,
            caFile: String? = nil, allowsPrivateNetwork: Bool = false, isUnencrypted: Bool = false,
            proxy: Proxy? = nil, maximumBytes: Int = 50_000_000
        ) {
            self.url = url
            self.user = user
            self.secret = secret
            self.authentication = authentication
            self.caFile = caFile
            self.allowsPrivateNetwork = allowsPrivateNetwork
            self.isUnencrypted = isUnencrypted
            self.proxy = proxy
            self.maximumBytes = maximumBytes
        }
    }

    /// Folders of an IMAP account.
    public struct IMAP: Sendable, Hashable {
        /// What is done to a mail once it is stored.
        public enum AfterStoring: Sendable, Hashable {
            /// Nothing: folders are only read.
            case nothing
            /// It is marked as seen.
            case markSeen
            /// It is moved into this folder.
            case move(to: String)
            /// It is deleted after so many days.
            case delete(afterDays: Int)
        }

        /// The account.
        public var account: MailAccount
        /// Folders to read.
        public var folders: [String]
        /// What is done to a mail once it is stored.
        public var afterStoring: AfterStoring
        /// Whether to let the server announce mails where it can.
        public var usesIDLE: Bool
        /// Minutes after which waiting for announcements is renewed.
        public var idleMinutes: Int

        /// Creates a mailbox.
        public init(
            account: MailAccount, folders: [String] = ["INBOX"], afterStoring: AfterStoring = .nothing,
            usesIDLE: Bool = true, idleMinutes: Int = 10
        ) {
            self.account = account
            self.folders = folders
            self.afterStoring = afterStoring
            self.usesIDLE = usesIDLE
            self.idleMinutes = idleMinutes
        }
    }

    /// A POP3 account.
    public struct POP3: Sendable, Hashable {
        /// The account.
        public var account: MailAccount
        /// Days after which stored mails are deleted on the server; nil never.
        public var deleteAfterDays: Int?

        /// Creates an account.
        public init(account: MailAccount, deleteAfterDays: Int? = nil) {
            self.account = account
            self.deleteAfterDays = deleteAfterDays
        }
    }
}
