import VietnameseText

/// The words that Vietnamese names are made of, and the words around them.
enum NameLexicon {
    /// Family names that are hardly ever another word at the head of a capitalised sequence.
    static let commonSurnames = PhraseList(
        """
        nguyễn,trần,lê,phạm,hoàng,huỳnh,phan,vũ,võ,đặng,bùi,đỗ,hồ,ngô,dương,lý,đào,đoàn,vương,trịnh,trương,lâm,đinh,mai,lưu,
        tô,lương,châu,quách,kiều,thạch,giàng,quàng,khổng,giáp,tôn,nông,triệu,phùng,tạ,hứa,doãn,đàm,đậu,nghiêm,thiều,tống,
        trình,từ,văn,viên,chu,chử,cù,bạch,diệp,hà,cao,la,lò,lường,lừ,vừ,sùng,thào,vàng,hạng,quan,mạc,ngụy,nhữ,ninh,phí,
        tăng,thân,điểu,thái,tiêu,tòng,uông,vi,lục,cầm,đèo,sầm,ksor,ksơr,siu,niê,lại,lã,ứng,mẫn,khúc,trà
        """)

    /// Family names that are also ordinary words or come from small peoples: they need a cue or a middle name beside them.
    static let rareSurnames = PhraseList(
        """
        an,âu,ân,bành,bế,bồ,ca,cái,cam,cấn,chế,cổ,cung,danh,dư,đan,điền,đồng,đổng,đường,giang,hàn,hạ,hầu,hoa,hình,kha,khương,
        kim,kỷ,lăng,lữ,luyện,ma,mã,mạch,mông,nghê,nhan,ôn,phó,phù,phương,quản,sơn,tào,thi,thôi,tiết,tiền,trác,trang,tri,ty,
        ung,ưng,viêm,vòng,xa,yên,bạc,điêu,khà,lèo,lô,mè,nùng,pờ,sìn,tao,tẩn,vì,giống,hảng,hờ,lầu,lù,ly,mùa,má,phàng,phừa,thò,
        cháng,chảo,chẻo,phàn,bàn,xồng,moong,cụt,cứ,rơ,rcom,rmah,rahlan,nay,kpă,kpa,byă,mlô,êban,ayun,kbuôr,knul,y,h,a,k,kon,
        ka,ha,cil,liêng,touneh,alăng,bríu,bling,zơrâm,blup,brao,chau,neang,liêu,sô,lồ,lìm,phẩm,thẩm,tề,tường,vạn,vưu,
        trầm,trưng,sử,sái,ngạc,ngân,nhâm,nhiêu,mộc,mục,lạc,lang,lộc,khiếu,khuất,hữu,huyền,giản,đôn,đinh,thập,tự,ung,trưởng,
        quảng,cáp,hồng,bá,hán,la văn,thiên,cự,đái,đới,đồ,đống,lai,mang,rơ châm,rah,tòng,vừ,thích
        """)

    /// Middle names that make a name of what stands around them.
    static let tellingMiddleNames = PhraseList("văn,thị,đình,hữu,bá,đăng,nữ")

    /// Other middle names, for names typed in small letters.
    static let otherMiddleNames = PhraseList(
        """
        đức,ngọc,minh,xuân,quang,thanh,công,trọng,khắc,đắc,viết,quốc,hoàng,thế,mạnh,tiến,duy,anh,như,kim,mỹ,bích,thu,hồng,
        phương,thùy,tuấn,huy,gia,chí,trung,tấn,phước,phúc,hải,a,thục,bảo,khánh,mai,lan,tuyết,hoài,nhật,vĩnh,sĩ,danh,tất,hồng
        """)

    /// Words by which somebody introduces himself or fills in a form: a full name follows, however it is typed.
    static let selfCues = PhraseList(
        """
        tôi là,tôi ià,tôi iả,tôi tên là,tôi tên ià,tôi tên,tên tôi là,tên tôi,em là,em tên là,em tên,cháu là,cháu tên là,
        cháu tên,con là,con tên là,con tên,mình là,mình tên là,mình tên,tui là,tui tên là,tui tên,tên là,tên em là,
        tên cháu là,tên con là,tên mình là,họ tên,họ và tên,họ & tên,họ tên chủ hộ,người làm đơn,người viết đơn,
        người đứng đơn,người khiếu nại,người tố cáo,người kiến nghị,người đề nghị,tên khai sinh,tên thật,mang tên,đứng tên,
        chủ tài khoản,chủ tk,ctk,tên tài khoản,tên tk
        """)

