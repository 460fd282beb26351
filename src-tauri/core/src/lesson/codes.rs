//! Codes that pupils type, and the tokens that their phones keep for a lesson.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;

/// Without letters and digits that look alike on a wall: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
const LETTERS: &[u8; 24] = b"ACDEFGHJKMNPQRTWXY34679V";
const LENGTH: usize = 6;

/// Gives codes, no two alike.
#[derive(Default)]
pub struct Codes(BTreeSet<String>);

impl Codes {
    pub fn next(&mut self) -> String {
        loop {
            let code = code();
            if self.0.insert(code.clone()) {
                return code;
            }
        }
    }
}

/// 192 million codes, each as likely as another.
fn code() -> String {
    let mut code = String::new();
    while code.len() < LENGTH {
        for byte in random::<16>() {
            // 240 is the highest multiple of 24: above it some letters would come more often.
            if byte < 240 && code.len() < LENGTH {
                code.push(char::from(LETTERS[usize::from(byte % 24)]));
            }
        }
    }
    code
}

/// What a person typed as a code: capitals, without spaces and dashes.
pub fn read(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// A secret that nobody guesses.
pub fn token() -> String {
    HEXLOWER.encode(&random::<16>())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    while getrandom::fill(&mut bytes).is_err() {
        // A machine that has just started may not have gathered chance yet.
        std::thread::yield_now();
    }
    bytes
}
