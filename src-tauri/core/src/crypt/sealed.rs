//! The second key: what a counselor wrote in confidence opens under it and under nothing else.
//!
//! It is wrapped under the password of each counselor who was given it, with salts of its own, and
//! under a printed slip that lies in the counselor's sealed envelope. The data key is no part of it:
//! whoever holds the file and another account's password cannot open it, and who gives a counselor
//! a new password cannot either. Where password and slip are lost a new key is made for what is
//! written from then on; the old one stays in the ring, should its slip be found.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{Kdf, Keyring, RecoverySlip, Wrap, new_slip, plain_slip, random, seal, unseal};
use crate::error::{Error, Result};

/// The sealed part of a ring: its keys, the one in use last.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sealed {
    pub keys: Vec<SealedKey>,
}

/// One sealed key, in its wraps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SealedKey {
    pub id: String,
    pub wraps: Vec<Wrap>,
    pub slip: Option<Wrap>,
}

/// A sealed key in the open.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct Key([u8; 32]);

/// The sealed keys that a password or a slip opened.
#[derive(Clone, Default)]
pub struct OpenSeal {
    keys: Vec<(String, Key)>,
}

impl OpenSeal {
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether the key of this id is open.
    pub fn holds(&self, id: &str) -> bool {
        self.key(id).is_some()
    }

    /// Takes further keys in.
    pub fn join(&mut self, more: OpenSeal) {
        for (id, key) in &more.keys {
            if !self.holds(id) {
                self.keys.push((id.clone(), key.clone()));
            }
        }
    }

    /// Ids of the keys that are open.
    pub fn ids(&self) -> Vec<String> {
        self.keys.iter().map(|(id, _)| id.clone()).collect()
    }

