import Casework
import SQLiteStore
import Testing

/// The contract of the store protocols, over SQLite.
@Suite struct ContractTests {
    private let folder = TemporaryFolder()

    @Test(arguments: InboxContract.all)
    func inbox(_ fact: Fact<any InboxStore & CaseStore & FigureStore>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: FilingContract.all)
    func filing(_ fact: Fact<any CaseStore & FigureStore & SealedLetterStore>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: OperatorContract.all)
    func operators(_ fact: Fact<any CaseStore & FigureStore & AccountStore>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: HandlingContract.all)
    func handling(_ fact: Fact<any CaseStore & FigureStore & AccountStore>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: AttachmentContract.all)
    func attachments(_ fact: Fact<any AttachmentStore & CaseStore & FigureStore & IdentityStore>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: SourceHealthContract.all)
    func sourceHealth(_ fact: Fact<any SourceHealthContract.Store>) async throws {
        try await fact.check(try folder.store())
    }

    @Test(arguments: PromiseContract.all)
    func promises(_ fact: Fact<any PromiseContract.Store>) async throws {
        try await fact.check(try folder.store())
    }
}
