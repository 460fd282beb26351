//! The rules, pure: no file, no SQL, no clock. One noun each; the same noun names the file, the
//! table, the command and the route.
//!
//! | Noun | In Vietnamese | Where it comes from |
//! |---|---|---|
//! | `school` | cơ sở giáo dục, trường | NĐ 30/2020 (head of documents), TT 07/2022 (levels) |
//! | `year` | năm học | 01/08 – 31/07 unless the school sets other dates |
//! | `class`, grade | lớp, khối | GDPT 2018: grades 1–5, 6–9, 10–12 |
//! | `student`, enrolment | học sinh, học sinh của lớp trong năm | CSDL ngành |
//! | `account`, `role` | tài khoản; GV tư vấn, hiệu trưởng, GVCN | ours |
//! | `activity` | hoạt động hướng nghiệp | TT 07/2022, Điều 5 (forms); TT 16/2026, Điều 5 (contents) |
//! | `trip` | chuyến tham quan, trải nghiệm thực tế | TT 07/2022: at least once a year for each level |
//! | `counsel`, session, note | tư vấn, buổi tư vấn, phần riêng | TT 18/2025 (mission-table, rows 84, 251) |
//! | referral | phiếu chuyển | TT 18/2025 |
//! | evidence | minh chứng | mission-table, rows 39 and 51 |
//! | partner | đơn vị phối hợp | kế hoạch Hải Phòng 2023 (QĐ, mục II) |
//! | funding | kinh phí theo nguồn | kế hoạch Hải Phòng 2023, mục III: four sources |
//! | `compliance`, check, duty | nhiệm vụ, mức tối thiểu | rule sets in `assets/law` |
//! | `survey`, instrument, response | khảo sát, bộ câu hỏi, phiếu trả lời | mission-table, rows 93–94 |
//! | `record`, review | hồ sơ hướng nghiệp, rà soát | mission-table, rows 51, 58, 86, 91 |
//! | wish, stream | nguyện vọng, luồng | Nghệ An 2025, phụ lục mục 2.2; `cli.md` |
//! | `occupation`, training | nghề, nơi đào tạo | QĐ 34/2020/QĐ-TTg; O*NET (CC BY 4.0) |
//! | `outcome`, leaver, destination, stage | phân luồng, học sinh ra trường, luồng, giai đoạn | mission-table, rows 124–133; `cli.md` |
//! | `handover`, receiver | bàn giao danh sách, nơi nhận | mission-table, rows 128–129 |
//! | `task`, plan | việc, kế hoạch năm | mission-table, A.17 |
//! | `lesson` | buổi làm phiếu trên điện thoại | ours |
//! | support, `aid` | diện hỗ trợ, hỗ trợ đã nhận | mission-table, row 20 |
//! | retention | thời hạn lưu dữ liệu | `assets/law/data-rights.toml` |
//! | strength | năng khiếu, sở trường | mission-table, row 48 |
//! | `consent`, purpose | đồng ý, mục đích | Luật 91/2025/QH15, Điều 24; NĐ 356/2025 |
//! | data request, erase | yêu cầu về dữ liệu, xóa dữ liệu | NĐ 356/2025 |
//! | `turn` | chuyển năm học, lên lớp | ours |
//! | `issued` report, difference | báo cáo đã phát hành, chỗ khác | mission-table, C25, row 200 |
//! | `document`, basis | văn bản, căn cứ | mission-table, rows 1–2 |
//! | `means`, staff, material, inspection | điều kiện thực hiện: đội ngũ, cơ sở vật chất và học liệu, kiểm tra và khen thưởng | mission-table, rows 17–19, 134, 207–212, 250 |
//! | `body` | cơ quan quản lý, nơi nhận báo cáo | regulations, B.6 |
//! | narrative | lời văn báo cáo | báo cáo năm, phần I, IV–VI |
//! | profile | thông tin chung của năm | báo cáo năm, “Thông tin chung” |
//! | backup | bản sao lưu | ours |
//! | act, audit | lần ghi, nhật ký hệ thống | ours |
//! | find | tìm nhanh | ours |

pub mod account;
pub mod activity;
pub mod agenda;
pub mod aid;
pub mod backup;
pub mod body;
pub mod check_page;
pub mod class;
pub mod compliance;
pub mod consent;
pub mod counsel;
pub mod document;
pub mod duplicate;
pub mod ethnicity;
pub mod find;
pub mod handover;
pub mod means;
pub mod occupation;
pub mod outcome;
pub mod record;
pub mod report_text;
pub mod role;
pub mod roster;
pub mod school;
pub mod student;
pub mod survey;
pub mod task;
pub mod trip;
pub mod turn;
pub mod year;
