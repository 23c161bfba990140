import CivilCalendar
import Foundation
import Testing

@testable import HotSpots

@Suite struct TableTests {
    private static let places = Array(
        """
        commune,province,x_km,y_km,name
        a,p,0,0,"xã An, phía đông"
        b,p,1.5,0,
        c,p,,,
        """.utf8)

    @Test func placesMayLackPositionsAndNames() throws {
        let places = try PlaceTable.read(Self.places)
        #expect(places.map(\.code) == ["a", "b", "c"])
        #expect(places.map(\.name) == ["xã An, phía đông", "b", "c"])
        #expect(places.map { $0.position == nil } == [false, false, true])
    }

    @Test(arguments: [
        ("", "it is empty"), ("commune\na\n", "«province»"), ("commune,province\na,p\na,p\n", "Line 3"),
        ("commune,province,x_km,y_km\na,p,1,north\n", "«north» in y_km is no number"),
        ("commune,province,latitude,longitude\na,p,99,0\n", "no place on the globe"),
    ])
    func brokenPlacesAreToldWithTheirLine(_ text: String, _ problem: String) {
        let error = #expect(throws: TableError.self) { try PlaceTable.read(Array(text.utf8)) }
        #expect(error?.description.contains(problem) == true)
    }

    @Test func eventsAreReadInTheOrderOfReceiptWithWhatTheyBear() throws {
        let text = """
            \u{FEFF}id,received,commune,topic,hamlet,dup_group,cues,sender,due,resolved\r
            m2,2025-03-02T10:00,b,land,,g1,,s1,2025-03-12,2025-03-05T09:00\r
            m1,2025-03-01 09:30:15,a,land,h1,,CV,,,\r
            m3,2025-03-03T00:00,nowhere,land,,,,,,\r

            """
        let places = try PlaceTable.read(Self.places)
        let events = try EventTable(Array(text.utf8), places: places)
        #expect(events.messages.map(\.id) == ["m1", "m2"])
        #expect(events.unknownPlaces == 1)
        #expect(events.messages[0].cues.map(\.kind) == [.gathering, .violence])
        #expect(events.messages[0].hamlet == "h1")
        #expect(events.messages[1].duplicateGroup == "g1")
        #expect(events.messages[1].sender != nil)
        #expect(events.resolved.map { $0 == nil } == [true, false])
        // Local time is seven hours ahead of UTC.
        let midnight = Int64(try #require(CivilDate(year: 2025, month: 3, day: 1)).dayNumber) * 86_400_000
        #expect(events.messages[0].received.rawValue == midnight + (2 * 60 + 30) * 60_000 + 15_000)
        var use = EventTable.Use()
        use.cues = false
        use.senders = false
        let counts = try EventTable(Array(text.utf8), places: places, use: use)
        #expect(counts.messages.allSatisfy { $0.cues.isEmpty && $0.sender == nil && $0.deadline == nil })
    }

    @Test(arguments: ["", "gestern", "2025-13-01", "2025-01-01T25:00", "2025-1-1", "2025-01-01T10"])
    func whatIsNoTimeIsRefused(_ time: String) throws {
        let text = "id,received,commune,topic\nm,\(time),a,land\n"
        let places = try PlaceTable.read(Self.places)
        #expect(throws: TableError.self) { try EventTable(Array(text.utf8), places: places) }
    }

    @Test func aTimeIsWrittenAsItIsRead() {
        let local: Int64? = "2025-11-05T17:25".utf8.withContiguousStorageIfAvailable {
            LocalMinute.parse(UnsafeRawBufferPointer($0))
        }.flatMap { $0 }
        let written = local.map { LocalMinute.text($0) }
        #expect(written == "2025-11-05T17:25")
    }

    @Test func countsMayBeMissingAndMustNotBeNegative() throws {
        let table = try CountTable(Array("date,x,y\n2025-01-06,1,NA\n2025-01-13,2,\n".utf8))
        #expect(table.series.map(\.name) == ["x", "y"])
        #expect(table.series[0].counts == [1, 2])
        #expect(table.series[1].counts.allSatisfy { $0.isNaN })
        #expect(table.dates?.count == 2)
        #expect(throws: TableError.self) { try CountTable(Array("t,x\n1,-3\n".utf8)) }
        #expect(throws: TableError.self) { try CountTable(Array("t\n1\n".utf8)) }
    }

    @Test func casesByDateBeginWithTheFirstAndByDayWithTheZeroth() throws {
        let places = try PlaceTable.read(Self.places)
        let dates = try CaseTable.read(
            Array("commune,date\na,2025-01-10\nb,2025-01-12\nx,2025-01-12\n".utf8), places: places)
        #expect(dates.table.days == 3)
        #expect(dates.table.count == 2)
        #expect(dates.leftOut == 1)
        let days = try CaseTable.read(Array("commune,day,n\na,5,3\nb,9,0\n".utf8), places: places, days: 30)
        #expect(days.table.days == 30)
        #expect(days.table.count == 3)
        #expect(throws: TableError.self) { try CaseTable.read(Array("commune,n\na,1\n".utf8), places: places) }
        #expect(throws: TableError.self) {
            try CaseTable.read(Array("commune,day,n\na,1,99999999\n".utf8), places: places)
        }
    }

    @Test func aReplayWritesScoresAndIgnoresMessagesFromAnotherCentury() throws {
        let places = try PlaceTable.read(Self.places)
        var text = "id,received,commune,topic\nold,1970-01-01T00:00,a,land\nnew,2099-01-01T00:00,a,land\n"
        for day in 1...28 { text += "m\(day),2025-02-\(day < 10 ? "0" : "")\(day)T08:00,b,land\n" }
        for hour in 10...20 { text += "h\(hour),2025-03-01T\(hour):00,a,land\n" }
        let events = try EventTable(Array(text.utf8), places: places)
        var replay = HistoryReplay(HotSpotDetector(places: places), keepsMoments: true)
        let lines = AlarmLine(replay.detector)
        var output = ""
        var opened = 0
        replay.run(
            events,
            onMoments: { moments in
                for moment in moments {
                    output += lines.text(
                        time: moment.time, places: moment.places, topic: moment.topic, score: moment.score)
                }
            },
            onChanges: { opened += $0.count { $0.kind == .opened } })
        #expect(opened == 1)
        #expect(output.contains("2025-03-01T12:00,a,land,"))
        #expect(replay.implausible == 1)
        #expect(replay.detector.setAside.tooOld == 1)
    }
}
