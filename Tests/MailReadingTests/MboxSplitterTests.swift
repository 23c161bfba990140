import MailReading
import Testing

@Suite("An mbox file is cut into its mails")
struct MboxSplitterTests {
    @Test(
        "Each mail comes out as it went in",
        arguments: [
            ("From a Mon\nA: 1\n\nx\n\nFrom b Tue\nB: 2\n\ny\n", ["A: 1\n\nx\n", "B: 2\n\ny\n"]),
            ("From a Mon\nA: 1\n\nx\nFrom here on it is text\n\n", ["A: 1\n\nx\nFrom here on it is text\n"]),
            ("From a\nA: 1\n\n>From x\n>>From y\n> From z\n", ["A: 1\n\nFrom x\n>From y\n> From z\n"]),
            ("From a\r\nA: 1\r\n\r\nx\r\n\r\nFrom b\r\nB: 2\r\n", ["A: 1\r\n\r\nx\r\n", "B: 2\r\n"]),
            ("rubbish\n\nFrom a\nA: 1\n", ["A: 1\n"]), ("", []), ("From a", [""]), ("no mail", []),
        ])
    func splits(file: String, mails: [String]) {
        let splitter = MboxSplitter(Array(file.utf8))
        let read = splitter.map { String(decoding: splitter.mail(in: $0), as: UTF8.self) }
        #expect(read == mails)
    }

    @Test("mboxo takes off one mark only where one stands")
    func unquotesMboxo() {
        let splitter = MboxSplitter(Array("From a\nA: 1\n\n>From x\n>>From y\n".utf8))
        let read = splitter.map { String(decoding: splitter.mail(in: $0, quoting: .mboxo), as: UTF8.self) }
        #expect(read == ["A: 1\n\nFrom x\n>>From y\n"])
    }
}
