// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every Swift target of ours: language mode 6, the upcoming features, no warning let through.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// lld links this package several times faster than the default linker.
let fastLinker: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"])]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: fastLinker)
}

let package = Package(
    name: "lang-nghe",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "langnghe", targets: ["langnghe"]),
        .library(
            name: "LangNghe",
            targets: [
                "VietnameseText", "PhraseMatching", "Classification", "RuleFiles", "Casework", "SQLiteStore",
                "HotSpots", "Intake", "CurlTransfer", "MailReading", "LocalServers", "WebReading",
            ]),
        // What the fuzzers in `Fuzzing` drive: the pure cores, nothing that opens a socket.
        .library(
            name: "LangNgheCores",
            targets: [
                "VietnameseText", "PhraseMatching", "CharsetDecoding", "PersonalData", "RuleFiles", "ReadingDefects",
                "TextRegions", "MailReading", "IMAPWire",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // Without its traits: nothing of ours uses them, and SwiftPM passes two of them in changing order, which
        // rebuilds Hummingbird again and again.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // Pure cores: no I/O.
        library("VietnameseText"),  // folding with offsets, syllables, tone
        library("ReadingDefects"),  // what was wrong with bytes that could be read all the same
        library("CharsetDecoding", ["ReadingDefects", "VietnameseText"]),  // bytes of any declared charset → text
        library("TextRegions", ["VietnameseText"]),  // the letter, and what is quoted or passed on
        library("PhraseMatching", ["VietnameseText"]),  // phrase syntax, matcher, spans
        library("JSONWriting"),  // JSON of our own values as bytes
        library("Places", ["JSONWriting", "VietnameseText"]),  // place names as a message writes them
        library("PersonalData", ["VietnameseText"]),  // spans of personal data, redaction
        library(  // letters without what tells who wrote them
            "LetterRedaction", ["Casework", "Classification", "PersonalData", "Places", "VietnameseText"]),
        library("NearDuplicates", ["VietnameseText"]),  // copies of a text: signature, bands, what is common
        library("CivilCalendar"),  // days, local moments, the lunar calendar
        library("Deadlines", ["CivilCalendar"]),  // working time and the terms of the law
        library("LinearRegex"),  // regular expressions in linear time
        library(  // rules → verdict
            "Classification", ["JSONWriting", "LinearRegex", "VietnameseText", "PhraseMatching", "Places"]),
        library("RuleWorkbench", ["Classification", "PhraseMatching", "VietnameseText"]),  // compare, refit, suggest
        // message, case, queue, audit, store protocols
        library(
            "Casework",
            ["CivilCalendar", "Classification", "Deadlines", "HotSpots", "JSONWriting", "Places", crypto]),
        library(  // alerts told by mail and by webhook
            "AlertNotices",
            ["Casework", "CivilCalendar", "CurlTransfer", "HotSpots", "Intake", "MailWriting"]),
        library(  // legal dates told by mail, ahead and late
            "DeadlineWarnings", ["Casework", "CivilCalendar", "Deadlines", "Intake", "MailWriting"]),
        library(  // what the law asks of a letter, found by rules
            "LetterChecking", ["Casework", "PersonalData", "VietnameseText"]),
        library(  // the casework, watched by the detector
            "HotSpotWatching", ["Casework", "CivilCalendar", "HotSpots", "Places"]),
        library(  // report model → HTML
            "Reporting", ["Casework", "CivilCalendar", "Classification", "Places", "TableReading"]),
        library("HotSpots", ["CivilCalendar"]),  // detectors of flare-ups, evidence in bans, the life of an alert
        library("Sealing", [crypto]),  // records that only the office's key opens, and the file of that key
        library("JSONReading"),  // strangers' JSON within bounds, paths into it
        library("IMAPWire"),  // RFC 9051 responses and commands, no sockets
        library("POP3Wire"),  // RFC 1939 replies and commands, no sockets

        // Edges: files, sockets, C libraries.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        library("CurlTransfer", ["CCurl"]),  // HTTP and raw mail sessions through libcurl
        .systemLibrary(
            name: "CGMimeLibrary", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .target(name: "CGMime", dependencies: ["CGMimeLibrary"]),  // flat C view of GMime
        .systemLibrary(
            name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        library("HTMLReading", ["CLibXML", "ReadingDefects"]),  // HTML → text that loses nothing
        library(
            "MailReading",  // bytes → mail
            ["CGMime", "CharsetDecoding", "HTMLReading", "ReadingDefects", "TextRegions", "VietnameseText", crypto]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        library("XMLReading", ["CLibXML"]),  // XML as events, nothing expanded, nothing fetched
        library(  // tables of registers and exports: CSV and XLSX → rows with known columns
            "TableReading", ["CharsetDecoding", "ReadingDefects", "VietnameseText", "XMLReading"]),
        .target(name: "CChildProcess"),  // starting a child, as glibc can and Swift cannot
        library(
            "AttachmentReading",  // an attachment's bytes → its text, by programs that are shut in
            [
                "CChildProcess", "CharsetDecoding", "HTMLReading", "MailReading", "ReadingDefects",
                "XMLReading", crypto,
            ]),
        library("MailWriting"),  // mail → RFC 5322 bytes
        library(
            "WebReading",  // feeds and pages → entries and articles
            ["CLibXML", "CharsetDecoding", "HTMLReading", "ReadingDefects", "VietnameseText"]),
        library("MarkedYAML", [yams]),  // YAML whose errors name file, line and column
        library(
            "RuleFiles",  // rules/*.yaml → rules
            [
                "CivilCalendar", "Classification", "Casework", "Deadlines", "LinearRegex", "MarkedYAML",
                "PhraseMatching", "Places", "VietnameseText", crypto,
            ]),
        // the configuration file of an office
        library("OfficeConfiguration", ["JSONReading", "MarkedYAML", "WebReading"]),
        library(
            "Intake",  // collectors, importers, and the way from inbox to case
            [
                "AttachmentReading", "Casework", "CivilCalendar", "Classification", "CurlTransfer", "HTMLReading",
                "IMAPWire",
                "JSONReading", "MailReading", "MailWriting", "POP3Wire", "Places", "TableReading", "VietnameseText",
                "WebReading", "CharsetDecoding", "LetterChecking", "ReadingDefects", "TextRegions", crypto, logging,
            ]),
        library(
            "SQLiteStore",  // Casework's protocols over SQLite
            [
                "Casework", "CivilCalendar", "Classification", "Deadlines", "HotSpots", "JSONWriting",
                "LetterRedaction",
                "NearDuplicates", "PersonalData", "Places", "Sealing", "TextRegions", "VietnameseText", grdb, sqlite,
                crypto,
            ]),
        library(
            "OperatorWeb",  // the operator's page
            [
                "AttachmentReading", "Casework", "CivilCalendar", "Classification", "Deadlines", "HotSpots",
                "PersonalData", "Places", "Reporting", "VietnameseText", hummingbird, crypto,
                cryptoExtras,
                logging,
                serviceLifecycle,
            ]),
        library(
            "Open311Endpoint",  // the office as a GeoReport v2 server
            ["Casework", "Classification", "Intake", "OperatorWeb", "PersonalData", "Places", crypto]),
        // throw-away servers on loopback
        library("LocalServers", [hummingbird, logging, serviceLifecycle]),
        .executableTarget(
            name: "langnghe",  // one file per subcommand
            dependencies: [
                "AlertNotices", "CZlib", "Casework", "CharsetDecoding", "CivilCalendar", "Classification",
                "CurlTransfer", "DeadlineWarnings", "Deadlines",
                "HTMLReading",
                "HotSpotWatching", "HotSpots", "Intake", "JSONWriting", "LetterChecking", "LocalServers", "MailReading",
                "MailWriting",
                "MarkedYAML",
                "OfficeConfiguration", "Open311Endpoint", "OperatorWeb", "PersonalData",
                "PhraseMatching",
                "Places",
                "ReadingDefects", "Reporting", "RuleFiles", "RuleWorkbench", "SQLiteStore", "Sealing", "TableReading",
                "TextRegions", "VietnameseText",
                "WebReading",
                argumentParser, logging,
                serviceLifecycle, unixSignals, crypto,
            ],
            swiftSettings: settings, linkerSettings: fastLinker),

        tests("VietnameseTextTests", ["VietnameseText"]),
        tests("CharsetDecodingTests", ["CharsetDecoding", "ReadingDefects", "VietnameseText"]),
        tests("PhraseMatchingTests", ["PhraseMatching", "VietnameseText"]),
        tests("NearDuplicatesTests", ["NearDuplicates", "PersonalData", "VietnameseText"]),
        tests("PlacesTests", ["Places", "VietnameseText"]),
        tests("LetterRedactionTests", ["Casework", "Classification", "LetterRedaction", "PersonalData", "Places"]),
        tests("PersonalDataTests", ["PersonalData", "VietnameseText"]),
        tests("CivilCalendarTests", ["CivilCalendar"]),
        tests("DeadlinesTests", ["CivilCalendar", "Deadlines", "MarkedYAML", "RuleFiles"]),
        tests("HotSpotsTests", ["CivilCalendar", "HotSpots"]),
        tests(
            "HotSpotWatchingTests",
            ["HotSpotWatching", "Casework", "CivilCalendar", "Classification", "HotSpots", "Places", "SQLiteStore"]),
        tests(
            "AlertNoticesTests",
            [
                "AlertNotices", "Casework", "Classification", "HotSpotWatching", "HotSpots", "Intake", "LocalServers",
                "MailWriting", "Places", "SQLiteStore",
            ]),
        tests(
            "DeadlineWarningsTests",
            [
                "DeadlineWarnings", "Casework", "CivilCalendar", "Classification", "Deadlines", "Intake", "MailWriting",
                "Places", "SQLiteStore",
            ]),
        tests("LinearRegexTests", ["LinearRegex"]),
        tests("ClassificationTests", ["Classification", "RuleFiles", "PhraseMatching", "VietnameseText"]),
        tests("RuleWorkbenchTests", ["RuleWorkbench", "Classification", "PhraseMatching"]),
        tests("RuleFilesTests", ["RuleFiles", "Casework", "Classification", "MarkedYAML", "Places", "VietnameseText"]),
        tests("OfficeConfigurationTests", ["OfficeConfiguration", "JSONReading", "MarkedYAML", "WebReading"]),
        tests("CaseworkTests", ["CivilCalendar", "Deadlines", "Casework", "Classification", "JSONWriting", "Places"]),
        tests("LetterCheckingTests", ["LetterChecking", "Casework"]),
        tests("ReportingTests", ["Reporting", "Casework", "Classification", "Places"]),
        tests("SealingTests", ["Sealing"]),
        tests("JSONReadingTests", ["JSONReading"]),
        tests("JSONWritingTests", ["JSONWriting"]),
        tests("IMAPWireTests", ["IMAPWire"]),
        tests("POP3WireTests", ["POP3Wire"]),
        tests("CurlTransferTests", ["CurlTransfer", "LocalServers", hummingbird]),
        tests("HTMLReadingTests", ["HTMLReading", "CLibXML"]),
        tests("TextRegionsTests", ["TextRegions"]),
        tests("MailReadingTests", ["MailReading", "ReadingDefects", "TextRegions"]),
        tests("AttachmentReadingTests", ["AttachmentReading", "ReadingDefects", "XMLReading"]),
        tests("TableReadingTests", ["TableReading"]),
        tests("WebReadingTests", ["WebReading"]),
        tests("MailWritingTests", ["MailWriting", "MailReading"]),
        tests(
            "IntakeTests",
            [
                "Intake", "AttachmentReading", "Casework", "CivilCalendar", "Classification", "CurlTransfer",
                "JSONReading", "LocalServers", "MailWriting", "Places", "RuleFiles", "SQLiteStore", "Sealing",
                "TableReading", "WebReading", crypto,
                hummingbird,
            ]),
        tests(
            "SQLiteStoreTests",
            [
                "CivilCalendar", "Deadlines", "HotSpots", "LetterChecking", "SQLiteStore", "Sealing", "Casework",
                "Classification", "Places", grdb,
            ]),
        tests(
            "OperatorWebTests",
            [
                "Intake", "LocalServers", "RuleFiles",
                "HotSpotWatching", "HotSpots",
                "CivilCalendar",
                "Deadlines",
                "OperatorWeb", "Casework", "Classification", "CurlTransfer", "Places", "Reporting", "SQLiteStore",
                "Sealing", "TableReading", grdb, logging,
                serviceLifecycle,
            ]),
        tests(
            "Open311EndpointTests",
            [
                "LocalServers",
                "Open311Endpoint", "Casework", "Classification", "CurlTransfer", "Intake", "OperatorWeb", "Places",
                "Reporting", "SQLiteStore", logging, serviceLifecycle,
            ]),
        tests("EndToEndTests", ["CurlTransfer", "LocalServers"]),
    ]
)
