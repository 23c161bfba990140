import PersonalData
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        ("trú tại số nhà 12 ngõ 5 đường Láng, phường Láng", "số nhà 12 ngõ 5 đường Láng"),
        ("địa chỉ số 8 ngõ 91 đường Rạp Hát, trước thuộc", "số 8 ngõ 91 đường Rạp Hát"),
        ("số 16/9 đường Hùng Vương nối dài. Nhà bên", "số 16/9 đường Hùng Vương nối dài"),
        ("Em ở 12/4 Lê Lợi, phường 3", "12/4 Lê Lợi"), ("nhà em ở hẻm 45/6, phường 7", "hẻm 45/6"),
        ("hẻm 45/6 Nguyễn Văn Cừ", "hẻm 45/6 Nguyễn Văn Cừ"), ("K45/12 Trần Cao Vân", "K45/12 Trần Cao Vân"),
        ("12/4/7A Lê Văn Sỹ, P.1, Q.3", "12/4/7A Lê Văn Sỹ"), ("SN 15 đường Trần Phú", "SN 15 đường Trần Phú"),
        ("ở số 45 Trần Phú, Huế", "số 45 Trần Phú"), ("so nha 12 duong Le Loi", "so nha 12 duong Le Loi"),
        ("số 25 đường số 7, khu phố 2", "số 25 đường số 7"),
        ("số nhà 14, ngách 12/34, phố Chùa Láng", "số nhà 14, ngách 12/34, phố Chùa Láng"),
        ("căn hộ 1205 chung cư Xuân Mai", "căn hộ 1205 chung cư Xuân Mai"), ("tôi trú tại số nhà 7", "số nhà 7"),
        ("số 16 đường hùng vương, phường 2", "số 16 đường hùng vương"),
    ])
    func houseAddresses(_ text: String, _ address: String) {
        #expect(found(in: text) == ["address:" + address])
    }

    @Test(arguments: [
        "thôn 3, xã Cao Dương", "tổ 5 khu phố 2 phường An Bình", "đường Lê Lợi ngập", "trước số 214 Lê Duẩn",
        "ngày 12/4 Lễ hội chùa Keo", "ngõ 5 đường Láng", "quyết định số 12/2024 của UBND tỉnh", "Shop ở 12 Lê Lợi",
        "trụ sở UBND phường, số 3 Trần Phú", "MỖI NHÀ CỬ 2 NGƯỜI LÊN GIỮ", "bạn nữ sn 2001 quê ngoài Bắc",
        "ngã 4 Nhơn Trạch",
        "giải quyết 139/164 Vụ", "xóm 7 xã Yên Thành", "số 5 là số đẹp", "điều 12 Luật Đất đai",
    ])
    func placesThatAreNoHouses(_ text: String) {
        #expect(found(in: text) == [])
    }
}
