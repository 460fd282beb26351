//! The place of a book or of its backups, looked at before it is chosen.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::Desk;
use crate::error::Result;
use crate::folder::{self, Risk};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct FolderCheck {
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct FolderChecked {
    /// Why a book should not lie there; nothing where it may.
    pub risk: Option<Risk>,
}

pub fn check(_: &mut Desk, request: FolderCheck) -> Result<FolderChecked> {
    Ok(FolderChecked {
        risk: folder::risk(Path::new(&request.path)),
    })
}
