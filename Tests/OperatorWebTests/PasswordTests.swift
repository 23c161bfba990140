import Casework
import Testing

@testable import OperatorWeb

@Suite struct PasswordTests {
    @Test func aHashFitsItsPasswordOnly() throws {
        let hash = try PasswordHash.make("Con đường làng")
        #expect(hash.hasPrefix("scrypt$32768$8$1$"))
        #expect(PasswordHash.verify("Con đường làng", against: hash))
        #expect(!PasswordHash.verify("Con đường lang", against: hash))
        #expect(try PasswordHash.make("Con đường làng") != hash)
    }

    /// > Source: RFC 7914 §12, third vector, cut to 32 bytes (the first block of PBKDF2 does not depend on the length).
    @Test func theHashIsScrypt() {
        let vector = "scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU=$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        #expect(PasswordHash.verify("pleaseletmein", against: vector))
    }

    @Test(arguments: [
        "", "x", "scrypt$", "scrypt$0$8$1$AAAA$AAAA", "scrypt$1073741824$8$1$AAAA$AAAAAAAAAAAAAAAAAAAAAA==",
        "scrypt$32768$8$1$!!!$AAAAAAAAAAAAAAAAAAAAAA==", "scrypt$32768$8$1$$", "scrypt$-2$8$1$AAAA$AAAA",
        "scrypt$32767$8$1$AAAA$AAAAAAAAAAAAAAAAAAAAAA==", "bcrypt$32768$8$1$AAAA$AAAA", "scrypt$32768$8$1$AAAA$AAAA$",
    ])
    func aHashThatCannotBeReadFitsNothing(stored: String) {
        #expect(!PasswordHash.verify("", against: stored))
    }

    @Test func passwordsHaveALeastAndAGreatestLength() {
        #expect(throws: PasswordError.tooShort(minimum: 10)) { try PasswordHash.make("ngắn quá!") }
        #expect(throws: PasswordError.tooLong(maximumBytes: 1024)) {
            try PasswordHash.make(String(repeating: "x", count: 1025))
        }
    }

    @Test func manyLogInsAtOnceAllGetTheirAnswer() async throws {
        let verifier = PasswordVerifier()
        let hash = try PasswordHash.make("mật khẩu để thử")
        let answers = await withTaskGroup(of: Bool?.self) { group in
            for number in 0..<6 {
                group.addTask {
                    await verifier.verify(number.isMultiple(of: 2) ? "mật khẩu để thử" : "sai", against: hash)
                }
            }
            return await group.reduce(into: [Bool?]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == true } == 3 && answers.count { $0 == false } == 3)
        #expect(await verifier.verify("sai", against: nil) == false)
    }

    @Test func theThrottleRemembersOnlySoMuch() {
        let throttle = LogInThrottle()
        for number in 0..<20_000 {
            _ = throttle.begin(name: "n\(number)", address: "10.0.0.\(number)", at: Timestamp(rawValue: Int64(number)))
        }
        #expect(throttle.entryCount <= 8192)
    }

    @Test func oneAddressCannotTryEndlessNames() {
        let throttle = LogInThrottle()
        let now = Timestamp(rawValue: 0)
        for number in 0..<30 { #expect(throttle.begin(name: "n\(number)", address: "a", at: now) == nil) }
        #expect(throttle.begin(name: "mới", address: "a", at: now) == 900)
        #expect(throttle.begin(name: "mới", address: "b", at: now) == nil)
    }

    @Test func rightPasswordsAreNotCounted() {
        let throttle = LogInThrottle()
        for _ in 0..<100 {
            #expect(throttle.begin(name: "n", address: "a", at: Timestamp(rawValue: 0)) == nil)
            throttle.succeeded(name: "n", address: "a")
        }
    }
}
