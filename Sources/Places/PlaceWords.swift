/// Words around a name that tell what it is.
enum PlaceWords {
    /// After these a place is named: ở Hội An, bà con Gò Công.
    static let locative = WordList(
        "ở,tại,về,dân,bà con,người dân,nhân dân,cư dân,quê,gần,từ,lên,xuống,vào,vô,ra,qua,tới,đến,sang,khu,vùng,miệt,xứ,"
            + "biển,bãi biển,đất,nền,địa bàn,khu vực,ngã ba,ngã tư,ngã 3,ngã 4,ngã năm,ngã 5,trên,dưới,ngoài,trong,ven,"
            + "quanh,ubnd,ub,ủy ban,ủy ban nhân dân,công an,ca,hđnd,mttq,bhxh,bhxh cơ sở,cơ sở,tòa án,hướng,phía,dự án,"
            + "in,at,from,near,đi,anh em,thuộc,trạm y tế,bệnh viện,người,mạn,cảng,giáo xứ,giáo họ,ngư dân,tiểu thương,"
            + "công nhân,thị trấn,phố biển,đảo,nhà mình ở")
    /// Before a province where somebody goes or comes from.
    static let elsewhere = WordList(
        "ra,đi,vào,vô,sang,qua,ngoài,trên,dưới,tuyến,tới,tận,viện,bệnh viện,cách,cách trung tâm,rồi,khỏi,tp,trong,chuyến"
    )
    /// After these stands no unit: a street, a river, a firm.
    static let noUnit = WordList(
        "đường,phố,cầu,hồ chứa,sông,suối,kênh,rạch,hồ,núi,đèo,ngõ,ngách,hẻm,quốc lộ,cao tốc,vành đai,công ty,cty,tnhh,ngân hàng,"
            + "khách sạn,nhà hàng,quán,cà phê,báo,đài,trường,thpt,thcs,tiểu học,mầm non,đại học,chùa,đình,đền,miếu,nhà thờ,"
            + "sân bay,nhà máy,thủy điện,nhiệt điện,chung cư,tòa nhà,hãng,nhà xe,xe khách,tàu,cụ,thánh,đại lộ,street,"
            + "road,river,bridge,company,hotel,ga,hợp tác xã,htx,lễ hội,giống,bưởi,vải,chè,gạo,nem,kẹo,bún,phở,mì,bánh")
    /// Before an industrial park's name.
    static let park = WordList(
        "kcn,khu công nghiệp,ccn,cụm công nghiệp,kcx,khu chế xuất,kkt,khu kinh tế,khu công nghệ cao,khu cn,cụm cn")
    /// Before a person's name.
    static let persons = WordList(
        "ông,bà,anh,chị,em,cô,chú,bác,cháu,thầy,dì,cậu,mợ,thím,dượng,cụ,đồng chí,đ c,tên,thằng,con,nó,bé,bạn,mr,mrs,ms,"
            + "bí thư,chủ tịch,linh mục,sư thầy,mục sư,hòa thượng,thượng tọa,đại đức,luật sư,bác sĩ,giám đốc")
    /// Family names: a run of capitalised words that begins with one is a person.
    static let familyNames = WordList(
        "nguyễn,trần,lê,phạm,huỳnh,phan,vũ,võ,đặng,bùi,đỗ,ngô,dương,đinh,đoàn,trịnh,mai,trương,lâm,cao,lương,tô,hà,tạ,"
            + "thái,châu,quách,lò,vàng,giàng,nông,hoàng,hồ,lý,lưu,đào,phùng,tống,triệu,khúc,kiều,từ,vi,lục,sùng,thào,ksor,rơ"
    )
    /// Words with which a sender says where he lives.
    static let sender = WordList(
        "trú tại,thường trú,ngụ,ngụ tại,địa chỉ,hộ khẩu,tạm trú,cư ngụ,trú quán,nơi ở,chỗ ở hiện nay,quê quán,cư trú,hktt,đ c,"
            + "sinh sống tại,nhà ở,nơi cư trú,trú ở,nguyên quán,quê,chỗ ở")
    /// Words before the addressee.
    static let addressing = WordList(
        "kính gửi,kính gởi,gửi,gởi,kg,kính đơn,kính trình,kính thưa,kính chuyển,đồng kính gửi,dear,attn,kính gừi,kính gưi,gưi"
    )
    /// Right behind a unit that is no more.
    static let formerBehind = WordList(
        "cũ,củ,cu,trước đây,trước kia,ngày trước,hồi trước,theo tên cũ,trước khi sáp nhập,trước sáp nhập,xưa,truóc đây,"
            + "khi trước,thời trước,tên cũ,hồi xưa,ngày xưa,trước,khi đó,lúc đó,hồi đó")
    /// Right before a unit that is no more.
    static let formerBefore = WordList(
        "trước là,trước thuộc,trước kia,trước đây,trước kia là,trước đây là,trước đây thuộc,hồi trước là,trước kia thuộc,"
            + "hồi trước,nguyên là,nguyên thuộc,khi đó thuộc,lúc đó thuộc,cũ là,hồi trước thuộc,tên cũ là,tên cũ,hồi đó thuộc,"
            + "trước,xưa là,xưa thuộc,hồi đó là,trước nữa là,truóc đây")
    /// Right before today's unit.
    static let currentBefore = WordList(
        "nay là,nay thuộc,giờ là,giờ thuộc,nay về,nhập về,nhập vào,sáp nhập vào,sáp nhập về,nay,bây giờ là,bây giờ thuộc,"
            + "về,giờ nhập vào,giờ nhập về,hiện nay là,hiện nay thuộc,hiện là,hiện thuộc,sáp nhập thành")
    /// Words before nay with which it is no word for today's unit: hôm nay, lâu nay.
    static let beforeNow = WordList("hôm,năm,đến,tới,lâu,bữa,sáng,chiều,tối,ngày,xưa,đêm,tháng,trưa,hồi,mấy,bấy")
    /// Words that may stand between the parts of one address.
    static let connectors = WordList(
        "thuộc,trước,đây,là,cũ,củ,cu,nay,ngày,kia,hồi,theo,tên,giờ,bây,và,của,nhập,về,thì,khi,đó,này,nguyên,sáp,vào,thành,"
            + "hiện,ở,tại,cách,gọi,lúc,quê,địa,bàn,gọi là")
}
