//! Accounts: who signs in, and the rules for names and passwords.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::role::Role;
use crate::error::Problem;
use crate::kernel::fold::tidy;

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Account {
    pub id: String,
    /// Login name.
    pub name: String,
    pub full_name: String,
    pub role: Role,
    /// As printed, e.g. `Phó hiệu trưởng`; the role's own title where empty.
    pub title: String,
    /// Names of the classes that a homeroom teacher sees.
    pub classes: Vec<String>,
    pub is_active: bool,
}

/// What a form or `new --school` sends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AccountDraft {
    pub name: String,
    pub full_name: String,
    /// `counselor principal teacher`
    pub role: String,
    pub password: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub classes: Vec<String>,
}

/// A checked account, its password apart.
pub struct CheckedAccount {
    pub name: String,
    pub full_name: String,
    pub role: Role,
    pub title: String,
    pub classes: Vec<String>,
    pub password: String,
}

impl AccountDraft {
    /// Names every wrong field, with `prefix` before it.
    pub fn check(&self, prefix: &str) -> Result<CheckedAccount, Vec<Problem>> {
        let at = |field: &str| format!("{prefix}{field}");
        let mut problems = Vec::new();
        let name = self.name.trim().to_lowercase();
        if name.is_empty() {
            problems.push(Problem::new(at("name"), "form.required"));
        } else if !is_login_name(&name) {
            problems.push(Problem::new(at("name"), "account.bad_name"));
        }
        let full_name = tidy(&self.full_name);
        if full_name.is_empty() {
            problems.push(Problem::new(at("full_name"), "form.required"));
        }
        let role = self.role.parse::<Role>().ok();
        if role.is_none() {
            let problem = Problem::new(at("role"), "form.bad_choice").with("value", &self.role);
            problems.push(problem);
        }
        problems.extend(check_password(&at("password"), &self.password));
        match role {
            Some(role) if problems.is_empty() => Ok(CheckedAccount {
                name,
                full_name,
                role,
                title: tidy(&self.title),
                classes: self.classes.clone(),
                password: self.password.clone(),
            }),
            _ => Err(problems),
        }
    }
}

/// What is wrong with a new password, if anything: at least eight characters.
pub fn check_password(field: &str, password: &str) -> Option<Problem> {
    let is_short = password.chars().count() < 8;
    is_short.then(|| Problem::new(field, "account.short_password"))
}

/// Letters without diacritics, digits, dot, hyphen, underscore: typed alike with and without UniKey.
fn is_login_name(name: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    name.len() <= 40 && name.bytes().all(fits)
}