    /// Words after which a capitalised full name is expected: parts of a petition and roles of private people.
    static let roleCues = PhraseList(
        """
        người phản ánh,người gửi,người gởi,người gửi đơn,người nộp đơn,người nộp,người yêu cầu,người khai,người báo,
        người trình báo,người viết,người đại diện,đại diện,đại diện hộ,đại diện gia đình,đại diện các hộ,
        đại diện nhân dân,đại diện bà con,công dân,ký tên,kính đơn,người ký,đã ký,ghi rõ họ tên,thay mặt,chủ hộ,hộ ông,hộ bà,
        nguyên đơn,bị đơn,bị hại,chủ xe,người nhận,người liên hệ,người bị tố cáo,người bị khiếu nại,giấy tờ tên,
        chủ sử dụng,chủ sử dụng đất,chủ đất,tổ trưởng,trưởng thôn,trưởng ấp,trưởng bản,khu trưởng,bí thư chi bộ,trưởng khu,
        hội trưởng,trùm họ,trưởng ban hành giáo,ban hành giáo,liệt sĩ,liệt sỹ,thương binh,my name is,i am,i'm,
        học sinh,phụ huynh,bệnh nhân,nạn nhân,thí sinh,hộ gia đình,nick,fb,facebook,zalo tên,sổ đỏ tên,đất tên,già làng,cụ từ,ông từ,tôi,tui,
        cháu,con trai tên,con gái tên,người thừa kế,người được ủy quyền,người ủy quyền
        """)

    /// Words of a form or of a mail's head, before a colon.
    static let headerCues = PhraseList("từ,from,tên,name,full name,người gửi,người gởi,gửi từ,ten,to,cc")

    /// Words that close a letter: the name of its writer stands on a line below.
    static let closings = PhraseList(
        """
        trân trọng,xin cảm ơn,xin chân thành cảm ơn,trân trọng cảm ơn,kính thư,kính đơn,người làm đơn,người viết đơn,
        người khiếu nại,người tố cáo,người viết,ký tên,đã ký,ghi rõ họ tên,kính báo,kính mong,regards,sincerely,thân ái,
        người kiến nghị,người phản ánh,người đề nghị,đại diện,người đại diện,cảm ơn,biết ơn
        """)

    /// Words that name a person and may be followed by a full name: titles and kin.
    static let titles = PhraseList(
        """
        ông,bà,anh,chị,cô,chú,bác,em,cháu,thầy,cụ,cậu,dì,mợ,dượng,thím,vợ,chồng,mẹ,bố,ba,má,cha,con,con gái,con trai,con tên,
        bạn,mệ,tía,trùm,ông trùm,giáo phu,yao phu,thanh đồng,bà đồng,cậu đồng,thầy cúng,trùm trưởng,câu,ông câu,thủ từ,sư cô,ba tôi,mẹ tôi,hộ,nhà,mr,mrs,ms,miss,ông/bà,tôi,tui,mình,toi,cán bộ,công chức,kế toán,
        địa chính,chủ,thợ,tài xế,lái xe,bác sĩ,luật sư,giáo viên,linh mục,mục sư,
        đại tá,trung tá,thượng úy,đại úy,trung úy,thiếu tá,thượng tá,thiếu úy,trưởng công an,gặp
        """)

    /// Baptismal names, which stand before the full name.
    static let baptismalNames = PhraseList(
        """
        giuse,maria,phêrô,phaolô,têrêsa,anna,gioan,gioakim,baotixita,đa minh,đaminh,tôma,máccô,antôn,vincentê,phanxicô,micae,
        máctinô,matthêu,giu se,gioan baotixita,mátthêu,luca,augustinô,giacôbê,anrê,cecilia,mattha,rôsa,lucia,inhaxiô
        """)

    /// Family names that are no other word when they carry their marks.
    static let sureSurnames = PhraseList(
        "nguyễn,trần,phạm,huỳnh,võ,đặng,bùi,đỗ,ngô,trịnh,trương,đinh,lê,hoàng,vũ,phan,ksor,ksơr,siu,niê,giàng,quàng,điểu,kpă,rmah,rcom,mlô,êban,byă,lường,danh,hán"
    )

    /// Family names that are no other word even without marks.
    static let sureBareSurnames = PhraseList("nguyen,pham,huynh,ksor,siu")

    /// Family names without marks in correct spelling that are no other word in a text that has marks.
    static let sureMarklessSurnames = PhraseList("phan,siu,ksor")

    /// The two middle names that settle it.
    static let vanThi = PhraseList("văn,thị")

