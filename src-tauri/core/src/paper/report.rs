//! The annual report as a signed paper.

use serde::Serialize;

use super::Paper;
use crate::report::printed::Printed;

#[derive(Debug, Clone, Serialize)]
pub struct ReportPaper {
    #[serde(flatten)]
    pub printed: Printed,
}

impl Paper for ReportPaper {
    const NAME: &'static str = "report";
}
