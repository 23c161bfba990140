import Foundation

/// A mail with attachments, made for a test.
struct AttachedMail {
    var number: Int
    var subject = "Gửi đơn"
    var text = "Xin xem tệp kèm theo."
    var headers: [String] = []
    var files: [(name: String, type: String, bytes: [UInt8])] = []

    /// A sample attachment of the repository.
    static func sample(_ name: String) throws -> [UInt8] { try Fixtures.bytes("attachments/" + name) }

    var bytes: [UInt8] {
        var lines =
            [
                "From: <d\(number)@example.com>", "Subject: \(subject)", "Message-ID: <\(number).tep@example.com>",
                "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=ranh-gioi",
            ] + headers + ["", "--ranh-gioi", "Content-Type: text/plain; charset=utf-8", "", text]
        for file in files {
            lines += [
                "--ranh-gioi", "Content-Type: \(file.type); name=\"\(file.name)\"",
                "Content-Disposition: attachment; filename=\"\(file.name)\"", "Content-Transfer-Encoding: base64", "",
                Data(file.bytes).base64EncodedString(options: .lineLength76Characters),
            ]
        }
        return Array((lines + ["--ranh-gioi--", ""]).joined(separator: "\r\n").utf8)
    }
}