    /// Words before a name without any cue that make a street or place of it.
    static let locatives = PhraseList(
        "ở,góc,từ,đến,tới,ra,qua,trên,dọc,giao,ngay,gần,cạnh,sau,trước,tại,chỗ,khúc,lên,về,vô,vào,đoạn,số,đối diện,và,với"
    )

    /// Units that a place name follows, and the offices that can stand before them.
    static let units = PhraseList("xã,phường,thôn,ấp,huyện,tổ,khu phố,bản,buôn")
    static let unitOffices = PhraseList(
        "ubnd,chủ tịch,phó chủ tịch,công an,bí thư,trưởng,phó,cán bộ,địa chính,tư pháp,trưởng công an,đảng ủy")

    /// Words that make a street, a building, a firm or an event of the name that follows.
    static let otherThings = PhraseList(
        """
        đường,phố,ngõ,ngách,hẻm,kiệt,trường,tiểu học,trung học,trung học cơ sở,trung học phổ thông,thcs,thpt,th,mầm non,mẫu giáo,
        cấp 1,cấp 2,cấp 3,đại học,chùa,đền,miếu,đình,phủ,lăng,nhà thờ,thánh thất,công ty,cty,tnhh,cổ phần,doanh nghiệp,dntn,
        hợp tác xã,htx,cửa hàng,quán,tiệm,chợ,cầu,xã,phường,huyện,quận,thôn,ấp,khóm,tổ,khu,khu đô thị,kđt,khu phố,tỉnh,tp,
        thành phố,thị xã,thị trấn,bệnh viện,công viên,quảng trường,tượng,tượng đài,giải,quỹ,vua,tướng,anh hùng,danh nhân,
        danh tướng,nhà thơ,nhà văn,ngã tư,ngã ba,ngã năm,vòng xoay,đại lộ,hội trường,nghĩa trang,thư viện,nhà hát,sân vận động,
        bến xe,bến,cảng,sông,kênh,hồ,rạch,đảo,nhà máy,xưởng,khách sạn,nhà hàng,tòa nhà,chung cư,cao ốc,studio,shop,salon,spa,
        phòng khám,nhà thuốc,lớp,học bổng,phong trào,thời,triều,bản,buôn,làng,xóm,plei,sóc,p,q,x,đ,đs,d,duong,tuyến,
        tuyến đường,đoạn,cuối,đầu,họ,dòng họ,chi họ,vùng,miền,đạo,thương hiệu,hiệu,rạp,kcn,cụm công nghiệp
        """)

    /// Words between "công ty" or "trường" and the name.
    static let firmWords = PhraseList(
        """
        công ty,cty,trường,doanh nghiệp,dntn,hợp tác xã,htx,quỹ,giải thưởng,giải,nhãn hiệu,học viện,ca khúc,bài hát,phim,nhạc sĩ,
        ca sĩ,diễn viên,cầu thủ,nghệ sĩ,mc,hlv,tác giả,hoa hậu
        """)

    /// Public offices whose holders act in public.
    static let publicOffices = PhraseList(
        """
        đồng chí,đ/c,các đồng chí,đại biểu,đbqh,đại biểu quốc hội,thủ tướng,phó thủ tướng,bộ trưởng,thứ trưởng,tổng bí thư,
        chủ tịch nước,chủ tịch quốc hội,bí thư tỉnh ủy,bí thư thành ủy,chủ tịch ubnd tỉnh,phó chủ tịch ubnd tỉnh,
        chủ tịch ubnd thành phố,chủ tịch hđnd tỉnh,giám đốc sở,bác hồ,chủ tịch,chủ tịch hồ,tổng thống,đại tướng,
        ủy viên trung ương,phó bí thư tỉnh ủy,thiếu tướng,trung tướng,tổng giám mục,giám mục,đức cha
        """)

    /// What follows a name when it is a private person's.
    static let dataAfterName = PhraseList(
        """
        cccd,cmnd,cmt,căn cước,số cccd,số cmnd,sđt,sdt,đt,dt,điện thoại,sinh năm,sinh ngày,sn,tuổi,email,stk,số tài khoản,số điện thoại,
        trú tại,ngụ tại,thường trú,trú quán,ngụ,trú,ns,chủ hộ,ở thôn,ở xóm,ở ấp,số đt,năm sinh
        """)

    /// Stop words that are also middle names.
    static let secondNames = PhraseList("thị,công,anh,đại,gia,dân,trường,nguyên,thành,năm,cô,tộc,đoàn")

    /// Stop words that are also given names.
    static let givenNames = PhraseList(
        """
        anh,công,dân,đại,gia,giám,hội,liên,liệt,năm,nội,thành,trân,trường,vì,sinh,đường,nguyên,đoàn,ký,tân,điện,hiện,giáo,nay,
        cùng,việt,đảng
        """)

