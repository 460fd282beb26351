//! The house itself, by reading our own source: who may look at whom, that every code has its
//! sentence, that what is generated or frozen is what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use huong_nghiep_core::domain::role::Op;
use huong_nghiep_core::{command, messages};
use support::{files_under, root};

/// What a module of the core may look at, besides itself.
const LAYERS: [(&str, &[&str]); 18] = [
    ("kernel", &[]),
    ("messages", &[]),
    ("error", &["messages"]),
    ("progress", &["error"]),
    ("crypt", &["error"]),
    ("domain", &["error", "kernel"]),
    ("lesson", &["error", "kernel", "messages", "domain"]),
    ("folder", &["crypt", "error", "report::file"]),
    ("store", &["crypt", "domain", "error", "kernel"]),
    (
        "import",
        &["domain", "error", "kernel", "messages", "progress"],
    ),
    ("demo", &["domain", "kernel"]),
    (
        "report",
        &["domain", "error", "kernel", "messages", "progress"],
    ),
    (
        "backup",
        &[
            "crypt",
            "domain",
            "error",
            "folder",
            "kernel",
            "report::file",
            "store",
        ],
    ),
    (
        "book",
        &[
            "backup", "crypt", "domain", "error", "folder", "kernel", "messages", "store",
        ],
    ),
    (
        "desk",
        &[
            "book",
            "command",
            "domain",
            "error",
            "folder",
            "kernel",
            "lesson",
            "progress",
            "report::file",
        ],
    ),
    (
        "command",
        &[
            "backup", "book", "demo", "desk", "domain", "error", "folder", "import", "kernel",
            "lesson", "messages", "paper", "progress", "report", "store",
        ],
    ),
    (
        "paper",
        &["domain", "error", "import", "progress", "report"],
    ),
    ("lib", &["error"]),
];

#[test]
fn the_layers_of_the_core_look_downwards_only() {
    for (path, text) in core_source() {
        let module = module_of(&path);
        let allowed = LAYERS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{module} is in no layer"));
        for seen in looked_at(&text) {
            let is_own = seen.split("::").next() == Some(module.as_str());
            let is_gathering = path.ends_with("report/gather.rs") && seen.starts_with("store");
            let is_allowed = allowed.iter().any(|name| {
                seen == *name
                    || seen
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with("::"))
            });
            assert!(
                is_own || is_gathering || is_allowed,
                "{} looks at {seen}",
                path.display()
            );
        }
    }
}

#[test]
fn sql_stands_in_the_store_only() {
    let keywords = [
        "SELECT ",
        "INSERT INTO",
        "DELETE FROM",
        "PRAGMA ",
        "CREATE TABLE",
        " SET changed",
    ];
    for (path, text) in core_source() {
        if module_of(&path) == "store" {
            continue;
        }
        for keyword in keywords {
            assert!(
                !text.contains(keyword),
                "{} holds SQL: {keyword}",
                path.display()
            );
        }
        // The book holds the connection, the backup copies it, and errors are translated.
        let may_know = ["book", "backup", "error"].contains(&module_of(&path).as_str());
        let is_outer = !path.components().any(|part| part.as_os_str() == "command");
        assert!(
            (may_know && is_outer) || !text.contains("rusqlite"),
            "{} reaches for rusqlite",
            path.display()
        );
    }
}

