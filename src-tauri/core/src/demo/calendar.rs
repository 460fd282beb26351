//! The rhythm of a school year: what is held when, for whom, with whom and at what cost.
//!
//! Titles are what teachers write; every place, company and training school is invented.

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    Whole,
    Grades(&'static [u8]),
    /// So many classes of a grade, others in the next year.
    Some(u8, usize),
    /// A group of so many pupils out of these grades.
    Club(&'static [u8], u32),
    /// No pupils.
    Staff,
}

/// Who works on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Staff {
    Number(u32),
    PercentOfTeachers(u32),
}

/// What it costs: a fixed part and a part for each pupil, from a source, for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    pub base_vnd: u64,
    pub each_vnd: u64,
    pub source: &'static str,
    pub item: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weekday {
    Monday,
    Saturday,
    /// Any but Sunday.
    Any,
}

/// One line of the rhythm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub month: u32,
    pub day: u32,
    pub days: u32,
    pub weekday: Weekday,
    pub kind: &'static str,
    pub audience: Audience,
    /// One for each year in turn: title, place, partners with `; ` between them.
    pub turns: &'static [(&'static str, &'static str, &'static str)],
    pub share: u32,
    pub parents: u32,
    pub community: u32,
    pub staff: Staff,
    pub costs: &'static [Cost],
    pub contents: &'static [&'static str],
    /// 1 no school leaves out, 2 usual, 3 where there are hands for it.
    pub rank: u8,
    /// Left out of the current year, so that something is missing.
    pub is_gap: bool,
    /// Falls to the storm of the season.
    pub is_storm: bool,
    pub note: &'static str,
}

type Turns = &'static [(&'static str, &'static str, &'static str)];

const fn on(month: u32, day: u32, kind: &'static str, audience: Audience, turns: Turns) -> Plan {
    Plan {
        month,
        day,
        days: 1,
        weekday: Weekday::Any,
        kind,
        audience,
        turns,
        share: 97,
        parents: 0,
        community: 0,
        staff: Staff::Number(2),
        costs: &[],
        contents: &["a"],
        rank: 2,
        is_gap: false,
        is_storm: false,
        note: "",
    }
}

impl Plan {
    const fn days(self, days: u32) -> Self {
        Plan { days, ..self }
    }
    const fn monday(self) -> Self {
        Plan {
            weekday: Weekday::Monday,
            ..self
        }
    }
    const fn saturday(self) -> Self {
        Plan {
            weekday: Weekday::Saturday,
            ..self
        }
    }
    const fn share(self, share: u32) -> Self {
        Plan { share, ..self }
    }
    const fn parents(self, parents: u32) -> Self {
        Plan { parents, ..self }
    }
    const fn community(self, community: u32) -> Self {
        Plan { community, ..self }
    }
    const fn staff(self, staff: u32) -> Self {
        Plan {
            staff: Staff::Number(staff),
            ..self
        }
    }
    const fn teachers(self, percent: u32) -> Self {
        Plan {
            staff: Staff::PercentOfTeachers(percent),
            ..self
        }
    }
    const fn costs(self, costs: &'static [Cost]) -> Self {
        Plan { costs, ..self }
    }
    const fn says(self, contents: &'static [&'static str]) -> Self {
        Plan { contents, ..self }
    }
    const fn rank(self, rank: u8) -> Self {
        Plan { rank, ..self }
    }
    const fn gap(self) -> Self {
        Plan {
            is_gap: true,
            ..self
        }
    }
    const fn storm(self) -> Self {
        Plan {
            is_storm: true,
            ..self
        }
    }
    const fn noted(self, note: &'static str) -> Self {
        Plan { note, ..self }
    }
}

const fn cost(source: &'static str, item: &'static str, base_vnd: u64, each_vnd: u64) -> Cost {
    Cost {
        base_vnd,
        each_vnd,
        source,
        item,
    }
}

