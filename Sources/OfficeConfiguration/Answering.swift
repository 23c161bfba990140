extension OfficeConfiguration {
    /// How the office answers by mail.
    public struct Answering: Sendable, Hashable {
        /// The office's address.
        public var from: String
        /// The name beside it; the office's name when left out.
        public var fromName: String?
        /// `smtps://host[:port]`, or `smtp://host[:port]` with STARTTLS; nil while nothing can be sent.
        public var server: String?
        /// Whether the server takes mail without encryption; it must be on this machine then.
        public var isUnencrypted: Bool
        /// User name, when the server wants one.
        public var user: String?
        /// File whose first line is the password.
        public var passwordFile: String?
        /// File whose first line is an OAuth 2.0 access token that something else keeps fresh.
        public var tokenFile: String?
        /// OAuth 2.0 tokens that are renewed here; instead of a password or token file.
        public var oauth: MailAccount.OAuth?
        /// How the user proves who it is.
        public var authentication: MailAccount.Authentication
        /// File of certificates to trust instead of the system's.
        public var caFile: String?
        /// Whether addresses of the office's own network may be reached.
        public var allowsPrivateNetwork: Bool
        /// How this machine names itself to the server.
        public var clientName: String?
        /// Further addresses of the office, which are never acknowledged.
        public var ownAddresses: [String]
        /// The acknowledgement; nil when none is sent.
        public var acknowledgement: Acknowledgement?
        /// Days for which citizens may say by a link what they think of an outcome; nil when they are not asked.
        public var satisfactionDays: Int?
    }

    /// Words and caps of acknowledgements; what is nil has usual words.
    public struct Acknowledgement: Sendable, Hashable {
        /// Subject line.
        public var subject: String?
        /// Text.
        public var text: String?
        /// Subject line for what may be a denunciation.
        public var neutralSubject: String?
        /// Text for what may be a denunciation.
        public var neutralText: String?
        /// How many one sender may get in 24 hours.
        public var perSenderAndDay: Int
        /// How many are sent in an hour to all.
        public var perHour: Int
    }
}
