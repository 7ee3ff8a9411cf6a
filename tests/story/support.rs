//! Sites in temporary directories, and folders as values.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A site in a temporary directory.
pub(crate) struct Site(TempDir);

impl Site {
    /// A directory without anything in it.
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().expect("a temporary directory"))
    }

    /// A site with the records that transcripts build on: one area, one source, one
    /// resolution.
    pub(crate) fn small() -> Self {
        let site = Self::empty();
        copy(&repository().join("tests/transcripts/base"), site.path());
        site
    }

    /// A copy of the demonstration portal's sources.
    pub(crate) fn demonstration() -> Self {
        let site = Self::empty();
        site.write("site.yaml", fs::read(repository().join("site.yaml")).expect("site.yaml"));
        for folder in ["data", "content"] {
            copy(&repository().join(folder), &site.path().join(folder));
        }
        site
    }

    /// The same without the files of charts and cards, which take most of the time of a build:
    /// for tests that do not look at them.
    pub(crate) fn demonstration_without_pictures() -> Self {
        let site = Self::demonstration();
        let settings = fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
        assert!(!settings.contains("chart_files"), "{settings}");
        site.write("site.yaml", settings + "chart_files: none\n");
        site
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, content).expect("a file");
    }

    /// Runs the program on the site.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.path(), arguments)
    }
}

/// What a run of the program said.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("a run");
        Self {
            code: status.code(),
            out: String::from_utf8(stdout).expect("UTF-8"),
            err: String::from_utf8(stderr).expect("UTF-8"),
        }
    }
}

/// Runs the program in a directory, in Vietnamese unless the arguments say otherwise.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    Ran::of(command(folder).args(arguments))
}

/// Says that a test cannot do its work here, and why. Printed past the test harness, which
/// would keep to itself what a passing test says; `tests/run` counts these lines.
pub(crate) fn skipped(reason: &str) {
    use std::io::Write as _;
    let test = std::thread::current();
    let line = format!("\nskipped: {}: {reason}\n", test.name().unwrap_or_default());
    std::io::stderr().write_all(line.as_bytes()).expect("a line");
}

/// The program, in a directory, with an environment that does not depend on the machine's.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    command.current_dir(folder);
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in read(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, bytes).expect("a file");
    }
}

/// The files of a folder by their paths in it.
pub(crate) fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("a path below");
            let path = path.to_str().expect("UTF-8").replace('\\', "/");
            files.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

/// Whether expected files are to be written anew rather than compared. What changed is then
/// for a person to look at, in the diff.
pub(crate) fn is_blessing() -> bool {
    std::env::var_os("MINHBACH_BLESS").is_some()
}