    /// A sentence sealed under the key, as text; `place` is authenticated with it, so that no note
    /// can be put in another's place. The nonce stands first.
    pub fn seal(&self, id: &str, place: &str, plain: &str) -> Result<String> {
        let key = self.key(id).ok_or(Error::Locked)?;
        let nonce: [u8; 24] = random()?;
        let bound = format!("{id}:{place}");
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: bound.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new((&key.0).into()).encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::Bug("seal".to_owned()))?;
        Ok(BASE64.encode(&[nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`OpenSeal::seal`] made; nothing where its key is not open or a byte was changed.
    pub fn open(&self, id: &str, place: &str, sealed: &str) -> Option<String> {
        let key = self.key(id)?;
        let bytes = BASE64.decode(sealed.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
        let bound = format!("{id}:{place}");
        let payload = Payload {
            msg: sealed,
            aad: bound.as_bytes(),
        };
        let cipher = XChaCha20Poly1305::new((&key.0).into());
        let opened = cipher.decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(opened).ok()
    }

    fn key(&self, id: &str) -> Option<&Key> {
        let found = self.keys.iter().find(|(known, _)| known == id);
        found.map(|(_, key)| key)
    }
}

impl Keyring {
    /// Id of the sealed key that new notes are written under.
    pub fn sealed_current(&self) -> Option<&str> {
        let keys = &self.sealed.as_ref()?.keys;
        keys.last().map(|key| key.id.as_str())
    }

    /// Whether the account was given the key in use.
    pub fn is_sealed_for(&self, account: &str) -> bool {
        self.sealed_holders().iter().any(|holder| holder == account)
    }

    /// The accounts that were given the key in use.
    pub fn sealed_holders(&self) -> Vec<String> {
        let wraps = self.sealed_keys().last().map(|key| key.wraps.as_slice());
        let holders = wraps.unwrap_or_default().iter();
        holders.map(|wrap| wrap.account.clone()).collect()
    }

    /// Makes a sealed key for an account; keys made before stay beside it.
    pub fn new_sealed(
        &mut self,
        id: &str,
        account: &str,
        password: &str,
    ) -> Result<(OpenSeal, RecoverySlip)> {
        let opened = OpenSeal {
            keys: vec![(id.to_owned(), Key(random()?))],
        };
        let sealed = self.sealed.get_or_insert_default();
        sealed.keys.push(SealedKey {
            id: id.to_owned(),
            wraps: Vec::new(),
            slip: None,
        });
        self.wrap_sealed(account, password, &opened)?;
        let slip = self.new_sealed_slip(&opened)?;
        Ok((opened, slip))
    }

    /// Every sealed key of the account that the password opens.
    pub fn open_sealed(&self, account: &str, password: &str) -> OpenSeal {
        let wraps = self.sealed_keys().iter().filter_map(|key| {
            let wrap = key.wraps.iter().find(|wrap| wrap.account == account)?;
            Some((key, wrap, password))
        });
        self.opened(wraps)
    }

    /// Every sealed key that a slip opens, however it was typed.
    pub fn recover_sealed(&self, slip: &str) -> OpenSeal {
        let plain = plain_slip(slip);
        let keys = self.sealed_keys().iter();
        let wraps = keys.filter_map(|key| Some((key, key.slip.as_ref()?, plain.as_str())));
        self.opened(wraps)
    }

    /// Wraps open keys under the account's password, in place of its wraps from before.
    pub fn wrap_sealed(&mut self, account: &str, password: &str, opened: &OpenSeal) -> Result<()> {
        for (id, key) in &opened.keys {
            let bound = self.bound(id);
            let kdf = Kdf::for_password()?;
            let wrap = seal(&bound, account, "", kdf, password, &key.0)?;
            if let Some(known) = self.sealed_key(id) {
                known.wraps.retain(|old| old.account != account);
                known.wraps.push(wrap);
            }
        }
        Ok(())
    }

    /// A new slip for the open keys; theirs from before stop working.
    pub fn new_sealed_slip(&mut self, opened: &OpenSeal) -> Result<RecoverySlip> {
        let slip = new_slip()?;
        let plain = plain_slip(&slip.0);
        for (id, key) in &opened.keys {
            let bound = self.bound(id);
            let wrap = seal(&bound, "slip", "", Kdf::for_slip()?, &plain, &key.0)?;
            if let Some(known) = self.sealed_key(id) {
                known.slip = Some(wrap);
            }
        }
        Ok(slip)
    }

    /// Takes the account's way to the sealed keys.
    pub fn remove_sealed(&mut self, account: &str) {
        let keys = self.sealed.iter_mut().flat_map(|sealed| &mut sealed.keys);
        for key in keys {
            key.wraps.retain(|wrap| wrap.account != account);
        }
    }

    /// Takes the account's ways to the sealed keys from a copy of this ring: they open with the same
    /// password as its way to the book.
    pub(super) fn take_sealed(&mut self, copy: &Keyring, account: &str) {
        self.remove_sealed(account);
        for copied in copy.sealed_keys() {
            let own = copied.wraps.iter().filter(|wrap| wrap.account == account);
            if let Some(known) = self.sealed_key(&copied.id) {
                known.wraps.extend(own.cloned());
            }
        }
    }

    fn sealed_keys(&self) -> &[SealedKey] {
        match &self.sealed {
            Some(sealed) => &sealed.keys,
            None => &[],
        }
    }

    fn sealed_key(&mut self, id: &str) -> Option<&mut SealedKey> {
        let keys = &mut self.sealed.as_mut()?.keys;
        keys.iter_mut().find(|key| key.id == id)
    }

    fn opened<'a>(
        &self,
        wraps: impl Iterator<Item = (&'a SealedKey, &'a Wrap, &'a str)>,
    ) -> OpenSeal {
        let keys = wraps.filter_map(|(key, wrap, secret)| {
            let opened = unseal(&self.bound(&key.id), wrap, secret).ok()?;
            Some((key.id.clone(), Key(opened)))
        });
        OpenSeal {
            keys: keys.collect(),
        }
    }

    /// What a wrap of a sealed key is bound to: none can stand for a wrap of the data key.
    fn bound(&self, id: &str) -> String {
        format!("{}/sealed/{id}", self.book)
    }
}

#[cfg(test)]
mod tests {
    use crate::crypt::new_keyring;

    #[test]
    fn a_note_opens_under_its_own_key_in_its_own_place_only() {
        let mut ring = new_keyring("book").unwrap().keyring;
        let (first, slip) = ring.new_sealed("a", "1", "mot-mat-khau").unwrap();
        let id = ring.sealed_current().unwrap().to_owned();
        let sealed = first
            .seal(&id, "session", "Em lo nhà không đủ tiền")
            .unwrap();

        let opened = ring.open_sealed("1", "mot-mat-khau");
        assert_eq!(
            opened.open(&id, "session", &sealed).as_deref(),
            Some("Em lo nhà không đủ tiền")
        );
        assert_eq!(opened.open(&id, "another", &sealed), None);
        assert!(ring.open_sealed("1", "mat-khau-khac").is_empty());
        assert!(ring.open_sealed("2", "mot-mat-khau").is_empty());
        let typed = slip.0.to_lowercase().replace('-', " ");
        assert!(ring.recover_sealed(&typed).holds(&id));
    }

    #[test]
    fn who_puts_an_older_copy_back_opens_their_notes_with_the_password_of_its_day() {
        let mut copy = new_keyring("book").unwrap();
        let ring = &mut copy.keyring;
        ring.wrap_for("1", "an", "mot-mat-khau", &copy.key).unwrap();
        let (first, _) = ring.new_sealed("a", "1", "mot-mat-khau").unwrap();
        // Since then the book was handed on.
        let mut today = ring.clone();
        today.wrap_for("2", "ba", "mat-khau-ba", &copy.key).unwrap();
        today.wrap_sealed("2", "mat-khau-ba", &first).unwrap();
        today.remove("1");
        today.remove_sealed("1");

        let back = today.for_copy(ring, Some("1"));

        assert_eq!(back.open("an", "mot-mat-khau").unwrap().0, "1");
        assert!(back.open_sealed("1", "mot-mat-khau").holds("a"));
        assert!(back.open("ba", "mat-khau-ba").is_err());
        assert!(back.open_sealed("2", "mat-khau-ba").is_empty());
    }

    #[test]
    fn a_new_key_opens_no_old_note_and_the_old_slip_still_does() {
        let mut ring = new_keyring("book").unwrap().keyring;
        let (first, slip) = ring.new_sealed("a", "1", "mot-mat-khau").unwrap();
        let old = ring.sealed_current().unwrap().to_owned();
        let sealed = first.seal(&old, "session", "kín").unwrap();
        let (second, _) = ring.new_sealed("b", "1", "mat-khau-moi").unwrap();

        assert_eq!(second.open(&old, "session", &sealed), None);
        let found = ring.recover_sealed(&slip.0);
        assert_eq!(found.open(&old, "session", &sealed).as_deref(), Some("kín"));
    }
}
