import Testing

@testable import Places

@Suite struct GazetteerTests {
    @Test(arguments: [
        (UnitLevel.province, 34), (.commune, 3_321), (.formerDistrict, 696), (.formerCommune, 10_035),
    ])
    func listsAreWhole(_ level: UnitLevel, _ count: Int) throws {
        let units = try ShippedGazetteer.shared.get().units
        #expect(units.count { $0.level == level } == count)
    }

    @Test func formerProvincesAreThe63AndThoseGoneBefore() throws {
        let former = try ShippedGazetteer.shared.get().units.filter { $0.level == .formerProvince }
        #expect(former.count { !$0.code.isEmpty } == 63)
        #expect(former.contains { $0.name == "Sông Bé" && $0.today.count == 2 })
    }

    @Test func everyFormerCommuneBecameSomething() throws {
        let gazetteer = try ShippedGazetteer.shared.get()
        let former = gazetteer.units.filter { $0.level == .formerCommune }
        #expect(
            former.allSatisfy { unit in
                !unit.today.isEmpty && unit.today.allSatisfy { gazetteer.units[$0].level == .commune }
            })
        #expect(former.count { $0.today.count > 1 } == 471)
    }

    @Test func nearestCommunesComeByDistance() throws {
        let gazetteer = try ShippedGazetteer.shared.get()
        let near = gazetteer.nearestCommunes(to: "00004", count: 5)
        #expect(near.count == 5)
        #expect(near.map(\.kilometres) == near.map(\.kilometres).sorted())
        #expect(near.allSatisfy { $0.code != "00004" && $0.kilometres < 10 })
        #expect(gazetteer.nearestCommunes(to: "99999", count: 5).isEmpty)
        #expect(gazetteer.nearestCommunes(to: "00004", count: 0).isEmpty)
        #expect(gazetteer.nearestCommunes(to: "00004", count: 100_000).count == 3_320)
    }

    @Test func distanceIsThatOfAGlobe() {
        let hanoi = Coordinate(latitude: 21.0278, longitude: 105.8342)
        let saigon = Coordinate(latitude: 10.7769, longitude: 106.7009)
        #expect(abs(hanoi.kilometres(to: saigon) - 1_143) < 5)
    }

    @Test(arguments: [
        (
            "communes.tsv", "00001\txã\tTân Lập\t01\t21\t105\n", 1,
            "names the code «01», which no unit of that level has."
        ),
        ("provinces.tsv", "01\ttỉnh\tA\t21\n", 1, "has 4 fields, not 5; put tabs between them."),
        ("provinces.tsv", "# c\n01\ttỉnh\tA\t21\tx\n", 2, "has no coordinates in degrees."),
        ("provinces.tsv", "01\ttỉnh\tA\t1\t1\n01\ttỉnh\tB\t1\t1\n", 2, "has the code 01, which another line has too."),
        ("provinces.tsv", "\ttỉnh\tA\t1\t1\n", 1, "has no code or no name."),
        ("aliases.tsv", "HN\tthing\t01\t\tfree\tr\n", 1, nil),
        ("aliases.tsv", "HN\tprovince\t\t\tfree\tr\n", 1, "names no unit; write its code."),
        ("aliases.tsv", "HN\tprovince\t01\t\toften\tr\n", 1, nil),
    ])
    func errorsNameFileAndLine(_ file: String, _ text: String, _ line: Int, _ message: String?) throws {
        let error = try #require(throws: GazetteerError.self) {
            try GazetteerTables(files: [file: Array(text.utf8)]).gazetteer()
        }
        #expect(error.file == file)
        #expect(error.line == line)
        if let message { #expect(error.message == message) }
    }

    @Test func emptyTablesGiveAnEmptyGazetteer() throws {
        #expect(try GazetteerTables(files: [:]).gazetteer().isEmpty)
    }
}
