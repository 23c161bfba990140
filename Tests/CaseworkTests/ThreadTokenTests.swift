import Foundation
import Testing

@testable import Casework

@Suite struct ThreadTokenTests {
    private let key = ThreadKey.make().key
    private let code = TrackingCode(payload: 48_271_935)

    @Test func aTokenIsFoundAgainInBothPlaces() throws {
        let token = ThreadToken(code: code, key: key)
        let id = token.messageID(domain: "xa.example.vn")
        #expect(id != token.messageID(domain: "xa.example.vn"), "each mail has an identifier of its own")
        #expect(ThreadToken(messageID: id) == token)
        let subjects = [
            "Re: \(token.subjectTag)", "RE:\(token.subjectTag) Trả lời: đất đai", token.subjectTag.uppercased(),
            "Trả lời: Đơn \(token.subjectTag)\(token.subjectTag)",
        ]
        for subject in subjects { #expect(ThreadToken.inSubject(subject).allSatisfy(key.signed), "\(subject)") }
        for subject in subjects { #expect(ThreadToken.inSubject(subject).first == token, "\(subject)") }
    }

    @Test func anotherKeyOrCodeDoesNotFit() throws {
        let token = ThreadToken(code: code, key: key)
        #expect(key.signed(token))
        #expect(!ThreadKey.make().key.signed(token))
        var other = token
        other.code = TrackingCode(payload: 48_271_936)
        #expect(!key.signed(other))
        other = token
        other.signature = String(repeating: "a", count: 16)
        #expect(!key.signed(other))
    }

    @Test(arguments: [
        "", "@", "ln@x", "ln.482719356.abc@x", "ln.482719357.aa.abcdefghijklmnop@x",
        "ln.48271935.aa.abcdefghijklmnop@x",
        "ln.482719356.aa.abcdefghijklmno1@x", "ln.482719356.aa.abcdefghijklmnop",
        "ln.482719356.aa.abcdefghijklmnop@x@y",
        "LN..aa.abcdefghijklmnop@x", String(repeating: "ln.", count: 200_000),
    ])
    func whatOnlyLooksLikeOneIsNone(_ id: String) {
        #expect(ThreadToken(messageID: id).map(key.signed) != true)
    }

    @Test func hostileSubjectsAreBounded() {
        let tag = ThreadToken(code: code, key: key).subjectTag
        #expect(ThreadToken.inSubject(String(repeating: tag, count: 5_000)).count == 20)
        #expect(ThreadToken.inSubject(String(repeating: "LN-", count: 500_000)).isEmpty)
    }

    @Test func aKeyIsNeverPrinted() {
        var text = ""
        dump(key, to: &text)
        #expect("\(key)" == "thread key (hidden)" && text.utf8.count < 60)
        #expect(ThreadKey(Data([1, 2])) == nil)
    }

    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"), ("fooba", "mzxw6ytb"),
        ("foobar", "mzxw6ytboi"),
    ])
    func base32(_ plain: String, _ encoded: String) { #expect(Base32.text(plain.utf8) == encoded) }
}

@Suite struct QuotedCodesTests {
    @Test func codesAreFoundHoweverTheyAreWritten() {
        let code = TrackingCode(payload: 48_271_935)
        let digits = code.digits
        for text in [
            "Hồ sơ \(code).", "mã \(digits)", "số \(code.description.replacing("-", with: "."))!", "(\(code))",
            "mã\n\(code.description.replacing("-", with: " "))\nđã gửi", "\(code) và \(digits)",
        ] {
            #expect(TrackingCode.quoted(in: text) == [code], "\(text)")
        }
    }

    @Test func otherNumbersAreNone() {
        let code = TrackingCode(payload: 48_271_935)
        for text in [
            "0\(code.digits)", "\(code.digits)1", "\(code)-12", "1.\(code)", "0912 345 678", "12 345 678",
            "48-271-935-6", "",
        ] {
            #expect(TrackingCode.quoted(in: text).isEmpty, "\(text)")
        }
        let many = (0..<50).map { TrackingCode(payload: 48_271_935 + $0).description }.joined(separator: ", ")
        #expect(TrackingCode.quoted(in: many).count == 20)
        #expect(TrackingCode.quoted(in: String(repeating: "1", count: 2_000_000)).isEmpty)
    }
}
