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
        ("Tôi ở số 7 ngõ Hàng Cót, nghề mộc", "số 7 ngõ Hàng Cót"),
        ("căn nhà số 8 hẻm Thông Xanh năm 2011", "nhà số 8 hẻm Thông Xanh"),
        ("ba no no. 12/5 hem 40 Binh Nham, cong an xuong", "12/5 hem 40 Binh Nham"),
        ("Cong chao truoc nha 45 duong Bach Dang day nap", "45 duong Bach Dang"),
        ("cống trước số nhà 45 đường Trần Phú tắc", "số nhà 45 đường Trần Phú"),
        ("em ở ngõ 12 số 5, khu tập thể", "ngõ 12 số 5"),
        ("hẻm 45, nhà số 6 đường Bờ Kè", "hẻm 45, nhà số 6 đường Bờ Kè"),
        ("địa chỉ: 45/6A khu phố 3, phường Tân Phong", "45/6A khu phố 3"), ("ngụ 123/4 ấp Tân Lập", "123/4 ấp Tân Lập"),
        ("tru tai so 12 to 3, ap Binh Hoa", "so 12 to 3"), ("nha so 5B hem 2 duong 30/4", "nha so 5B hem 2 duong 30/4"),
        ("tôi ở xẹt 12/3B đường Cô Giang", "xẹt 12/3B đường Cô Giang"),
        ("căn A12-05 chung cư Hoa Sen", "căn A12-05 chung cư Hoa Sen"),
        ("SN15 đường Trần Phú", "SN15 đường Trần Phú"),
    ])
    func houseAddresses(_ text: String, _ address: String) {
        #expect(found(in: text) == ["address:" + address])
    }

    @Test(arguments: [
        "thôn 3, xã Cao Dương", "tổ 5 khu phố 2 phường An Bình", "đường Lê Lợi ngập", "trước số 214 Lê Duẩn",
        "ngày 12/4 Lễ hội chùa Keo", "ngõ 5 đường Láng", "quyết định số 12/2024 của UBND tỉnh", "Shop ở 12 Lê Lợi",
        "trụ sở UBND phường, số 3 Trần Phú", "MỖI NHÀ CỬ 2 NGƯỜI LÊN GIỮ", "bạn nữ sn 2001 quê ngoài Bắc",
        "ngã 4 Nhơn Trạch",
        "thửa 123 tờ bản đồ 5", "thửa đất số 123, tờ bản đồ số 5, thôn Đoài", "ngày 12/5 hẻm 40 bị ngập",
        "12/5 ngõ 40 bị ngập", "Ban gap nha cap 4 kiet 3m, so hong chinh chu", "nhà cấp 4 kiệt 3 mét, sổ hồng",
        "lô 5 khu đô thị mới", "tổ 3 ấp Bình Hòa", "ngõ Hàng Cót ngập", "trước số 112 Lê Lợi, sụp",
        "thôn 5, số 3 trong xã",
        "hẻm 45 có số hộ đông", "đang ở phòng 304 nhà nghỉ Thu Hà", "đọc P.4 nha",
        "nha2 to6i o73 thi5 tra61n cu4", "giải quyết 139/164 Vụ",
        "xóm 7 xã Yên Thành", "số 5 là số đẹp", "điều 12 Luật Đất đai",
    ])
    func placesThatAreNoHouses(_ text: String) {
        #expect(found(in: text) == [])
    }
}
