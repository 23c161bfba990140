// swift-tools-version: 6.2
import PackageDescription

/// The same settings as the package under test.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Build with `--sanitize fuzzer`, as `scripts/fuzz.sh` does: it links libFuzzer's main function and counts the edges of
// every target, which flags in this manifest could not do for a dependency.
let package = Package(
    name: "lang-nghe-fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Named, because the identity of a package at a path is otherwise the name of whatever folder it lies in.
        .package(name: "lang-nghe", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [.product(name: "LangNgheCores", package: "lang-nghe")],
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
    ]
)
