//! Who holds which key: one random data key, wrapped for each account and for the recovery slip.
//!
//! `keys.json` lies beside the database, since the database cannot be opened without it. It holds
//! login names, salts and wraps, and nothing else. A password change wraps the same data key again
//! and touches no other byte of the book. `sealed` holds the second key, of the sealed part of
//! counselling, wrapped for counselors only, with salts and a slip of its own.

mod sealed;

pub use sealed::{OpenSeal, Sealed, SealedKey};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::{Encoding, HEXLOWER, Specification};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::{Error, Result};

/// Version of the format of `keys.json`.
pub const FORMAT: u32 = 1;

/// The 256-bit data key of a book.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    fn random() -> Result<Self> {
        Ok(DataKey(random()?))
    }

    /// For `PRAGMA key`: a raw key opens in half a millisecond, a passphrase would cost SQLCipher's
    /// own derivation on top of Argon2.
    pub fn pragma(&self) -> String {
        format!("x'{}'", HEXLOWER.encode(&self.0))
    }
}

/// A file's bytes sealed under the book's data key; `id` is authenticated with them, so that one
/// file cannot be put in another's place. The nonce stands first.
pub fn seal_bytes(key: &DataKey, id: &str, plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; 24] = random()?;
    let payload = Payload {
        msg: plain,
        aad: id.as_bytes(),
    };
    let sealed = file_cipher(key).encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| Error::Bug("seal".to_owned()))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal_bytes`] made; nothing where a byte of it was changed.
pub fn open_bytes(key: &DataKey, id: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<24>()?;
    let payload = Payload {
        msg: sealed,
        aad: id.as_bytes(),
    };
    let opened = file_cipher(key).decrypt(&XNonce::from(*nonce), payload);
    opened.ok()
}

/// Files have a key of their own, so that no nonce of theirs can meet one of the database's.
fn file_cipher(key: &DataKey) -> XChaCha20Poly1305 {
    let mut derived = blake3::derive_key("so-huong-nghiep 2026-11 evidence file", &key.0);
    let cipher = XChaCha20Poly1305::new((&derived).into());
    derived.zeroize();
    cipher
}

/// The key ring of a book: the content of `keys.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keyring {
    pub format: u32,
    /// Id of the book; part of what every wrap authenticates.
    pub book: String,
    /// Counts up with each change, so that the newer of two generations is known.
    pub generation: u64,
    pub wraps: Vec<Wrap>,
    pub recovery: Vec<Wrap>,
    /// The keys of the sealed part of counselling; nothing until the first is made.
    #[serde(default)]
    pub sealed: Option<Sealed>,
}

/// The data key, encrypted under a key that comes from a password or a recovery slip.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wrap {
    /// Account id, or `recovery`.
    pub account: String,
    /// Login name; empty on a recovery slip.
    pub name: String,
    pub kdf: Kdf,
    pub nonce: String,
    pub wrapped: String,
}

/// How the wrapping key is made. Kept with each wrap, so that costs can rise later.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kdf {
    Argon2id {
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        salt: String,
    },
    /// For 256 random bits no slow derivation is needed.
    Blake3 { salt: String },
}

/// What a new ring starts with.
pub struct NewKeyring {
    pub keyring: Keyring,
    pub key: DataKey,
}

/// A recovery slip as it is printed: 13 groups of four letters without O, I, 0, 1.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoverySlip(pub String);

/// Makes a ring with a new data key and nobody in it.
pub fn new_keyring(book: &str) -> Result<NewKeyring> {
    let keyring = Keyring {
        format: FORMAT,
        book: book.to_owned(),
        generation: 0,
        wraps: Vec::new(),
        recovery: Vec::new(),
        sealed: None,
    };
    Ok(NewKeyring {
        keyring,
        key: DataKey::random()?,
    })
}

impl Keyring {
    /// Wraps the data key for an account; an earlier wrap of the account is replaced in place.
    pub fn wrap_for(
        &mut self,
        account: &str,
        name: &str,
        password: &str,
        key: &DataKey,
    ) -> Result<()> {
        let kdf = Kdf::for_password()?;
        let wrap = seal(&self.book, account, name, kdf, password, &key.0)?;
        match self.wraps.iter_mut().find(|old| old.account == account) {
            Some(old) => *old = wrap,
            None => self.wraps.push(wrap),
        }
        Ok(())
    }

    /// Makes a recovery slip; slips made before stop working.
    pub fn add_recovery(&mut self, key: &DataKey) -> Result<RecoverySlip> {
        let slip = new_slip()?;
        let plain = plain_slip(&slip.0);
        let kdf = Kdf::for_slip()?;
        self.recovery = vec![seal(&self.book, "recovery", "", kdf, &plain, &key.0)?];
        Ok(slip)
    }

