// swift-tools-version: 6.2
import PackageDescription

/// Every target: a warning is an error, and each import states its access level.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Targets that hold only values and decisions: unsafe constructs must be marked as such.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]

/// How a release is linked: places that the loader moves as a bitmap (DT_RELR, glibc 2.36 or later) and no table of its own
/// symbols, as nothing looks them up. A console's memory is 1.3 MiB less so.
let small = [
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
    "-Xlinker", "--no-export-dynamic",
]

let package = Package(
    name: "sluice",
    products: [.executable(name: "sluice", targets: ["sluice"])],
    targets: [
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CNettle"),
        .systemLibrary(name: "CLinux"),
        .target(name: "CToml"),
        .target(name: "CRe2", linkerSettings: [.linkedLibrary("re2")]),
        .systemLibrary(name: "CNcursesw"),
        .systemLibrary(name: "CVterm", path: "Tests/CVterm"),

        .target(
            name: "SluiceCore", swiftSettings: pure,
            linkerSettings: [.linkedLibrary("m")]),
        .target(name: "SluiceSystem", dependencies: ["CLinux", "CNettle"], swiftSettings: strict),
        .target(
            name: "SluiceConfig", dependencies: ["SluiceCore", "CToml", "CRe2"],
            swiftSettings: strict),
        .target(
            name: "SluiceStore", dependencies: ["SluiceCore", "SluiceSystem", "CSQLite"],
            swiftSettings: strict),
        .target(
            name: "SluicePipeline",
            dependencies: ["SluiceCore", "SluiceSystem", "SluiceConfig", "SluiceStore"],
            swiftSettings: strict),
        .target(
            name: "SluiceConsole", dependencies: ["SluiceCore"],
            exclude: ["Theme/Files/README.md"], resources: [.embedInCode("Theme/Files")],
            swiftSettings: pure),
        .target(
            name: "SluiceTerminal",
            dependencies: ["SluiceCore", "SluiceConsole", "SluiceSystem", "CNcursesw"],
            swiftSettings: strict),
        .target(
            name: "SluiceApp",
            dependencies: [
                "SluiceCore", "SluiceSystem", "SluiceConfig", "SluiceStore", "SluicePipeline",
                "SluiceConsole", "SluiceTerminal",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "sluice", dependencies: ["SluiceApp"], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(small, .when(configuration: .release))]),

        .target(
            name: "SluiceTestKit",
            dependencies: [
                "SluiceCore", "SluiceSystem", "SluiceStore", "SluicePipeline", "CSQLite", "CVterm",
            ],
            path: "Tests/SluiceTestKit", swiftSettings: strict),
        .testTarget(
            name: "SluiceCoreTests", dependencies: ["SluiceCore", "SluiceConfig", "SluiceTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceSystemTests", dependencies: ["SluiceSystem", "SluiceTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceConfigTests",
            dependencies: ["SluiceConfig", "SluiceCore", "SluiceStore", "SluiceTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceStoreTests",
            dependencies: ["SluiceStore", "SluiceCore", "SluiceSystem", "SluiceTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "SluicePipelineTests",
            dependencies: [
                "SluicePipeline", "SluiceStore", "SluiceCore", "SluiceSystem", "SluiceTestKit",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceConsoleTests",
            dependencies: ["SluiceConsole", "SluiceCore", "SluiceTestKit"],
            exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "SluiceTerminalTests",
            dependencies: ["SluiceTerminal", "SluiceConsole", "SluiceSystem", "SluiceTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceAppTests",
            dependencies: [
                "SluiceApp", "SluiceCore", "SluiceSystem", "SluiceStore", "SluicePipeline",
                "SluiceTestKit",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceEndToEndTests",
            dependencies: ["SluiceTestKit", "SluiceCore", "SluiceSystem", "sluice"],
            swiftSettings: strict),
        .testTarget(
            name: "SluiceFuzzTests", dependencies: ["SluiceCore", "SluiceConfig"],
            path: "Tests/Fuzz", exclude: ["Entry.swift", "fuzz", "corpus"], swiftSettings: strict),
        .testTarget(name: "SluiceHouseTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
