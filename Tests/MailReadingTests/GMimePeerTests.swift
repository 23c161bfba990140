import CGMime
import MailReading
import Testing

/// GMime prepared once, before any test uses it.
private let gmimeIsReady: Void = cgmime_init()

/// The structure parser against GMime, an independent peer, on mails that are well formed.
@Suite("The parts agree with GMime's")
struct GMimePeerTests {
    private static let mails = [
        "From: a@b\n\nchữ\n",
        "From: a@b\nContent-Transfer-Encoding: quoted-printable\n\nch=E1=BB=AF=\n d=C3=A0i  \nhai\n",
        "From: a@b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x\r\nLjQ=\r\n",
        "From: a@b\nContent-Type: multipart/mixed; boundary=q\n\nmở\n--q\n\nmột\n\n--q\nContent-Type: text/html\n\n<b>\n--q--\n",
        """
        From: a@b
        Content-Type: multipart/mixed; boundary="a b"

        --a b
        Content-Type: multipart/alternative; boundary=in

        --in

        một
        --in
        Content-Type: text/html

        hai
        --in--

        --a b
        Content-Type: message/rfc822

        From: c@d

        trong
        --a b--
        """,
        "From: a@b\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#8V%T\n`\nend\n",
    ]

    @Test("Every content has the same bytes", arguments: mails)
    func agrees(mail: String) throws {
        _ = gmimeIsReady
        let bytes = Array(mail.utf8)
        let structure = LinearStructureParser().structure(of: bytes, limits: MailLimits())
        let own = structure.entities.filter { $0.kind == .leaf }.map { structure.content(of: $0).bytes }
        let tree = try #require(cgmime_tree_create(bytes, bytes.count, 30, 1000, 1000))
        defer { cgmime_tree_free(tree) }
        var peer: [[UInt8]] = []
        for index in 0..<cgmime_tree_count(tree) where cgmime_tree_entity(tree, index).kind == CGMIME_LEAF {
            let content = cgmime_tree_content(tree, index)
            defer { cgmime_content_free(content) }
            peer.append(Array(UnsafeBufferPointer(start: content.bytes, count: content.length)))
        }
        #expect(own == peer)
    }
}