    /// Takes an account's wrap out.
    pub fn remove(&mut self, account: &str) {
        self.wraps.retain(|wrap| wrap.account != account);
    }

    /// Takes out whoever is not known, to the sealed part as well; answers whether anybody was.
    pub fn keep(&mut self, is_known: impl Fn(&str) -> bool) -> bool {
        let strays: Vec<String> = (self.wraps.iter())
            .map(|wrap| wrap.account.clone())
            .filter(|account| !is_known(account))
            .collect();
        for account in &strays {
            self.remove(account);
            self.remove_sealed(account);
        }
        !strays.is_empty()
    }

    /// This ring for an older copy of the same book: the passwords, slips and sealed keys of today,
    /// for the accounts that the copy has, so that nobody who was removed since comes back. `opener`
    /// put the copy back with the password of its day, which opens it from then on.
    pub fn for_copy(mut self, copy: &Keyring, opener: Option<&str>) -> Keyring {
        self.keep(|account| copy.wraps.iter().any(|wrap| wrap.account == account));
        if let Some(opener) = opener {
            self.remove(opener);
            let own = copy.wraps.iter().filter(|wrap| wrap.account == opener);
            self.wraps.extend(own.cloned());
            self.take_sealed(copy, opener);
        }
        self.generation = self.generation.max(copy.generation);
        self
    }

    /// Opens with a login name and password; answers the account id and the data key.
    pub fn open(&self, name: &str, password: &str) -> Result<(String, DataKey)> {
        let wrap = self
            .wraps
            .iter()
            .find(|wrap| wrap.name == name)
            .ok_or(Error::Locked)?;
        Ok((wrap.account.clone(), self.unseal(wrap, password)?))
    }

    /// Opens with a recovery slip, however it was typed (case, spaces, hyphens).
    pub fn recover(&self, slip: &str) -> Result<DataKey> {
        let plain = plain_slip(slip);
        let opened = self
            .recovery
            .iter()
            .find_map(|wrap| self.unseal(wrap, &plain).ok());
        opened.ok_or(Error::Refused(crate::error::Problem::new(
            "",
            "account.wrong_recovery_key",
        )))
    }

    fn unseal(&self, wrap: &Wrap, secret: &str) -> Result<DataKey> {
        Ok(DataKey(unseal(&self.book, wrap, secret)?))
    }
}

impl Kdf {
    /// For a password: 64 MiB and 3 passes cost about a third of a second on a small machine, above
    /// the floor that OWASP gives (19 MiB, 2, 1).
    fn for_password() -> Result<Kdf> {
        Ok(Kdf::Argon2id {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
            salt: HEXLOWER.encode(&random::<16>()?),
        })
    }

    fn for_slip() -> Result<Kdf> {
        Ok(Kdf::Blake3 {
            salt: HEXLOWER.encode(&random::<16>()?),
        })
    }
}

fn new_slip() -> Result<RecoverySlip> {
    let mut secret: [u8; 32] = random()?;
    let slip = RecoverySlip(print_slip(&secret)?);
    secret.zeroize();
    Ok(slip)
}

fn unseal(book: &str, wrap: &Wrap, secret: &str) -> Result<[u8; 32]> {
    let cipher = cipher(&wrap.kdf, secret)?;
    let nonce = unhex::<24>(&wrap.nonce)?;
    let wrapped = HEXLOWER
        .decode(wrap.wrapped.as_bytes())
        .map_err(|_| broken())?;
    let bound = bound_to(book, &wrap.account, &wrap.name, &wrap.kdf)?;
    let payload = Payload {
        msg: &wrapped,
        aad: &bound,
    };
    let mut plain = cipher
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Error::Locked)?;
    let key = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| broken());
    plain.zeroize();
    key
}

fn seal(
    book: &str,
    account: &str,
    name: &str,
    kdf: Kdf,
    secret: &str,
    key: &[u8; 32],
) -> Result<Wrap> {
    let nonce: [u8; 24] = random()?;
    let bound = bound_to(book, account, name, &kdf)?;
    let wrapped = cipher(&kdf, secret)?
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: key,
                aad: &bound,
            },
        )
        .map_err(|_| Error::Bug("wrap".to_owned()))?;
    Ok(Wrap {
        account: account.to_owned(),
        name: name.to_owned(),
        kdf,
        nonce: HEXLOWER.encode(&nonce),
        wrapped: HEXLOWER.encode(&wrapped),
    })
}