    /// Capitalised words that end a name or are none.
    static let stopWords = PhraseList(
        """
        ubnd,hđnd,cccd,cmnd,cmt,sđt,sdt,đt,dt,tel,email,mail,zalo,facebook,fb,điện,địa,số,thôn,xóm,ấp,xã,phường,huyện,quận,tỉnh,tp,
        thành,phố,đường,tổ,khu,ngõ,hẻm,trú,ngụ,quê,sinh,năm,ngày,tháng,tuổi,kính,trân,xin,tôi,chúng,và,của,cho,với,tại,ở,là,
        có,không,đã,bị,được,về,trên,chủ,trưởng,phó,giám,bí,cán,ông,bà,anh,chị,chú,cùng,cô,bác,nhà,gia,đại,hộ,vợ,chồng,việc,nội,
        kính gửi,tên,đơn,người,cq,ctubnd,công,ban,phòng,sở,thị,nghề,dân,tộc,hiện,từ,gửi,đến,nay,này,ký,liên,stk,tk,căn,chứng,
        lh,hotline,gọi,đội,cụm,bản,làng,buôn,nơi,trước,sau,thửa,tờ,đất,liệt,nguyên,giáo,bệnh,chức,mã,lớp,trường,hội,đoàn,
        đảng,cộng,việt,vn,o,sn,mà,thì,vì,nên,để,nếu,hỏi,khi,nào,ai,sẽ,đang,làm,đi,vào,ra,lên,xuống,mong,đề,nghị,re,fwd,
        from,to,subject,date,cc,bcc,sent
        """)

    /// Places that begin like a name.
    static let places = PhraseList(
        """
        hà nội,hà nam,hà giang,hà tĩnh,hà đông,hà tây,hà bắc,cao bằng,cao lãnh,cao đài,lâm đồng,lâm hà,lâm thao,lai châu,cà mau,
        an giang,yên bái,yên bình,yên phong,yên lạc,kim sơn,kim bảng,kim thành,đồng nai,đồng tháp,đồng hới,quảng nam,
        quảng ngãi,quảng ninh,quảng bình,quảng trị,quảng yên,sơn la,sơn tây,sơn hà,thái nguyên,thái bình,thái thụy,ninh bình,
        ninh thuận,ninh giang,ninh hòa,hoàng sa,hoàng mai,hoàng hóa,trường sa,châu đốc,châu thành,châu phú,châu đức,
        long an,long biên,vị thủy,vị thanh,vị xuyên,vi xuyên,mai châu,mai sơn,mai dịch,lương sơn,lương tài,lục ngạn,lục nam,
        lục yên,phù cát,phù mỹ,phù ninh,phùng nguyên,đan phượng,dương kinh,dương minh châu,lý sơn,lý nhân,đô lương,đô thành,
        từ liêm,từ sơn,thạch thành,thạch thất,thạch hà,tô hiệu,la gi,la hai,hàm yên,văn giang,văn lâm,văn chấn,văn yên,văn bàn,
        văn quan,văn lãng,vũ thư,vũ quang,vũng tàu,ngô mây,mù cang chải,tân phú,tân bình,bạc liêu,cần thơ,điện biên,
        trà vinh,trà my,trà bồng,trấn yên,trần đề,trần văn thời,giang thành,giồng riềng,vu lan,đồng chí,đồng bào,quan âm,
        hoàng liên sơn,cao nguyên,nông nghiệp,nông thôn,nông dân,đoàn thanh niên,đoàn thể,công giáo,văn phòng,văn hóa,
        phan thiết,phan rang,phan rí,hồ tây,hồ gươm,hồ chí minh,hồ tràm,cao phong,cao lộc,thái lan,triều tiên,hàn quốc,châu âu,
        châu á,phó giám đốc,mường,an dương,an lão,an nhơn,an khê,ma lâm,tam kỳ,ông táo,ông địa,bà chúa xứ,quan thánh,
        y tế,y sĩ,y bác sĩ,sơn động,sơn trà,sơn dương,tiền giang,tiền hải,hậu giang,kiên giang,bình dương,hồng bàng,hồng lĩnh,hồng ngự
        """)

