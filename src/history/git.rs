//! What git is asked, and what it answers.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// The repository that a portal stands in.
pub(super) struct Git<'r> {
    /// The folder with `site.yaml`.
    pub(super) root: &'r Path,
    /// The folder of the records, below it.
    pub(super) data: &'r str,
}

/// A commit that touches the records.
#[derive(Debug)]
pub(super) struct Commit {
    pub(super) name: String,
    /// When it was committed, in seconds since 1970.
    pub(super) seconds: i64,
    parent: Option<String>,
}

/// A file that differs between two states of the repository, in both: empty where there is
/// none.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The path below the root of the portal.
    pub(super) path: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Git<'_> {
    /// The newest commits that touch the records, the last one first, along the first parents:
    /// what a branch had done comes with the merge that brought it.
    pub(super) fn newest_commits(&self) -> Vec<Commit> {
        /// Beyond so many a day may be cut, and is left out.
        const MOST: usize = 1000;
        let most = format!("-{}", MOST + 1);
        let format = "--format=%H %ct %P";
        let asked = ["log", "--first-parent", &most, format, "--", self.data];
        let answer = ask(self.root, &asked).unwrap_or_default();
        let commit = |line: &str| {
            let mut words = line.split(' ');
            let name = words.next()?.to_owned();
            let seconds = words.next()?.parse().ok()?;
            let parent = words.next().filter(|parent| !parent.is_empty()).map(str::to_owned);
            Some(Commit { name, seconds, parent })
        };
        let mut commits: Vec<Commit> = answer.lines().map_while(commit).collect();
        if commits.len() > MOST {
            // Of the last day the beginning may be missing.
            let day = |commit: &Commit| commit.seconds.div_euclid(86_400);
            let cut = commits.last().map(day);
            commits.retain(|commit| Some(day(commit)) != cut);
        }
        commits
    }

    /// The state before a commit: its parent, or nothing at all before the very first. Where a
    /// shallow clone ends, what was before is not known.
    pub(super) fn before(&self, commit: &Commit) -> Option<String> {
        if let Some(parent) = &commit.parent {
            return Some(parent.clone());
        }
        let is_shallow = ask(self.root, &["rev-parse", "--is-shallow-repository"])?;
        // The name of the folder that holds nothing; no such object need be stored.
        (is_shallow == "false")
            .then(|| ask(self.root, &["hash-object", "-t", "tree", "--stdin"]))?
    }

    /// The files of records that differ between two states, each of at most so many bytes: a
    /// larger one is not read, as it would not be for the portal.
    pub(super) fn written(&self, before: &str, after: &str, most: usize) -> Option<Vec<Written>> {
        let asked =
            ["diff-tree", "-r", "-z", "--no-renames", "--relative", before, after, "--", self.data];
        let answer = ask(self.root, &asked).unwrap_or_default();
        // `:<mode> <mode> <object> <object> <what>`, then the path.
        let mut parts = answer.split('\0');
        let mut files = Vec::new();
        while let (Some(about), Some(path)) = (parts.next(), parts.next()) {
            let mut objects = about.split(' ').skip(2);
            let (old, new) = (objects.next()?.to_owned(), objects.next()?.to_owned());
            if path.ends_with(".yaml") {
                files.push((path.to_owned(), old, new));
            }
        }
        let names = files.iter().flat_map(|(_, old, new)| [old, new]);
        let texts = self.texts(names.map(String::as_str), most)?;
        let text = |name: &str| texts.get(name).cloned().unwrap_or_default();
        let written = |(path, old, new): (String, String, String)| Written {
            path,
            before: text(&old),
            after: text(&new),
        };
        Some(files.into_iter().map(written).collect())
    }

    /// What stands in these objects, as far as there are such.
    fn texts<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
        most: usize,
    ) -> Option<BTreeMap<String, String>> {
        // A file that is new was nothing before: of such an object there is only the name.
        let is_object = |name: &&str| name.bytes().any(|byte| byte != b'0');
        let asked: String = names.filter(is_object).map(|name| format!("{name}\n")).collect();
        let mut child = command(self.root, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
        let texts = std::thread::scope(|scope| {
            // Git answers while it is still being asked. If it ends early, so does the asking.
            scope.spawn(move || input.write_all(asked.as_bytes()));
            read_objects(BufReader::new(output), most)
        });
        let status = child.wait().ok()?;
        texts.filter(|_| status.success())
    }
}

/// Reads `<name> blob <size>`, a line break, so many bytes and a line break, again and again.
fn read_objects(
    mut from: BufReader<impl std::io::Read>,
    most: usize,
) -> Option<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    loop {
        let mut head = String::new();
        if from.read_line(&mut head).ok()? == 0 {
            return Some(texts);
        }
        let mut words = head.split_whitespace();
        let (Some(name), Some("blob"), Some(size)) = (words.next(), words.next(), words.next())
        else {
            // An object that is missing is one that cannot be told of.
            return None;
        };
        let size: u64 = size.parse().ok()?;
        let mut bytes = Vec::new();
        let mut object = (&mut from).take(size);
        object.by_ref().take(most as u64).read_to_end(&mut bytes).ok()?;
        let is_whole = object.limit() == 0;
        std::io::copy(&mut object, &mut std::io::sink()).ok()?;
        let mut end = [0];
        from.read_exact(&mut end).ok()?;
        // What is no text never was on the portal.
        let text = String::from_utf8(bytes).ok().filter(|_| is_whole);
        texts.insert(name.to_owned(), text.unwrap_or_default());
    }
}

/// What git answers, if it answers.
pub(super) fn ask(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = command(root, arguments).stdin(Stdio::null()).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    let answer = answer.trim();
    (output.status.success() && !answer.is_empty()).then(|| answer.to_owned())
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // What somebody has set for their own use must not show in an answer, and the name of a
    // folder is one and no pattern.
    command.args(["-c", "log.showSignature=false", "--literal-pathspecs", "-C"]);
    command.arg(root).args(arguments).env("GIT_OPTIONAL_LOCKS", "0");
    command
}
