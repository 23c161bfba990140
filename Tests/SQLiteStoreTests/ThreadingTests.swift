import Casework
import SQLiteStore
import Testing

@Suite struct ThreadingTests {
    private let folder = TemporaryFolder()

    /// A store with one case of `an@vidu.vn`.
    private func office() async throws -> (store: SQLiteStore, code: TrackingCode, token: ThreadToken) {
        let store = try folder.store()
        let code = try #require(try await store.file(Sample.message("1", messageID: "a@vidu.vn")).code)
        return (store, code, ThreadToken(code: code, key: try await store.threadKey()))
    }

    @Test func theKeyIsKept() async throws {
        let key = try await folder.store().threadKey()
        #expect(try await folder.store().threadKey() == key)
    }

    @Test func aSignedTokenJoinsWhoeverSendsIt() async throws {
        let (store, code, token) = try await office()
        let byReference = Sample.message(
            "2", sender: "la@khac.vn", body: "Một", references: ["x@y", token.messageID(domain: "xa.vn")])
        let bySubject = Sample.message("3", sender: "la@khac.vn", subject: "Re: \(token.subjectTag)", body: "Hai")
        #expect(try await store.file(byReference) == .joined(code))
        #expect(try await store.file(bySubject) == .joined(code))
        #expect(try await store.links(of: code).isEmpty)
    }

    @Test func aForgedTokenOrAQuotedCodeOnlySuggests() async throws {
        let (store, code, token) = try await office()
        let forged = ThreadToken(code: code, key: ThreadKey.make().key)
        let messages = [
            Sample.message("2", sender: "la@khac.vn", subject: forged.subjectTag, body: "Một"),
            Sample.message("3", sender: "la@khac.vn", body: "Theo hồ sơ \(code) thì sao?"),
            Sample.message("4", sender: "la@khac.vn", body: "Ba", references: [forged.messageID(domain: "xa.vn")]),
            Sample.message("5", sender: nil, body: "Bốn \(code.digits)"),
        ]
        var opened: [TrackingCode] = []
        for message in messages {
            guard case .opened(let own) = try await store.file(message) else {
                Issue.record("\(message.body) entered the case")
                return
            }
            opened.append(own)
            let link = try #require(try await store.links(of: own).first)
            #expect(link.other == code && link.state == .suggested && !link.isQuotedByOther)
        }
        let back = try await store.links(of: code)
        #expect(Set(back.map(\.other)) == Set(opened) && back.allSatisfy(\.isQuotedByOther))
        #expect(try await store.caseFile(code).summary.messageCount == 1)
        #expect(token != forged)
    }

    @Test func theSendersOwnQuotedCodeJoins() async throws {
        let (store, code, _) = try await office()
        let later = Sample.message("2", sender: "AN@vidu.vn ", body: "Xin hỏi hồ sơ \(code) đến đâu rồi?")
        #expect(try await store.file(later) == .joined(code))
    }

    @Test func anAnswerOfAMachineJoinsByTokenAndOpensNothing() async throws {
        let (store, code, token) = try await office()
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: Sample.time(9))
        let reply = Sample.message(
            "2", sender: "an@vidu.vn", body: "Tôi đi vắng. Hồ sơ \(code)",
            references: [token.messageID(domain: "xa.vn")], kind: .autoReply)
        #expect(try await store.file(reply) == .joined(code))
        #expect(try await store.caseFile(code).summary.state == .closed)
    }

    @Test func theOfficesOwnMailComingBackIsSetAside() async throws {
        let (store, code, token) = try await office()
        let own = Sample.message("2", sender: "xa@xa.vn", messageID: token.messageID(domain: "xa.vn"))
        #expect(try await store.file(own) == .setAside)
        #expect(try await store.setAside(limit: 9).map(\.kind) == [.ownLoop])
        #expect(try await store.caseFile(code).summary.messageCount == 1)
    }

    @Test func aLinkIsAcceptedAndPartedOnBothSides() async throws {
        let (store, code, _) = try await office()
        let other = try #require(
            try await store.file(Sample.message("2", sender: "la@khac.vn", body: "Xem \(code)")).code)
        try await store.decide(.accepted, on: code, and: other, actor: "lan", at: Sample.time(10))
        #expect(try await store.links(of: other).map(\.state) == [.accepted])
        try await store.decide(.accepted, on: other, and: code, actor: "lan", at: Sample.time(11))
        try await store.decide(.parted, on: other, and: code, actor: "lan", at: Sample.time(12))
        #expect(try await store.links(of: code).map(\.state) == [.parted])
        for code in [code, other] {
            let acts = try await store.caseFile(code).history.map(\.act)
            #expect(acts.suffix(2) == [AuditAct.linked.rawValue, AuditAct.parted.rawValue])
        }
        await #expect(throws: StoreError.self) {
            let third = try #require(try await store.file(Sample.message("9", sender: "b@c.vn")).code)
            try await store.decide(.accepted, on: code, and: third, actor: "lan", at: Sample.time(13))
        }
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test func ofTwoOfficersWhoDecideOnOneSuggestionTheSecondIsToldWhatTheFirstDecided() async throws {
        let (store, code, _) = try await office()
        let other = try #require(
            try await store.file(Sample.message("2", sender: "la@khac.vn", body: "Xem \(code)")).code)
        let seen = try #require(try await store.links(of: code).first).revision
        try await store.decide(
            .accepted, on: code, and: other, actor: "lan", at: Sample.time(10), expecting: seen)
        do {
            try await store.decide(
                .parted, on: other, and: code, actor: "minh", at: Sample.time(11), expecting: seen)
            Issue.record("what lan decided was overwritten")
        } catch {
            guard case .changedMeanwhile(let reason) = error else { throw error }
            #expect(reason.contains("đã được liên kết") && reason.contains("«lan»"))
        }
        #expect(try await store.links(of: code).map(\.state) == [.accepted])
        // Who decides the same has nothing to be told, and who has seen the new state may change it.
        try await store.decide(.accepted, on: other, and: code, actor: "minh", at: Sample.time(12), expecting: seen)
        let now = try #require(try await store.links(of: other).first).revision
        #expect(now == seen + 1)
        try await store.decide(.parted, on: other, and: code, actor: "minh", at: Sample.time(13), expecting: now)
        #expect(try await store.links(of: code).map(\.state) == [.parted])
    }

    @Test func theSameLetterToTwoBoxesIsOneCaseAndBothQueuesAreTold() async throws {
        let store = try folder.store()
        let first = Sample.message("1", messageID: "a@vidu.vn")
        var second = Sample.message("2", seconds: 5, messageID: "b@vidu.vn")
        second.source = "hộp hai"
        let code = try #require(try await store.file(first).code)
        let filing = try await store.file(Sample.triaged(second), queue: "xa-hai", at: Sample.time(5))
        #expect(filing == .joined(code))
        #expect(try await store.toldQueues(of: code) == ["xa-hai"])
        #expect(try await store.casesTold(to: "xa-hai", limit: 9).map(\.trackingCode) == [code])
        #expect(try await store.casesTold(to: "dat-dai", limit: 9).isEmpty)
        // An answer that would go elsewhere is no second copy of the letter.
        let answer = Sample.message("3", body: "Bổ sung", seconds: 9, references: ["a@vidu.vn"])
        _ = try await store.file(Sample.triaged(answer), queue: "xa-ba", at: Sample.time(9))
        #expect(try await store.toldQueues(of: code) == ["xa-hai"])
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: Sample.time(10))
        #expect(try await store.casesTold(to: "xa-hai", limit: 9).isEmpty)
    }
}
