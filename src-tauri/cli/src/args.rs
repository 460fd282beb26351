//! The words of the terminal program.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Sổ Hướng Nghiệp trên dòng lệnh.
///
/// Mật khẩu lấy từ biến HUONG_NGHIEP_PASSWORD, nếu không có thì hỏi trên màn hình.
#[derive(Parser)]
#[command(name = "huong-nghiep", version)]
pub struct Args {
    /// Thư mục của sổ (TÊN.sohn); nếu không ghi thì lấy HUONG_NGHIEP_BOOK, rồi sổ mặc định
    #[arg(long, value_name = "PATH", global = true)]
    pub book: Option<PathBuf>,
    /// Tên đăng nhập; nếu không ghi thì lấy tài khoản đầu tiên
    #[arg(long, value_name = "NAME", global = true)]
    pub user: Option<String>,
    /// Trả lời bằng một giá trị JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Lập sổ mới, còn trống, từ hồ sơ trường
    New {
        #[arg(long, value_name = "FILE.json")]
        school: PathBuf,
    },
    /// Lập một trường mẫu giống trường thật
    Demo {
        #[arg(long, value_name = "N")]
        students: Option<u32>,
        #[arg(long, value_name = "N")]
        years: Option<u32>,
        /// Số hoạt động mỗi năm, để đo tốc độ
        #[arg(long, value_name = "N")]
        activities: Option<u32>,
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Xem chương trình hiểu tệp bảng tính thế nào (không cần sổ)
    Look { file: PathBuf },
    /// Nhập từ tệp
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Các mức tối thiểu theo quy định và chỗ còn thiếu
    Check {
        #[arg(long)]
        year: Option<String>,
    },
    /// Làm báo cáo
    Report {
        #[command(subcommand)]
        what: Report,
    },
    /// Sao lưu sổ vào một thư mục
    Backup {
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Khôi phục từ bản sao lưu
    Restore {
        file: PathBuf,
        #[arg(long, value_name = "PATH")]
        to: PathBuf,
    },
    /// Kiểm tra sổ còn nguyên vẹn
    Verify,
    /// Gọi một lệnh bất kỳ của chương trình
    Call {
        name: String,
        /// Yêu cầu JSON, hoặc - để đọc từ đầu vào chuẩn
        request: Option<String>,
    },
    /// Mọi lệnh cùng mẫu JSON của yêu cầu và câu trả lời
    Commands,
    /// The interface's types, written from the list of commands
    #[command(hide = true)]
    Types,
    /// Serves the built interface and the commands on this machine, for browser tests
    #[cfg(feature = "e2e")]
    #[command(hide = true)]
    Serve {
        #[arg(long)]
        ui: PathBuf,
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
}

#[derive(Subcommand)]
pub enum Import {
    /// Học sinh và lớp
    Roster {
        file: PathBuf,
        #[arg(long)]
        year: Option<String>,
        /// Chỉ xem kết quả, không ghi
        #[arg(long)]
        dry_run: bool,
        /// Có một dòng sai thì không nhập dòng nào
        #[arg(long)]
        strict: bool,
    },
    /// Nơi học sinh học tiếp, làm việc sau khi ra trường
    Outcomes {
        file: PathBuf,
        #[arg(long)]
        year: Option<String>,
        /// Chỉ xem thử, không ghi vào sổ
        #[arg(long)]
        dry_run: bool,
        /// Có dòng sai thì không nhập dòng nào
        #[arg(long)]
        strict: bool,
    },
    /// Câu trả lời khảo sát
    Answers {
        file: PathBuf,
        #[arg(long, value_name = "ID")]
        survey: String,
        #[arg(long)]
        anonymous: bool,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        strict: bool,
    },
}

#[derive(Subcommand)]
pub enum Report {
    /// Báo cáo năm
    Annual {
        #[arg(long)]
        year: String,
        /// Từ ngày (2025-08-01)
        #[arg(long, value_name = "D")]
        from: Option<String>,
        /// Đến ngày
        #[arg(long, value_name = "D")]
        to: Option<String>,
        /// Tệp Excel sẽ ghi
        #[arg(long, value_name = "F.xlsx")]
        out: Option<PathBuf>,
        /// Tệp Word sẽ ghi
        #[arg(long, value_name = "F.docx")]
        docx: Option<PathBuf>,
        /// Tệp PDF sẽ ghi
        #[arg(long, value_name = "F.pdf")]
        pdf: Option<PathBuf>,
    },
}
