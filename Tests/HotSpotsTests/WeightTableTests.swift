import HotSpots
import Testing

@Suite struct WeightTableTests {
    private static let first = CueWeights(
        since: HotSpotTime(rawValue: 1_780_282_805_000), bans: [.gathering: 1.2, .health: 0.55])
    private static let second = CueWeights(since: HotSpotTime(rawValue: 1_780_887_600_000), bans: [.gathering: 1.3])

    @Test func whatIsWrittenIsReadAgain() throws {
        let text = WeightTable.text([Self.first, Self.second])
        #expect(text.hasPrefix("since,cue,bans\n2026-06-01T10:00:05,gathering,1.2\n"))
        #expect(try WeightTable.read(Array(text.utf8)) == [Self.first, Self.second])
    }

    @Test(arguments: ["lúc nãy,gathering,1", "2026-06-01,mưa,1", "2026-06-01,health,nặng", "2026-06-01,health,-1"])
    func whatCannotBeReadSaysTheLine(_ row: String) {
        #expect {
            try WeightTable.read(Array("since,cue,bans\n\(row)\n".utf8))
        } throws: { error in
            (error as? TableError)?.line == 2
        }
    }
}
