//! Who works at the school of the tests.

/// Somebody with an account.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// Login name.
    pub login: &'static str,
    pub full_name: &'static str,
    pub role: &'static str,
    pub password: &'static str,
    /// Classes of a homeroom teacher.
    pub classes: &'static [&'static str],
}

/// Cô An keeps the book.
pub const AN: Person = Person {
    login: "an",
    full_name: "Nguyễn Thị An",
    role: "counselor",
    password: "Cửa sổ thứ chín",
    classes: &[],
};

/// Thầy Bình has class 9A and sees nothing else.
pub const BINH: Person = Person {
    login: "binh",
    full_name: "Trần Văn Bình",
    role: "teacher",
    password: "lop-9a-2025",
    classes: &["9A"],
};

/// Cô Chi is the principal.
pub const CHI: Person = Person {
    login: "chi",
    full_name: "Lê Thị Chi",
    role: "principal",
    password: "hieu-truong-chi",
    classes: &[],
};

/// All of them, the keeper of the book first.
pub const EVERYONE: [Person; 3] = [AN, BINH, CHI];