    /// Persons after whom streets, schools and prizes are named; without a cue nobody else is meant.
    static let famousPersons = PhraseList(
        """
        hồ chí minh,nguyễn tất thành,nguyễn ái quốc,võ nguyên giáp,lê lợi,lê lai,lê thánh tông,lê hồng phong,lê duẩn,lê đức thọ,
        lê quý đôn,lê văn sỹ,lê văn việt,lê văn lương,lê văn tám,lê thị hồng gấm,lê thị riêng,lê văn duyệt,lê văn khương,
        lê văn thọ,lê văn hưu,lê văn thịnh,lê văn hiến,trần phú,trần hưng đạo,trần quốc toản,trần quang khải,trần nhân tông,
        trần cao vân,trần bình trọng,trần khát chân,trần duy hưng,trần thái tông,trần đăng ninh,trần văn ơn,trần văn kiểu,
        trần văn giàu,trần văn trà,trần xuân soạn,nguyễn trãi,nguyễn huệ,nguyễn du,nguyễn văn cừ,nguyễn văn linh,
        nguyễn văn trỗi,nguyễn văn lượng,nguyễn văn nghi,nguyễn văn quá,nguyễn văn đậu,nguyễn văn tạo,nguyễn văn công,
        nguyễn văn bứa,nguyễn văn huyên,nguyễn văn lộc,nguyễn văn thoại,nguyễn văn tiết,nguyễn thị minh khai,
        nguyễn thị định,nguyễn thị thập,nguyễn thị tú,nguyễn thị lắm,nguyễn thị sóc,nguyễn chí thanh,nguyễn công trứ,
        nguyễn bỉnh khiêm,nguyễn đình chiểu,nguyễn hữu thọ,nguyễn hữu cảnh,nguyễn hữu huân,nguyễn hữu tiến,nguyễn đình thi,
        nguyễn khuyến,nguyễn lương bằng,nguyễn phong sắc,nguyễn tri phương,nguyễn trường tộ,nguyễn viết xuân,
        nguyễn thái học,nguyễn thái bình,nguyễn hoàng,nguyễn xí,nguyễn siêu,nguyễn cư trinh,nguyễn kiệm,nguyễn oanh,
        nguyễn ảnh thủ,nguyễn duy trinh,nguyễn xiển,nguyễn sơn,nguyễn khang,nguyễn khánh toàn,phạm văn đồng,phạm văn thuận,
        phạm văn hai,phạm văn chiêu,phạm văn bạch,phạm ngũ lão,phạm hùng,phạm thế hiển,phạm ngọc thạch,phan bội châu,
        phan châu trinh,phan chu trinh,phan đình phùng,phan đình giót,phan đăng lưu,phan văn trị,phan văn hớn,phan xích long,
        phan huy chú,phan huy ích,hoàng diệu,hoàng hoa thám,hoàng văn thụ,hoàng quốc việt,hoàng văn thái,hoàng cầu,
        hoàng đạo thúy,huỳnh thúc kháng,huỳnh tấn phát,huỳnh văn bánh,huỳnh văn nghệ,võ văn kiệt,võ thị sáu,võ văn tần,
        võ văn ngân,võ chí công,võ văn dũng,võ trường toản,bùi thị xuân,bùi hữu nghĩa,bùi đình túy,bùi văn ba,
        đinh tiên hoàng,đinh công tráng,đinh bộ lĩnh,đặng thai mai,đặng văn bi,đặng thùy trâm,đào duy từ,đào duy anh,đào tấn,
        đào trí,đoàn thị điểm,đoàn trần nghiệp,lý thường kiệt,lý thái tổ,lý tự trọng,lý chính thắng,lý nam đế,lương thế vinh,
        lương định của,lương ngọc quyến,lương khánh thiện,mạc đĩnh chi,mạc thị bưởi,mai thúc loan,ngô quyền,ngô gia tự,
        ngô sĩ liên,ngô tất tố,tô hiệu,tô hiến thành,tô hữu,tố hữu,tôn đức thắng,tôn thất tùng,tôn thất thuyết,trương định,
        trương công định,trương hán siêu,trương vĩnh ký,trịnh công sơn,trịnh hoài đức,triệu quang phục,triệu thị trinh,
        vũ trọng phụng,vũ tông phan,vương thừa vũ,chu văn an,cao thắng,cao bá quát,cao đạt,hà huy tập,hà huy giáp,
        hồ tùng mậu,hồ xuân hương,hồ văn huê,hồ thị kỷ,kim đồng,phùng hưng,phùng chí kiên,phùng khắc khoan,quang trung,
        thái phiên,thái thịnh,tạ quang bửu,hàn mặc tử,hàn thuyên,bà triệu,dương đình nghệ,dương văn thì,dương quảng hàm,
        lê đại hành,lê trọng tấn,lê hoàn,lê thanh nghị,lê văn chí,lê văn quới,lâm văn bền,tống văn trân,trường chinh,
        văn cao,văn tiến dũng,xô viết nghệ tĩnh,cách mạng tháng tám
        """)
}
