import Glibc

/// A path of this machine as its file system has it: bytes, which need not be text.
struct LocalPath: Hashable, Sendable {
    /// The bytes, without the nought at their end.
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A name inside this folder.
    func appending(_ name: [UInt8]) -> LocalPath {
        LocalPath(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
    }

    /// The last name of the path.
    var name: [UInt8] { Array(bytes.split(separator: UInt8(ascii: "/")).last ?? []) }

    /// The path as system calls take it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { chars in
                // The buffer has at least the nought.
                chars.baseAddress.map(body) ?? body("")
            }
        }
    }

    /// The path as people may see it: control characters and marks that turn the writing direction are taken out.
    var shown: String { Self.shown(bytes) }

    /// A name as people may see it.
    static func shown(_ bytes: [UInt8]) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
        return String(String.UnicodeScalarView(scalars.prefix(200)))
    }
}