#[test]
fn a_connection_is_opened_in_one_place() {
    for (path, text) in core_source().into_iter().chain(source("src-tauri/cli/src")) {
        let is_the_place = path.ends_with("store/open.rs");
        assert!(
            is_the_place || !text.contains("Connection::open"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_code_has_a_sentence_and_every_sentence_a_code() {
    let codes: BTreeSet<&str> = messages::codes().collect();
    let areas: BTreeSet<&str> = codes
        .iter()
        .filter_map(|code| code.split_once('.'))
        .map(|(area, _)| area)
        .collect();
    let mut used = BTreeSet::new();
    for (path, text) in core_source().into_iter().chain(source("src-tauri/cli/src")) {
        for literal in literals(&text) {
            let Some((area, rest)) = literal.split_once('.') else {
                continue;
            };
            let is_code = areas.contains(area)
                && rest.starts_with(|letter: char| letter.is_ascii_lowercase())
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            // A file's name, and fields of a request.
            if !is_code || ["book.db", "answers.labels", "answers.max"].contains(&literal.as_str())
            {
                continue;
            }
            assert!(
                codes.contains(literal.as_str()),
                "{} says {literal}, which has no sentence",
                path.display()
            );
            used.insert(literal);
        }
    }
    let said = |code: &&str| !code.starts_with("op.") && !code.starts_with("noun.");
    let unused: Vec<&str> = codes
        .iter()
        .copied()
        .filter(said)
        .filter(|code| !used.contains(*code))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_sentence_is_one_and_names_nothing_of_ours() {
    for code in
        messages::codes().filter(|code| !code.starts_with("op.") && !code.starts_with("noun."))
    {
        let sentence = messages::sentence(code, &[]);
        assert!(sentence.ends_with('.'), "{code}: {sentence}");
        assert!(
            sentence.starts_with(|letter: char| !letter.is_lowercase()),
            "{code}: {sentence}"
        );
        for word in ["SQL", "panic", "error", "null", "None", "  "] {
            assert!(!sentence.contains(word), "{code} says “{word}”");
        }
    }
}

#[test]
fn every_act_of_the_log_and_every_noun_has_its_words() {
    let codes: BTreeSet<&str> = messages::codes().collect();
    // Not acts of the log: a backup changes no row.
    let silent = ["backup_add"];
    for op in Op::ALL.iter().filter(|op| !op.touches().is_empty()) {
        let code = format!("op.{}", op.name());
        assert!(
            silent.contains(&op.name()) || codes.contains(code.as_str()),
            "{code} has no words"
        );
    }
    for code in codes.iter().filter_map(|code| code.strip_prefix("op.")) {
        assert!(
            code == "book_create" || Op::named(code).is_some(),
            "op.{code} is no command"
        );
    }
    for (path, text) in core_source() {
        for rest in text.split("NotFound(\"").skip(1) {
            let noun = rest.split('"').next().unwrap();
            assert!(
                codes.contains(format!("noun.{noun}").as_str()),
                "{}: noun.{noun}",
                path.display()
            );
        }
    }
}

#[test]
fn the_interfaces_types_are_those_of_the_commands() {
    if !root().join("ui").is_dir() {
        return;
    }
    let path = root().join("ui/src/lib/ipc/commands.gen.ts");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let made = command::typescript();
    let line = kept
        .lines()
        .zip(made.lines())
        .position(|(kept, made)| kept != made);
    assert!(
        kept.trim_end() == made.trim_end(),
        "{} is old from line {}: write it anew with\ncargo run -p huong-nghiep-cli -- types > ui/src/lib/ipc/commands.gen.ts",
        path.display(),
        line.map_or(0, |line| line + 1),
    );
}

#[test]
fn the_interface_reaches_its_host_in_two_files_and_parts_know_no_areas() {
    let source = root().join("ui/src");
    let hosts = ["lib/ipc/tauri.ts", "lib/host.ts"].map(|name| source.join(name));
    for path in files_under(&source) {
        let is_code = path
            .extension()
            .is_some_and(|ending| ["ts", "svelte"].iter().any(|code| ending == *code));
        if !is_code {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let imports = text
            .lines()
            .filter(|line| line.contains("import") || line.contains(" from "));
        for line in imports {
            assert!(
                hosts.contains(&path) || !line.contains("@tauri-apps"),
                "{}: {line}",
                path.display()
            );
            let is_part = path.starts_with(source.join("lib/parts"));
            assert!(
                !is_part || !line.contains("/areas/"),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn released_migrations_never_change() {
    let kept: BTreeMap<&str, &str> = FROZEN.into_iter().collect();
    let folder = root().join("src-tauri/core/src/store/migrations");
    let files = files_under(&folder);
    assert_eq!(files.len(), kept.len());
    for (at, file) in files.iter().enumerate() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).unwrap().replace("\r\n", "\n");
        assert!(name.starts_with(&format!("{:04}_", at + 1)), "{name}");
        assert!(text.starts_with("--"), "{name} begins with why");
        let hash = blake3::hash(text.as_bytes()).to_hex();
        assert_eq!(
            kept.get(name.as_str()),
            Some(&hash.as_str()),
            "{name} changed: add a new step"
        );
    }
}

/// Hashes of the steps that books out there have had.
const FROZEN: [(&str, &str); 26] = [
    (
        "0001_start.sql",
        "72ab738359238633dbf7a9219ea7c05ba449a35ab8fcc3664746a6801163e7bc",
    ),
    (
        "0002_trip.sql",
        "7e32c7ba3fe34c084521e9fb3e5c92a2ddc89ece62f301f76e133ece242be43a",
    ),
    (
        "0003_index.sql",
        "b5f5d537d36bbbd48b8a3c316f807282ef0870d312f127a10fa0edccc883828d",
    ),
    (
        "0004_record.sql",
        "70da260da4085b4bd65fd7b1cd7e14f5f0325c3f657b3fe49dc39b21bb5b530d",
    ),
    (
        "0005_consent.sql",
        "1fe6b287cd5b88a42fa511f13639fc1d5156cc8fdb7174317d5ad495644d358b",
    ),
    (
        "0006_counselling.sql",
        "d153ba83432e80e49699f0ecddb6f6f68fe5b4353fe3fb6c9e2e8fa9bf36ee27",
    ),
    (
        "0007_layout.sql",
        "59dc18ea8640f4af46ed0a5600c71d8aecfb8261e6900e9eab9a0c57d41a6894",
    ),
    (
        "0008_question.sql",
        "fba87ff202ab6e75342b8ad3dd0f7ae25af86cc609e6077dd5dc7fb9b24e4caf",
    ),
    (
        "0009_reach.sql",
        "f79f0a33784a742edc3986bb5b726ce26de644ba08d929e1daccea534bab02b0",
    ),
    (
        "0010_anonymous.sql",
        "400f282ce881e7cfbc86f5c194e2974385f74aa2156397f6881c76e550863209",
    ),
    (
        "0011_list.sql",
        "028764c9d8f6f9562d94f6bfcab631bfe44677fc9c544dcaeace479e065599a5",
    ),
    (
        "0012_occupation.sql",
        "f9b259f1aa368562e3816db964f22e66a761376d06d8f33916ba0060ff5674fc",
    ),
    (
        "0013_outcome.sql",
        "a0398c18cc036834b7588e78943919cfaaf6031c66555d4fcd87b6a93ff8c30a",
    ),
    (
        "0014_rule.sql",
        "5dded1f82cbee2d2f8422dcfa97f272928d23969a671fd61286fea46c03dcd34",
    ),
    (
        "0015_task.sql",
        "e80604a34f6fbf57ceb105104edd9ef8c6725f617903c1a545095e4a51f5ac7a",
    ),
    (
        "0016_handover.sql",
        "b9873cd8592dee868db4cf419f85c45cc59061347a1ad426267aa4565f654e3c",
    ),
    (
        "0017_issued.sql",
        "ce07b030478471ca95c127d68b67c0bcf3cf2bacb5ac4f026ce5d4fc8ecd5610",
    ),
    (
        "0018_document.sql",
        "6f1d62283d377097f26758fd186dc822c4a87ca6118cafd95738a88fab9ffc2e",
    ),
    (
        "0019_shared.sql",
        "804e1d07f913de4642106ce64ae5b7beafe065b08c1eaebf612dd1ef552f4d3d",
    ),
    (
        "0020_unclear.sql",
        "cb74e166162a795b55879d619421e41cf2e3dec3599e43222503581a6f6f001f",
    ),
    (
        "0021_evidence.sql",
        "b7011d2bee457315455dcc2bfd291362c9f48dce0fc57a1194f416064bb079fd",
    ),
    (
        "0022_undo_key.sql",
        "97dec70f8cddc90940e5527b56da3189546de840918c8343bc691721fcf750b9",
    ),
    (
        "0023_erasing.sql",
        "9303a253db09a7e6f075288a8d2c57e67cbdcf9b22be43b942a04c9cc7f1ee15",
    ),
    (
        "0024_ethnicity.sql",
        "ec23ce571ceb3986a32df0ba8a15ca8340dfd7ea070fbbaa396c0270cb37aaf6",
    ),
    (
        "0025_request.sql",
        "9544fcdb48670702950f728e968becf82acd3ecfcf15177a995cac1ec9ecadff",
    ),
    (
        "0026_means.sql",
        "879cb9b81415b26d40fcae9375564d816c384f91ddd1ee3c86388bb177f871d3",
    ),
];

#[test]
fn the_clock_is_asked_in_one_place() {
    let asked = ["Local::now", "Utc::now", "SystemTime::now"];
    for (path, text) in core_source().into_iter().chain(source("src-tauri/cli/src")) {
        if path.ends_with("kernel/date.rs") {
            continue;
        }
        for word in asked {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn no_test_sleeps_or_is_left_out() {
    let own = Path::new("tidy/main.rs");
    for (path, text) in whole("tests")
        .into_iter()
        .chain(whole("src-tauri/core/src"))
    {
        let is_test = path.starts_with(root().join("tests")) || text.contains("#[cfg(test)]");
        if path.ends_with(own) || !is_test {
            continue;
        }
        let tests = if path.starts_with(root().join("tests")) {
            text.as_str()
        } else {
            text.split_once("#[cfg(test)]")
                .map_or("", |(_, tests)| tests)
        };
        for word in ["#[ignore", "thread::sleep"] {
            assert!(!tests.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn files_open_with_their_duty_and_hold_nothing_of_one_machine() {
    let own = Path::new("tidy/main.rs");
    let folders = [
        "src-tauri/core",
        "src-tauri/cli",
        "tests",
        "ui/src",
        "assets",
    ];
    for (path, text) in folders.iter().flat_map(|folder| whole(folder)) {
        if path.extension().is_some_and(|ending| ending == "rs") {
            assert!(
                text.starts_with("//!"),
                "{} does not say what it is for",
                path.display()
            );
        }
        if path.ends_with(own) {
            continue;
        }
        for word in [
            "/home/",
            "/Users/",
            "/work/",
            "C:\\Users",
            "TODO",
            "FIXME",
            "XXX",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// The core's files without their tests.
fn core_source() -> Vec<(PathBuf, String)> {
    source("src-tauri/core/src")
}

fn source(folder: &str) -> Vec<(PathBuf, String)> {
    let files = whole(folder).into_iter().filter(|(path, _)| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.ends_with(".rs") && name != "tests.rs"
    });
    files
        .map(|(path, text)| {
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            (path, lines.map(|line| line.to_owned() + "\n").collect())
        })
        .collect()
}

/// Text files of a folder as they are; what is not text has nothing to say here.
fn whole(folder: &str) -> Vec<(PathBuf, String)> {
    let endings = ["rs", "toml", "ts", "svelte", "css", "html", "sql"];
    files_under(&root().join(folder))
        .into_iter()
        .filter(|path| {
            !path
                .components()
                .any(|part| part.as_os_str() == "node_modules")
        })
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        })
        .filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
        .collect()
}

/// The module of a core file: `command` for `command/act.rs`.
fn module_of(path: &Path) -> String {
    let inside = path
        .strip_prefix(root().join("src-tauri/core/src"))
        .unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Paths behind `crate::`, braces opened: `error`, `report::file::write_whole`.
fn looked_at(text: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            seen.extend(
                group
                    .split(',')
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty()),
            );
        } else {
            let path = rest
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
            seen.insert(
                path.into_iter()
                    .next()
                    .unwrap_or_default()
                    .trim_end_matches(':')
                    .to_owned(),
            );
        }
    }
    seen
}

/// String literals of a source, as far as they stand on one line.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('"').collect();
        found.extend(
            parts
                .iter()
                .skip(1)
                .step_by(2)
                .map(|part| (*part).to_owned()),
        );
        found.extend(
            parts
                .iter()
                .skip(2)
                .step_by(2)
                .map(|part| (*part).to_owned()),
        );
    }
    found
}
