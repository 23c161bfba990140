// swift-tools-version: 6.2
import PackageDescription

/// The same settings as the package under measurement.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "lang-nghe-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Named, because the identity of a package at a path is otherwise the name of whatever folder it lies in.
        .package(name: "lang-nghe", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Writes a store of a million cases faster than filing them one by one.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // The peer of the rules benchmark; the product reads unusual files with it.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "LangNghe", package: "lang-nghe"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
    ]
)