const SMALL: &[Cost] = &[cost("school_revenue", "materials", 600_000, 0)];
const EVENT: &[Cost] = &[
    cost("state_budget", "activity", 3_000_000, 6_000),
    cost("socialised", "activity", 2_000_000, 8_000),
];
const TRIP: &[Cost] = &[
    cost("socialised", "activity", 0, 95_000),
    cost("school_revenue", "activity", 1_500_000, 5_000),
];
const GUEST: &[Cost] = &[cost("school_revenue", "activity", 1_200_000, 2_000)];
const TRAINING: &[Cost] = &[cost("state_budget", "training", 4_500_000, 0)];
const CLUB: &[Cost] = &[cost("school_revenue", "materials", 400_000, 12_000)];

const HERE: &str = "Tại trường";
const HALL: &str = "Hội trường trường";
const YARD: &str = "Sân trường";
const CLASSROOM: &str = "Phòng học";
const COMPUTERS: &str = "Phòng Tin học";
const WORKSHOP: &str = "Phòng thực hành Công nghệ";
const LOWER: &[u8] = &[6, 7, 8, 9];
const UPPER: &[u8] = &[10, 11, 12];

use Audience::{Club, Grades, Some, Whole};

#[rustfmt::skip]
pub(super) const YEAR: &[Plan] = &[
    on(8, 28, "staff_training", Audience::Staff, &[
        ("Quán triệt kế hoạch hướng nghiệp, phân luồng năm học", HALL, ""),
    ]).teachers(94).says(&[]).rank(1),
    on(9, 5, "movement", Whole, &[
        ("Khai giảng: phát động phong trào “Mỗi em hiểu rõ ba nghề quê mình”", YARD, ""),
        ("Khai giảng: phát động phong trào “Nghề em yêu, việc em làm”", YARD, ""),
    ]).teachers(96).parents(9).community(12).rank(1),
    on(9, 8, "media", Whole, &[
        ("Mở chuyên mục Hướng nghiệp trên trang thông tin của trường", HERE, ""),
        ("Làm mới chuyên mục Hướng nghiệp, thêm tin tuyển sinh học nghề", HERE, ""),
    ]).share(0).costs(&[cost("state_budget", "website", 2_500_000, 0)]).says(&["a", "đ"]),
    on(9, 15, "guidance_lesson", Whole, &[
        ("Sinh hoạt dưới cờ: Nghề của bố mẹ em", YARD, ""),
        ("Sinh hoạt dưới cờ: Nghề nào cũng đáng quý", YARD, ""),
    ]).monday().teachers(70).says(&["b"]),
    on(9, 18, "subject_integration", Some(6, 2), &[
        ("Công nghệ 6: nghề nấu ăn và bảo quản thực phẩm", CLASSROOM, ""),
        ("Công nghệ 6: trang phục và nghề may ở địa phương", CLASSROOM, ""),
    ]),
    on(9, 20, "parent_meeting", Whole, &[
        ("Họp cha mẹ học sinh đầu năm, phổ biến kế hoạch hướng nghiệp", CLASSROOM, ""),
    ]).saturday().share(0).parents(88).teachers(60).rank(1),
    on(9, 24, "subject_integration", Some(10, 2), &[
        ("Địa lí 10: ngành dịch vụ cảng và nhu cầu việc làm của thành phố", CLASSROOM, ""),
        ("Hóa học 10: nghề trong ngành hóa chất, vật liệu", CLASSROOM, ""),
    ]),
    on(9, 27, "extracurricular", Grades(&[7]), &[
        ("Một ngày làm nông dân trên vườn rau Tân Phong Hạ", "Vườn rau Tân Phong Hạ", "HTX Rau sạch Tân Phong Hạ"),
        ("Ngoại khóa: theo chân người làm muối", "Cánh đồng muối Bàng Lý", "HTX Muối Bàng Lý"),
    ]).saturday().storm().says(&["d"]).staff(5).noted("Hoãn vì bão, chưa xếp được lịch khác."),
    on(10, 3, "club", Club(LOWER, 28), &[
        ("Ra mắt CLB Nhà sáng chế trẻ, chọn đề tài năm học", WORKSHOP, ""),
    ]).saturday().says(&["c", "d"]).costs(CLUB),
    on(10, 6, "guidance_lesson", Grades(&[9]), &[
        ("Hoạt động trải nghiệm, hướng nghiệp 9: Em biết mình thích gì?", CLASSROOM, ""),
    ]).says(&["b"]).staff(4).rank(1),
    on(10, 9, "it_day", Grades(UPPER), &[
        ("Ngày hội chuyển đổi số: nghề mới trong thời đại số", HALL, "Công ty TNHH Phần mềm Hoa Phượng"),
        ("Ngày hội Công nghệ thông tin: dữ liệu và nghề nghiệp", HALL, "Công ty TNHH Phần mềm Hoa Phượng"),
    ]).staff(9).community(6).costs(EVENT).says(&["a", "đ"]),
    on(10, 14, "subject_integration", Some(8, 2), &[
        ("Khoa học tự nhiên 8: nghề y và chăm sóc sức khỏe", CLASSROOM, ""),
        ("Công nghệ 8: nghề cơ khí quanh ta", WORKSHOP, ""),
    ]),
    on(10, 18, "field_trip", Grades(&[6]), &[
        ("Trải nghiệm nông trại rau An Hòa Đông", "Nông trại An Hòa Đông", "HTX Nông nghiệp An Hòa Đông"),
        ("Tham quan làng nghề gốm Dưỡng Chân", "Làng gốm Dưỡng Chân", "Tổ hợp tác Gốm Dưỡng Chân"),
    ]).saturday().share(94).staff(6).parents(6).costs(TRIP).says(&["d"]).rank(1),
    on(10, 20, "career_talk", Grades(&[11]), &[
        ("Gặp gỡ cựu học sinh làm kỹ thuật viên ô tô", HALL, "Xưởng dịch vụ ô tô Duyên Hải Mới"),
        ("Gặp gỡ cựu học sinh là điều dưỡng viên", HALL, "Phòng khám đa khoa Lạc Viên Mới"),
    ]).staff(4).community(2).costs(GUEST).says(&["a", "b"]),
    on(10, 23, "subject_integration", Some(9, 4), &[
        ("Công nghệ 9: nghề điện dân dụng ở địa phương", WORKSHOP, ""),
        ("Công nghệ 9: mô đun trồng cây ăn quả và nghề làm vườn", CLASSROOM, ""),
    ]).says(&["a", "d"]),
    on(10, 25, "staff_training", Audience::Staff, &[
        ("Tập huấn kỹ năng tư vấn hướng nghiệp cho giáo viên chủ nhiệm", HALL, "Trường Cao đẳng Kỹ thuật Sông Cấm"),
        ("Tập huấn dùng phiếu sở thích nghề và đọc kết quả", COMPUTERS, ""),
    ]).saturday().teachers(62).costs(TRAINING).says(&["b", "đ"]).rank(1),
    on(10, 28, "guidance_lesson", Grades(&[12]), &[
        ("Các hướng đi sau lớp 12: đại học, cao đẳng, học nghề, đi làm", HALL, ""),
    ]).staff(3).says(&["a", "c"]).rank(1),
    on(11, 3, "contest", Grades(LOWER), &[
        ("Thi vẽ tranh “Nghề em mơ ước”", HERE, ""),
        ("Thi kể chuyện “Người thợ quê em”", HALL, ""),
    ]).share(46).staff(6).costs(&[cost("school_revenue", "activity", 2_400_000, 0)]).says(&["a", "b"]),
    on(11, 6, "subject_integration", Some(7, 2), &[
        ("Công nghệ 7: nghề chăn nuôi và thủy sản", CLASSROOM, ""),
        ("Toán 7: tính lãi lỗ của một gánh hàng", CLASSROOM, ""),
    ]),
    on(11, 8, "field_trip", Grades(&[10]), &[
        ("Tham quan cảng và nghề khai thác kho bãi", "Cảng Bến Rừng", "Công ty CP Cảng Bến Rừng"),
        ("Tham quan dây chuyền lắp ráp linh kiện điện tử", "KCN Bến Rừng", "Công ty TNHH Điện tử Lạc Viên"),
    ]).saturday().share(92).staff(6).parents(3).costs(TRIP).says(&["d"]).rank(1),
    on(11, 11, "skills_course", Grades(&[8]), &[
        ("Kỹ năng quản lý thời gian và làm việc nhóm", HALL, ""),
        ("Kỹ năng ứng phó với áp lực học tập", HALL, "Trung tâm Công tác xã hội Sông Cấm"),
    ]).staff(3).costs(GUEST).says(&["c"]),
    on(11, 14, "subject_integration", Some(11, 2), &[
        ("Vật lí 11: nghề kỹ thuật điện, điện tử", CLASSROOM, ""),
        ("Ngữ văn 11: viết thư xin việc, sơ yếu lý lịch", CLASSROOM, ""),
    ]).says(&["a", "c"]),
    on(11, 15, "club", Club(UPPER, 32), &[
        ("CLB Tài chính nhỏ: lập ngân sách cá nhân", CLASSROOM, ""),
        ("CLB Tài chính nhỏ: mở một quầy hàng tết", CLASSROOM, ""),
    ]).saturday().costs(CLUB).says(&["c"]),
    on(11, 17, "stage_show", Grades(&[6, 7]), &[
        ("Sân khấu hóa “Một ngày của cô lao công, chú thợ xây”", HALL, ""),
        ("Tiểu phẩm “Nghề của thầy cô”", HALL, ""),
    ]).monday().staff(6).costs(SMALL).says(&["a", "b"]),
    on(11, 20, "career_talk", Grades(&[9]), &[
        ("Thầy cô kể chuyện chọn nghề", HALL, ""),
    ]).share(95).staff(5).says(&["a", "b"]),
    on(11, 25, "outreach_meeting", Grades(&[9]), &[
        ("Tuyên truyền chính sách học nghề sau THCS, học phí và học bổng", HALL, "Trường Trung cấp nghề Cửa Cấm"),
    ]).parents(38).community(8).staff(6).rank(1).says(&["a"]),
    on(11, 29, "field_trip", Grades(&[7]), &[
        ("Tham quan cơ sở chế biến thủy sản", "Cơ sở chế biến Cát Lâm", "Công ty TNHH Thủy sản Cát Lâm"),
        ("Tham quan vườn ươm cây giống Trường Sơn Hạ", "Vườn ươm Trường Sơn Hạ", "HTX Cây giống Trường Sơn Hạ"),
    ]).saturday().share(93).staff(6).parents(4).costs(TRIP).says(&["d"]).rank(2),
    on(12, 2, "subject_integration", Some(12, 2), &[
        ("Giáo dục kinh tế và pháp luật 12: quyền và nghĩa vụ lao động", CLASSROOM, ""),
        ("Địa lí 12: lao động, việc làm ở vùng Đồng bằng sông Hồng", CLASSROOM, ""),
    ]).rank(2),
    on(12, 5, "guidance_lesson", Some(10, 3), &[
        ("Chọn tổ hợp môn và nhóm ngành: nhìn lại học kỳ đầu", CLASSROOM, ""),
    ]).says(&["b", "c"]),
    on(12, 8, "vocational_practice", Some(9, 2), &[
        ("Thực hành lắp mạch điện chiếu sáng trong nhà", WORKSHOP, "Trung tâm GDNN-GDTX Cửa Cấm"),
        ("Thực hành cắt may khẩu trang, túi vải", WORKSHOP, "Trung tâm GDNN-GDTX Cửa Cấm"),
    ]).staff(3).costs(CLUB).says(&["d"]),
    on(12, 13, "stem_day", Grades(LOWER), &[
        ("Ngày hội STEM: máy móc giúp nhà nông", YARD, ""),
        ("Ngày hội STEM: thành phố cảng xanh", YARD, ""),
    ]).saturday().share(90).parents(8).staff(16).costs(EVENT).says(&["d", "đ"]).rank(1),
    on(12, 17, "media", Whole, &[
        ("Làm 12 áp phích giới thiệu nghề ở hành lang khối lớp", HERE, ""),
        ("Quay bốn clip ngắn phỏng vấn người làm nghề ở phường", HERE, ""),
    ]).share(0).costs(&[cost("school_revenue", "materials", 1_800_000, 0)]).says(&["a", "đ"]).rank(3),
    on(12, 20, "career_talk", Grades(&[12]), &[
        ("Giao lưu với chiến sĩ hải quân: nghề đi biển và quân đội", HALL, "Hội Cựu chiến binh phường"),
        ("Giao lưu với nữ kỹ sư đóng tàu", HALL, "Công ty CP Đóng tàu Bến Rừng"),
    ]).saturday().staff(4).community(5).costs(GUEST).says(&["a", "b"]),
    on(12, 24, "club", Club(LOWER, 30), &[
        ("CLB Nhà sáng chế trẻ: làm mẫu thử sản phẩm", WORKSHOP, ""),
    ]).costs(CLUB).says(&["c", "d"]).rank(3),
    on(12, 27, "skills_course", Some(11, 2), &[
        ("Kỹ năng thuyết trình và trả lời phỏng vấn", HALL, ""),
    ]).saturday().staff(2).says(&["c"]),
    on(1, 6, "subject_integration", Some(8, 2), &[
        ("Tin học 8: bảng tính và nghề kế toán hộ kinh doanh", COMPUTERS, ""),
        ("Mĩ thuật 8: nghề thiết kế bao bì", CLASSROOM, ""),
    ]).says(&["a", "đ"]),
    on(1, 8, "guidance_lesson", Some(9, 4), &[
        ("Tìm hiểu trường trung cấp, cao đẳng trong vùng", CLASSROOM, ""),
    ]).says(&["a"]).staff(4),
    on(1, 10, "extracurricular", Some(10, 2), &[
        ("Phiên chợ tết: học bán hàng, ghi sổ thu chi", YARD, ""),
    ]).saturday().parents(15).staff(5).costs(SMALL).says(&["c", "d"]),
    on(1, 13, "review_conference", Audience::Staff, &[
        ("Sơ kết học kỳ I công tác hướng nghiệp, phân luồng", HALL, ""),
    ]).teachers(86).says(&[]).rank(1),
    on(1, 15, "startup_project", Club(UPPER, 18), &[
        ("Dự án “Mắm quê đóng chai nhỏ”: khảo sát khách hàng", CLASSROOM, "HTX Nước mắm Cát Lâm"),
        ("Dự án “Túi vải từ đồng phục cũ”: làm bản mẫu", WORKSHOP, ""),
    ]).staff(2).costs(CLUB).says(&["c", "d"]),
    on(1, 17, "parent_meeting", Grades(&[9, 12]), &[
        ("Họp cha mẹ học sinh khối 9, 12 về hướng đi của con", CLASSROOM, ""),
    ]).saturday().share(0).parents(90).staff(10).rank(1),
    on(2, 26, "guidance_lesson", Grades(&[11]), &[
        ("Hoạt động trải nghiệm, hướng nghiệp 11: phẩm chất nghề em chọn", CLASSROOM, ""),
    ]).says(&["b", "c"]).staff(3),
    on(2, 27, "subject_integration", Some(6, 2), &[
        ("Lịch sử và Địa lí 6: nghề truyền thống ở Hải Phòng", CLASSROOM, ""),
    ]),
    on(3, 2, "guidance_lesson", Whole, &[
        ("Sinh hoạt dưới cờ: con gái, con trai và chuyện chọn nghề", YARD, ""),
        ("Sinh hoạt dưới cờ: nghề nghiệp trong chuyển đổi số", YARD, ""),
    ]).monday().teachers(72).says(&["b"]),
    on(3, 5, "vocational_course", Some(8, 2), &[
        ("Nghề phổ thông: điện dân dụng, khai giảng lớp", WORKSHOP, "Trung tâm GDNN-GDTX Cửa Cấm"),
        ("Nghề phổ thông: làm vườn, khai giảng lớp", HERE, "Trung tâm GDNN-GDTX Cửa Cấm"),
    ]).staff(2).says(&["d"]).rank(3),
    on(3, 7, "field_trip", Grades(&[11]), &[
        ("Tham quan xưởng thực hành hàn, tiện, ô tô", "Trường Cao đẳng Kỹ thuật Sông Cấm", "Trường Cao đẳng Kỹ thuật Sông Cấm"),
        ("Một ngày ở khách sạn: lễ tân, buồng, bếp", "Khách sạn Đảo Ngọc", "Trường Cao đẳng Du lịch Đảo Ngọc"),
    ]).saturday().share(92).staff(6).parents(3).costs(TRIP).says(&["d"]).rank(1),
    on(3, 10, "startup_forum", Grades(UPPER), &[
        ("Diễn đàn khởi nghiệp: bắt đầu từ việc nhỏ quanh em", HALL, "Hội Doanh nhân trẻ phường"),
        ("Tọa đàm truyền cảm hứng khởi nghiệp với chủ cơ sở trẻ", HALL, "Hội Doanh nhân trẻ phường"),
    ]).share(95).staff(9).community(11).costs(EVENT).says(&["c"]).rank(1).gap(),
    on(3, 14, "staff_training", Audience::Staff, &[
        ("Sinh hoạt chuyên môn: lồng ghép hướng nghiệp trong bài dạy", HALL, ""),
    ]).saturday().teachers(78).says(&["a"]),
    on(3, 17, "club", Club(UPPER, 30), &[
        ("CLB Nghiên cứu khoa học: báo cáo đề tài cấp trường", HALL, ""),
    ]).costs(CLUB).says(&["c", "đ"]),
    on(3, 19, "contest", Grades(UPPER), &[
        ("Thi “Rung chuông vàng” tìm hiểu thế giới nghề nghiệp", YARD, ""),
        ("Thi ý tưởng khởi nghiệp học sinh cấp trường", HALL, "Hội Doanh nhân trẻ phường"),
    ]).share(58).staff(8).costs(EVENT).says(&["a", "c"]),
    on(3, 21, "career_fair", Grades(&[9, 10, 11, 12]), &[
        ("Ngày hội tư vấn tuyển sinh, hướng nghiệp, việc làm", YARD, "Trường Cao đẳng Kỹ thuật Sông Cấm; Trường Trung cấp nghề Cửa Cấm; Công ty CP Cơ khí Bến Rừng"),
    ]).saturday().share(96).parents(14).community(38).teachers(70).costs(EVENT).says(&["a", "c"]).rank(1)
      .noted("18 gian tư vấn của trường nghề, cao đẳng, đại học và doanh nghiệp."),
    on(3, 24, "subject_integration", Some(11, 2), &[
        ("Sinh học 11: nghề nuôi trồng thủy sản ven biển", CLASSROOM, ""),
        ("Tin học 11: nghề quản trị dữ liệu", COMPUTERS, ""),
    ]).says(&["a", "đ"]),
    on(3, 26, "guidance_lesson", Grades(&[9]), &[
        ("Tuần tư vấn: chọn hướng đi sau lớp 9", CLASSROOM, ""),
    ]).days(3).staff(6).says(&["b", "c"]).rank(1),
    on(3, 28, "field_trip", Grades(&[9]), &[
        ("Tham quan xưởng cơ khí Bến Rừng", "KCN Bến Rừng, xưởng số 2", "Công ty CP Cơ khí Bến Rừng"),
        ("Trải nghiệm xưởng may công nghiệp", "KCN Bến Rừng", "Công ty TNHH May Sông Cấm"),
    ]).saturday().share(95).staff(7).parents(4).costs(TRIP).says(&["d"]).rank(1),
    on(4, 2, "parent_meeting", Grades(&[9]), &[
        ("Họp cha mẹ học sinh khối 9 về phân luồng và tuyển sinh", HALL, "Trung tâm GDNN-GDTX Cửa Cấm"),
    ]).share(0).parents(91).staff(9).community(3).rank(1),
    on(4, 6, "guidance_lesson", Grades(&[12]), &[
        ("Tuần tư vấn: hướng dẫn đăng ký xét tuyển", COMPUTERS, ""),
    ]).days(3).staff(4).says(&["a", "đ"]).rank(1),
    on(4, 8, "subject_integration", Some(7, 2), &[
        ("Ngữ văn 7: phỏng vấn một người làm nghề ở gần nhà", CLASSROOM, ""),
    ]).says(&["a", "b"]),
    on(4, 11, "field_trip", Grades(&[8]), &[
        ("Tham quan làng nghề mộc Kênh Hạ", "Làng nghề mộc Kênh Hạ", "Tổ hợp tác Mộc Kênh Hạ"),
        ("Trải nghiệm nuôi tôm, cua ven biển", "Đầm nuôi Bàng Lý", "HTX Thủy sản Bàng Lý"),
    ]).saturday().share(93).staff(6).parents(4).costs(TRIP).says(&["d"]).rank(2).gap(),
    on(4, 14, "job_fair", Grades(&[12]), &[
        ("Phiên giao dịch việc làm, học nghề cho học sinh lớp 12", HALL, "Trung tâm Dịch vụ việc làm Duyên Hải Mới"),
    ]).share(82).parents(12).community(16).staff(6).costs(GUEST).says(&["a"]),
    on(4, 16, "subject_integration", Some(12, 2), &[
        ("Công nghệ 12: nghề trong ngành điện, điện tử", WORKSHOP, ""),
        ("Tiếng Anh 12: viết hồ sơ xin việc", CLASSROOM, ""),
    ]).says(&["a", "c"]),
    on(4, 18, "field_trip", Grades(&[12]), &[
        ("Tham quan trường cao đẳng, học thử một ngày", "Trường Cao đẳng Kỹ thuật Sông Cấm", "Trường Cao đẳng Kỹ thuật Sông Cấm"),
        ("Tham quan kho hàng và nghề logistics", "Kho vận Duyên Hải Mới", "Công ty CP Kho vận Duyên Hải Mới"),
    ]).saturday().share(90).staff(5).costs(TRIP).says(&["d"]).rank(1),
    on(4, 21, "club", Club(LOWER, 26), &[
        ("CLB Sách và Nghề: đọc “Những người thợ giỏi”", "Thư viện trường", ""),
    ]).costs(CLUB).says(&["a", "b"]).rank(3),
    on(4, 24, "skills_course", Grades(&[9]), &[
        ("Kỹ năng quyết định: thử chọn, cân nhắc, hỏi người đi trước", HALL, ""),
    ]).staff(4).says(&["c"]),
    on(5, 6, "subject_integration", Some(10, 2), &[
        ("Công nghệ 10: thiết kế kỹ thuật và các nghề liên quan", WORKSHOP, ""),
    ]).says(&["a", "d"]),
    on(5, 9, "startup_project", Club(UPPER, 20), &[
        ("Trưng bày sản phẩm dự án khởi nghiệp của học sinh", YARD, "Hội Doanh nhân trẻ phường"),
    ]).saturday().parents(60).staff(4).community(6).costs(SMALL).says(&["c", "d"]),
    on(5, 13, "outreach_meeting", Grades(&[9]), &[
        ("Giới thiệu chỉ tiêu, ngành nghề của các trường nghề năm nay", HALL, "Trường Trung cấp Kỹ thuật Bến Rừng"),
    ]).parents(30).staff(5).community(7).says(&["a"]),
    on(5, 18, "media", Whole, &[
        ("Bản tin hướng nghiệp cuối năm: gương học nghề thành công", HERE, ""),
    ]).share(0).says(&["a", "đ"]).rank(3),
    on(5, 26, "review_conference", Audience::Staff, &[
        ("Tổng kết công tác hướng nghiệp, phân luồng năm học", HALL, ""),
    ]).teachers(88).says(&[]).rank(1),
];
