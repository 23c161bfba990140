import Foundation
import Testing
import VietnameseText

@testable import Places

@Suite struct ResolutionTests {
    private func find(_ body: String, home: HomePlace? = nil) throws -> PlaceFinder.Finding {
        PlaceFinder(gazetteer: try ShippedGazetteer.shared.get(), home: home)
            .find(subject: nil, body: FoldedText(body))
    }

    @Test(arguments: [
        ("xã Hòa Vang", "xã Hòa Vang, Đà Nẵng"),
        ("phường 12, quận Gò Vấp", "phường An Hội Tây, Hồ Chí Minh"),
        ("xã Cẩm Lương, Thanh Hóa", "xã Cẩm Tú, Thanh Hóa"),
        ("xã Tân Phú, tỉnh Đồng Nai", "xã Tân Phú, Đồng Nai"),
        ("huyện Côn Đảo, Bà Rịa - Vũng Tàu", "đặc khu Côn Đảo, Hồ Chí Minh"),
        ("huyện Lục Ngạn", "Bắc Ninh"),
        ("tỉnh Hòa Bình cũ", "Phú Thọ"),
        ("quê tôi ở Hà Tây", "Hà Nội"),
        ("công nhân KCN Quang Châu đình công", "Bắc Ninh"),
        ("phường Tiền An, TP BN", "phường Kinh Bắc, Bắc Ninh"),
    ])
    func oldNamesLeadToTodaysUnits(_ text: String, _ today: String) throws {
        #expect(try find(text).place.today?.joined == today)
    }

    @Test func oldNameIsKeptBesideTodaysUnit() throws {
        let found = try find("xã Cẩm Lương, huyện Cẩm Thủy, Thanh Hóa")
        #expect(found.place.joined == "xã Cẩm Lương, huyện Cẩm Thủy, Thanh Hóa")
        let commune = try #require(found.mentions.first)
        #expect(commune.former?.name == "xã Cẩm Lương")
        #expect(commune.former?.code == "15139")
        #expect(commune.code == "15148")
        #expect(commune.parent == "38")
    }

    @Test func splitCommuneKeepsItsCandidates() throws {
        let found = try find("phường Cống Vị, quận Ba Đình, Hà Nội")
        let today = try #require(found.place.today)
        #expect(today.communeCode == nil)
        #expect(today.candidates.count == 2)
        #expect(today.candidates.first?.name == "phường Ngọc Hà")
        #expect(today.provinceCode == "01")
    }

    @Test func nameOfSeveralProvincesStaysOpen() throws {
        let today = try #require(try find("anh ở xã Tân Tiến").place.today)
        #expect(today.communeCode == nil)
        #expect(today.provinceCode == nil)
        #expect(today.candidates.count > 1)
    }

    @Test(arguments: ["Lạng Sơn", "Hưng Yên", "Đồng Nai"])
    func homeSettlesANameThatSeveralProvincesHave(_ province: String) throws {
        let gazetteer = try ShippedGazetteer.shared.get()
        let home = try HomePlace(province: province, commune: nil, in: gazetteer)
        let found = try find("anh ở xã Tân Tiến", home: home)
        #expect(found.place.today?.provinceCode == home.provinceCode)
        // What the message says outweighs the home.
        let elsewhere = try find("xã Hòa Vang, Đà Nẵng", home: home)
        #expect(elsewhere.place.today?.provinceCode == "48")
    }

    @Test func homeIsReadByNameOrCode() throws {
        let gazetteer = try ShippedGazetteer.shared.get()
        #expect(try HomePlace(province: "Bắc Ninh", commune: "phường Kinh Bắc", in: gazetteer).provinceCode == "24")
        #expect(try HomePlace(province: "24", commune: nil, in: gazetteer).provinceCode == "24")
        #expect(try HomePlace(province: "tinh bac ninh", commune: nil, in: gazetteer).provinceCode == "24")
        #expect(throws: HomePlaceError(name: "Bắc Giang", isCommune: false, count: 0)) {
            try HomePlace(province: "Bắc Giang", commune: nil, in: gazetteer)
        }
        #expect(throws: HomePlaceError(name: "xã Không Có", isCommune: true, count: 0)) {
            try HomePlace(province: "Bắc Ninh", commune: "xã Không Có", in: gazetteer)
        }
    }

    @Test func communeOfAnotherProvinceIsNotTakenForTheOneThatIsNamed() throws {
        let today = try #require(try find("xã Hòa Vang, tỉnh Bắc Ninh").place.today)
        #expect(today.communeCode == nil)
        #expect(today.provinceCode == "24")
    }
}