/// A wrap is bound to its book, account and costs: none can be moved or weakened.
fn bound_to(book: &str, account: &str, name: &str, kdf: &Kdf) -> Result<Vec<u8>> {
    serde_json::to_vec(&(FORMAT, book, account, name, kdf)).map_err(|_| broken())
}

fn cipher(kdf: &Kdf, secret: &str) -> Result<XChaCha20Poly1305> {
    let mut key = [0u8; 32];
    match kdf {
        Kdf::Argon2id {
            memory_kib,
            passes,
            lanes,
            salt,
        } => {
            // A file that asks for gigabytes is damaged, not a book.
            if *memory_kib > 2 * 1024 * 1024 || *passes > 64 {
                return Err(broken());
            }
            let params =
                Params::new(*memory_kib, *passes, *lanes, Some(32)).map_err(|_| broken())?;
            let salt = HEXLOWER.decode(salt.as_bytes()).map_err(|_| broken())?;
            // Keyboards compose Vietnamese marks differently; the password is the same.
            let mut composed: String = secret.nfc().collect();
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(composed.as_bytes(), &salt, &mut key)
                .map_err(|_| Error::Bug("argon2".to_owned()))?;
            composed.zeroize();
        }
        Kdf::Blake3 { salt } => {
            let context = "so-huong-nghiep 2026 recovery slip v1";
            key = blake3::derive_key(context, format!("{salt}:{secret}").as_bytes());
        }
    }
    let cipher = XChaCha20Poly1305::new(&key.into());
    key.zeroize();
    Ok(cipher)
}

/// The letters of a slip: no O, I, 0, 1, so that none can be mistaken.
const SLIP_LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

fn slip_encoding() -> Result<Encoding> {
    let mut specification = Specification::new();
    specification.symbols.push_str(SLIP_LETTERS);
    specification
        .encoding()
        .map_err(|_| Error::Bug("slip".to_owned()))
}

/// A password for a package that leaves the book: 80 random bits in four groups of letters that can be
/// read out on the phone.
pub fn package_password() -> Result<String> {
    let secret: [u8; 10] = random()?;
    grouped(&slip_encoding()?.encode(&secret), " ")
}

fn print_slip(secret: &[u8; 32]) -> Result<String> {
    grouped(&slip_encoding()?.encode(secret), "-")
}

/// Groups of four letters.
fn grouped(letters: &str, between: &str) -> Result<String> {
    let letters: Vec<char> = letters.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join(between))
}

fn plain_slip(typed: &str) -> String {
    typed
        .to_uppercase()
        .chars()
        .filter(|letter| SLIP_LETTERS.contains(*letter))
        .collect()
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::Bug("no randomness".to_owned()))?;
    Ok(bytes)
}

fn unhex<const N: usize>(text: &str) -> Result<[u8; N]> {
    let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| broken())?;
    bytes.try_into().map_err(|_| broken())
}

fn broken() -> Error {
    Error::BookDamaged("keys.json".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_its_own_wrap_only() {
        let NewKeyring { mut keyring, key } = new_keyring("book").unwrap();
        keyring
            .wrap_for("1", "nhung", "mot-mat-khau", &key)
            .unwrap();
        keyring
            .wrap_for("2", "khai", "mat-khau-khac", &key)
            .unwrap();

        assert_eq!(
            keyring.open("nhung", "mot-mat-khau").unwrap().1.pragma(),
            key.pragma()
        );
        assert!(matches!(
            keyring.open("nhung", "mat-khau-khac"),
            Err(Error::Locked)
        ));
        assert!(matches!(
            keyring.open("ai", "mot-mat-khau"),
            Err(Error::Locked)
        ));
    }

    #[test]
    fn a_wrap_moved_to_another_account_or_made_cheaper_does_not_open() {
        let NewKeyring { mut keyring, key } = new_keyring("book").unwrap();
        keyring
            .wrap_for("1", "nhung", "mot-mat-khau", &key)
            .unwrap();
        keyring.wraps[0].account = "2".to_owned();
        assert!(keyring.open("nhung", "mot-mat-khau").is_err());
    }

    #[test]
    fn the_newest_slip_opens_however_it_is_typed() {
        let NewKeyring { mut keyring, key } = new_keyring("book").unwrap();
        let old = keyring.add_recovery(&key).unwrap();
        let slip = keyring.add_recovery(&key).unwrap();

        assert_eq!(
            slip.0.split('-').map(str::len).collect::<Vec<_>>(),
            vec![4; 13]
        );
        let typed = slip.0.to_lowercase().replace('-', "  ");
        assert_eq!(keyring.recover(&typed).unwrap().pragma(), key.pragma());
        assert!(keyring.recover(&old.0).is_err());
    }
}
