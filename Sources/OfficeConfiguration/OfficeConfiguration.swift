import Foundation
public import MarkedYAML

/// The configuration of one office: where its data lies, where it listens, what it collects.
public struct OfficeConfiguration: Sendable, Hashable {
    /// Name of the office on screens and reports.
    public var officeName: String
    /// Folder of the databases.
    public var dataFolder: String
    /// File of the key to what is sealed.
    public var identityKeyFile: String
    /// Whether the configuration names that file; otherwise a credential of systemd comes first.
    public var namesIdentityKeyFile: Bool
    /// Folder of the rules.
    public var rulesFolder: String
    /// Address and port of the operator's page.
    public var listen: Listen
    /// Whether browsers always come by https, so that cookies are marked for it.
    public var secureCookies: Bool
    /// Whether a reverse proxy of the office stands in front, whose forwarding headers can be believed.
    public var behindProxy: Bool
    /// What to collect.
    public var sources: [Source]
    /// How it answers by mail; nil when it does not.
    public var answering: Answering?
    /// The office as an Open311 server; nil when it is none.
    public var open311: Open311Service?
    /// Addresses of people who are told by mail when something is wrong with a source.
    public var alarmRecipients: [String]
    /// How people are told of hot spots beyond the operator's page; nil when they are not.
    public var notices: Notices?
    /// How people are told of legal dates that are near or have passed; nil when they are not.
    public var warnings: Warnings?
    /// What stands around the text of the office's own letters; nil when nothing is told of it.
    public var letterhead: Letterhead?
    /// Address of the operator's page as people reach it, for links; nil when nothing links to it.
    public var publicURL: String?
    /// Whether answers are published for everybody under ``publicURL``.
    public var publishesAnswers: Bool
    /// How hot spots are watched and alerts are kept.
    public var hotSpots: HotSpots
    /// Where the office is, which settles place names that several units bear; nil when it serves the whole country.
    public var home: Home?

    /// The place of an office, by name or by code.
    public struct Home: Sendable, Hashable {
        /// Province of today.
        public var province: String
        /// Commune of today; nil for an office of a province.
        public var commune: String?

        /// Creates a home.
        public init(province: String, commune: String? = nil) {
            self.province = province
            self.commune = commune
        }
    }

    /// An address to listen on.
    public struct Listen: Sendable, Hashable {
        /// Address, for example `127.0.0.1`.
        public var host: String
        /// Port; 0 takes a free one.
        public var port: Int

        /// Creates an address.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// One source.
    public struct Source: Sendable, Hashable {
        /// Name, unique, as operators see it.
        public var name: String
        /// Seconds between two passes of the daemon.
        public var intervalSeconds: Int
        /// Hours without anything new after which the source counts as silent; nil judges by what is usual for it.
        public var silentAfterHours: Int?
        /// What kind of source it is.
        public var kind: Kind

        /// What kind of source it is.
        public enum Kind: Sendable, Hashable {
            /// Folders of an IMAP account.
            case imap(IMAP)
            /// A POP3 account.
            case pop3(POP3)
            /// An RSS, Atom or JSON feed.
            case feed(FeedSource)
            /// A page read by selectors.
            case page(PageSource)
            /// Any JSON interface.
            case json(JSONSource)
            /// A Facebook page.
            case facebook(FacebookSource)
            /// A Zalo Official Account.
            case zalo(ZaloSource)
            /// A server of Open311 GeoReport v2.
            case open311(Open311Source)
            /// Tables of rows: CSV or XLSX.
            case table(TableSource)
            /// A drop folder.
            case folder(FolderSource)
            /// Forms that other services send.
            case webhook(WebhookSource)
        }

        /// Creates a source.
        public init(name: String, intervalSeconds: Int, silentAfterHours: Int? = nil, kind: Kind) {
            self.name = name
            self.intervalSeconds = intervalSeconds
            self.silentAfterHours = silentAfterHours
            self.kind = kind
        }
    }

    /// Creates a configuration.
    public init(
        officeName: String, dataFolder: String, identityKeyFile: String, namesIdentityKeyFile: Bool = true,
        rulesFolder: String, listen: Listen, secureCookies: Bool = false, behindProxy: Bool = false, sources: [Source],
        answering: Answering? = nil, home: Home? = nil,
        alarmRecipients: [String] = [], open311: Open311Service? = nil,
        notices: Notices? = nil, publicURL: String? = nil, publishesAnswers: Bool = false,
        warnings: Warnings? = nil, letterhead: Letterhead? = nil, hotSpots: HotSpots = HotSpots()
    ) {
        self.officeName = officeName
        self.dataFolder = dataFolder
        self.identityKeyFile = identityKeyFile
        self.namesIdentityKeyFile = namesIdentityKeyFile
        self.rulesFolder = rulesFolder
        self.listen = listen
        self.secureCookies = secureCookies
        self.behindProxy = behindProxy
        self.sources = sources
        self.answering = answering
        self.home = home
        self.alarmRecipients = alarmRecipients
        self.open311 = open311
        self.notices = notices
        self.publicURL = publicURL
        self.publishesAnswers = publishesAnswers
        self.warnings = warnings
        self.letterhead = letterhead
        self.hotSpots = hotSpots
    }

    /// Reads a configuration file; paths in it are relative to the file's folder.
    ///
    /// - Parameter path: The file.
    /// - Returns: The configuration.
    /// - Throws: ``YAMLProblem`` with file, line and column.
    public static func load(_ path: String) throws(YAMLProblem) -> OfficeConfiguration {
        let documents = try YAMLValue.documents(inFile: path)
        guard documents.count == 1, let document = documents.first else {
            throw YAMLProblem(
                file: path, line: 0, column: 0, message: "must hold exactly one YAML document", excerpt: nil)
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return try ConfigurationReader(folder: folder).read(document)
    }
}
