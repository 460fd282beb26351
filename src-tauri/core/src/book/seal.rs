//! The sealed part while the book is open: opened by a password of its own, shut by itself.

use std::cell::RefCell;

use super::Book;
use crate::crypt::{OpenSeal, RecoverySlip};
use crate::domain::counsel::SEAL_MINUTES;
use crate::error::{Error, Result};
use crate::kernel::{Instant, id};

/// The sealed keys that are open, and until when.
#[derive(Default)]
pub(super) struct Seal(RefCell<Option<(OpenSeal, Instant)>>);

/// How the sealed part stands for the person who signed in.
pub struct SealStanding {
    /// Whether there is a key at all.
    pub exists: bool,
    /// Whether the key in use was given to this person.
    pub is_yours: bool,
    /// Seconds until it shuts by itself; nothing while it is shut.
    pub seconds_left: Option<i64>,
    /// Ids of the keys that are open.
    pub open: Vec<String>,
}

impl Book {
    pub fn seal_standing(&self) -> Result<SealStanding> {
        let ring = self.folder.keyring()?;
        let now = self.clock.now();
        let open = self.seal.0.borrow();
        let open = open.as_ref().filter(|(_, until)| *until > now);
        Ok(SealStanding {
            exists: ring.sealed_current().is_some(),
            is_yours: ring.is_sealed_for(&self.account.id),
            seconds_left: open.map(|(_, until)| (until.0 - now.0).num_seconds()),
            open: open.map(|(keys, _)| keys.ids()).unwrap_or_default(),
        })
    }

    /// Ids of the accounts that were given the key in use.
    pub(crate) fn seal_holders(&self) -> Result<Vec<String>> {
        Ok(self.folder.keyring()?.sealed_holders())
    }

    /// The open keys, and the id of the one to write under; each use holds them open again.
    pub(crate) fn opened_seal(&self) -> Result<(OpenSeal, String)> {
        let now = self.clock.now();
        let mut open = self.seal.0.borrow_mut();
        match open.as_mut() {
            Some((keys, until)) if *until > now => {
                *until = now.plus_minutes(SEAL_MINUTES);
                let keys = keys.clone();
                let current = self.folder.keyring()?;
                let current = current.sealed_current().unwrap_or_default().to_owned();
                Ok((keys, current))
            }
            _ => {
                *open = None;
                Err(Error::refused("counsel.sealed"))
            }
        }
    }

    /// Shuts the sealed part; its keys are wiped.
    pub(crate) fn shut_seal(&self) {
        self.seal.0.replace(None);
    }

    /// Opens the sealed part with the person's password.
    pub(crate) fn open_seal(&self, password: &str) -> Result<()> {
        let ring = self.folder.keyring()?;
        if !ring.is_sealed_for(&self.account.id) {
            return Err(Error::refused("counsel.not_given"));
        }
        let keys = self.sealed_keys(password)?;
        self.hold_open(keys);
        Ok(())
    }

    /// Makes a sealed key for the person and opens it; answers the slip for their envelope.
    pub(crate) fn new_seal(&self, password: &str) -> Result<RecoverySlip> {
        let mut ring = self.folder.keyring()?;
        let mut keys = ring.open_sealed(&self.account.id, password);
        let (made, slip) = ring.new_sealed(&id::new(), &self.account.id, password)?;
        self.folder.replace_keyring(&mut ring)?;
        keys.join(made);
        self.hold_open(keys);
        Ok(slip)
    }

    /// Opens the sealed part with its slip, or with the password of the day it was wrapped, and
    /// wraps it under the password of today.
    pub(crate) fn recover_seal(&self, secret: &str, password: &str) -> Result<()> {
        let mut ring = self.folder.keyring()?;
        let mut keys = self.sealed_by(secret)?;
        ring.wrap_sealed(&self.account.id, password, &keys)?;
        self.folder.replace_keyring(&mut ring)?;
        keys.join(ring.open_sealed(&self.account.id, password));
        self.hold_open(keys);
        Ok(())
    }

    /// The keys that a slip or an earlier password opens.
    pub(crate) fn sealed_by(&self, secret: &str) -> Result<OpenSeal> {
        let ring = self.folder.keyring()?;
        let mut keys = ring.recover_sealed(secret);
        if keys.is_empty() {
            keys = ring.open_sealed(&self.account.id, secret);
        }
        match keys.is_empty() {
            true => Err(Error::invalid("secret", "counsel.wrong_slip")),
            false => Ok(keys),
        }
    }

    /// A new slip for what the person's password opens; the one before stops working.
    pub(crate) fn new_seal_slip(&self, password: &str) -> Result<RecoverySlip> {
        let keys = self.sealed_keys(password)?;
        let mut ring = self.folder.keyring()?;
        let slip = ring.new_sealed_slip(&keys)?;
        self.folder.replace_keyring(&mut ring)?;
        Ok(slip)
    }

    /// Gives another account what the person's password opens.
    pub(crate) fn hand_seal_on(
        &self,
        password: &str,
        account: &str,
        successor_password: &str,
    ) -> Result<()> {
        let keys = self.sealed_keys(password)?;
        let mut ring = self.folder.keyring()?;
        ring.wrap_sealed(account, successor_password, &keys)?;
        self.folder.replace_keyring(&mut ring)
    }

    /// The sealed keys that the password opens. One that opens the book and not the seal was set by
    /// somebody else, or with the recovery slip.
    pub(crate) fn sealed_keys(&self, password: &str) -> Result<OpenSeal> {
        let ring = self.folder.keyring()?;
        let keys = ring.open_sealed(&self.account.id, password);
        let current = ring.sealed_current().unwrap_or_default();
        if keys.holds(current) {
            return Ok(keys);
        }
        match self.is_password(&self.account.name, password)? {
            true => Err(Error::refused("counsel.other_password")),
            false => Err(Error::invalid("password", "account.wrong_old_password")),
        }
    }

    fn hold_open(&self, keys: OpenSeal) {
        let until = self.clock.now().plus_minutes(SEAL_MINUTES);
        self.seal.0.replace(Some((keys, until)));
    }
}
